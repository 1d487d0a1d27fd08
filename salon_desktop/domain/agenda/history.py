"""The agenda's history: one event for every change, and undo and redo as a fold over it.

An event keeps where an appointment stood before and after as ids, minutes and codes; names and
notes are not in it. Undo is a new group of events that names the group it takes back, so it works
across restarts, and a new change ends redo (docs/rules.md, undo).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from salon_desktop.domain.agenda.appointment import Appointment, Step
from salon_desktop.domain.agenda.status import CANCELLED, CancelReason, Status
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.money import Money

Placement = Mapping[str, Any]


class EventKind(StrEnum):
    """What happened to an appointment."""

    BOOKED = "booked"
    MOVED = "moved"
    STEPS_CHANGED = "steps_changed"
    STATUS_CHANGED = "status_changed"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    LATE = "late"
    CHANGED = "changed"
    DELETED = "deleted"


class ChangedMeanwhile(DomainError):
    """The appointment is no longer as the change left it; facts: appointment_id."""

    code: ClassVar[str] = "changed_meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEvent:
    """One change of one appointment, never altered afterwards.

    Events of one command share ``undo_group``; a group that takes another back (an undo, or a
    redo of that undo) names it in ``undoes_group``. ``client_told`` is None where it does not
    matter. ``happened_at`` is a UTC instant and does not order events; their ids do.
    """

    id: int | None = None
    key: str
    appointment_id: int
    kind: EventKind
    before: Placement | None
    after: Placement | None
    person_id: int
    desk_id: int
    happened_at: datetime
    undo_group: str
    undoes_group: str | None = None
    client_told: bool | None = None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("an event has a state before or after")
        if self.happened_at.tzinfo is None:
            raise ValueError("an event happens at an aware instant")
        if self.undoes_group == self.undo_group:
            raise ValueError("a group cannot take itself back")


CLIENTS_OWN = "client-"
"""Begins the undo group of what a client did herself: no desk takes that back by Ctrl+Z."""


class UndoState(NamedTuple):
    """Which group an undo and a redo would name now; None where there is nothing."""

    undo: str | None
    redo: str | None


def undo_state(events: Iterable[AgendaEvent]) -> UndoState:
    """Return what can be undone and redone after these events of one desk, oldest first."""
    done: list[str] = []
    undone: list[str] = []
    seen: set[str] = set()
    for event in events:
        group, target = event.undo_group, event.undoes_group
        if group in seen or group.startswith(CLIENTS_OWN):
            continue
        seen.add(group)
        if target is None:
            done.append(group)
            undone.clear()
        elif target in done:
            done.remove(target)
            undone.append(group)
        elif target in undone:
            undone.remove(target)
            done.append(group)
    return UndoState(done[-1] if done else None, undone[-1] if undone else None)


def placement_of(appointment: Appointment) -> dict[str, Any]:
    """Return where an appointment stands, as JSON values without names and notes."""
    expires = appointment.hold_expires_at
    return {
        "client_id": appointment.client_id,
        "day": appointment.day.isoformat(),
        "status": appointment.status.value,
        "cancel_reason": appointment.cancel_reason and appointment.cancel_reason.value,
        "late_minutes": appointment.late_minutes,
        "hold_expires_at": expires and expires.isoformat(),
        "steps": [_step_placement(step) for step in appointment.steps],
    }


def placed_as(appointment: Appointment, placement: Placement) -> Appointment:
    """Return the appointment put back where ``placement`` says; the caller checks its claims."""
    expires, reason = placement["hold_expires_at"], placement["cancel_reason"]
    return replace(
        appointment,
        client_id=placement["client_id"],
        day=date.fromisoformat(placement["day"]),
        status=Status(placement["status"]),
        cancel_reason=CancelReason(reason) if reason else None,
        late_minutes=placement["late_minutes"],
        hold_expires_at=datetime.fromisoformat(expires) if expires else None,
        steps=tuple(_step_from(step) for step in placement["steps"]),
    )


def check_undo(event: AgendaEvent, current: Appointment) -> None:
    """Refuse to take back a change on which another one already stands.

    Raises ChangedMeanwhile; whether the old place is still free is asked of the claims.
    """
    if event.after is not None and placement_of(current) != dict(event.after):
        raise ChangedMeanwhile(appointment_id=event.appointment_id)


def kind_of_change(before: Appointment | None, after: Appointment | None) -> EventKind:
    """Return what the difference of two states is called; None stands for "not there"."""
    if before is None:
        return EventKind.BOOKED
    if after is None:
        return EventKind.DELETED
    if before.status is not after.status and after.status in CANCELLED:
        return EventKind.CANCELLED
    if after.occupies and not before.occupies:
        return EventKind.REINSTATED
    if (before.day, before.start) != (after.day, after.start):
        return EventKind.MOVED
    if before.steps != after.steps:
        return EventKind.STEPS_CHANGED
    if before.status is not after.status:
        return EventKind.STATUS_CHANGED
    return EventKind.LATE if before.late_minutes != after.late_minutes else EventKind.CHANGED


def _step_placement(step: Step) -> dict[str, Any]:
    return {
        "service_id": step.service_id,
        "operator_id": step.operator_id,
        "operator_requested": step.operator_requested,
        "resource_ids": list(step.resource_ids),
        "start": step.start,
        "parts": [step.active_before, step.processing, step.active_after, step.buffer],
        "price": [step.price.cents, step.price.currency],
    }


def _step_from(placement: Placement) -> Step:
    active_before, processing, active_after, buffer = placement["parts"]
    cents, currency = placement["price"]
    return Step(
        service_id=placement["service_id"],
        operator_id=placement["operator_id"],
        operator_requested=placement["operator_requested"],
        resource_ids=tuple(placement["resource_ids"]),
        start=placement["start"],
        active_before=active_before,
        processing=processing,
        active_after=active_after,
        buffer=buffer,
        price=Money(cents, currency),
    )
