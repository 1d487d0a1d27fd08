"""Appointments, their claims and their history in one session."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, selectinload

from salon_desktop.application.ports.agenda import NeedsApproval, SlotTaken, Subject
from salon_desktop.application.ports.unit_of_work import ChangedMeanwhile, NotFound
from salon_desktop.domain.agenda.appointment import Appointment, Origin, Step
from salon_desktop.domain.agenda.claims import Claim, Part, SubjectKind
from salon_desktop.domain.agenda.history import AgendaEvent, EventKind
from salon_desktop.domain.agenda.status import UPCOMING, CancelReason, Status
from salon_desktop.domain.money import Money
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.rows.agenda import (
    AgendaEventRow,
    AppointmentRow,
    ClaimRow,
    StepResourceRow,
    StepRow,
)

WITH_STEPS = selectinload(AppointmentRow.steps).selectinload(StepRow.resources)


class SqlAppointmentBook:
    """The appointment book over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, appointment_id: int) -> Appointment:
        """Return the appointment; raises NotFound."""
        return as_appointment(self._row(appointment_id))

    def by_key(self, key: str) -> Appointment | None:
        """Return the appointment with that UUID, or None."""
        wanted = select(AppointmentRow).where(AppointmentRow.key == key).options(WITH_STEPS)
        row = self._session.scalar(wanted)
        return None if row is None else as_appointment(row)

    def add(self, appointment: Appointment, *, starts_at: datetime, now: datetime) -> Appointment:
        """Store a new appointment (without its claims) and return it with id and version 1."""
        row = AppointmentRow(
            key=appointment.key,
            client_id=appointment.client_id,
            zone=SqlSalonBook(self._session).facts().zone.key,
            origin=appointment.origin.value,
            created_at=now,
            version=1,
        )
        _write(row, appointment, starts_at)
        self._session.add(row)
        self._session.flush()
        return replace(appointment, id=row.id, version=1)

    def save(self, appointment: Appointment, *, starts_at: datetime) -> Appointment:
        """Store a changed appointment, version + 1; raises ChangedMeanwhile on another version."""
        if appointment.id is None:
            raise ValueError("an appointment is added before it is saved")
        row = self._row(appointment.id)
        if row.version != appointment.version:
            raise ChangedMeanwhile(what="appointment", id=appointment.id)
        row.steps.clear()
        self._session.flush()
        _write(row, appointment, starts_at)
        row.version = appointment.version + 1
        self._session.flush()
        return replace(appointment, version=row.version)

    def claims(self, day: date, subjects: Iterable[Subject]) -> Sequence[Claim]:
        """Return every claim on these subjects that day, expired holds included."""
        found: list[Claim] = []
        by_kind = groupby(sorted(subjects, key=itemgetter(0)), key=itemgetter(0))
        for kind, group in by_kind:
            wanted = (
                select(ClaimRow)
                .where(
                    ClaimRow.subject_kind == kind.value,
                    ClaimRow.subject_id.in_([subject_id for _, subject_id in group]),
                    ClaimRow.day == day,
                )
                .order_by(ClaimRow.subject_id, ClaimRow.start_minute)
            )
            found += [as_claim(row) for row in self._session.scalars(wanted)]
        return found

    def replace_claims(
        self, appointment_id: int, claims: Sequence[Claim], *, approved_by: int | None = None
    ) -> None:
        """Delete all claims of the appointment, then insert ``claims``."""
        self._session.execute(delete(ClaimRow).where(ClaimRow.appointment_id == appointment_id))
        for claim in claims:
            try:
                self._session.execute(insert(ClaimRow).values(claim_values(claim, approved_by)))
            except DatabaseError as refused:
                raise _refusal(refused, claim) from refused

    def purge_expired_holds(self, now: datetime) -> int:
        """Delete claims of holds that ran out; returns how many."""
        gone = self._session.execute(
            delete(ClaimRow).where(
                ClaimRow.hold_expires_at.is_not(None), ClaimRow.hold_expires_at <= now
            )
        )
        return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it

    def record(self, event: AgendaEvent) -> None:
        """Append one event to the history."""
        self._session.add(
            AgendaEventRow(
                key=event.key,
                appointment_id=event.appointment_id,
                kind=event.kind.value,
                before=None if event.before is None else dict(event.before),
                after=None if event.after is None else dict(event.after),
                client_told=event.client_told,
                person_id=event.person_id,
                desk_id=event.desk_id,
                happened_at=event.happened_at,
                undo_group=event.undo_group,
                undoes_group=event.undoes_group,
            )
        )
        self._session.flush()

    def recent_events(self, desk_id: int, limit: int) -> Sequence[AgendaEvent]:
        """Return the newest events of one desk, oldest first."""
        wanted = (
            select(AgendaEventRow)
            .where(AgendaEventRow.desk_id == desk_id)
            .order_by(AgendaEventRow.id.desc())
            .limit(limit)
        )
        return [as_event(row) for row in reversed(self._session.scalars(wanted).all())]

    def events_of_group(self, group: str) -> Sequence[AgendaEvent]:
        """Return the events of one undo group, oldest first."""
        wanted = (
            select(AgendaEventRow)
            .where(AgendaEventRow.undo_group == group)
            .order_by(AgendaEventRow.id)
        )
        return [as_event(row) for row in self._session.scalars(wanted)]

    def upcoming_of_client(self, client_id: int, now: datetime) -> Sequence[Appointment]:
        """Return the client's appointments that start at or after ``now``, soonest first."""
        wanted = (
            select(AppointmentRow)
            .where(
                AppointmentRow.client_id == client_id,
                AppointmentRow.day >= now.date(),
                AppointmentRow.starts_at >= now,
                AppointmentRow.status.in_([status.value for status in UPCOMING]),
            )
            .order_by(AppointmentRow.day, AppointmentRow.start_minute)
            .options(WITH_STEPS)
        )
        return [as_appointment(row) for row in self._session.scalars(wanted)]

    def _row(self, appointment_id: int) -> AppointmentRow:
        row = self._session.get(AppointmentRow, appointment_id, options=[WITH_STEPS])
        if row is None:
            raise NotFound(what="appointment", id=appointment_id)
        return row


def as_appointment(row: AppointmentRow) -> Appointment:
    """Return the domain's appointment for a row with its steps loaded."""
    return Appointment(
        id=row.id,
        key=row.key,
        client_id=row.client_id,
        day=row.day,
        steps=tuple(_as_step(step) for step in row.steps),
        status=Status(row.status),
        cancel_reason=CancelReason(row.cancel_reason) if row.cancel_reason else None,
        origin=Origin(row.origin),
        note=row.note or "",
        booked_by=row.booked_by or "",
        late_minutes=row.late_minutes,
        hold_expires_at=row.hold_expires_at,
        version=row.version,
    )


def as_claim(row: ClaimRow) -> Claim:
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


def as_event(row: AgendaEventRow) -> AgendaEvent:
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


def _write(row: AppointmentRow, appointment: Appointment, starts_at: datetime) -> None:
    row.client_id = appointment.client_id
    row.day = appointment.day
    row.start_minute = appointment.start
    row.end_minute = appointment.end
    row.starts_at = starts_at
    row.status = appointment.status.value
    row.cancel_reason = appointment.cancel_reason and appointment.cancel_reason.value
    row.note = appointment.note or None
    row.booked_by = appointment.booked_by or None
    row.late_minutes = appointment.late_minutes
    row.hold_expires_at = appointment.hold_expires_at
    row.steps.extend(_step_row(number, step) for number, step in enumerate(appointment.steps))


def _step_row(position: int, step: Step) -> StepRow:
    return StepRow(
        position=position,
        service_id=step.service_id,
        operator_id=step.operator_id,
        operator_requested=step.operator_requested,
        start_minute=step.start,
        active_before=step.active_before,
        processing=step.processing,
        active_after=step.active_after,
        buffer=step.buffer,
        price_cents=step.price.cents,
        currency=step.price.currency,
        resources=[StepResourceRow(resource_id=unit) for unit in step.resource_ids],
    )


def _as_step(row: StepRow) -> Step:
    return Step(
        service_id=row.service_id,
        operator_id=row.operator_id,
        operator_requested=row.operator_requested,
        resource_ids=tuple(unit.resource_id for unit in row.resources),
        start=row.start_minute,
        active_before=row.active_before,
        processing=row.processing,
        active_after=row.active_after,
        buffer=row.buffer,
        price=Money(row.price_cents, row.currency),
    )


def _refusal(refused: DatabaseError, claim: Claim) -> Exception:
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
