"""The Messages screen on a real salon in the middle of a morning."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.file_key import keep_key
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.secrets import MemorySecrets
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.messages.page import MessagesPage
from salon_desktop.ui.news import SalonNews
from salon_desktop.ui.tasks import TaskRunner
from tests.message_desk import TUESDAY, MessageDesk
from tests.message_story import MessageStory
from tests.salon_fixtures import KEY, SalonFile


@dataclass
class Told:
    """The story's file, made once, and its clients by first name."""

    file: SalonFile
    ids: dict[str, int]


@dataclass
class ShellNotes:
    """A shell that notes what the page asks of it; a fake at the port."""

    notices: list[object] = field(default_factory=list)
    sections: list[object] = field(default_factory=list)

    def show_drawer(self, panel):
        """Nothing of this screen opens the drawer."""

    def close_drawer(self):
        """Nothing of this screen opens the drawer."""

    def tell(self, notice):
        self.notices.append(notice)

    def go_to(self, section):
        self.sections.append(section)


@pytest.fixture(scope="session")
def told_once(founded_once: SalonFile, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The story told once; tests take copies."""
    target = tmp_path_factory.mktemp("told") / "salon.db"
    shutil.copyfile(founded_once.path, target)
    file = SalonFile(target)
    engine = file.engine()
    story = MessageStory(MessageDesk(engine, FixedClock(TUESDAY))).tell()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return Told(file, story.ids)


@pytest.fixture
def ids(told_once: Told) -> dict[str, int]:
    """The story's clients by first name."""
    return told_once.ids


@pytest.fixture
def folder(tmp_path: Path, told_once: Told) -> DataFolder:
    """A data folder of the test's own."""
    made = DataFolder(tmp_path)
    shutil.copyfile(told_once.file.path, made.salon)
    return made


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday, 10:44 in Rome."""
    return FixedClock(TUESDAY)


@pytest.fixture
def salon(folder: DataFolder, clock: FixedClock) -> Iterator[Salon]:
    """The salon, opened as the program opens it."""
    secrets = MemorySecrets()
    keep_key(folder, secrets, None, KEY)
    with open_salon(folder.root, clock=clock, secrets=secrets, language="en") as opened:
        yield opened


@pytest.fixture
def at_desk(salon: Salon, clock: FixedClock) -> Iterator[MessageDesk]:
    """A hand in the same file, for what happens while the screen is open."""
    engine = SalonFile(salon.folder.salon).engine()
    yield MessageDesk(engine, clock)
    engine.dispose()


@pytest.fixture
def shell() -> ShellNotes:
    """A shell that notes what it is asked."""
    return ShellNotes()


@pytest.fixture
def desk(salon: Salon, theme, words, qt_words) -> Desk:
    """What the screen is given."""
    return Desk(
        do=salon.do,
        ask=salon.ask,
        facts=salon.facts,
        clock=salon.clock,
        words=words,
        formats=Formats("en", salon.facts.zone, salon.facts.currency),
        theme=theme,
        tasks=TaskRunner(salon.worker.write, salon.worker.write),
        news=SalonNews(),
    )


@pytest.fixture
def page(desk: Desk, shell: ShellNotes, qtbot) -> Iterator[MessagesPage]:
    """The screen, shown and full."""
    made = MessagesPage(desk, shell)
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1364, 816)
    with qtbot.waitExposed(made):
        made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.threads.model.rowCount() > 0)
    qtbot.waitUntil(lambda: made.middle.view.thread_model.rowCount() > 0)
    yield made
    made.deactivated()
