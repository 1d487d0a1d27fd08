"""Real encrypted files for tests: an empty one, and a small founded salon.

The root conftest imports these fixtures, so every folder has them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from salon_desktop.application.commands.set_up_salon import SetUpSalon, SetUpSalonHandler
from salon_desktop.application.ports.consent import Wordings
from salon_desktop.application.ports.salon import SalonBook
from salon_desktop.application.ports.salon_setup import NewOperator, SalonFoundation
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.engine import open_engine, writer
from salon_desktop.infrastructure.db.migrate import upgrade
from salon_desktop.infrastructure.db.repositories.foundation import SqlSalonFoundation
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.repositories.wordings import SqlWordings
from salon_desktop.infrastructure.files.starting_catalogue import starting_catalogue
from salon_desktop.infrastructure.places import shipped

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday morning, 9:00 in Rome; the Italian sample salon opens on Tuesday."""

KEY = bytes(range(32))


class FoundingSession:
    """What founding a salon needs, over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.salon: SalonBook = SqlSalonBook(session)
        self.wordings: Wordings = SqlWordings(session)
        self.foundation: SalonFoundation = SqlSalonFoundation(session)

    def __enter__(self) -> FoundingSession:
        return self

    def __exit__(self, *unused: object) -> None:
        self._session.close()

    def commit(self) -> None:
        self._session.commit()


@dataclass(frozen=True)
class SalonFile:
    """A migrated file with its key, closed."""

    path: Path
    key: bytes = KEY

    def engine(self) -> Engine:
        return open_engine(self.path, self.key)


def a_file(folder: Path) -> SalonFile:
    """Return a new, empty, migrated file in ``folder``."""
    file = folder / "salon.db"
    engine = open_engine(file, KEY, must_exist=False)
    try:
        upgrade(
            engine,
            file,
            KEY,
            scripts=shipped().migrations,
            copies=folder / "copies",
            now=MONDAY,
        )
    finally:
        engine.dispose()
    return SalonFile(file)


def found_salon(engine: Engine, **other: Any) -> None:
    """Found the sample salon: Istituto Mirtilla in Rome, Sara, Anna and Giulia, the catalogue."""
    usual = SetUpSalon(
        name="Istituto Mirtilla",
        country="IT",
        zone="Europe/Rome",
        currency="EUR",
        language="it",
        owner="Vera",
        desk="Banco 1",
        operators=(
            NewOperator(name="Sara", role="beautician", colour="lash"),
            NewOperator(name="Anna", role="technical_manager", colour="face"),
            NewOperator(
                name="Giulia", role="nail_technician", colour="hand", categories=("hand", "foot")
            ),
        ),
        catalogue=starting_catalogue(
            shipped().resources, language="it", country="IT", currency="EUR"
        ),
    )
    SetUpSalonHandler(lambda: FoundingSession(Session(writer(engine))), FixedClock(MONDAY))(
        replace(usual, **other)
    )


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> SalonFile:
    """The sample salon, made once; tests take copies of it."""
    file = a_file(tmp_path_factory.mktemp("founded"))
    engine = file.engine()
    found_salon(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def empty_file(tmp_path: Path) -> SalonFile:
    """A migrated file with nobody in it."""
    return a_file(tmp_path)


@pytest.fixture
def salon_file(tmp_path: Path, founded_once: SalonFile) -> SalonFile:
    """The sample salon in a file of the test's own."""
    target = tmp_path / "salon.db"
    shutil.copyfile(founded_once.path, target)
    return SalonFile(target)


@pytest.fixture
def engine(salon_file: SalonFile) -> Iterator[Engine]:
    """An engine on the sample salon."""
    opened = salon_file.engine()
    yield opened
    opened.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session with the write lock on the sample salon; nothing is kept unless committed."""
    with Session(writer(engine)) as one:
        yield one


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 23 November 2026, 9:00 in Rome."""
    return FixedClock(MONDAY)
