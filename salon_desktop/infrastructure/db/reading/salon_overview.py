"""Reads how the salon is set up, in few statements a page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from salon_desktop.application.queries.salon_overview import (
    Colleague,
    PricedService,
    PublishedWording,
    SalonHours,
    Unit,
)
from salon_desktop.domain.agenda.opening import DayException, WeekHours
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.reading.account_overview import SqlAccountOverview
from salon_desktop.infrastructure.db.rows.consent import WordingRow
from salon_desktop.infrastructure.db.rows.salon import PersonRow
from salon_desktop.infrastructure.db.rows.staff import (
    OpeningExceptionRow,
    OpeningHoursRow,
    OperatorRow,
    OperatorSkillRow,
    ResourceKindRow,
    ResourceRow,
    ResourceServesRow,
    ServiceNeedRow,
    ServiceRow,
)

ROOM_FIRST = {"room": 0, "device": 1}


class SqlSalonOverview(SqlAccountOverview):
    """The overview over one engine."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._engine = engine

    def hours(self, today: date) -> SalonHours:
        """Return the usual week and the other hours from ``today`` on."""
        usual, other = OpeningHoursRow, OpeningExceptionRow
        days: list[list[MinuteSpan]] = [[] for _ in range(7)]
        with self._engine.connect() as connection:
            for weekday, start, end in connection.execute(
                select(usual.weekday, usual.start_minute, usual.end_minute).order_by(
                    usual.weekday, usual.start_minute
                )
            ):
                days[weekday].append(MinuteSpan(start, end))
            rows = connection.execute(
                select(other.day, other.start_minute, other.end_minute, other.reason)
                .where(other.day >= today)
                .order_by(other.day, other.start_minute)
            ).all()
        return SalonHours(
            week=WeekHours(days=tuple(tuple(spans) for spans in days)), exceptions=_exceptions(rows)
        )

    def people(self) -> Sequence[Colleague]:
        """Return everybody, the owner first, operators in agenda order."""
        operator, skill, person = OperatorRow, OperatorSkillRow, PersonRow
        with self._engine.connect() as connection:
            acting = connection.execute(
                select(person.name, person.role).where(person.active).order_by(person.id)
            ).all()
            treating = connection.execute(
                select(
                    operator.name,
                    operator.role,
                    operator.colour,
                    select(func.count())
                    .select_from(skill)
                    .where(skill.operator_id == operator.id)
                    .scalar_subquery(),
                )
                .where(operator.active)
                .order_by(operator.position, operator.id)
            ).all()
        columns = {name for name, _, _, _ in treating}
        roles = {name: role for name, role in acting}
        return [
            *(
                Colleague(name=name, role=role, colour=None, services=None)
                for name, role in acting
                if name not in columns
            ),
            *(
                Colleague(name=name, role=roles.get(name, role), colour=colour, services=int(done))
                for name, role, colour, done in treating
            ),
        ]

    def units(self) -> Sequence[Unit]:
        """Return the active rooms, then the active devices, in their order."""
        unit, kind, serves = ResourceRow, ResourceKindRow, ResourceServesRow
        with self._engine.connect() as connection:
            also = defaultdict(list)
            for unit_id, name in connection.execute(
                select(serves.resource_id, kind.name)
                .join(kind, kind.id == serves.kind_id)
                .join(unit, unit.id == serves.resource_id)
                .where(serves.kind_id != unit.kind_id)
                .order_by(kind.id)
            ):
                also[unit_id].append(name)
            rows = connection.execute(
                select(unit.id, unit.name, kind.name, kind.class_)
                .join(kind, kind.id == unit.kind_id)
                .where(unit.active)
                .order_by(unit.position, unit.id)
            ).all()
        found = [
            Unit(name=name, kind=kind_name, form=form, also=tuple(also[unit_id]))
            for unit_id, name, kind_name, form in rows
        ]
        return sorted(found, key=lambda one: ROOM_FIRST.get(one.form, len(ROOM_FIRST)))

    def services(self) -> Sequence[PricedService]:
        """Return what is offered, in its order."""
        service = ServiceRow
        with self._engine.connect() as connection:
            needs = _needs(connection)
            rows = connection.execute(
                select(*service.__table__.c)
                .where(service.active)
                .order_by(service.position, service.id)
            ).all()
        return [_service(row, tuple(needs.get(row.id, ()))) for row in rows]

    def wordings(self) -> Sequence[PublishedWording]:
        """Return every version, by kind and language, the newest first."""
        wording = WordingRow
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(*wording.__table__.c).order_by(
                    wording.kind, wording.language, wording.version.desc()
                )
            ).all()
        seen: set[tuple[str, str]] = set()
        found = []
        for row in rows:
            found.append(
                PublishedWording(
                    id=row.id,
                    kind=row.kind,
                    language=row.language,
                    version=row.version,
                    text=row.text,
                    created_at=row.created_at,
                    in_force=(row.kind, row.language) not in seen,
                )
            )
            seen.add((row.kind, row.language))
        return found


def _exceptions(rows: Sequence[Any]) -> tuple[DayException, ...]:
    """Return one exception a day: several spans of a day stand in several rows."""
    days: dict[date, list[MinuteSpan]] = {}
    labels: dict[date, str] = {}
    for day, start, end, reason in rows:
        spans = days.setdefault(day, [])
        labels.setdefault(day, reason or "")
        if start is not None and end is not None:
            spans.append(MinuteSpan(start, end))
    return tuple(
        DayException(day=day, spans=tuple(spans), label=labels[day]) for day, spans in days.items()
    )


def _needs(connection: Connection) -> dict[int, list[str]]:
    need, kind = ServiceNeedRow, ResourceKindRow
    found: dict[int, list[str]] = defaultdict(list)
    for service_id, name in connection.execute(
        select(need.service_id, kind.name)
        .join(kind, kind.id == need.kind_id)
        .order_by(need.service_id, kind.id)
    ):
        found[service_id].append(name)
    return found


def _service(row: Any, needs: tuple[str, ...]) -> PricedService:
    return PricedService(
        name=row.name,
        category=row.category,
        timing=Timing(
            active_before=row.active_before,
            processing=row.processing,
            active_after=row.active_after,
            buffer=row.buffer,
        ),
        price=Money(row.price_cents, row.currency),
        needs=needs,
        interval_weeks=row.interval_weeks,
        patch_test=row.patch_test,
        health_form=row.health_form,
        consent_form=row.consent_form,
        minors=row.minors,
        is_add_on=row.is_add_on,
    )
