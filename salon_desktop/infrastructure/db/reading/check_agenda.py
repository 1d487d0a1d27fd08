"""Checking the agenda: each visit has its history and its claims, and no two claims collide."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from salon_desktop.application.queries.check_salon import Finding, FindingCode, finding
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.claims import Claim, claims_of
from salon_desktop.domain.agenda.history import placement_of
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.db.reading.check_pieces import Piece, Read
from salon_desktop.infrastructure.db.repositories.appointments import (
    WITH_STEPS,
    as_appointment,
    as_claim,
)
from salon_desktop.infrastructure.db.rows.agenda import AgendaEventRow, AppointmentRow, ClaimRow
from salon_desktop.infrastructure.db.rows.base import UtcDateTime

# Written apart from the triggers and from the agenda's own questions, so that it can disagree
# with them. A pair is told once, by its later claim.
OVERLAPS = text("""
    WITH looked AS (SELECT * FROM claim WHERE id > :start ORDER BY id LIMIT :page),
    pairs AS (
        SELECT one.id AS one_id, other.id AS other_id, one.subject_kind, one.subject_id, one.day
        FROM looked AS one JOIN claim AS other
          ON other.subject_kind = one.subject_kind AND other.subject_id = one.subject_id
         AND other.day = one.day AND other.id < one.id
         AND other.start_minute < one.end_minute AND one.start_minute < other.end_minute
        WHERE one.reason IS NULL AND other.reason IS NULL
          AND coalesce(one.appointment_id <> other.appointment_id, 1)
          AND (one.part IN ('work', 'buffer', 'hold') OR other.part IN ('work', 'buffer', 'hold'))
          AND coalesce(one.hold_expires_at > :now, 1)
          AND coalesce(other.hold_expires_at > :now, 1)
        UNION ALL
        SELECT one.id, closed.id, one.subject_kind, one.subject_id, one.day
        FROM looked AS one JOIN claim AS closed
          ON closed.subject_kind = 'salon' AND closed.subject_id = 0 AND closed.day = one.day
         AND closed.start_minute < one.end_minute AND one.start_minute < closed.end_minute
        WHERE one.subject_kind = 'operator' AND one.part IN ('work', 'hold')
          AND one.reason IS NULL AND closed.reason IS NULL
          AND coalesce(one.hold_expires_at > :now, 1)
    )
    SELECT looked.id AS looked_id, pairs.* FROM looked
    LEFT JOIN pairs ON pairs.one_id = looked.id ORDER BY looked.id
""").bindparams(bindparam("now", type_=UtcDateTime))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One stored visit with its last event and its claims; ``value`` is None if unreadable."""

    id: int
    value: Appointment | None
    after: Mapping[str, Any] | None
    has_history: bool
    claims: Sequence[Claim]


def appointments(read: Read, page: int, now: datetime) -> Iterator[Piece]:
    """Compare each visit with the last event of its history and with what it occupies."""
    last = 0
    while True:
        visits = read(partial(_visits, start=last, page=page))
        if not visits:
            return
        found = [one for visit in visits for one in _judged(visit, now)]
        yield Piece(findings=found, rows=len(visits))
        last = visits[-1].id


def overlaps(read: Read, page: int, now: datetime) -> Iterator[Piece]:
    """Look for two claims on one subject that share a minute without a stated reason."""
    last = 0
    while True:
        values = {"start": last, "page": page, "now": now}
        rows = read(partial(_pairs, values=values))
        if not rows:
            return
        found = [
            finding(
                FindingCode.CLAIMS_OVERLAP,
                claim_ids=(row.other_id, row.one_id),
                subject_kind=row.subject_kind,
                subject_id=row.subject_id,
                day=row.day,
            )
            for row in rows
            if row.one_id is not None
        ]
        yield Piece(findings=found, rows=len({row.looked_id for row in rows}))
        last = rows[-1].looked_id


def _pairs(session: Session, values: Mapping[str, object]) -> Sequence[Any]:
    return session.execute(OVERLAPS, values).all()


def _visits(session: Session, start: int, page: int) -> Sequence[_Visit]:
    event, claim = AgendaEventRow, ClaimRow
    rows = session.scalars(
        select(AppointmentRow)
        .where(AppointmentRow.id > start)
        .order_by(AppointmentRow.id)
        .limit(page)
        .options(WITH_STEPS)
    ).all()
    ids = [row.id for row in rows]
    newest = (
        select(func.max(event.id))
        .where(event.appointment_id.in_(ids))
        .group_by(event.appointment_id)
    )
    wanted = select(event.appointment_id, event.after).where(event.id.in_(newest))
    last_events = {number: after for number, after in session.execute(wanted)}
    claims: dict[int, list[Claim]] = defaultdict(list)
    for one in session.scalars(select(claim).where(claim.appointment_id.in_(ids))):
        claims[one.appointment_id or 0].append(as_claim(one))
    return [
        _Visit(
            id=row.id,
            value=_readable(row),
            after=last_events.get(row.id),
            has_history=row.id in last_events,
            claims=claims[row.id],
        )
        for row in rows
    ]


def _readable(row: AppointmentRow) -> Appointment | None:
    try:
        return as_appointment(row)
    except (DomainError, ValueError):
        return None


def _judged(visit: _Visit, now: datetime) -> Iterator[Finding]:
    if not visit.has_history:
        yield finding(FindingCode.HISTORY_MISSING, appointment_id=visit.id)
        return
    if visit.value is None or placement_of(visit.value) != visit.after:
        yield finding(FindingCode.HISTORY_DIFFERS, appointment_id=visit.id)
        return
    wanted = sorted(map(_place, claims_of(visit.value)))
    expires = visit.value.hold_expires_at
    ran_out = expires is not None and expires <= now
    there = sorted(map(_place, visit.claims))
    if there != wanted and not (ran_out and not there):
        yield finding(FindingCode.CLAIMS_DIFFER, appointment_id=visit.id)


def _place(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.subject_kind.value,
        claim.subject_id,
        claim.day,
        claim.start,
        claim.end,
        claim.part.value,
        -1 if claim.step_position is None else claim.step_position,
    )
