"""A desk where clients are added, found and imported: the real commands over the sample salon."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text

from salon_desktop.application.commands.add_client import AddClient, AddClientHandler, Added
from salon_desktop.application.commands.edit_client import EditClient, EditClientHandler, Edited
from salon_desktop.application.commands.import_clients import (
    ImportClients,
    ImportClientsHandler,
    ImportReport,
    RunPiece,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.queries.find_clients import FindClients, FoundClient
from salon_desktop.domain.clients.client import Client
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.find_clients import SqlClientFinder
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.client_csv import CsvClientFiles
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

LIST_HEAD = "Cognome;Nome;Cellulare;Data di nascita;Consenso marketing\n"


class ClientDesk:
    """The commands of the client book with their real ports."""

    def __init__(self, engine: Engine, clock: FixedClock) -> None:
        self.engine, self.clock = engine, clock
        self.open_unit = unit_of_work_opener(engine)
        self.phones = NumberingPlans()
        self.finder = SqlClientFinder(engine, clock)
        self._numbers = itertools.count(1_000_000)

    def add(self, first: str = "", last: str = "", number: str | None = None, **more: Any) -> Added:
        """Add a client; ``number`` None gives her one of her own, "" none."""
        typed = f"333{next(self._numbers)}" if number is None else number
        wish = AddClient(
            first_name=first, last_name=last, numbers=(typed,) if typed else (), **more
        )
        return AddClientHandler(self.open_unit, self.clock, self.phones)(wish)

    def visited(self, client_id: int, day: date) -> None:
        """Let her have been here on ``day``."""
        with self.open_unit() as unit:
            unit.clients.visited(client_id, day)
            unit.commit()

    def edit(self, client_id: int, **changes: Any) -> Edited:
        """Change a card."""
        wish = EditClient(client_id=client_id, **changes)
        holidays = PublicHolidays()
        plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
        return EditClientHandler(self.open_unit, self.clock, self.phones, plan)(wish)

    def get(self, client_id: int) -> Client:
        """Return the card as the book has it."""
        with self.open_unit() as unit:
            return unit.clients.get(client_id)

    def find(self, typed: str, limit: int = 20) -> Sequence[FoundClient]:
        """Find clients as the search box does."""
        return self.finder(FindClients(typed, limit))

    def names(self, typed: str, limit: int = 20) -> list[str]:
        """Return the names found, in order."""
        return [found.name for found in self.find(typed, limit)]

    def importer(self, run: RunPiece | None = None) -> ImportClientsHandler:
        """Return the import over real files."""
        return ImportClientsHandler(self.open_unit, self.clock, self.phones, CsvClientFiles(), run)

    def import_file(self, path: Path, **more: Any) -> ImportReport:
        """Import a list."""
        return self.importer()(ImportClients(path=path, **more))

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        with self.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    def erase(self, client_id: int) -> None:
        """Mark a client as erased, as an erasure does."""
        with self.engine.begin() as connection:
            connection.execute(
                text("UPDATE client SET erased_at = :now WHERE id = :id"),
                {"now": "2026-11-01 00:00:00.000000", "id": client_id},
            )


@contextmanager
def statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements (with their values) that a block sends to the file."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        sent.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def questions(sent: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return the statements without those that begin and end transactions."""
    return [one for one in sent if not one[0].startswith(("BEGIN", "COMMIT", "ROLLBACK"))]


def plans(engine: Engine, sent: Sequence[tuple[str, Any]]) -> list[str]:
    """Return every step of the plans of these statements."""
    steps: list[str] = []
    with engine.connect() as connection:
        for statement, values in questions(sent):
            explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps += [row[3] for row in explained]
    return steps


def fates(report: ImportReport) -> list[tuple[int, str]]:
    """Return what became of each line."""
    return [(fate.line, fate.outcome.value) for fate in report.fates]
