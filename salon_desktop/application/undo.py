"""Undo and redo of agenda changes: a new event that names the group it takes back.

Works across restarts, since it reads the history; refused with a reason where another change
stands on top or the place was taken meanwhile.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from salon_desktop.application.placing import NO_PERMISSION, Change, Permission, Placing
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.history import (
    AgendaEvent,
    check_undo,
    placed_as,
    undo_state,
)
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.errors import DomainError

EVENTS_LOOKED_AT = 400


class NothingToUndo(DomainError):
    """This desk has no change left to take back (or to repeat)."""

    code: ClassVar[str] = "nothing_to_undo"


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenBack:
    """The appointments as they stand after the undo or redo."""

    appointments: tuple[Appointment, ...]
    undo_group: str


class UndoHandler:
    """Takes back the desk's last change, or repeats the one taken back last."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing) -> None:
        self._open_unit, self._clock, self._placing = open_unit, clock, placing

    def undo(
        self, group: str | None = None, *, permission: Permission = NO_PERMISSION
    ) -> TakenBack:
        """Take back ``group``, or the newest change of this desk.

        What goes back to where it only was with a reason needs a ``permission`` again. Raises
        NothingToUndo, ChangedMeanwhile, ConflictsFound.
        """
        return self._turn(group, permission, redo=False)

    def redo(self, *, permission: Permission = NO_PERMISSION) -> TakenBack:
        """Repeat the change that was taken back last; raises as ``undo``."""
        return self._turn(None, permission, redo=True)

    def _turn(self, group: str | None, permission: Permission, *, redo: bool) -> TakenBack:
        now, own = self._clock.now(), str(uuid.uuid4())
        with self._open_unit() as unit:
            target = self._target(unit, group, redo=redo)
            events = unit.appointments.events_of_group(target) if target else ()
            if target is None or not events:
                raise NothingToUndo
            # A redo takes back the group of the undo, so both are one operation.
            changes = [
                _reversed(event, unit.appointments.get(event.appointment_id), own)
                for event in reversed(events)
            ]
            kept = self._placing.apply(unit, changes, now, permission)
            unit.commit()
        return TakenBack(appointments=tuple(kept), undo_group=own)

    def _target(self, unit: UnitOfWork, group: str | None, *, redo: bool) -> str | None:
        recent = unit.appointments.recent_events(unit.actor.desk_id, EVENTS_LOOKED_AT)
        if group is not None:
            return _in_force(recent, group)
        state = undo_state(recent)
        return state.redo if redo else state.undo


def _in_force(events: Sequence[AgendaEvent], group: str) -> str:
    """Return the group that repeated ``group`` last, or itself: that one is to be taken back."""
    taken_back_by = {event.undoes_group: event.undo_group for event in events}
    while (undo := taken_back_by.get(group)) and (again := taken_back_by.get(undo)):
        group = again
    return group


def _reversed(event: AgendaEvent, current: Appointment, own: str) -> Change:
    check_undo(event, current)
    if event.before is None:
        # A booking that never happened takes no time and is in no list.
        after = replace(current, status=Status.EXPIRED, hold_expires_at=None)
    else:
        after = placed_as(current, event.before)
    return Change(before=current, after=after, undo_group=own, undoes_group=event.undo_group)
