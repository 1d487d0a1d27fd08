"""Appointments, claims and events between the file's columns and the domain's values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DatabaseError

from salon_desktop.application.ports.agenda import NeedsApproval, SlotTaken
from salon_desktop.domain.agenda.appointment import Appointment, Origin, Step
from salon_desktop.domain.agenda.claims import Claim, Part, SubjectKind
from salon_desktop.domain.agenda.history import AgendaEvent, EventKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.money import Money
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow


def as_appointment(row: AppointmentRow) -> Appointment:
    """Return the domain's appointment for a row with its steps loaded."""
    steps = [as_step(one, [each.resource_id for each in one.resources]) for one in row.steps]
    return as_visit(row, steps)


def as_visit(row: Any, steps: Sequence[Step]) -> Appointment:
    """Return the domain's appointment for the columns of a visit and its steps."""
    return Appointment(
        id=row.id,
        key=row.key,
        client_id=row.client_id,
        day=row.day,
        steps=tuple(steps),
        status=Status(row.status),
        cancel_reason=CancelReason(row.cancel_reason) if row.cancel_reason else None,
        origin=Origin(row.origin),
        note=row.note or "",
        booked_by=row.booked_by or "",
        walk_in_name=row.walk_in_name or "",
        late_minutes=row.late_minutes,
        hold_expires_at=row.hold_expires_at,
        version=row.version,
    )


def as_claim(row: Any) -> Claim:
    """Return the domain's claim for a row."""
    return Claim(
        subject_kind=SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        day=row.day,
        start=row.start_minute,
        end=row.end_minute,
        part=Part(row.part),
        appointment_id=row.appointment_id,
        step_position=row.step_position,
        hold_expires_at=row.hold_expires_at,
        reason=row.reason,
    )


def as_event(row: Any) -> AgendaEvent:
    """Return the domain's event for a row."""
    return AgendaEvent(
        id=row.id,
        key=row.key,
        appointment_id=row.appointment_id,
        kind=EventKind(row.kind),
        before=row.before,
        after=row.after,
        person_id=row.person_id,
        desk_id=row.desk_id,
        happened_at=row.happened_at,
        undo_group=row.undo_group,
        undoes_group=row.undoes_group,
        client_told=row.client_told,
    )


def claim_values(claim: Claim, approved_by: int | None) -> dict[str, object]:
    """Return the columns of a claim."""
    return {
        "subject_kind": claim.subject_kind.value,
        "subject_id": claim.subject_id,
        "day": claim.day,
        "start_minute": claim.start,
        "end_minute": claim.end,
        "part": claim.part.value,
        "appointment_id": claim.appointment_id,
        "step_position": claim.step_position,
        "hold_expires_at": claim.hold_expires_at,
        "reason": claim.reason,
        "approved_by": approved_by if claim.reason is not None else None,
    }


def event_values(event: AgendaEvent) -> dict[str, object]:
    """Return the columns of an event."""
    return {
        "key": event.key,
        "appointment_id": event.appointment_id,
        "kind": event.kind.value,
        "before": None if event.before is None else dict(event.before),
        "after": None if event.after is None else dict(event.after),
        "client_told": event.client_told,
        "person_id": event.person_id,
        "desk_id": event.desk_id,
        "happened_at": event.happened_at,
        "undo_group": event.undo_group,
        "undoes_group": event.undoes_group,
    }


def visit_values(appointment: Appointment, starts_at: datetime) -> dict[str, object]:
    """Return the columns of a visit that a change may touch."""
    return {
        "client_id": appointment.client_id,
        "walk_in_name": appointment.walk_in_name or None,
        "day": appointment.day,
        "start_minute": appointment.start,
        "end_minute": appointment.end,
        "starts_at": starts_at,
        "status": appointment.status.value,
        "cancel_reason": appointment.cancel_reason and appointment.cancel_reason.value,
        "note": appointment.note or None,
        "booked_by": appointment.booked_by or None,
        "late_minutes": appointment.late_minutes,
        "hold_expires_at": appointment.hold_expires_at,
    }


def step_values(appointment_id: int, position: int, one: Step) -> dict[str, object]:
    """Return the columns of a step."""
    return {
        "appointment_id": appointment_id,
        "position": position,
        "service_id": one.service_id,
        "operator_id": one.operator_id,
        "operator_requested": one.operator_requested,
        "start_minute": one.start,
        "active_before": one.active_before,
        "processing": one.processing,
        "active_after": one.active_after,
        "buffer": one.buffer,
        "price_cents": one.price.cents,
        "currency": one.price.currency,
    }


def as_step(row: Any, units: Sequence[int]) -> Step:
    """Return the domain's step for a row and its units."""
    return Step(
        service_id=row.service_id,
        operator_id=row.operator_id,
        operator_requested=row.operator_requested,
        resource_ids=tuple(units),
        start=row.start_minute,
        active_before=row.active_before,
        processing=row.processing,
        active_after=row.active_after,
        buffer=row.buffer,
        price=Money(row.price_cents, row.currency),
    )


def refusal(refused: DatabaseError, claim: Claim) -> Exception:
    """Return what the file's own refusal of a claim means, else the error itself."""
    text = str(refused.orig)
    facts = {
        "day": claim.day,
        "start": claim.start,
        "end": claim.end,
        "subject_kind": claim.subject_kind.value,
        "subject_id": claim.subject_id,
    }
    if "claim_overlap" in text:
        return SlotTaken(**facts)
    if "claim_needs_approval" in text:
        return NeedsApproval(**facts)
    return refused
