"""A day to look at, and a whole salon behind a page."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.domain.agenda.status import Status
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.day_picture import (
    Block,
    BlockKind,
    Card,
    Column,
    ColumnKind,
    DayPicture,
    sorted_cards,
)
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.agenda.page import AgendaPage
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import SalonNews
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.widgets.toast import Notice

TUESDAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
"""10:44 in Rome."""


@pytest.fixture
def a_card() -> Callable[..., Card]:
    """A card with one interesting detail; ``start`` and ``end`` are minutes."""

    def make(start: int, end: int, column: int = 0, number: int | None = None, **other) -> Card:
        appointment = number if number is not None else start * 10 + column
        known: dict[str, Any] = {
            "appointment_id": appointment,
            "version": 1,
            "position": 0,
            "column": column,
            "operator_id": column + 1,
            "start": start,
            "end": end,
            "blocked_until": end,
            "visit_start": start,
            "client_id": appointment,
            "client": "Greta Fontana",
            "service": "Laminazione ciglia",
            "operator": "Sara",
            "category": "lash",
            "status": Status.BOOKED,
        }
        return Card(**(known | other))

    return make


@pytest.fixture
def a_day() -> Callable[..., DayPicture]:
    """A day of operators who work from 9 to 19, with these cards and blocks."""

    def make(*cards: Card, operators: int = 3, blocks: tuple = (), **other) -> DayPicture:
        columns = tuple(
            Column(
                id=number + 1,
                kind=ColumnKind.OPERATOR,
                name=("Sara", "Anna", "Giulia", "Marta", "Elena", "Chiara")[number % 6],
                role="beautician",
                busy=0.5,
                shift=((540, 1140),),
            )
            for number in range(operators)
        )
        return DayPicture(
            day=TUESDAY, columns=columns, cards=sorted_cards(cards), blocks=blocks, **other
        )

    return make


@pytest.fixture
def a_break() -> Callable[..., Block]:
    """A break in a column."""

    def make(start: int, end: int, column: int = 0, kind: BlockKind = BlockKind.BREAK) -> Block:
        return Block(column=column, start=start, end=end, kind=kind)

    return make


@pytest.fixture
def say(words) -> DayWords:
    """English words of the grid."""
    return DayWords(words, Formats("en", UTC))


class SampleShell:
    """Remembers what a page asked of the window, and shows its drawer."""

    def __init__(self) -> None:
        self.told: list[Notice] = []
        self.panel: QWidget | None = None
        self.gone_to: list[object] = []

    def show_drawer(self, panel: QWidget) -> None:
        if self.panel is not None and self.panel is not panel:
            self.panel.hide()
        self.panel = panel
        panel.resize(376, 800)
        panel.show()

    def close_drawer(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel = None

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)

    def go_to(self, section: object) -> None:
        self.gone_to.append(section)


@pytest.fixture
def salon_clock() -> FixedClock:
    """Tuesday, 24 November 2026, 10:44 in Rome."""
    return FixedClock(MORNING)


PASSPHRASE = "quiet mirtilla"


@pytest.fixture(scope="session")
def mirtilla_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Istituto Mirtilla with three operators, founded once; tests take copies."""
    folder = tmp_path_factory.mktemp("mirtilla")
    operators = (
        NewOperator(name="Sara", role="beautician", colour="lash"),
        NewOperator(name="Anna", role="technical_manager", colour="face"),
        NewOperator(name="Giulia", role="nail_technician", colour="hand"),
    )
    new = NewSalon(name="Istituto Mirtilla", country="IT", owner="Vera", operators=operators)
    found_salon(folder, new, clock=FixedClock(MORNING), passphrase=PASSPHRASE)
    return folder


@pytest.fixture
def salon(tmp_path: Path, mirtilla_once: Path, salon_clock: FixedClock) -> Iterator[Salon]:
    """That salon in a real encrypted file of the test's own, open."""
    folder = tmp_path / "salon"
    shutil.copytree(mirtilla_once, folder)
    with open_salon(folder, clock=salon_clock, passphrase=PASSPHRASE, language="en") as opened:
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
def shell() -> SampleShell:
    """Stands for the window."""
    return SampleShell()


@pytest.fixture
def page(desk: Desk, shell: SampleShell, qtbot) -> AgendaPage:
    """The agenda, shown, with its first day read."""
    made = AgendaPage(desk, shell)
    qtbot.addWidget(made)
    qtbot.addWidget(made.card)
    qtbot.addWidget(made.booking)
    qtbot.addWidget(made.top_bar)
    made.retranslate()
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.grid.picture is not None)
    return made
