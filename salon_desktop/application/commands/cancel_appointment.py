"""Cancelling, with who gave it up and why; nothing is preselected."""

import uuid
from dataclasses import dataclass

from salon_desktop.application.placing import Change, Placing, seen_version
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import Canceller, cancelled
from salon_desktop.domain.agenda.status import CancelReason


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelAppointment:
    """Who cancels and why; a missing reason is refused.

    ``version`` is the one the desk saw; None cancels whatever stands there now.
    """

    appointment_id: int
    by: Canceller
    reason: CancelReason | None
    version: int | None = None
    client_told: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancelled:
    """The appointment as it stands now, and the undo group."""

    appointment: Appointment
    undo_group: str


class CancelAppointmentHandler:
    """Cancels and frees the place in one transaction; planned messages are voided with it."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing) -> None:
        self._open_unit, self._clock, self._placing = open_unit, clock, placing

    def __call__(self, wish: CancelAppointment) -> Cancelled:
        """Return the cancelled appointment.

        Raises CancelReasonMissing, StatusNotPossible, ChangedMeanwhile, NotFound.
        """
        now, group = self._clock.now(), str(uuid.uuid4())
        with self._open_unit() as unit:
            before = seen_version(unit.appointments.get(wish.appointment_id), wish.version)
            zone = unit.salon.facts().zone
            after = cancelled(before, by=wish.by, reason=wish.reason, now=now, zone=zone)
            change = Change(
                before=before, after=after, undo_group=group, client_told=wish.client_told
            )
            (kept,) = self._placing.apply(unit, [change], now)
            unit.commit()
        return Cancelled(appointment=kept, undo_group=group)
