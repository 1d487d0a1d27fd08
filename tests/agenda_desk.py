"""A front desk over the sample salon's file: the real commands, and what tests look at."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    BookAppointmentHandler,
    ServiceWish,
)
from salon_desktop.application.commands.cancel_appointment import (
    CancelAppointment,
    CancelAppointmentHandler,
)
from salon_desktop.application.commands.change_status import ChangeStatus, ChangeStatusHandler
from salon_desktop.application.commands.move_appointment import (
    MoveAppointment,
    MoveAppointmentHandler,
    Moved,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.placing import Change, Permission, Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.undo import UndoHandler
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.claims import Conflict, ConflictKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.repositories.foundation import SqlSalonFoundation
from salon_desktop.infrastructure.db.rows.staff import ResourceRow, ServiceRow
from salon_desktop.infrastructure.db.unit_of_work import SqlUnitOfWork, unit_of_work_opener
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

SARA, ANNA, GIULIA = 1, 2, 3
TUESDAY = date(2026, 11, 24)
SUNDAY, NEXT_MONDAY = date(2026, 11, 29), date(2026, 11, 30)
OWNER = 1
TEN, ELEVEN, NOON = 600, 660, 720

SOFT = Permission(reason="una sorella")
HARD = Permission(reason="deciso dalla titolare", approved_by=OWNER)


class AgendaDesk:
    """Books, moves, cancels and takes back in one salon, as the receptionist does."""

    def __init__(self, engine: Engine, clock: FixedClock) -> None:
        self.engine, self.clock = engine, clock
        self.open_unit = unit_of_work_opener(engine)
        holidays = PublicHolidays()
        plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
        self.placing, choice = Placing(holidays, plan), FreeChoice(holidays)
        self.booking = BookAppointmentHandler(self.open_unit, clock, self.placing, choice)
        self.moving = MoveAppointmentHandler(self.open_unit, clock, self.placing, choice)
        self.cancelling = CancelAppointmentHandler(self.open_unit, clock, self.placing)
        self.changing = ChangeStatusHandler(self.open_unit, clock, self.placing)
        self.undoing = UndoHandler(self.open_unit, clock, self.placing)
        with engine.connect() as connection:
            codes = connection.execute(select(ServiceRow.code, ServiceRow.id))
            self.services: dict[str, int] = {str(code): number for code, number in codes}
            rooms = connection.execute(select(ResourceRow.name, ResourceRow.id))
            self.rooms: dict[str, int] = {name: number for name, number in rooms}

    def client(self, name: str = "Bianca", *, born: date | None = None, phone: str = "") -> int:
        """Store a client."""
        phones = (NumberingPlans().parse(phone, "IT"),) if phone else ()
        client = Client(
            key=str(uuid.uuid4()),
            first_name=name,
            language="it",
            birth_date=born,
            phones=tuple(ClientPhone(number=number) for number in phones),
        )
        with self.open_unit() as unit:
            kept = unit.clients.add(client, now=self.clock.now(), origin="desk")
            unit.commit()
        return kept.id or 0

    def book(
        self,
        code: str = "brow_shaping",
        start: int = TEN,
        *,
        day: date = TUESDAY,
        by: int | None = SARA,
        client: int | None = None,
        rooms: tuple[int, ...] | None = None,
        also: Sequence[str] = (),
        **other: Any,
    ) -> Appointment:
        """Book services by their codes; the first one with ``by`` and ``rooms``."""
        wishes = [ServiceWish(service_id=self.services[code], operator_id=by, resource_ids=rooms)]
        wishes += [ServiceWish(service_id=self.services[one], operator_id=by) for one in also]
        wish = BookAppointment(
            client_id=client, day=day, start=start, services=tuple(wishes), **other
        )
        return self.booking(wish).appointment

    def move(self, visit: Appointment, start: int, *, day: date = TUESDAY, **other: Any) -> Moved:
        """Move a visit to a minute of a day."""
        wish = MoveAppointment(appointment_id=visit.id or 0, day=day, start=start, **other)
        return self.moving(wish)

    def cancel(
        self,
        visit: Appointment,
        *,
        by: Canceller = Canceller.CLIENT,
        reason: CancelReason | None = CancelReason.ILL,
        version: int | None = None,
    ) -> Appointment:
        """Cancel a visit."""
        wish = CancelAppointment(
            appointment_id=visit.id or 0, by=by, reason=reason, version=version
        )
        return self.cancelling(wish).appointment

    def status(self, visit: Appointment, status: Status, **other: Any) -> Appointment:
        """Bring a visit one step further."""
        wish = ChangeStatus(appointment_id=visit.id or 0, status=status, **other)
        return self.changing(wish).appointment

    def late(self, visit: Appointment, minutes: int) -> Appointment:
        """Mark a visit as late."""
        wish = ChangeStatus(appointment_id=visit.id or 0, late_minutes=minutes)
        return self.changing(wish).appointment

    def apply(self, *changes: Change) -> list[Appointment]:
        """Apply several changes as one step of undo."""
        with self.open_unit() as unit:
            kept = self.placing.apply(unit, changes, self.clock.now())
            unit.commit()
        return kept

    def get(self, visit: Appointment) -> Appointment:
        """Return the visit as the book has it."""
        with self.open_unit() as unit:
            return unit.appointments.get(visit.id or 0)

    def found(self, write: Any) -> None:
        """Let ``write(foundation)`` change what the salon is made of."""
        with self.open_unit() as unit:
            assert isinstance(unit, SqlUnitOfWork)
            foundation = unit.foundation
            assert isinstance(foundation, SqlSalonFoundation)
            write(foundation)
            unit.commit()

    def set(self, name: str, value: Any) -> None:
        """Change a setting of the salon."""
        with self.open_unit() as unit:
            unit.salon.set(name, value, actor=unit.actor, now=self.clock.now())
            unit.commit()

    def at(self, hour: int, minute: int = 0, *, day: date = TUESDAY) -> datetime:
        """Set the clock to a wall time in Rome in winter, and return it."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self.clock.set(moment + timedelta(hours=hour - 1, minutes=minute))
        return self.clock.now()


def kinds(found: Sequence[Conflict]) -> set[ConflictKind]:
    """Return which kinds of conflicts these are."""
    return {conflict.kind for conflict in found}
