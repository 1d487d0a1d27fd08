"""The agenda's questions and a booking, each beside the bare encrypted engine (P1, P2, P3, P6, P7).

A floor asks the same of the file through the driver alone: the rows, and for free places a walk
over the gaps. It checks nothing, ranks nothing and builds no values.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from benchmarks.rounds import Operation
from benchmarks.salon_data import CLOSES, KEY, OPENS, SATURDAY, SATURDAY_CLOSES, SUNDAY, SalonData
from benchmarks.salon_rows import MONDAY, NOW
from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    BookAppointmentHandler,
    ServiceWish,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.placing import Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.queries.free_slots import SlotsWanted
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.reading.agenda_sql import ENTRIES
from salon_desktop.infrastructure.db.reading.day_agenda import SqlDayAgenda
from salon_desktop.infrastructure.db.reading.free_slots import SqlFreeSlots
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

THURSDAY = MONDAY + timedelta(days=3)
SERVICE, MINUTES, CLEANING = 12, 15, 5  # brow shaping: hands only, and a cabin
SOLID, OTHER, EVERYBODY = 1, 3, tuple(range(1, 9))
BOOKED_FROM, BOOKED_BY_HAND_FROM = date(2027, 6, 1), date(2029, 6, 1)

HANDS = """
    SELECT subject_id, start_minute, end_minute FROM claim
    WHERE subject_kind = 'operator' AND subject_id IN ({marks}) AND day = ?
"""
ROOMS = """
    SELECT subject_id, start_minute, end_minute FROM claim
    WHERE subject_kind = 'resource' AND day = ? AND subject_id IN (
      SELECT resource_id FROM resource_serves WHERE kind_id IN (
        SELECT kind_id FROM service_need WHERE service_id = ?))
"""
NEXT = """
    SELECT day, start_minute, end_minute FROM claim
    WHERE subject_kind = 'operator' AND subject_id = ? AND day BETWEEN ? AND ?
    ORDER BY day, start_minute
"""
TAKEN = """
    SELECT 1 FROM claim WHERE subject_kind = ? AND subject_id = ? AND day = ?
    AND start_minute < ? AND end_minute > ?
"""


@contextmanager
def operations(data: SalonData) -> Iterator[list[Operation]]:
    """Open the file both ways and give what is to be measured on it."""
    with ExitStack() as closing:
        engine = data.engine()
        closing.callback(engine.dispose)
        bare = closing.enter_context(_driver(data))
        yield [*_slots(engine, bare), _week(engine, bare), _booking(engine, bare)]


def _driver(data: SalonData) -> AbstractContextManager[Any]:
    return sqlcipher.opened(data.path, KEY)


def _slots(engine: Engine, bare: Any) -> list[Operation]:
    free = SqlFreeSlots(engine, FixedClock(NOW), PublicHolidays())

    def ours(operators: int | None, first: date, last: date, limit: int) -> Any:
        wanted = SlotsWanted(
            service_ids=(SERVICE,),
            first_day=first,
            last_day=last,
            operator_id=operators,
            limit=limit,
        )
        return lambda: free(wanted)

    month = MONDAY + timedelta(days=30)
    return [
        Operation(
            name="P1",
            what="free slots, one operator, one day",
            ours=ours(OTHER, THURSDAY, THURSDAY, 500),
            floor=lambda: _gaps(bare, (OTHER,), THURSDAY),
            at_most=20,
            budget_ms=2,
        ),
        Operation(
            name="P2",
            what="free slots, any of eight operators, one day",
            ours=ours(None, THURSDAY, THURSDAY, 500),
            floor=lambda: _gaps(bare, EVERYBODY, THURSDAY),
            at_most=15,
            budget_ms=5,
        ),
        Operation(
            name="P3",
            what="next free slot in thirty days, solid operator",
            ours=ours(SOLID, MONDAY, month, 1),
            floor=lambda: _next_gap(bare, SOLID, MONDAY, month),
            at_most=10,
            budget_ms=8,
        ),
    ]


def _gaps(bare: Any, operators: tuple[int, ...], day: date) -> list[tuple[int, int]]:
    """Return free quarter hours by the rows alone: no shifts, breaks or holidays, any room."""
    marks = ", ".join("?" * len(operators))
    taken: dict[int, list[tuple[int, int]]] = {one: [] for one in operators}
    for subject, start, end in bare.execute(HANDS.format(marks=marks), (*operators, str(day))):
        taken[subject].append((start, end))
    rooms: dict[int, list[tuple[int, int]]] = {}
    for subject, start, end in bare.execute(ROOMS, (str(day), SERVICE)):
        rooms.setdefault(subject, []).append((start, end))
    found = []
    for operator, busy in taken.items():
        busy.sort()
        at = OPENS
        for start, end in (*busy, (CLOSES, CLOSES)):
            found += [(operator, one) for one in range(at, start - MINUTES - CLEANING + 1, 15)]
            at = max(at, end)
    return found


def _next_gap(bare: Any, operator: int, first: date, last: date) -> tuple[date, int] | None:
    """Return the first gap of the operator by the rows alone."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for day, start, end in bare.execute(NEXT, (operator, str(first), str(last))):
        rows.setdefault(day, []).append((start, end))
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        closes = SATURDAY_CLOSES if day.weekday() == SATURDAY else CLOSES
        at = OPENS
        for start, end in (*rows.get(str(day), ()), (closes, closes)):
            if start - at >= MINUTES + CLEANING and day.weekday() != SUNDAY:
                return day, at
            at = max(at, end)
    return None


def _week(engine: Engine, bare: Any) -> Operation:
    agenda = SqlDayAgenda(engine, FixedClock(NOW), PublicHolidays())
    sql = str(ENTRIES.compile(dialect=engine.dialect))
    last = MONDAY + timedelta(days=6)
    values = (NOW.strftime("%Y-%m-%d %H:%M:%S.%f"), str(MONDAY), str(last))
    return Operation(
        name="P6",
        what="week of eight operators with names, rooms and signs",
        ours=lambda: agenda.week(MONDAY),
        floor=lambda: bare.execute(sql, values).fetchall(),
        at_most=2.5,
        budget_ms=4,
    )


def _booking(engine: Engine, bare: Any) -> Operation:
    holidays = PublicHolidays()
    plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
    book = BookAppointmentHandler(
        unit_of_work_opener(engine),
        FixedClock(NOW),
        Placing(holidays, plan),
        FreeChoice(holidays),
    )
    places, by_hand = _places(BOOKED_FROM), _places(BOOKED_BY_HAND_FROM)

    def ours() -> object:
        day, start, client = next(places)
        service = ServiceWish(service_id=SERVICE, operator_id=OTHER)
        wish = BookAppointment(
            client_id=client, day=day, start=start, services=(service,), key=str(uuid.uuid4())
        )
        return book(wish)

    rooms = [
        row[0]
        for row in bare.execute(
            "SELECT resource_id FROM resource_serves WHERE kind_id IN "
            "(SELECT kind_id FROM service_need WHERE service_id = ?) LIMIT 1",
            (SERVICE,),
        )
    ]
    return Operation(
        name="P7",
        what="book: checks, visit, claims, event, reminder, durable",
        ours=ours,
        floor=lambda: _write(bare, *next(by_hand), rooms[0]),
        at_most=4,
        budget_ms=5,
        calls=15,
    )


def _places(day: date) -> Iterator[tuple[date, int, int]]:
    """Yield free places on days far ahead, each with a client who gave her consent."""
    number = 0
    while True:
        if day.weekday() < 5 and day.month not in (5, 6, 12, 1):  # months without holidays
            for start in range(OPENS, CLOSES - 20, 20):
                number += 1
                yield day, start, number % 150 * 5 + 1
        day += timedelta(days=1)


def _write(bare: Any, day: date, start: int, client: int, room: int) -> None:
    """Write what a booking writes, checked by hand, in one durable transaction."""
    end, until, key = start + MINUTES, start + MINUTES + CLEANING, str(uuid.uuid4())
    subjects = (("operator", OTHER), ("resource", room), ("client", client), ("salon", 0))
    bare.execute("BEGIN IMMEDIATE")
    for kind, subject in subjects:
        assert not bare.execute(TAKEN, (kind, subject, str(day), until, start)).fetchall()
    visit = bare.execute(
        "INSERT INTO appointment(key, client_id, day, start_minute, end_minute, zone, starts_at,"
        " status, origin, late_minutes, created_at, version)"
        " VALUES (?, ?, ?, ?, ?, 'Europe/Bucharest', ?, 'booked', 'phone', 0, ?, 1)",
        (key, client, str(day), start, end, f"{day} 08:00:00", str(NOW)),
    ).lastrowid
    step = bare.execute(
        "INSERT INTO appointment_step(appointment_id, position, service_id, operator_id,"
        " operator_requested, start_minute, active_before, processing, active_after, buffer,"
        " price_cents, currency) VALUES (?, 0, ?, ?, 1, ?, ?, 0, 0, ?, 1500, 'EUR')",
        (visit, SERVICE, OTHER, start, MINUTES, CLEANING),
    ).lastrowid
    bare.execute("INSERT INTO step_resource(step_id, resource_id) VALUES (?, ?)", (step, room))
    spans = [
        ("operator", OTHER, start, end, "work"),
        ("operator", OTHER, end, until, "buffer"),
        ("resource", room, start, end, "work"),
        ("resource", room, end, until, "buffer"),
        ("client", client, start, end, "work"),
    ]
    bare.executemany(
        "INSERT INTO claim(subject_kind, subject_id, day, start_minute, end_minute, part,"
        " appointment_id, step_position) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        [(kind, one, str(day), *span, visit) for kind, one, *span in spans],
    )
    after = json.dumps({"day": str(day), "status": "booked", "steps": [{"start": start}]})
    bare.execute(
        "INSERT INTO agenda_event(key, appointment_id, kind, after, person_id, desk_id,"
        " happened_at, undo_group) VALUES (?, ?, 'booked', ?, 1, 1, ?, ?)",
        (str(uuid.uuid4()), visit, after, str(NOW), str(uuid.uuid4())),
    )
    message = bare.execute(
        "INSERT INTO message(key, unique_key, kind, purpose, channel, client_id, appointment_id,"
        " address, template, language, parameters, due_at, expires_at, state, ground_kind,"
        " ground_id, attempts, created_at, changed_at) VALUES (?, ?, 'reminder_1', 'service',"
        " 'whatsapp', ?, ?, ?, 'appointment_reminder', 'ro', '{}', ?, ?, 'planned', 'consent', 1,"
        " 0, ?, ?)",
        (str(uuid.uuid4()), key, client, visit, f"+4072{client:07d}", *[str(NOW)] * 4),
    ).lastrowid
    bare.execute(
        "INSERT INTO message_event(message_id, happened_at, after, ground_kind, ground_id)"
        " VALUES (?, ?, 'planned', 'consent', 1)",
        (message, str(NOW)),
    )
    bare.execute("COMMIT")
