"""Services, skills, rooms and hours in one session, read for bookings and free slots."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.opening import (
    Absence,
    AbsenceKind,
    DayException,
    Shift,
    WeekHours,
)
from salon_desktop.domain.agenda.services import MinorRule, Service, Skill, Timing
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.rows.staff import (
    AbsenceRow,
    OpeningExceptionRow,
    OpeningHoursRow,
    OperatorRow,
    OperatorSkillRow,
    ResourceRow,
    ResourceServesRow,
    ServiceNeedRow,
    ServiceRow,
    ShiftRow,
)

CLOSES_ON_HOLIDAYS = "closes_on_holidays"
WEEK = 7


class SqlPriceList:
    """What a booking is made of, in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def service(self, service_id: int) -> Service:
        """Return the service; raises NotFound."""
        row = self._session.get(ServiceRow, service_id)
        if row is None:
            raise NotFound(what="service", id=service_id)
        needs = self._session.execute(
            select(ServiceNeedRow.kind_id, ServiceNeedRow.units)
            .where(ServiceNeedRow.service_id == service_id)
            .order_by(ServiceNeedRow.kind_id)
        ).all()
        return as_service(row, tuple(kind for kind, units in needs for _ in range(units)))

    def skill(self, operator_id: int, service_id: int) -> Skill | None:
        """Return how the operator does the service, or None when she does not do it."""
        row = self._session.get(OperatorSkillRow, (operator_id, service_id))
        return None if row is None else as_skill(row, self.service(service_id))

    def operators_for(self, service_id: int) -> Sequence[int]:
        """Return the ids of the active operators who do the service, in agenda order."""
        wanted = (
            select(OperatorRow.id)
            .join(OperatorSkillRow, OperatorSkillRow.operator_id == OperatorRow.id)
            .where(OperatorSkillRow.service_id == service_id, OperatorRow.active)
            .order_by(OperatorRow.position, OperatorRow.id)
        )
        return self._session.scalars(wanted).all()

    def units(self, kind_id: int) -> Sequence[int]:
        """Return the ids of the active units of a kind, in their order."""
        wanted = (
            select(ResourceRow.id)
            .join(ResourceServesRow, ResourceServesRow.resource_id == ResourceRow.id)
            .where(ResourceServesRow.kind_id == kind_id, ResourceRow.active)
            .order_by(ResourceRow.kind_id != kind_id, ResourceRow.position, ResourceRow.id)
        )
        return self._session.scalars(wanted).all()

    def week_hours(self) -> WeekHours:
        """Return the opening hours of a usual week."""
        rows = self._session.execute(
            select(
                OpeningHoursRow.weekday, OpeningHoursRow.start_minute, OpeningHoursRow.end_minute
            ).order_by(OpeningHoursRow.weekday, OpeningHoursRow.start_minute)
        ).all()
        days: list[list[MinuteSpan]] = [[] for _ in range(WEEK)]
        for weekday, start, end in rows:
            days[weekday].append(MinuteSpan(start, end))
        return WeekHours(days=tuple(tuple(spans) for spans in days))

    def day_exceptions(self, start: date, end: date) -> Sequence[DayException]:
        """Return other hours and closures from ``start`` to ``end``, both included."""
        row = OpeningExceptionRow
        rows = self._session.execute(
            select(row.day, row.start_minute, row.end_minute, row.reason)
            .where(row.day >= start, row.day <= end)
            .order_by(row.day, row.start_minute)
        ).all()
        return [
            DayException(
                day=day,
                spans=tuple(
                    MinuteSpan(r[1], r[2]) for r in group if r[1] is not None and r[2] is not None
                ),
                label=group[0][3] or "",
            )
            for day, group in ((day, list(rs)) for day, rs in groupby(rows, key=lambda r: r[0]))
        ]

    def shifts(self, operator_id: int) -> Sequence[Shift]:
        """Return the shifts of an operator; none at all means the salon's hours."""
        row = ShiftRow
        rows = self._session.scalars(
            select(row)
            .where(row.operator_id == operator_id)
            .order_by(row.weekday, row.day, row.valid_from, row.valid_to, row.start_minute)
        ).all()
        keyed = groupby(rows, key=lambda r: (r.weekday, r.day, r.valid_from, r.valid_to))
        return [
            Shift(
                operator_id=operator_id,
                spans=tuple(
                    MinuteSpan(r.start_minute, r.end_minute)
                    for r in group
                    if r.start_minute is not None and r.end_minute is not None
                ),
                weekday=weekday,
                day=day,
                valid_from=valid_from or date.min,
                valid_to=valid_to or date.max,
            )
            for (weekday, day, valid_from, valid_to), group in keyed
        ]

    def absences(self, operator_id: int, start: date, end: date) -> Sequence[Absence]:
        """Return absences, breaks and blocks of an operator in that time, weekly ones included."""
        row = AbsenceRow
        rows = self._session.scalars(
            select(row)
            .where(
                and_(row.subject_kind == "operator", row.subject_id == operator_id),
                or_(row.last_day >= start, row.weekday.is_not(None)),
                row.first_day <= end,
            )
            .order_by(row.first_day, row.start_minute)
        ).all()
        return [as_absence(one) for one in rows if one.last_day >= start]


def as_service(row: ServiceRow, needs: tuple[int, ...]) -> Service:
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


def as_skill(row: OperatorSkillRow, service: Service) -> Skill:
    """Return the domain's skill; own times need all four parts, own price its cents."""
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


def as_absence(row: AbsenceRow) -> Absence:
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
