"""What must hold of a salon's file after everything, asked without the program's own questions.

Each function returns what is wrong in words; an empty list is what a drill wants to see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, Integer, column, text
from sqlalchemy.orm import Session

from salon_desktop.domain.agenda.claims import Claim, claims_of
from salon_desktop.domain.agenda.history import placement_of
from salon_desktop.domain.consent.chain import verify
from salon_desktop.domain.messaging.message import MessageState, may_become
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.repositories.appointments import SqlAppointmentBook
from salon_desktop.infrastructure.db.repositories.consent import SqlConsentLedger
from salon_desktop.infrastructure.db.unit_of_work import SqlUnitOfWork

# A full self-join over every pair, without an index and without the triggers' own words. A stated
# reason on either side excuses a pair; holds that ran out are as good as gone.
OVERLAPS = """
    SELECT one.id, other.id, one.subject_kind, one.subject_id, one.day
    FROM claim AS one, claim AS other
    WHERE one.id < other.id
      AND +one.day = other.day
      AND +one.subject_kind = other.subject_kind AND +one.subject_id = other.subject_id
      AND one.start_minute < other.end_minute AND other.start_minute < one.end_minute
      AND (one.appointment_id IS NULL OR other.appointment_id IS NULL
           OR one.appointment_id <> other.appointment_id)
      AND one.reason IS NULL AND other.reason IS NULL
      AND NOT (one.part IN ('absence', 'break', 'closed')
               AND other.part IN ('absence', 'break', 'closed'))
      AND (one.hold_expires_at IS NULL OR one.hold_expires_at > :now)
      AND (other.hold_expires_at IS NULL OR other.hold_expires_at > :now)
"""
UNDER_CLOSURE = """
    SELECT work.id, closed.id, work.subject_kind, work.subject_id, work.day
    FROM claim AS work, claim AS closed
    WHERE closed.subject_kind = 'salon' AND work.subject_kind = 'operator'
      AND work.part IN ('work', 'hold') AND +work.day = closed.day
      AND work.start_minute < closed.end_minute AND closed.start_minute < work.end_minute
      AND work.reason IS NULL AND closed.reason IS NULL
      AND (work.hold_expires_at IS NULL OR work.hold_expires_at > :now)
"""
WITHOUT_HISTORY = """
    SELECT id FROM appointment
    WHERE id NOT IN (SELECT appointment_id FROM agenda_event)
"""
ORPHANS = """
    SELECT 'claim', id FROM claim WHERE appointment_id NOT IN (SELECT id FROM appointment)
    UNION ALL
    SELECT 'step', id FROM appointment_step
      WHERE appointment_id NOT IN (SELECT id FROM appointment)
    UNION ALL
    SELECT 'appointment without a step', id FROM appointment
      WHERE id NOT IN (SELECT appointment_id FROM appointment_step)
    UNION ALL
    SELECT 'message', id FROM message
      WHERE appointment_id IS NOT NULL AND appointment_id NOT IN (SELECT id FROM appointment)
"""
EVENTS = text("SELECT appointment_id, before, after FROM agenda_event ORDER BY id").columns(
    column("appointment_id", Integer), column("before", JSON), column("after", JSON)
)


def broken_promises(engine: Engine, now: datetime, *, thorough: bool = True) -> list[str]:
    """Return everything that does not hold of this file at ``now``."""
    with Session(engine) as session:
        connection = session.connection()
        found = [
            *(whole_file(connection) if thorough else ()),
            *overlaps(connection, now),
            *halves(connection),
            *histories(session),
            *claims(session, now),
            *messages(connection),
            *ledger(session),
        ]
    return found


def whole_file(connection: Connection) -> Iterator[str]:
    """Integrity of every page, foreign keys, and a search index that says what its table says."""
    driver = connection.connection.dbapi_connection
    yield from sqlcipher.integrity_problems(driver, thorough=True)
    texts = connection.scalar(text("SELECT count(*) FROM client_text"))
    people = connection.scalar(text("SELECT count(*) FROM client WHERE erased_at IS NULL"))
    if texts != people:
        yield f"{people} clients, {texts} search texts"


def overlaps(connection: Connection, now: datetime) -> Iterator[str]:
    """No two claims on one subject share a minute unless somebody said why."""
    instant = now.strftime("%Y-%m-%d %H:%M:%S.%f")
    for question in (OVERLAPS, UNDER_CLOSURE):
        for one, other, kind, subject, day in connection.execute(text(question), {"now": instant}):
            yield f"claims {one} and {other} overlap on {kind} {subject}, {day}"


def halves(connection: Connection) -> Iterator[str]:
    """Nothing was written by half: no part without its whole, no visit without an event."""
    for what, number in connection.execute(text(ORPHANS)):
        yield f"{what} {number} stands alone"
    for (number,) in connection.execute(text(WITHOUT_HISTORY)):
        yield f"appointment {number} has no history"


def histories(session: Session) -> Iterator[str]:
    """The last event of each visit says where it stands, and each begins where one ended."""
    book = SqlAppointmentBook(session)
    events: dict[int, list[Any]] = defaultdict(list)
    for number, before, after in session.execute(EVENTS):
        events[number].append((before, after))
    for number, steps in events.items():
        if steps[0][0] is not None:
            yield f"the history of {number} does not begin with its booking"
        for earlier, later in pairwise(steps):
            if earlier[1] != later[0]:
                yield f"the history of {number} has a gap"
        if steps[-1][1] != placement_of(book.get(number)):
            yield f"appointment {number} is not as its history says"


def claims(session: Session, now: datetime) -> Iterator[str]:
    """Each visit occupies exactly what its steps need, or nothing."""
    book = SqlAppointmentBook(session)
    stored: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = session.execute(
        text(
            "SELECT appointment_id, subject_kind, subject_id, day, start_minute, end_minute, part,"
            " coalesce(step_position, -1) FROM claim WHERE appointment_id IS NOT NULL"
        )
    )
    for number, *place in rows:
        stored[number].append(tuple(place))
    for (number,) in session.execute(text("SELECT id FROM appointment")):
        visit = book.get(number)
        wanted = sorted(_place(claim) for claim in claims_of(visit))
        expires = visit.hold_expires_at
        ran_out = expires is not None and expires <= now and not stored[number]
        if sorted(stored[number]) != wanted and not ran_out:
            yield f"appointment {number} does not occupy what it needs"


def messages(connection: Connection) -> Iterator[str]:
    """Each message is in a state that legal steps led to, and none is there twice."""
    steps: dict[int, list[tuple[str | None, str]]] = defaultdict(list)
    rows = connection.execute(
        text("SELECT message_id, before, after FROM message_event ORDER BY id")
    )
    for number, before, after in rows:
        steps[number].append((before, after))
    for number, state in connection.execute(text("SELECT id, state FROM message")):
        own = steps[number]
        if not own or own[0][0] is not None or own[-1][1] != state:
            yield f"message {number} is {state}, its history says otherwise"
        for (_, reached), (before, after) in pairwise(own):
            legal = before == after or may_become(MessageState(str(before)), MessageState(after))
            if reached != before or not legal:
                yield f"message {number} stepped from {before} to {after}"


def ledger(session: Session) -> Iterator[str]:
    """The consent chain holds from its first event to its last."""
    report = verify(SqlConsentLedger(session).links())
    if not report.ok:
        yield f"the ledger is broken at {report.broken_at}"


def missing(acknowledged: Iterable[str], engine: Engine) -> list[str]:
    """Return the acknowledged booking keys that the file does not know."""
    with engine.connect() as connection:
        there = set(connection.execute(text("SELECT key FROM appointment")).scalars())
    return sorted(set(acknowledged) - there)


def leftovers(folder: Path) -> list[str]:
    """Return files that somebody who died left behind: drafts, never the journal."""
    return sorted(path.name for path in folder.rglob("*") if path.suffix in {".part", ".tmp"})


def planted(texts: Iterable[str], folder: Path) -> list[str]:
    """Return which planted secrets a log or any other plain file in ``folder`` gives away."""
    plain = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [one for one in texts if any(one.encode() in content for content in plain)]


def without_message(unit: SqlUnitOfWork, keys: Sequence[str]) -> list[str]:
    """Return the visits among ``keys`` that stand without the one message booked with them."""
    found = [unit.appointments.by_key(key) for key in keys]
    visits = [visit for visit in found if visit is not None]
    return [visit.key for visit in visits if len(unit.outbox.of_appointment(visit.id or 0)) != 1]


def _place(claim: Claim) -> tuple[Any, ...]:
    position = -1 if claim.step_position is None else claim.step_position
    subject = (claim.subject_kind.value, claim.subject_id, claim.day.isoformat())
    return (*subject, claim.start, claim.end, claim.part.value, position)
