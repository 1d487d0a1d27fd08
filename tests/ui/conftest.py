"""Theme, words and the walker for everything that is tested with real widgets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.qt_words import QtWords
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Scheme

ROOT = Path(__file__).resolve().parents[2]

TRICKY_NAMES = (
    "<b>Anna</b>",
    "<img src='file:///etc/hostname'>",
    "Anna & Söhne",
    "<a href='https://example.org'>Anna</a>",
    "&lt;Anna&gt;",
    "Anna\nRossi",
    "O’Brien <o>",
)
"""Names that a careless label would read as markup."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform says of every window what it cannot do for it."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def resources() -> Path:
    """The folder with fonts and icons."""
    return ROOT / "resources"


@pytest.fixture
def theme(qapp: QApplication, resources: Path) -> Iterator[Theme]:
    """The light theme at 100 %, applied, without motion."""
    made = Theme(resources, motion=False)
    made.apply(qapp, Scheme.LIGHT)
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def words() -> Catalog:
    """English words; ``words.use("it")`` switches."""
    return Catalog(ROOT / "translations", "en")


@pytest.fixture
def qt_words(qapp: QApplication, words: Catalog) -> Iterator[QtWords]:
    """The bridge that tells widgets about a switch of ``words``."""
    bridge = QtWords(words)
    bridge.install()
    yield bridge
    bridge.remove()


@pytest.fixture
def only_plain_text() -> Callable[[QWidget], None]:
    """Fails if any label, tool tip or "what's this" under a widget would read markup."""

    def walk(root: QWidget) -> None:
        for widget in (root, *root.findChildren(QWidget)):
            if isinstance(widget, QLabel):
                assert widget.textFormat() is Qt.TextFormat.PlainText, (
                    f"{type(widget).__name__} {widget.text()!r} guesses its format"
                )
            for tip in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
                escaped = tip.startswith("<span>") and tip.count("<") == 2
                assert escaped or not Qt.mightBeRichText(tip), f"the tip {tip!r} is read as HTML"

    return walk
