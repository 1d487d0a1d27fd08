"""Putting an appointment into the book: conflicts named, claims written, the change recorded.

Shared by every command that books, moves, cancels or takes back; it works inside the caller's
unit and never commits.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.messages import PlanMessages
from salon_desktop.application.ports.unit_of_work import ChangedMeanwhile, UnitOfWork
from salon_desktop.domain.agenda.age_rules import age_conflicts
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.claims import (
    SALON_ID,
    Claim,
    Conflict,
    SubjectKind,
    claims_of,
    conflicts,
    with_reason,
)
from salon_desktop.domain.agenda.history import AgendaEvent, kind_of_change, placement_of
from salon_desktop.domain.agenda.opening import hours_conflicts, opening_spans, shift_spans
from salon_desktop.domain.agenda.services import MinorRule
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import to_utc, to_utc_or_next, to_wall

REASON_LENGTH = 300


class ConflictsFound(DomainError):
    """The place is not free; facts: conflicts (a list of Conflict), hard (whether a PIN helps)."""

    code: ClassVar[str] = "conflicts_found"


class InThePast(DomainError):
    """The appointment would start before now; facts: day, start."""

    code: ClassVar[str] = "in_the_past"


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """What the person at the desk stated: a reason for soft overlaps, an approver for hard ones."""

    reason: str | None = None
    approved_by: int | None = None

    def covers(self, found: Sequence[Conflict]) -> bool:
        """Tell whether what was stated is enough for these conflicts."""
        if self.reason is None or not self.reason.strip():
            return False
        return self.approved_by is not None or not any(conflict.hard for conflict in found)


NO_PERMISSION = Permission()


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change of one appointment inside an undo group."""

    before: Appointment | None
    after: Appointment
    undo_group: str
    undoes_group: str | None = None
    client_told: bool | None = None

    @property
    def takes_other_time(self) -> bool:
        """Tell whether it occupies anything else than before.

        Where it does not (arrived, done, late), what was once allowed stays allowed: nobody is
        asked for a reason again because a client came through the door.
        """
        return self.before is None or claims_of(self.before) != claims_of(self.after)


class Placing:
    """Applies changes inside an open unit; the instant comes from the caller."""

    def __init__(self, holidays: Holidays, plan: PlanMessages) -> None:
        self._holidays, self._plan = holidays, plan

    def conflicts(
        self, unit: UnitOfWork, appointment: Appointment, now: datetime
    ) -> tuple[list[Claim], list[Conflict]]:
        """Return what the appointment would occupy and everything that is in its way.

        A hold that ran out occupies nothing any more, wherever it is put.
        """
        wanted = [one for one in claims_of(appointment) if one.lives(now)]
        if not wanted:
            return [], []
        subjects = {(claim.subject_kind, claim.subject_id) for claim in wanted}
        subjects.add((SubjectKind.SALON, SALON_ID))
        within = (min(one.start for one in wanted), max(one.end for one in wanted))
        existing = [
            *unit.appointments.claims(appointment.day, subjects, within=within),
            *unit.prices.weekly_claims(appointment.day, subjects),
        ]
        found = conflicts(wanted, existing, now)
        found += self._outside_hours(unit, appointment, wanted)
        found += _under_age(unit, appointment, wanted)
        return wanted, found

    def apply(
        self,
        unit: UnitOfWork,
        changes: Sequence[Change],
        now: datetime,
        permission: Permission = NO_PERMISSION,
    ) -> list[Appointment]:
        """Store the changes as one step of undo and bring the outbox in line.

        All claims of the appointments that move leave before the new ones come, so that
        neighbours can swap. Raises ConflictsFound, SlotTaken, NeedsApproval, ChangedMeanwhile,
        WallTimeMissing; the caller then leaves its unit without a commit.
        """
        unit.appointments.purge_expired_holds(now)
        zone = unit.salon.facts().zone
        stored: list[Appointment] = []
        for change in changes:
            if change.after.id is not None and change.takes_other_time:
                unit.appointments.release(change.after.id)
        for change in changes:
            kept = _stored(unit, change, zone, now)
            if change.takes_other_time:
                self._claim(unit, kept, now, permission)
            _record(unit, change, kept, now)
            stored.append(kept)
        for kept in stored:
            self._plan(unit, kept, now)
        return stored

    def _claim(
        self, unit: UnitOfWork, appointment: Appointment, now: datetime, permission: Permission
    ) -> None:
        wanted, found = self.conflicts(unit, appointment, now)
        if found:
            if not permission.covers(found):
                hard = any(conflict.hard for conflict in found)
                raise ConflictsFound(conflicts=found, hard=hard)
            wanted = with_reason(wanted, found, str(permission.reason).strip()[:REASON_LENGTH])
        unit.appointments.claim(wanted, approved_by=permission.approved_by)

    def _outside_hours(
        self, unit: UnitOfWork, appointment: Appointment, wanted: Sequence[Claim]
    ) -> list[Conflict]:
        day, facts = appointment.day, unit.salon.facts()
        open_spans = opening_spans(
            day,
            hours=unit.prices.week_hours(),
            exceptions=unit.prices.day_exceptions(day, day),
            holidays=self._holidays.between(facts.country, day, day),
        )
        operators = {step.operator_id for step in appointment.steps}
        shifts = {
            operator: shift_spans(day, operator, unit.prices.shifts(operator), open_spans)
            for operator in operators
        }
        return hours_conflicts(wanted, open_spans=open_spans, shifts=shifts)


def seen_version(appointment: Appointment, version: int | None) -> Appointment:
    """Return the appointment if it is as the desk saw it; raises ChangedMeanwhile.

    ``version`` None takes whatever stands there now.
    """
    if version is not None and version != appointment.version:
        raise ChangedMeanwhile(what="appointment", id=appointment.id)
    return appointment


def refuse_the_past(day: date, start: int, zone: ZoneInfo, now: datetime) -> None:
    """Refuse a start before the present minute: raises InThePast, or WallTimeMissing."""
    if to_utc(day, start, zone) < now and (day, start) != to_wall(now, zone):
        raise InThePast(day=day, start=start)


def with_sorted_units(appointment: Appointment) -> Appointment:
    """Return it with the units of each step in id order, the form in which they are stored."""
    steps = tuple(
        replace(step, resource_ids=tuple(sorted(step.resource_ids))) for step in appointment.steps
    )
    return replace(appointment, steps=steps)


def _stored(unit: UnitOfWork, change: Change, zone: ZoneInfo, now: datetime) -> Appointment:
    after = change.after
    # A promise must exist on the clock; what is only marked, or given up, may lie where new zone
    # data has left a hole.
    instant = to_utc if change.takes_other_time and after.occupies else to_utc_or_next
    starts_at = instant(after.day, after.start, zone)
    if after.id is None:
        return unit.appointments.add(after, starts_at=starts_at, now=now)
    return unit.appointments.save(after, starts_at=starts_at)


def _record(unit: UnitOfWork, change: Change, kept: Appointment, now: datetime) -> None:
    unit.appointments.record(
        AgendaEvent(
            key=str(uuid.uuid4()),
            appointment_id=kept.id or 0,
            kind=kind_of_change(change.before, kept),
            before=None if change.before is None else placement_of(change.before),
            after=placement_of(kept),
            person_id=unit.actor.person_id,
            desk_id=unit.actor.desk_id,
            happened_at=now,
            undo_group=change.undo_group,
            undoes_group=change.undoes_group,
            client_told=change.client_told,
        )
    )


def _under_age(
    unit: UnitOfWork, appointment: Appointment, wanted: Sequence[Claim]
) -> list[Conflict]:
    services = {step.service_id: unit.prices.service(step.service_id) for step in appointment.steps}
    if all(service.minors is MinorRule.ALLOWED for service in services.values()):
        return []
    birth_date = None
    if appointment.client_id is not None:
        birth_date = unit.clients.get(appointment.client_id).birth_date
    return age_conflicts(appointment, wanted, services, birth_date)
