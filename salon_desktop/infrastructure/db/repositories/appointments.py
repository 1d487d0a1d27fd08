"""Appointments, their claims and their history in one session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    CursorResult,
    Executable,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    union_all,
    update,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, selectinload

from salon_desktop.application.ports.agenda import WHOLE_DAY, Subject
from salon_desktop.application.ports.unit_of_work import ChangedMeanwhile, NotFound
from salon_desktop.domain.agenda.appointment import Appointment, Step
from salon_desktop.domain.agenda.claims import Claim, SubjectKind
from salon_desktop.domain.agenda.history import AgendaEvent
from salon_desktop.domain.agenda.spans import Span
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.infrastructure.db.repositories.appointment_rows import (
    as_appointment as as_appointment,
)
from salon_desktop.infrastructure.db.repositories.appointment_rows import as_claim as as_claim
from salon_desktop.infrastructure.db.repositories.appointment_rows import (
    as_event,
    as_step,
    as_visit,
    claim_values,
    event_values,
    refusal,
    step_values,
    visit_values,
)
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.rows import Row
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow, StepRow

WITH_STEPS = selectinload(AppointmentRow.steps).selectinload(StepRow.resources)

KINDS = {kind.value: kind for kind in SubjectKind}
tables = Row.metadata.tables
visit, step, unit = (tables[n] for n in ("appointment", "appointment_step", "step_resource"))
claim, event = tables["claim"], tables["agenda_event"]

BY_ID = select(visit).where(visit.c.id == bindparam("id"))
BY_KEY = select(visit).where(visit.c.key == bindparam("key"))
UPCOMING_OF_CLIENT = (
    select(visit)
    .where(
        visit.c.client_id == bindparam("client_id"),
        visit.c.day >= bindparam("first_day"),
        visit.c.starts_at >= bindparam("now"),
        visit.c.status.in_([status.value for status in UPCOMING]),
    )
    .order_by(visit.c.day, visit.c.start_minute)
)
_OF_VISITS = step.c.appointment_id.in_(bindparam("ids", expanding=True))
STEPS = select(step).where(_OF_VISITS).order_by(step.c.appointment_id, step.c.position)
UNITS = (
    select(unit.c.step_id, unit.c.resource_id)
    .join(step, step.c.id == unit.c.step_id)
    .where(_OF_VISITS)
    .order_by(unit.c.step_id, unit.c.resource_id)
)


def _of_subjects(*columns: Any) -> CompoundSelect[Any]:
    """Return the question for claims of any subjects; each kind goes through the one index."""
    return union_all(
        *(
            select(*columns).where(
                claim.c.subject_kind == kind.value,
                claim.c.subject_id.in_(bindparam(kind.value, expanding=True)),
                claim.c.day == bindparam("day"),
                claim.c.start_minute < bindparam("before"),
                claim.c.end_minute > bindparam("after"),
            )
            for kind in SubjectKind
        )
    )


CLAIMS = _of_subjects(claim)
SPANS = _of_subjects(
    claim.c.subject_kind,
    claim.c.subject_id,
    claim.c.start_minute,
    claim.c.end_minute,
    claim.c.hold_expires_at,
)
RECENT = (
    select(event)
    .where(event.c.desk_id == bindparam("desk_id"))
    .order_by(event.c.id.desc())
    .limit(bindparam("most"))
)
OF_GROUP = select(event).where(event.c.undo_group == bindparam("undo_group")).order_by(event.c.id)

# Statements are made once: making one costs more than running it.
ADD_VISIT, ADD_STEP, ADD_UNIT = insert(visit), insert(step), insert(unit)
ADD_CLAIM, ADD_EVENT = insert(claim), insert(event)
CHANGE_VISIT = update(visit).where(visit.c.id == bindparam("visit_id"))
DROP_STEPS = delete(step).where(step.c.appointment_id == bindparam("visit_id"))
RELEASE = delete(claim).where(claim.c.appointment_id == bindparam("visit_id"))
CLAIMED = select(func.count()).where(claim.c.appointment_id == bindparam("visit_id"))
PURGE = delete(claim).where(
    claim.c.hold_expires_at.is_not(None), claim.c.hold_expires_at <= bindparam("now")
)


class SqlAppointmentBook:
    """The appointment book over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, appointment_id: int) -> Appointment:
        """Return the appointment; raises NotFound."""
        found = self._visits(BY_ID, {"id": appointment_id})
        if not found:
            raise NotFound(what="appointment", id=appointment_id)
        return found[0]

    def by_key(self, key: str) -> Appointment | None:
        """Return the appointment with that UUID, or None."""
        return next(iter(self._visits(BY_KEY, {"key": key})), None)

    def add(self, appointment: Appointment, *, starts_at: datetime, now: datetime) -> Appointment:
        """Store a new appointment (without its claims) and return it with id and version 1."""
        zone = SqlSalonBook(self._session).facts().zone.key
        values = visit_values(appointment, starts_at) | {
            "key": appointment.key,
            "zone": zone,
            "origin": appointment.origin.value,
            "created_at": now,
            "version": 1,
        }
        added = self._run(ADD_VISIT, values)
        kept = replace(appointment, id=_new_id(added), version=1)
        self._add_steps(kept)
        return kept

    def save(self, appointment: Appointment, *, starts_at: datetime) -> Appointment:
        """Store a changed appointment, version + 1; raises ChangedMeanwhile on another version."""
        if appointment.id is None:
            raise ValueError("an appointment is added before it is saved")
        before = self.get(appointment.id)
        if before.version != appointment.version:
            raise ChangedMeanwhile(what="appointment", id=appointment.id)
        kept = replace(appointment, version=appointment.version + 1)
        values = visit_values(kept, starts_at) | {"version": kept.version}
        self._run(CHANGE_VISIT, values | {"visit_id": kept.id})
        if kept.steps != before.steps:
            self._run(DROP_STEPS, {"visit_id": kept.id})
            self._add_steps(kept)
        return kept

    def claims(
        self, day: date, subjects: Iterable[Subject], *, within: tuple[int, int] = WHOLE_DAY
    ) -> Sequence[Claim]:
        """Return the claims on these subjects that day that share a minute with ``within``."""
        return [as_claim(row) for row in self._claims(CLAIMS, day, subjects, within)]

    def busy(
        self, day: date, subjects: Iterable[Subject], now: datetime
    ) -> Mapping[Subject, Sequence[Span]]:
        """Return by subject the spans that are taken that day; a hold counts while it lives."""
        busy: dict[Subject, list[Span]] = {}
        for kind, number, start, end, expires in self._claims(SPANS, day, subjects, WHOLE_DAY):
            if expires is None or now < expires:
                busy.setdefault((KINDS[kind], number), []).append((start, end))
        return busy

    def release(self, appointment_id: int) -> None:
        """Delete all claims of the appointment."""
        self._run(RELEASE, {"visit_id": appointment_id})

    def claim(self, claims: Sequence[Claim], *, approved_by: int | None = None) -> None:
        """Store claims; raises SlotTaken or NeedsApproval when the file refuses an overlap."""
        if not claims:
            return
        values = [claim_values(one, approved_by) for one in claims]
        try:
            self._run(ADD_CLAIM, values)
        except DatabaseError as refused:
            raise refusal(refused, claims[self._stored_of(claims)]) from refused

    def purge_expired_holds(self, now: datetime) -> int:
        """Delete claims of holds that ran out; returns how many."""
        gone = self._run(PURGE, {"now": now})
        return int(gone.rowcount)

    def record(self, event: AgendaEvent) -> None:
        """Append one event to the history."""
        self._run(ADD_EVENT, event_values(event))

    def recent_events(self, desk_id: int, limit: int) -> Sequence[AgendaEvent]:
        """Return the newest events of one desk, oldest first."""
        rows = self._run(RECENT, {"desk_id": desk_id, "most": limit}).all()
        return [as_event(row) for row in reversed(rows)]

    def events_of_group(self, group: str) -> Sequence[AgendaEvent]:
        """Return the events of one undo group, oldest first."""
        return [as_event(row) for row in self._run(OF_GROUP, {"undo_group": group})]

    def upcoming_of_client(self, client_id: int, now: datetime) -> Sequence[Appointment]:
        """Return the client's appointments that start at or after ``now``, soonest first."""
        # The day is the salon's and may still be yesterday's date in UTC.
        first_day = now.date() - timedelta(days=1)
        wanted = {"client_id": client_id, "first_day": first_day, "now": now}
        return self._visits(UPCOMING_OF_CLIENT, wanted)

    def _claims(
        self,
        question: CompoundSelect[Any],
        day: date,
        subjects: Iterable[Subject],
        within: tuple[int, int],
    ) -> Sequence[Any]:
        wanted: dict[str, Any] = {kind.value: [] for kind in SubjectKind}
        for kind, subject_id in subjects:
            wanted[kind.value].append(subject_id)
        bounds = {"day": day, "after": within[0], "before": within[1]}
        return self._run(question, wanted | bounds).all()

    def _run(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Run a Core statement; the session's own way would look for mapped classes in it."""
        return self._session.connection().execute(statement, values)

    def _visits(self, wanted: Select[Any], values: Mapping[str, Any]) -> list[Appointment]:
        rows = self._run(wanted, values).all()
        if not rows:
            return []
        ids = {"ids": [row.id for row in rows]}
        units: dict[int, list[int]] = defaultdict(list)
        for row in self._run(UNITS, ids):
            units[row.step_id].append(row.resource_id)
        steps: dict[int, list[Step]] = defaultdict(list)
        for row in self._run(STEPS, ids):
            steps[row.appointment_id].append(as_step(row, units[row.id]))
        return [as_visit(row, steps[row.id]) for row in rows]

    def _add_steps(self, appointment: Appointment) -> None:
        for position, one in enumerate(appointment.steps):
            values = step_values(appointment.id or 0, position, one)
            step_id = _new_id(self._run(ADD_STEP, values))
            if one.resource_ids:
                self._run(
                    ADD_UNIT,
                    [{"step_id": step_id, "resource_id": each} for each in one.resource_ids],
                )

    def _stored_of(self, claims: Sequence[Claim]) -> int:
        """Return how many of these claims came in before the file refused one."""
        stored = self._run(CLAIMED, {"visit_id": claims[0].appointment_id}).scalar()
        return min(stored or 0, len(claims) - 1)


def _new_id(added: Any) -> int:
    """Return the id the file gave to the row that was just inserted."""
    return int(added.inserted_primary_key[0])
