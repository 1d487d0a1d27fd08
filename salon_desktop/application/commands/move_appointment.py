"""Moving a visit: another day or minute, another operator for one step or for all of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from salon_desktop.application.choosing import FreeChoice, skill_of
from salon_desktop.application.placing import (
    NO_PERMISSION,
    Change,
    Permission,
    Placing,
    refuse_the_past,
    seen_version,
    with_sorted_units,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.agenda.appointment import AcrossMidnight, Appointment, Step
from salon_desktop.domain.agenda.changes import hold_ran_out, moved, with_steps
from salon_desktop.domain.agenda.services import Timing, timing_for
from salon_desktop.domain.agenda.status import UPCOMING, Status
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import DAY_MINUTES

MOVABLE = UPCOMING | {Status.ARRIVED, Status.IN_SERVICE}


class NotMovable(DomainError):
    """What is over or was given up stays where it is; facts: status."""

    code: ClassVar[str] = "not_movable"


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveAppointment:
    """Where the visit shall be; ``start`` is that of its first step.

    ``operator_id`` None keeps who does it; else she does the step at ``step_position``, or with
    None all of them. ``version`` is the one the desk saw; None moves whatever stands there now.
    """

    appointment_id: int
    day: date
    start: int
    operator_id: int | None = None
    step_position: int | None = None
    permission: Permission = NO_PERMISSION
    version: int | None = None
    client_told: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The appointment before and after, and the undo group (empty where nothing moved)."""

    before: Appointment
    after: Appointment
    undo_group: str


class MoveAppointmentHandler:
    """Frees the old place and takes the new one in a single transaction."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing, choice: FreeChoice
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._placing, self._choice = placing, choice

    def __call__(self, wish: MoveAppointment) -> Moved:
        """Return what moved.

        Raises ConflictsFound, SlotTaken, NeedsApproval, NotMovable, OperatorCannot, InThePast,
        ChangedMeanwhile, AcrossMidnight, WallTimeMissing, NotFound.
        """
        now, group = self._clock.now(), str(uuid.uuid4())
        with self._open_unit() as unit:
            before = seen_version(unit.appointments.get(wish.appointment_id), wish.version)
            _check_movable(unit, before, wish, now)
            after = self._elsewhere(unit, before, wish, now)
            change = Change(
                before=before, after=after, undo_group=group, client_told=wish.client_told
            )
            if not change.takes_other_time:
                return Moved(before=before, after=before, undo_group="")
            (kept,) = self._placing.apply(unit, [change], now, wish.permission)
            unit.commit()
        return Moved(before=before, after=kept, undo_group=group)

    def _elsewhere(
        self, unit: UnitOfWork, before: Appointment, wish: MoveAppointment, now: datetime
    ) -> Appointment:
        after = moved(before, day=wish.day, start=wish.start)
        if wish.operator_id is not None:
            after = with_steps(after, _by(unit, after.steps, wish.operator_id, wish.step_position))
        # The visit's own claims leave first, so that its old rooms count as free for it.
        unit.appointments.release(wish.appointment_id)
        steps = [self._housed(unit, step, wish.day, now) for step in after.steps]
        return with_sorted_units(replace(after, steps=tuple(steps)))

    def _housed(self, unit: UnitOfWork, step: Step, day: date, now: datetime) -> Step:
        """Keep the step's units where they are free, else take others of the kinds it needs."""
        timing = Timing(
            active_before=step.active_before,
            processing=step.processing,
            active_after=step.active_after,
            buffer=step.buffer,
        )
        if self._choice.are_free(unit, step.resource_ids, timing, day, step.start, now=now):
            return step
        service = unit.prices.service(step.service_id)
        units = self._choice.units(
            unit, service, timing, day, step.start, now=now, preferred=step.resource_ids
        )
        return replace(step, resource_ids=units)


def _check_movable(
    unit: UnitOfWork, before: Appointment, wish: MoveAppointment, now: datetime
) -> None:
    if before.status not in MOVABLE:
        raise NotMovable(status=before.status.value)
    if hold_ran_out(before, now):
        raise NotMovable(status=Status.EXPIRED.value)
    stays = (wish.day, wish.start) == (before.day, before.start)
    if before.status in UPCOMING and not stays:
        refuse_the_past(wish.day, wish.start, unit.salon.facts().zone, now)


def _by(
    unit: UnitOfWork, steps: Sequence[Step], operator_id: int, position: int | None
) -> list[Step]:
    """Return the steps with another operator; her own times push what comes after them."""
    changed: list[Step] = []
    shift = 0
    for number, step in enumerate(steps):
        if step.end + shift > DAY_MINUTES:
            raise AcrossMidnight(day=None, end=step.end + shift)
        step = replace(step, start=step.start + shift)
        if position in (None, number) and step.operator_id != operator_id:
            changed.append(_in_hands(unit, step, operator_id))
        else:
            changed.append(step)
        shift += changed[-1].minutes - step.minutes
    return changed


def _in_hands(unit: UnitOfWork, step: Step, operator_id: int) -> Step:
    """Return the step done by somebody else, in her times; the price stays as it was promised."""
    service = unit.prices.service(step.service_id)
    timing = timing_for(service, skill_of(unit, operator_id, step.service_id))
    return replace(
        step,
        operator_id=operator_id,
        operator_requested=False,
        active_before=timing.active_before,
        processing=timing.processing,
        active_after=timing.active_after,
        buffer=timing.buffer,
    )
