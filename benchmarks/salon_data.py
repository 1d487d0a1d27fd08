"""A salon file of any size, the same on every machine: eight operators, a full book.

The weeks around ``MONDAY`` are identical at every size; a bigger salon only has a longer past. So
growth from one size to the next is the price of history, which is what a salon collects. Operator
1 is booked solid for ``SOLID_DAYS`` days. The ledger is not filled, only the state it would give:
what a client answered is not measured here.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select, text
from sqlalchemy.orm import Session

from benchmarks.salon_rows import (
    MONDAY,
    NOW,
    SEED,
    ZONE,
    Values,
    client_rows,
    consented,
    event_values,
    message_rows,
    new_key,
    step_values,
    visit_values,
)
from salon_desktop.application.commands.set_up_salon import SetUpSalon, SetUpSalonHandler
from salon_desktop.application.ports.salon_setup import NewOperator, NewUnit, StartingCatalogue
from salon_desktop.domain.agenda.appointment import Appointment, Origin, Step, StepWish, plan_steps
from salon_desktop.domain.agenda.claims import claims_of
from salon_desktop.domain.agenda.services import Service
from salon_desktop.domain.agenda.status import CancelReason, Status
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
OPERATORS, WEEKS_AHEAD, SOLID_DAYS = 8, 6, 25
VISITS_A_CLIENT, REGULARS = 10, 900
OPENS, CLOSES, SATURDAY_CLOSES = 540, 1200, 1020
SUNDAY, SATURDAY = 6, 5
BATCH = 4000


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
    _insert(connection, client_rows(clients))
    with Session(connection) as session:
        book = _Book(session, clients)
    count = _insert(connection, book.rows(appointments))
    connection.exec_driver_sql("INSERT INTO client_search(client_search) VALUES ('rebuild')")
    triggers.recreate(connection.exec_driver_sql, [])
    return count


def _insert(connection: Connection, rows: Iterator[tuple[str, Values]]) -> int:
    """Insert rows by table in batches; returns how many appointments there were."""
    tables: dict[str, Table] = dict(Row.metadata.tables)
    count = 0
    while batch := list(islice(rows, BATCH * 10)):
        by_table: dict[str, list[Values]] = {}
        for name, values in batch:
            by_table.setdefault(name, []).append(values)
        for table in Row.metadata.sorted_tables:
            if table.name in by_table:
                connection.execute(insert(tables[table.name]), by_table[table.name])
        count += len(by_table.get("appointment", ()))
    return count


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

    def rows(self, appointments: int) -> Iterator[tuple[str, Values]]:
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
        status, reason = Status.BOOKED, None
        if day < MONDAY:
            status = Status.CANCELLED_BY_CLIENT if chance.random() < 0.05 else Status.PAID
            reason = CancelReason.OTHER if status is Status.CANCELLED_BY_CLIENT else None
        elif chance.random() < 0.4:
            status = Status.CONFIRMED
        return Appointment(
            key=new_key(chance),
            client_id=client,
            day=day,
            steps=steps,
            status=status,
            cancel_reason=reason,
            origin=Origin.PHONE,
        )

    def _visit(self, plan: Appointment) -> Iterator[tuple[str, Values]]:
        self._visit_id += 1
        visit = replace(plan, id=self._visit_id)
        starts_at = to_utc(visit.day, visit.start, ZONE)
        booked_at = min(starts_at, NOW) - timedelta(days=10)
        yield "appointment", visit_values(visit, starts_at, booked_at)
        for position, step in enumerate(visit.steps):
            self._step_id += 1
            yield "appointment_step", step_values(self._step_id, visit, position, step)
            for unit in step.resource_ids:
                yield "step_resource", {"step_id": self._step_id, "resource_id": unit}
        for claim in claims_of(visit):
            yield "claim", claim_values(claim, None)
        yield "agenda_event", event_values(visit, booked_at)
        if consented(visit.client_id or 0):
            self._message_id += 1
            yield from message_rows(self._message_id, visit, starts_at, booked_at)
