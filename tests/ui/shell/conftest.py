"""A shell with sample pages on it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from salon_desktop.ui.page import Page
from salon_desktop.ui.shell.main_window import Looks, MainWindow
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.widgets.labels import Label

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)


class SamplePage(Page):
    """Remembers what the shell did with it."""

    def __init__(self, words, name):
        super().__init__()
        self._words, self._name = words, name
        self.title, self.field = Label(role="title"), QLineEdit()
        self.controls.addWidget(self.title)
        QVBoxLayout(self).addWidget(self.field)
        self.story: list[str] = []

    def activated(self):
        self.story.append("activated")

    def deactivated(self):
        self.story.append("deactivated")

    def retranslate(self):
        self.story.append("retranslated")
        self.title.setText(self._words._("Close"))


@pytest.fixture
def looks(theme, words, qt_words):
    return Looks(
        theme, words, lambda at: at.strftime("%H:%M"), lambda at: f"{(NOW - at).seconds // 3600} h"
    )


@pytest.fixture
def window(looks, words, qtbot):
    window = MainWindow(looks)
    for section in Section:
        window.add_page(section, SamplePage(words, section.value))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window
