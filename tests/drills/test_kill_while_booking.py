"""Drill K1: a desk is killed while it books, at named points and at any moment, on one file.

What was acknowledged is there; a visit, its event, its claims and its reminder all or none.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import text

from salon_desktop.infrastructure.db.unit_of_work import SqlUnitOfWork
from tests.agenda_desk import SARA, AgendaDesk
from tests.consent_desk import ConsentDesk
from tests.drills.invariants import broken_promises, leftovers, missing, without_message
from tests.salon_fixtures import SalonFile

pytestmark = pytest.mark.drill

SEED = 20261125
KILLED = -9
BOOKED_BEFORE = 1
POINTS = (
    "begin",
    "appointment",
    "appointment_step",
    "step_resource",
    "claim",
    "agenda_event",
    "message",
    "message_event",
    "before_commit",
    "after_commit",
)
RANDOM_KILLS = 10


class Book:
    """What the drill knows of the book from outside: what was asked and what was acknowledged."""

    def __init__(self, slots: Iterator[tuple[date, int]]) -> None:
        self._slots = slots
        self.asked: list[str] = []
        self.acknowledged: list[str] = []

    def ask(self, process) -> None:
        key = str(uuid.uuid4())
        self.asked.append(key)
        process.ask(*next(self._slots), SARA, key)

    def hear(self, process) -> bool:
        answer = process.answer()
        if answer is None:
            return False
        self.acknowledged.append(answer["booked"])
        return True


def test_k1_a_kill_at_any_point_keeps_what_was_acknowledged_and_halves_nothing(
    desk: AgendaDesk,
    consents: ConsentDesk,
    salon_file: SalonFile,
    desk_process: Callable,
    slots: Iterator[tuple[date, int]],
    told: Callable,
) -> None:
    client = consents.client()
    consents.say(client)
    book, chance = Book(slots), random.Random(SEED)
    kept_unacknowledged = 0
    for point in POINTS:
        process = desk_process(client, point, times=BOOKED_BEFORE + 1)
        assert process.answer()
        book.ask(process)
        assert book.hear(process), "the first booking passes the point once"
        book.ask(process)
        assert not book.hear(process), f"the process must have died at {point}"
        assert process.end() == KILLED
        durable = point == "after_commit"
        assert bool(missing(book.asked[-1:], desk.engine)) is not durable
        kept_unacknowledged += durable
        check(desk, book)
    struck = 0
    for _ in range(RANDOM_KILLS):
        process = desk_process(client)
        assert process.answer()
        for _ in range(chance.randint(5, 30)):
            book.ask(process)  # ahead of the answers, so that the kill falls into work
        for _ in range(chance.randint(1, 4)):
            assert book.hear(process)
        process.kill()
        while book.hear(process):
            pass
        struck += process.end() == KILLED
        check(desk, book)
    assert broken_promises(desk.engine, desk.clock.now()) == []
    assert leftovers(salon_file.path.parent) == []
    assert desk.book(start=600).id, "the next desk goes on without any repair"
    told(
        "K1",
        injected=struck + len(POINTS),
        seed=SEED,
        points=len(POINTS),
        random_kills=struck,
        acknowledged=len(book.acknowledged),
        asked=len(book.asked),
    )
    assert struck == RANDOM_KILLS
    assert kept_unacknowledged == 1


def check(desk: AgendaDesk, book: Book) -> None:
    """Look at the file as the next start finds it."""
    assert missing(book.acknowledged, desk.engine) == []
    assert broken_promises(desk.engine, desk.clock.now(), thorough=False) == []
    with desk.open_unit() as unit:
        assert isinstance(unit, SqlUnitOfWork)
        assert without_message(unit, book.asked) == []
    with desk.engine.connect() as connection:
        mode = connection.execute(text("PRAGMA journal_mode")).scalar()
        assert (mode, connection.execute(text("PRAGMA synchronous")).scalar()) == ("wal", 2)
