"""One step further in the life of an appointment: confirmed, arrived, done, no-show, late."""

import uuid
from dataclasses import dataclass

from salon_desktop.application.placing import (
    NO_PERMISSION,
    Change,
    Permission,
    Placing,
    seen_version,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import (
    CancelReasonMissing,
    running_late,
    with_status,
)
from salon_desktop.domain.agenda.status import CANCELLED, Status

VISITED = frozenset({Status.DONE, Status.PAID})


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeStatus:
    """The new status; ``late_minutes`` marks a visit that has not begun as late instead.

    ``permission`` counts where a given-up visit comes back to a place that is taken. ``version``
    is the one the desk saw; None changes whatever stands there now.
    """

    appointment_id: int
    status: Status | None = None
    late_minutes: int | None = None
    permission: Permission = NO_PERMISSION
    version: int | None = None

    def __post_init__(self) -> None:
        if self.status is None and self.late_minutes is None:
            raise ValueError("a change of status changes something")


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusChanged:
    """The appointment as it stands now, and the undo group."""

    appointment: Appointment
    undo_group: str


class ChangeStatusHandler:
    """Changes the status by a legal step; what no longer takes time frees its place."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing) -> None:
        self._open_unit, self._clock, self._placing = open_unit, clock, placing

    def __call__(self, wish: ChangeStatus) -> StatusChanged:
        """Return the changed appointment.

        Raises StatusNotPossible, NoShowTooEarly, NotUpcoming, ChangedMeanwhile, NotFound;
        ConflictsFound where a reinstated appointment's place was taken meanwhile;
        CancelReasonMissing for a cancellation, which states its reason elsewhere.
        """
        if wish.status in CANCELLED:
            raise CancelReasonMissing
        now, group = self._clock.now(), str(uuid.uuid4())
        with self._open_unit() as unit:
            before = seen_version(unit.appointments.get(wish.appointment_id), wish.version)
            after = before
            if wish.late_minutes is not None:
                after = running_late(after, wish.late_minutes)
            if wish.status is not None:
                zone = unit.salon.facts().zone
                after = with_status(after, wish.status, now=now, zone=zone)
            change = Change(before=before, after=after, undo_group=group)
            (kept,) = self._placing.apply(unit, [change], now, wish.permission)
            if kept.status in VISITED and kept.client_id is not None:
                unit.clients.visited(kept.client_id, kept.day)
            unit.commit()
        return StatusChanged(appointment=kept, undo_group=group)
