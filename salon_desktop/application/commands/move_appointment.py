"""Moving a whole visit: another day or minute, another operator, the same steps."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.placing import (
    NO_PERMISSION,
    Change,
    Permission,
    Placing,
    with_sorted_units,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import (
    ChangedMeanwhile,
    OpenUnitOfWork,
    UnitOfWork,
)
from salon_desktop.domain.agenda.appointment import Appointment, Step
from salon_desktop.domain.agenda.changes import moved, with_steps
from salon_desktop.domain.agenda.services import Timing, timing_for


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveAppointment:
    """Where the visit shall be; ``operator_id`` None keeps who does it.

    ``version`` is the one the desk saw; None moves whatever stands there now.
    """

    appointment_id: int
    day: date
    start: int
    operator_id: int | None = None
    permission: Permission = NO_PERMISSION
    version: int | None = None
    client_told: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """The appointment before and after, and the undo group."""

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

        Raises ConflictsFound, SlotTaken, NeedsApproval, ChangedMeanwhile, AcrossMidnight, NotFound.
        """
        now, group = self._clock.now(), str(uuid.uuid4())
        with self._open_unit() as unit:
            before = unit.appointments.get(wish.appointment_id)
            if wish.version is not None and wish.version != before.version:
                raise ChangedMeanwhile(what="appointment", id=wish.appointment_id)
            unit.appointments.purge_expired_holds(now)
            after = self._elsewhere(unit, before, wish)
            change = Change(
                before=before, after=after, undo_group=group, client_told=wish.client_told
            )
            (kept,) = self._placing.apply(unit, [change], now, wish.permission)
            unit.commit()
        return Moved(before=before, after=kept, undo_group=group)

    def _elsewhere(
        self, unit: UnitOfWork, before: Appointment, wish: MoveAppointment
    ) -> Appointment:
        after = moved(before, day=wish.day, start=wish.start)
        if wish.operator_id is not None:
            steps = [self._by(unit, step, wish.operator_id) for step in after.steps]
            after = with_steps(after, steps)
        # The visit's own claims leave first, so that its old rooms count as free for it.
        unit.appointments.replace_claims(wish.appointment_id, [])
        steps = [self._housed(unit, step, wish.day) for step in after.steps]
        return with_sorted_units(replace(after, steps=tuple(steps)))

    def _by(self, unit: UnitOfWork, step: Step, operator_id: int) -> Step:
        service = unit.prices.service(step.service_id)
        skill = unit.prices.skill(operator_id, step.service_id)
        if skill is None:
            return replace(step, operator_id=operator_id)
        timing = timing_for(service, skill)
        return replace(
            step,
            operator_id=operator_id,
            active_before=timing.active_before,
            processing=timing.processing,
            active_after=timing.active_after,
            buffer=timing.buffer,
        )

    def _housed(self, unit: UnitOfWork, step: Step, day: date) -> Step:
        """Keep the step's units where they are free, else take others of the kinds it needs."""
        service = unit.prices.service(step.service_id)
        timing = Timing(
            active_before=step.active_before,
            processing=step.processing,
            active_after=step.active_after,
            buffer=step.buffer,
        )
        units = self._choice.units(
            unit, service, timing, day, step.start, preferred=step.resource_ids
        )
        return replace(step, resource_ids=units)
