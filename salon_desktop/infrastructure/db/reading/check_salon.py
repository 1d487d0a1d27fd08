"""Checking the whole file: engine, triggers, ledger, and what the parts promise each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from salon_desktop.application.queries.check_salon import (
    Between,
    CheckPart,
    Finding,
    FindingCode,
    finding,
)
from salon_desktop.infrastructure.db import sqlcipher, triggers
from salon_desktop.infrastructure.db.reading import check_agenda, check_messages, check_people
from salon_desktop.infrastructure.db.reading.check_pieces import Piece
from salon_desktop.infrastructure.db.reading.verify_ledger import (
    Run,
    SqlVerifyLedger,
    directly,
)
from salon_desktop.infrastructure.places import DataFolder

T = TypeVar("T")
PAGE = 200
MOST_PROBLEMS = 20  # one bad page may be named hundreds of times


class SqlCheckSalon:
    """Checks one salon's file and folder.

    ``run`` carries out each short read (a process with a reader thread passes its own); the
    engine's own check uses a connection of its own, as a backup does. ``lives`` tells whether the
    process behind a sender's lock still lives; without it locks are not judged.
    """

    def __init__(
        self,
        engine: Engine,
        folder: DataFolder,
        key: bytes,
        *,
        run: Run = directly,
        lives: Callable[[str], bool] | None = None,
        page: int = PAGE,
    ) -> None:
        self._engine, self._folder, self._key = engine, folder, key
        self._run, self._lives, self._page = run, lives, page

    def __call__(self, now: datetime, *, between: Between | None = None) -> Sequence[Finding]:
        """Return everything found; nothing at all means that all is well."""
        found: list[Finding] = []
        for part, pieces in self._parts(now, between):
            done = 0
            for piece in pieces:
                found += piece.findings
                done += piece.rows
                if between is not None:
                    between(part, done)
            if part is CheckPart.FILE and found:
                return found
        return found

    def _parts(
        self, now: datetime, between: Between | None
    ) -> Iterator[tuple[CheckPart, Iterable[Piece]]]:
        read = self._read
        yield CheckPart.FILE, self._file()
        yield CheckPart.TRIGGERS, [read(_triggers)]
        yield CheckPart.LEDGER, self._ledger(between)
        yield CheckPart.CONSENT, check_people.consent(read, max(1, self._page // 2))
        yield CheckPart.APPOINTMENTS, check_agenda.appointments(read, self._page, now)
        yield CheckPart.CLAIMS, check_agenda.overlaps(read, self._page, now)
        yield CheckPart.MESSAGES, check_messages.messages(read, self._page)
        yield CheckPart.CLIENTS, check_people.search_texts(read, self._page)
        yield CheckPart.FOLDER, [self._leftovers()]

    def _read(self, question: Callable[[Session], T]) -> T:
        """Ask one question inside one read transaction."""

        def ask() -> T:
            with Session(self._engine) as session:
                return question(session)

        return self._run(ask)

    def _file(self) -> Iterator[Piece]:
        with sqlcipher.opened(self._folder.salon, self._key) as connection:
            problems = sqlcipher.page_problems(connection, thorough=True)
            yield Piece(
                findings=[
                    finding(FindingCode.PAGES, problem=one) for one in problems[:MOST_PROBLEMS]
                ]
            )
            if problems:
                return
            tables = sqlcipher.loose_keys(connection)
            found = [finding(FindingCode.FOREIGN_KEY, table=table) for table in tables]
            if sqlcipher.search_differs(connection):
                found.append(finding(FindingCode.SEARCH_INDEX))
            yield Piece(findings=found)

    def _ledger(self, between: Between | None) -> Iterator[Piece]:
        def walked(done: int) -> None:
            if between is not None:
                between(CheckPart.LEDGER, done)

        verdict = SqlVerifyLedger(self._engine, self._run)(between=walked)
        found = []
        if not verdict.holds:
            why = verdict.why and verdict.why.value
            found = [finding(FindingCode.LEDGER_BROKEN, seq=verdict.broken_at, why=why)]
        yield Piece(findings=found, rows=verdict.count)

    def _leftovers(self) -> Piece:
        folder = self._folder
        names = [
            file.name
            for place in (folder.root, folder.copies)
            for file in (sorted(place.iterdir()) if place.is_dir() else ())
            if ".part" in file.suffixes or file.name.endswith((".part-wal", ".part-shm"))
        ]
        if self._lives is not None and folder.locks.is_dir():
            names += [
                lock.name
                for lock in sorted(folder.locks.glob("sender-*.lock"))
                if not self._lives(lock.stem.removeprefix("sender-"))
            ]
        return Piece(findings=[finding(FindingCode.LEFTOVER, name=name) for name in names])


def _triggers(session: Session) -> Piece:
    """Compare the file's triggers with those the program makes, word by word."""
    rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    there = {name: " ".join(sql.split()) for name, sql in rows}
    ours = {}
    for statement in triggers.statements():
        words = statement.split()
        ours[words[2]] = " ".join(words)
    found = [
        finding(FindingCode.TRIGGER, trigger=name, what="changed" if name in there else "missing")
        for name, words in ours.items()
        if there.get(name) != words
    ]
    found += [
        finding(FindingCode.TRIGGER, trigger=name, what="unknown")
        for name in sorted(set(there) - set(ours))
    ]
    return Piece(findings=found)
