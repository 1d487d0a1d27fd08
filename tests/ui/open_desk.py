"""A desk over a real salon file for screens: founded once, copied for each test.

The conftests of the screens import these fixtures.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import SalonNews
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.widgets.drawer import Drawer
from salon_desktop.ui.widgets.toast import Notice

MORNING = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
"""Tuesday, 10:44 in Rome."""


class KeptSecrets:
    """Stands for the system keyring."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.values = dict(values or {})

    def read(self, name: str) -> str | None:
        return self.values.get(name)

    def write(self, name: str, value: str) -> None:
        self.values[name] = value

    def forget(self, name: str) -> None:
        self.values.pop(name, None)


class SampleShell:
    """Remembers what a page asked of the window, and holds its panels in a real drawer."""

    def __init__(self, theme) -> None:
        self.told: list[Notice] = []
        self.gone_to: list[object] = []
        self.drawer = Drawer(theme)
        self.drawer.resize(376, 800)

    @property
    def panel(self) -> QWidget | None:
        return self.drawer.panel()

    def show_drawer(self, panel: QWidget) -> None:
        self.drawer.show_panel(panel)

    def close_drawer(self) -> None:
        self.drawer.close_panel()

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)

    def go_to(self, section: object) -> None:
        self.gone_to.append(section)


@pytest.fixture(scope="session")
def founded_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Istituto Mirtilla with three operators and nobody in the book, made once."""
    folder = tmp_path_factory.mktemp("mirtilla")
    secrets = KeptSecrets()
    operators = (
        NewOperator(name="Sara", role="beautician", colour="lash"),
        NewOperator(name="Anna", role="technical_manager", colour="face"),
        NewOperator(name="Giulia", role="nail_technician", colour="hand"),
    )
    new = NewSalon(name="Istituto Mirtilla", country="IT", owner="Vera", operators=operators)
    found_salon(folder, new, clock=FixedClock(MORNING), secrets=secrets)
    return folder, secrets.values


@pytest.fixture
def salon_clock() -> FixedClock:
    """Tuesday, 24 November 2026, 10:44 in Rome."""
    return FixedClock(MORNING)


@pytest.fixture
def salon(
    tmp_path: Path, founded_folder: tuple[Path, dict[str, str]], salon_clock: FixedClock
) -> Iterator[Salon]:
    """That salon in a folder of the test's own."""
    source, secrets = founded_folder
    folder = tmp_path / "salon"
    shutil.copytree(source, folder)
    kept = KeptSecrets(secrets)
    with open_salon(folder, clock=salon_clock, secrets=kept, language="en") as opened:
        yield opened


@pytest.fixture
def desk(salon: Salon, theme, words, qt_words) -> Iterator[Desk]:
    """The desk over that salon, in English."""
    network = ThreadPoolExecutor(1, thread_name_prefix="network")

    def submit(work, /) -> Future:
        return network.submit(work)

    made = Desk(
        do=salon.do,
        ask=salon.ask,
        facts=salon.facts,
        clock=salon.clock,
        words=words,
        formats=Formats("en", salon.facts.zone, "EUR"),
        theme=theme,
        tasks=TaskRunner(salon.worker.write, submit),
        news=SalonNews(),
    )

    def speak() -> None:
        made.formats = Formats(words.language, salon.facts.zone, "EUR")

    forget = words.on_change(speak)
    yield made
    forget()
    network.shutdown()


@pytest.fixture
def shell(theme, qtbot) -> SampleShell:
    """Stands for the window."""
    made = SampleShell(theme)
    qtbot.addWidget(made.drawer)
    return made


@pytest.fixture
def add_client(salon: Salon) -> Callable[..., int]:
    """Adds a client through the use case and returns her id."""

    def add(first: str, last: str = "", number: str | None = None, **other) -> int:
        numbers = (number,) if number else ()
        wish = AddClient(first_name=first, last_name=last, numbers=numbers, **other)
        return salon.do.add_client(wish).client_id

    return add
