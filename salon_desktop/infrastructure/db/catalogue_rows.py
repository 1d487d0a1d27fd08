"""Services, skills, absences and hours between the file's columns and the domain's values."""

from collections.abc import Sequence
from typing import Any

from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.opening import Absence, AbsenceKind
from salon_desktop.domain.agenda.services import MinorRule, Service, Skill, Timing
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import MinuteSpan


def spans_of(rows: Sequence[Any]) -> tuple[MinuteSpan, ...]:
    """Return the spans of rows of which one without minutes means "none at all"."""
    return tuple(
        MinuteSpan(row.start_minute, row.end_minute)
        for row in rows
        if row.start_minute is not None and row.end_minute is not None
    )


def as_service(row: Any, needs: tuple[int, ...]) -> Service:
    """Return the domain's service for a row and its kinds."""
    return Service(
        id=row.id,
        name=row.name,
        category=row.category,
        active_before=row.active_before,
        processing=row.processing,
        active_after=row.active_after,
        buffer=row.buffer,
        price=Money(row.price_cents, row.currency),
        needs=needs,
        interval_weeks=row.interval_weeks,
        patch_test=row.patch_test,
        patch_months=row.patch_months,
        patch_lead_hours=row.patch_lead_hours,
        minors=MinorRule(row.minors),
        health_form=row.health_form,
        consent_form=row.consent_form,
        weeks_apart=row.weeks_apart,
        notice_minutes=row.notice_minutes,
        is_add_on=row.is_add_on,
        is_offered=row.active,
    )


def as_skill(row: Any, service: Service) -> Skill:
    """Return the domain's skill; own times need their first part, own price its cents."""
    timing = None
    if row.active_before is not None:
        timing = Timing(
            active_before=row.active_before,
            processing=row.processing or 0,
            active_after=row.active_after or 0,
            buffer=row.buffer or 0,
        )
    price = None
    if row.price_cents is not None:
        price = Money(row.price_cents, service.price.currency)
    return Skill(operator_id=row.operator_id, service_id=row.service_id, timing=timing, price=price)


def as_absence(row: Any) -> Absence:
    """Return the domain's absence for a row."""
    return Absence(
        subject_kind=SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        kind=AbsenceKind(row.kind),
        first_day=row.first_day,
        last_day=row.last_day,
        span=MinuteSpan(row.start_minute, row.end_minute),
        weekday=row.weekday,
    )
