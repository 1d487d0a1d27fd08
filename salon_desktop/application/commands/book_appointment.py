"""Booking: a client (or a walk-in), a day and minute, one or several services."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from salon_desktop.application.choosing import FreeChoice, skill_of
from salon_desktop.application.choosing import OperatorCannot as OperatorCannot
from salon_desktop.application.placing import (
    NO_PERMISSION,
    Change,
    Permission,
    Placing,
    refuse_the_past,
    with_sorted_units,
)
from salon_desktop.application.placing import InThePast as InThePast
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.agenda.appointment import (
    Appointment,
    Origin,
    StepWish,
    plan_steps,
)
from salon_desktop.domain.agenda.services import price_for, timing_for
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.names import check_line, check_text
from salon_desktop.domain.wall_clock import to_utc

NOTE_LENGTH = 4000
NAME_LENGTH = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceWish:
    """One service of the visit; without an operator any free one who does it is taken.

    ``resource_ids`` None means any free unit of each kind the service needs.
    """

    service_id: int
    operator_id: int | None = None
    resource_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BookAppointment:
    """The receptionist's wish, complete; ``start`` is a wall minute of ``day``.

    ``walk_in_name`` may name a visitor who is no client; ``hold_minutes`` pencils the visit in
    for that long instead of booking it. ``key`` is a UUID that the caller made, so that a
    repeated wish books once.
    """

    client_id: int | None
    day: date
    start: int
    services: tuple[ServiceWish, ...]
    origin: Origin = Origin.PHONE
    note: str = field(default="", repr=False)
    booked_by: str = field(default="", repr=False)
    walk_in_name: str = field(default="", repr=False)
    hold_minutes: int | None = None
    permission: Permission = NO_PERMISSION
    key: str | None = None

    def __post_init__(self) -> None:
        if self.hold_minutes is not None and self.hold_minutes <= 0:
            raise ValueError("a hold lasts some minutes")
        if self.hold_minutes is not None and self.origin is Origin.WALK_IN:
            raise ValueError("who is already there is not pencilled in")


@dataclass(frozen=True, kw_only=True, slots=True)
class Booked:
    """What was booked, and the undo group that takes it back (empty for a repeated wish)."""

    appointment: Appointment
    undo_group: str


class BookAppointmentHandler:
    """Checks and books under one write lock, so that check-then-write cannot race."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing, choice: FreeChoice
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._placing, self._choice = placing, choice

    def __call__(self, wish: BookAppointment) -> Booked:
        """Return the booked appointment.

        A repeated wish with the same ``key`` returns what the first one booked. Raises
        ConflictsFound, SlotTaken, NobodyFree, OperatorCannot, InThePast, WallTimeMissing,
        AcrossMidnight, AppointmentEmpty, TextRefused, NotFound.
        """
        now = self._clock.now()
        group = str(uuid.uuid4())
        with self._open_unit() as unit:
            known = unit.appointments.by_key(wish.key) if wish.key else None
            if known is not None:
                return Booked(appointment=known, undo_group="")
            appointment = self._planned(unit, wish, now)
            change = Change(before=None, after=appointment, undo_group=group)
            (kept,) = self._placing.apply(unit, [change], now, wish.permission)
            unit.commit()
        return Booked(appointment=kept, undo_group=group)

    def _planned(self, unit: UnitOfWork, wish: BookAppointment, now: datetime) -> Appointment:
        zone = unit.salon.facts().zone
        is_walk_in = wish.origin is Origin.WALK_IN
        if is_walk_in:
            to_utc(wish.day, wish.start, zone)  # a minute that never was is refused here as well
        else:
            refuse_the_past(wish.day, wish.start, zone, now)
        if wish.client_id is not None:
            unit.clients.get(wish.client_id)
        status = Status.ARRIVED if is_walk_in else Status.BOOKED
        expires = None
        if wish.hold_minutes is not None:
            status = Status.TENTATIVE
            expires = now.astimezone(UTC) + timedelta(minutes=wish.hold_minutes)
        appointment = Appointment(
            key=wish.key or str(uuid.uuid4()),
            client_id=wish.client_id,
            day=wish.day,
            steps=plan_steps(wish.start, self._steps(unit, wish, now)),
            status=status,
            origin=wish.origin,
            note=check_text(wish.note, "note", NOTE_LENGTH),
            booked_by=check_line(wish.booked_by, "booked_by", NAME_LENGTH),
            walk_in_name=check_line(wish.walk_in_name, "walk_in_name", NAME_LENGTH),
            hold_expires_at=expires,
        )
        return with_sorted_units(appointment)

    def _steps(self, unit: UnitOfWork, wish: BookAppointment, now: datetime) -> Sequence[StepWish]:
        steps: list[StepWish] = []
        start = wish.start
        for wanted in wish.services:
            service = unit.prices.service(wanted.service_id)
            operator_id = wanted.operator_id
            if operator_id is None:
                usual = steps[-1].operator_id if steps else None
                operator_id = self._choice.operator(
                    unit, service, wish.day, start, now=now, usual=usual
                )
            skill = skill_of(unit, operator_id, service.id)
            timing = timing_for(service, skill)
            units = wanted.resource_ids
            if units is None:
                taken = {unit_id for step in steps for unit_id in step.resource_ids}
                units = self._choice.units(
                    unit, service, timing, wish.day, start, now=now, preferred=taken
                )
            steps.append(
                StepWish(
                    service=service,
                    operator_id=operator_id,
                    resource_ids=units,
                    timing=timing,
                    price=price_for(service, skill),
                    operator_requested=wanted.operator_id is not None,
                )
            )
            start += timing.minutes
        return steps
