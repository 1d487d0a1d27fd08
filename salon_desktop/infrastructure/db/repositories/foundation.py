"""Writing what a salon is made of: people, rooms, services, hours, operators and absences."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from salon_desktop.application.ports.salon import Actor
from salon_desktop.application.ports.salon_setup import (
    NewKind,
    NewOperator,
    NewService,
    NewUnit,
    OverVisits,
)
from salon_desktop.domain.agenda.claims import SALON_ID, Claim, SubjectKind
from salon_desktop.domain.agenda.opening import (
    Absence,
    DayException,
    Shift,
    WeekHours,
    closure_claim,
)
from salon_desktop.infrastructure.db.repositories.appointment_rows import claim_values, refusal
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.rows.agenda import ClaimRow
from salon_desktop.infrastructure.db.rows.staff import (
    AbsenceRow,
    OpeningExceptionRow,
    OpeningHoursRow,
    OperatorRow,
    OperatorSkillRow,
    ResourceKindRow,
    ResourceRow,
    ResourceServesRow,
    ServiceNeedRow,
    ServiceRow,
    ShiftRow,
)


class SqlSalonFoundation:
    """The first run's writer in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._salon = SqlSalonBook(session)

    def add_person(self, name: str, role: str) -> int:
        """Store someone who acts in the program; returns the id."""
        return self._salon.add_person(name, role)

    def add_desk(self, name: str) -> int:
        """Store a place where the program runs; returns the id."""
        return self._salon.add_desk(name)

    def set(self, name: str, value: Any, *, actor: Actor | None, now: datetime) -> None:
        """Append a setting."""
        self._salon.set(name, value, actor=actor, now=now)

    def add_kind(self, kind: NewKind) -> int:
        """Store a kind of room or device; returns its id."""
        row = ResourceKindRow(code=kind.code, name=kind.name, class_=kind.form)
        self._session.add(row)
        self._session.flush()
        return row.id

    def add_unit(self, unit: NewUnit) -> int:
        """Store a room or device; its kinds must exist. Returns the id."""
        row = ResourceRow(
            kind_id=self._kind(unit.kind),
            name=unit.name,
            position=self._next(ResourceRow.position),
        )
        self._session.add(row)
        self._session.flush()
        for code in (unit.kind, *unit.also):
            self._session.add(ResourceServesRow(resource_id=row.id, kind_id=self._kind(code)))
        self._session.flush()
        return row.id

    def add_service(self, service: NewService) -> int:
        """Store a service; its kinds must exist. Returns the id."""
        row = ServiceRow(
            code=service.code,
            category=service.category,
            name=service.name,
            active_before=service.timing.active_before,
            processing=service.timing.processing,
            active_after=service.timing.active_after,
            buffer=service.timing.buffer,
            price_cents=service.price.cents,
            currency=service.price.currency,
            interval_weeks=service.interval_weeks,
            patch_test=service.patch_test,
            health_form=service.health_form,
            consent_form=service.consent_form,
            minors=service.minors,
            weeks_apart=service.weeks_apart,
            is_add_on=service.is_add_on,
            position=self._next(ServiceRow.position),
        )
        self._session.add(row)
        self._session.flush()
        for code in dict.fromkeys(service.needs):
            self._session.add(
                ServiceNeedRow(
                    service_id=row.id,
                    kind_id=self._kind(code),
                    units=service.needs.count(code),
                )
            )
        self._session.flush()
        return row.id

    def add_operator(self, operator: NewOperator) -> int:
        """Store an operator with the skills of her categories; returns the id."""
        row = OperatorRow(
            name=operator.name,
            role=operator.role,
            colour=operator.colour,
            position=self._next(OperatorRow.position),
        )
        self._session.add(row)
        self._session.flush()
        services = select(ServiceRow.id)
        if operator.categories:
            services = services.where(ServiceRow.category.in_(operator.categories))
        for service_id in self._session.scalars(services).all():
            self._session.add(OperatorSkillRow(operator_id=row.id, service_id=service_id))
        self._session.flush()
        return row.id

    def set_week_hours(self, hours: WeekHours) -> None:
        """Replace the usual week."""
        self._session.execute(delete(OpeningHoursRow))
        for weekday, spans in enumerate(hours.days):
            for span in spans:
                self._session.add(
                    OpeningHoursRow(weekday=weekday, start_minute=span.start, end_minute=span.end)
                )
        self._session.flush()

    def add_exception(
        self, exception: DayException, *, permission: OverVisits | None = None
    ) -> None:
        """Store other hours for one date in the place of earlier ones.

        A closed day claims it for the whole salon. Raises SlotTaken or NeedsApproval.
        """
        self._session.execute(
            delete(OpeningExceptionRow).where(OpeningExceptionRow.day == exception.day)
        )
        self._session.execute(
            delete(ClaimRow).where(
                ClaimRow.subject_kind == SubjectKind.SALON.value,
                ClaimRow.subject_id == SALON_ID,
                ClaimRow.day == exception.day,
            )
        )
        spans: Sequence[tuple[int | None, int | None]] = exception.spans or [(None, None)]
        for start, end in spans:
            self._session.add(
                OpeningExceptionRow(
                    day=exception.day,
                    start_minute=start,
                    end_minute=end,
                    reason=exception.label or None,
                )
            )
        self._session.flush()
        claim = closure_claim(exception)
        self._claim([] if claim is None else [claim], None, permission)

    def add_shift(self, shift: Shift) -> None:
        """Store a shift in the place of an equal one; without spans it is a day off."""
        valid_from = None if shift.valid_from == date.min else shift.valid_from
        valid_to = None if shift.valid_to == date.max else shift.valid_to
        self._session.execute(
            delete(ShiftRow).where(
                ShiftRow.operator_id == shift.operator_id,
                ShiftRow.weekday.is_not_distinct_from(shift.weekday),
                ShiftRow.day.is_not_distinct_from(shift.day),
                ShiftRow.valid_from.is_not_distinct_from(valid_from),
                ShiftRow.valid_to.is_not_distinct_from(valid_to),
            )
        )
        spans: Sequence[tuple[int | None, int | None]] = shift.spans or [(None, None)]
        for start, end in spans:
            self._session.add(
                ShiftRow(
                    operator_id=shift.operator_id,
                    weekday=shift.weekday,
                    day=shift.day,
                    start_minute=start,
                    end_minute=end,
                    valid_from=valid_from,
                    valid_to=valid_to,
                )
            )
        self._session.flush()

    def add_absence(
        self, absence: Absence, *, note: str = "", permission: OverVisits | None = None
    ) -> int:
        """Store an absence; a dated one claims its days, a weekly one is only computed.

        Returns its id. Raises SlotTaken or NeedsApproval.
        """
        row = AbsenceRow(
            subject_kind=absence.subject_kind.value,
            subject_id=absence.subject_id,
            kind=absence.kind.value,
            first_day=absence.first_day,
            last_day=absence.last_day,
            start_minute=absence.span.start,
            end_minute=absence.span.end,
            weekday=absence.weekday,
            note=note or None,
        )
        self._session.add(row)
        self._session.flush()
        if absence.weekday is None:
            count = (absence.last_day - absence.first_day).days + 1
            days = (absence.first_day + timedelta(days=offset) for offset in range(count))
            claims = (absence.claim_on(day) for day in days)
            self._claim([claim for claim in claims if claim is not None], row.id, permission)
        return row.id

    def operators(self) -> Sequence[tuple[int, str]]:
        """Return (id, name) of the active operators in agenda order."""
        rows = self._session.execute(
            select(OperatorRow.id, OperatorRow.name)
            .where(OperatorRow.active)
            .order_by(OperatorRow.position, OperatorRow.id)
        ).all()
        return [(row[0], row[1]) for row in rows]

    def _claim(
        self, claims: Sequence[Claim], absence_id: int | None, permission: OverVisits | None
    ) -> None:
        """Store the claims; those that lie on visits carry what the owner stated."""
        for claim in claims:
            row = claim_values(claim, None) | {"absence_id": absence_id}
            try:
                with self._session.begin_nested():
                    self._session.execute(insert(ClaimRow), row)
            except DatabaseError as refused:
                if permission is None:
                    raise refusal(refused, claim) from refused
                stated = {"reason": permission.reason, "approved_by": permission.approved_by}
                self._session.execute(insert(ClaimRow), row | stated)

    def _kind(self, code: str) -> int:
        return self._session.scalars(
            select(ResourceKindRow.id).where(ResourceKindRow.code == code)
        ).one()

    def _next(self, column: Any) -> int:
        return int(self._session.scalar(select(func.coalesce(func.max(column), -1) + 1)) or 0)
