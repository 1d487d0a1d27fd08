"""A salon file of any size, the same on every machine: eight operators, a full book.

The weeks around ``TODAY`` are identical at every size; a bigger salon only has a longer past. So
growth from one size to the next is the price of history, which is what a salon collects. Operator
1 is booked solid for ``SOLID_DAYS`` days. The ledger is not filled, only the state it would give:
what a client answered is not measured here.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Table, insert, select, text
from sqlalchemy.orm import Session

from salon_desktop.application.commands.set_up_salon import SetUpSalon, SetUpSalonHandler
from salon_desktop.application.ports.salon_setup import NewOperator, NewUnit, StartingCatalogue
from salon_desktop.domain.agenda.appointment import Appointment, Origin, Step, StepWish, plan_steps
from salon_desktop.domain.agenda.claims import claims_of
from salon_desktop.domain.agenda.history import EventKind, placement_of
from salon_desktop.domain.agenda.services import Service
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.messaging.message import MessageKind, unique_key
from salon_desktop.domain.wall_clock import to_utc
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db import triggers
from salon_desktop.infrastructure.db.engine import open_engine
from salon_desktop.infrastructure.db.migrate import upgrade
from salon_desktop.infrastructure.db.repositories.appointment_rows import claim_values
from salon_desktop.infrastructure.db.repositories.prices import SqlPriceList
from salon_desktop.infrastructure.db.rows import Row
from salon_desktop.infrastructure.db.rows.staff import ResourceRow, ServiceRow
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.starting_catalogue import starting_catalogue
from salon_desktop.infrastructure.places import shipped

KEY = bytes(range(32))
SEED = 20261123
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Seven in the morning of that Monday in Bucharest, before the salon opens."""
ZONE = ZoneInfo("Europe/Bucharest")
OPERATORS, WEEKS_AHEAD, SOLID_DAYS = 8, 6, 25
VISITS_A_CLIENT, REGULARS = 10, 900
OPENS, CLOSES, SATURDAY_CLOSES = 540, 1200, 1020
SUNDAY, SATURDAY = 6, 5
BATCH = 4000

FIRST = ("Ana", "Ioana", "Zoë", "Renée", "Ștefania", "Lucía", "Дарья", "Анна", "Елена", "Mirjana")
LAST = ("Popescu", "Ionescu", "Müller", "Núñez", "Смирнова", "Иванова", "D'Angelo", "Lehtinen")


@dataclass(frozen=True)
class SalonData:
    """A finished file: where it lies, its key, and how much is in it."""

    path: Path
    appointments: int
    clients: int
    key: bytes = KEY

    def engine(self) -> Engine:
        """Return a new engine on it."""
        return open_engine(self.path, self.key)


def make_salon(file: Path, appointments: int) -> SalonData:
    """Write a salon with about ``appointments`` visits into the new ``file``."""
    engine = open_engine(file, KEY, must_exist=False)
    try:
        upgrade(
            engine, file, KEY, scripts=shipped().migrations, copies=file.parent / "copies", now=NOW
        )
        _found(engine)
        clients = max(appointments // VISITS_A_CLIENT, REGULARS)
        with engine.connect() as connection:
            connection.connection.execute("PRAGMA synchronous = OFF")
            with connection.begin():
                visits = _fill(connection, appointments, clients)
            connection.connection.execute("PRAGMA synchronous = FULL")
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
    return SalonData(file, visits, clients)


def _found(engine: Engine) -> None:
    catalogue = starting_catalogue(shipped().resources, language="ro", country="RO", currency="EUR")
    own_rooms = tuple(
        NewUnit(name=f"{kind.name} {number}", kind=kind.code)
        for kind in catalogue.kinds
        for number in range(1, OPERATORS + 1)
    )
    names = ("Sara", "Ana", "Giulia", "Marta", "Elena", "Chiara", "Irina", "Dana")
    wish = SetUpSalon(
        name="Salon Mirtilla",
        country="RO",
        zone=ZONE.key,
        currency="EUR",
        language="ro",
        owner="Vera",
        desk="1",
        operators=tuple(NewOperator(name=name, role="beautician", colour="face") for name in names),
        catalogue=StartingCatalogue(
            kinds=catalogue.kinds,
            units=own_rooms,
            services=catalogue.services,
            hours=catalogue.hours,
            texts=catalogue.texts,
        ),
    )
    SetUpSalonHandler(unit_of_work_opener(engine), FixedClock(NOW))(wish)


def _fill(connection: Connection, appointments: int, clients: int) -> int:
    """Insert everything with the triggers away, and put them back."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for name in [row[0] for row in names]:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    _insert(connection, _client_rows(clients))
    with Session(connection) as session:
        book = _Book(session, clients)
    count = _insert(connection, book.rows(appointments))
    connection.exec_driver_sql("INSERT INTO client_search(client_search) VALUES ('rebuild')")
    triggers.recreate(connection.exec_driver_sql, [])
    return count


def _insert(connection: Connection, rows: Iterator[tuple[str, dict[str, Any]]]) -> int:
    """Insert rows by table in batches; returns how many appointments there were."""
    tables: dict[str, Table] = dict(Row.metadata.tables)
    count = 0
    while batch := list(islice(rows, BATCH * 10)):
        by_table: dict[str, list[dict[str, Any]]] = {}
        for name, values in batch:
            by_table.setdefault(name, []).append(values)
        for table in Row.metadata.sorted_tables:
            if table.name in by_table:
                connection.execute(insert(tables[table.name]), by_table[table.name])
        count += len(by_table.get("appointment", ()))
    return count


def _client_rows(clients: int) -> Iterator[tuple[str, dict[str, Any]]]:
    chance = random.Random(SEED)
    for number in range(1, clients + 1):
        first = chance.choice(FIRST)
        last = f"{chance.choice(LAST)} {_syllables(chance)}"
        phone = f"+4072{number:07d}"
        one, two = folded(first), folded(last)
        yield (
            "client",
            {
                "id": number,
                "key": _key(chance),
                "first_name": first,
                "last_name": last,
                "folded_first": one,
                "folded_last": two,
                "sorted_name": " ".join(sorted(f"{one} {two}".split())),
                "language": "ro",
                "last_visit_on": MONDAY - timedelta(days=1 + number % 400),
                "created_at": NOW - timedelta(days=1500),
                "origin": "desk",
                "alert": "!" if number % 50 == 0 else None,
            },
        )
        yield (
            "client_phone",
            {
                "client_id": number,
                "as_typed": phone,
                "e164": phone,
                "region": "RO",
                "kind": "mobile",
                "on_platform": "yes",
            },
        )
        yield "client_text", {"client_id": number, "text": f" {one} {two} {phone[1:]} "}
        if _consented(number):
            yield "consent_state", _granted(number, phone)


def _granted(number: int, phone: str) -> dict[str, Any]:
    return {
        "client_id": number,
        "channel": "whatsapp",
        "address": phone,
        "purpose": "service_messages",
        "state": "granted",
        "event_seq": number,
        "event_key": str(uuid.UUID(int=number)),
        "method": "paper_form",
        "strength": 3,
        "decided_at": NOW - timedelta(days=100),
        "valid_until": None,
        "platform_blocked": False,
    }


class _Book:
    """Days of the book, each drawn from its own date, so that they do not depend on the size."""

    def __init__(self, session: Session, clients: int) -> None:
        self._clients = clients
        prices = SqlPriceList(session)
        services = session.scalars(select(ServiceRow.id).order_by(ServiceRow.id)).all()
        every = [prices.service(one) for one in services]
        self._services = [
            one for one in every if one.minors == "allowed" and one.needs and one.minutes <= 60
        ]
        self._hour = next(one for one in self._services if one.minutes + one.buffer == 60)
        rooms: dict[int, list[int]] = {}
        for kind, unit in session.execute(
            select(ResourceRow.kind_id, ResourceRow.id).order_by(ResourceRow.id)
        ):
            rooms.setdefault(kind, []).append(unit)
        self._rooms = rooms
        self._step_id = self._visit_id = self._message_id = 0

    def rows(self, appointments: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every row of the book, oldest day first."""
        around = [MONDAY + timedelta(days=days) for days in range(-7, WEEKS_AHEAD * 7)]
        plans = [plan for day in around for plan in self._day(day, REGULARS)]
        past = max(0, appointments - len(plans)) * len(around) // len(plans)
        for back in range(past, 0, -1):
            for plan in self._day(around[0] - timedelta(days=back), self._clients):
                yield from self._visit(plan)
        for plan in plans:
            yield from self._visit(plan)

    def _day(self, day: date, clients: int) -> list[Appointment]:
        if day.weekday() == SUNDAY:
            return []
        chance = random.Random(SEED + day.toordinal())
        people = chance.sample(range(1, clients + 1), 160)
        closes = SATURDAY_CLOSES if day.weekday() == SATURDAY else CLOSES
        plans: list[Appointment] = []
        for operator in range(1, OPERATORS + 1):
            solid = operator == 1 and 0 <= (day - MONDAY).days < SOLID_DAYS
            start = OPENS
            while True:
                services = self._wanted(chance, solid)
                steps = plan_steps(start, [self._wish(one, operator) for one in services])
                if steps[-1].blocked_until > closes:
                    break
                plans.append(self._appointment(chance, day, people.pop(), steps))
                gap = 0 if solid else chance.choice((0, 0, 5, 10, 15, 20, 30))
                start = -(-(steps[-1].blocked_until + gap) // 5) * 5
        return plans

    def _wanted(self, chance: random.Random, solid: bool) -> list[Service]:
        if solid:
            return [self._hour]
        return [chance.choice(self._services) for _ in range(2 if chance.random() < 0.1 else 1)]

    def _wish(self, service: Service, operator: int) -> StepWish:
        units = tuple(sorted(self._rooms[kind][operator - 1] for kind in service.needs))
        return StepWish(service=service, operator_id=operator, resource_ids=units)

    def _appointment(
        self, chance: random.Random, day: date, client: int, steps: tuple[Step, ...]
    ) -> Appointment:
        status = Status.BOOKED
        if day < MONDAY:
            status = Status.CANCELLED_BY_CLIENT if chance.random() < 0.05 else Status.PAID
        elif chance.random() < 0.4:
            status = Status.CONFIRMED
        return Appointment(
            key=_key(chance),
            client_id=client,
            day=day,
            steps=steps,
            status=status,
            origin=Origin.PHONE,
        )

    def _visit(self, plan: Appointment) -> Iterator[tuple[str, dict[str, Any]]]:
        self._visit_id += 1
        visit = replace(plan, id=self._visit_id)
        starts_at = to_utc(visit.day, visit.start, ZONE)
        booked_at = min(starts_at, NOW) - timedelta(days=10)
        yield "appointment", _visit_values(visit, starts_at, booked_at)
        for position, step in enumerate(visit.steps):
            self._step_id += 1
            yield "appointment_step", _step_values(self._step_id, visit, position, step)
            for unit in step.resource_ids:
                yield "step_resource", {"step_id": self._step_id, "resource_id": unit}
        for claim in claims_of(visit):
            yield "claim", claim_values(claim, None)
        yield (
            "agenda_event",
            {
                "key": str(uuid.UUID(int=visit.id or 0)),
                "appointment_id": visit.id,
                "kind": EventKind.BOOKED.value,
                "before": None,
                "after": placement_of(visit),
                "person_id": 1,
                "desk_id": 1,
                "happened_at": booked_at,
                "undo_group": str(uuid.UUID(int=visit.id or 0)),
            },
        )
        if _consented(visit.client_id or 0):
            yield from self._message(visit, starts_at, booked_at)

    def _message(
        self, visit: Appointment, starts_at: datetime, booked_at: datetime
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        self._message_id += 1
        left = visit.day < MONDAY
        state = "delivered" if left else "planned"
        yield (
            "message",
            {
                "id": self._message_id,
                "key": str(uuid.UUID(int=self._message_id)),
                "unique_key": unique_key(visit.key, MessageKind.REMINDER_1, visit.day, visit.start),
                "kind": MessageKind.REMINDER_1.value,
                "purpose": "service",
                "channel": "whatsapp",
                "client_id": visit.client_id,
                "appointment_id": visit.id,
                "address": f"+4072{visit.client_id:07d}",
                "template": "appointment_reminder",
                "language": "ro",
                "parameters": {"day": visit.day.isoformat()},
                "due_at": starts_at - timedelta(days=1),
                "expires_at": starts_at - timedelta(hours=3),
                "state": state,
                "ground_kind": "consent",
                "ground_id": visit.client_id,
                "attempts": int(left),
                "created_at": booked_at,
                "changed_at": booked_at,
            },
        )
        yield (
            "message_event",
            {
                "message_id": self._message_id,
                "happened_at": booked_at,
                "before": None,
                "after": state,
                "ground_kind": "consent",
                "ground_id": visit.client_id,
            },
        )


def _visit_values(visit: Appointment, starts_at: datetime, booked_at: datetime) -> dict[str, Any]:
    return {
        "id": visit.id,
        "key": visit.key,
        "client_id": visit.client_id,
        "day": visit.day,
        "start_minute": visit.start,
        "end_minute": visit.end,
        "zone": ZONE.key,
        "starts_at": starts_at,
        "status": visit.status.value,
        "cancel_reason": "other" if visit.status is Status.CANCELLED_BY_CLIENT else None,
        "origin": visit.origin.value,
        "created_at": booked_at,
    }


def _step_values(number: int, visit: Appointment, position: int, step: Step) -> dict[str, Any]:
    return {
        "id": number,
        "appointment_id": visit.id,
        "position": position,
        "service_id": step.service_id,
        "operator_id": step.operator_id,
        "start_minute": step.start,
        "active_before": step.active_before,
        "processing": step.processing,
        "active_after": step.active_after,
        "buffer": step.buffer,
        "price_cents": step.price.cents,
        "currency": step.price.currency,
    }


def _consented(client: int) -> bool:
    return client % 5 < 3


def _key(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _syllables(chance: random.Random) -> str:
    return "".join(chance.choice(("la", "ri", "no", "ve", "ta", "mi")) for _ in range(3))
