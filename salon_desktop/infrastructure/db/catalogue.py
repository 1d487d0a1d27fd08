"""What can be booked, remembered with a connection until the file's stamp says it changed.

Services, hours, shifts, rooms and settings are read at every click and change a few times a
month. The triggers draw a new stamp at every change (``triggers.CATALOGUE``), inside the
transaction that makes it; so one small read tells whether what is remembered still holds, also
when another process changed it or a transaction took its change back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func, select

from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.opening import Absence, DayException, Shift, WeekHours
from salon_desktop.domain.agenda.services import Service, Skill
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.catalogue_rows import (
    as_absence,
    as_service,
    as_skill,
    spans_of,
)
from salon_desktop.infrastructure.db.rows.salon import DeskRow, PersonRow, SettingRow
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

CLOSES_ON_HOLIDAYS = "closes_on_holidays"
STAMP = "SELECT stamp FROM catalogue_stamp"
KEPT = "salon_catalogue"
WEEK = 7


@dataclass(frozen=True, slots=True)
class OperatorFacts:
    """An operator as columns and pickers show her."""

    id: int
    name: str
    role: str
    colour: str
    active: bool


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A room (``form`` ``room``) or device."""

    id: int
    name: str
    form: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All of it, ready to be asked; operators, services and units in their own order.

    ``units`` are the active ones that can stand in for a kind, its own kind first; ``weekly`` are
    breaks that repeat, by subject; ``people`` are those who act in the program.
    """

    settings: Mapping[str, Any]
    people: Mapping[int, str]
    desks: tuple[int, ...]
    operators: Mapping[int, OperatorFacts]
    services: Mapping[int, Service]
    codes: Mapping[int, str | None]
    skills: Mapping[tuple[int, int], Skill]
    doing: Mapping[int, tuple[int, ...]]
    all_units: Mapping[int, UnitFacts]
    units: Mapping[int, tuple[int, ...]]
    hours: WeekHours
    exceptions: Mapping[date, DayException]
    shifts: Mapping[int, tuple[Shift, ...]]
    weekly: Mapping[tuple[SubjectKind, int], tuple[Absence, ...]]

    def exceptions_between(self, start: date, end: date) -> list[DayException]:
        """Return other hours and closures from ``start`` to ``end``, both included."""
        return [one for day, one in self.exceptions.items() if start <= day <= end]


def catalogue(connection: Connection) -> Catalogue:
    """Return the catalogue as the connection's transaction sees it."""
    if not connection.in_transaction():
        connection.begin()
    # Asked at every turn, so it goes to the driver itself, inside the transaction.
    row = connection.connection.execute(STAMP).fetchone()
    stamp = None if row is None else row[0]
    kept = connection.info.get(KEPT)
    if kept is not None and stamp is not None and kept[0] == stamp:
        remembered: Catalogue = kept[1]
        return remembered
    read = _read(connection)
    connection.info[KEPT] = (stamp, read)
    return read


def _read(connection: Connection) -> Catalogue:
    settings = _settings(connection)
    services, codes = _services(connection)
    operators = _operators(connection)
    skills = _skills(connection, services)
    exceptions = {
        day: _exception(day, list(rows))
        for day, rows in groupby(connection.execute(EXCEPTIONS), key=attrgetter("day"))
    }
    return Catalogue(
        settings=settings,
        people={number: name for number, name in connection.execute(PEOPLE)},
        desks=tuple(connection.execute(DESKS).scalars()),
        operators=operators,
        services=services,
        codes=codes,
        skills=skills,
        doing=_doing(operators, skills),
        all_units={row.id: UnitFacts(*row) for row in connection.execute(UNITS)},
        units=_units(connection),
        hours=_hours(connection, bool(settings.get(CLOSES_ON_HOLIDAYS, True))),
        exceptions=exceptions,
        shifts=_shifts(connection),
        weekly=_weekly(connection),
    )


_newest = select(func.max(SettingRow.id)).group_by(SettingRow.name)
SETTINGS = select(SettingRow.name, SettingRow.value).where(SettingRow.id.in_(_newest))
PEOPLE = select(PersonRow.id, PersonRow.name).order_by(PersonRow.id)
DESKS = select(DeskRow.id).order_by(DeskRow.id)
OPERATORS = select(
    OperatorRow.id, OperatorRow.name, OperatorRow.role, OperatorRow.colour, OperatorRow.active
).order_by(OperatorRow.position, OperatorRow.id)
SERVICES = select(*ServiceRow.__table__.c).order_by(ServiceRow.position, ServiceRow.id)
NEEDS = select(ServiceNeedRow.service_id, ServiceNeedRow.kind_id, ServiceNeedRow.units).order_by(
    ServiceNeedRow.service_id, ServiceNeedRow.kind_id
)
SKILLS = select(*OperatorSkillRow.__table__.c)
UNITS = (
    select(ResourceRow.id, ResourceRow.name, ResourceKindRow.class_, ResourceRow.active)
    .join(ResourceKindRow, ResourceKindRow.id == ResourceRow.kind_id)
    .order_by(ResourceRow.position, ResourceRow.id)
)
SERVES = (
    select(ResourceServesRow.kind_id, ResourceRow.id)
    .join(ResourceRow, ResourceRow.id == ResourceServesRow.resource_id)
    .where(ResourceRow.active)
    .order_by(
        ResourceServesRow.kind_id,
        ResourceRow.kind_id != ResourceServesRow.kind_id,
        ResourceRow.position,
        ResourceRow.id,
    )
)
HOURS = select(
    OpeningHoursRow.weekday, OpeningHoursRow.start_minute, OpeningHoursRow.end_minute
).order_by(OpeningHoursRow.weekday, OpeningHoursRow.start_minute)
EXCEPTIONS = select(
    OpeningExceptionRow.day,
    OpeningExceptionRow.start_minute,
    OpeningExceptionRow.end_minute,
    OpeningExceptionRow.reason,
).order_by(OpeningExceptionRow.day, OpeningExceptionRow.start_minute)
SHIFTS = select(*ShiftRow.__table__.c).order_by(
    ShiftRow.operator_id,
    ShiftRow.weekday,
    ShiftRow.day,
    ShiftRow.valid_from,
    ShiftRow.valid_to,
    ShiftRow.start_minute,
)
WEEKLY = select(*AbsenceRow.__table__.c).where(AbsenceRow.weekday.is_not(None))


def _settings(connection: Connection) -> dict[str, Any]:
    return {name: value for name, value in connection.execute(SETTINGS)}


def _operators(connection: Connection) -> dict[int, OperatorFacts]:
    return {row.id: OperatorFacts(*row) for row in connection.execute(OPERATORS)}


def _services(connection: Connection) -> tuple[dict[int, Service], dict[int, str | None]]:
    needs: dict[int, list[int]] = defaultdict(list)
    for service_id, kind_id, units in connection.execute(NEEDS):
        needs[service_id] += [kind_id] * units
    rows = connection.execute(SERVICES).all()
    services = {row.id: as_service(row, tuple(needs[row.id])) for row in rows}
    return services, {row.id: row.code for row in rows}


def _skills(
    connection: Connection, services: Mapping[int, Service]
) -> dict[tuple[int, int], Skill]:
    return {
        (row.operator_id, row.service_id): as_skill(row, services[row.service_id])
        for row in connection.execute(SKILLS)
    }


def _doing(
    operators: Mapping[int, OperatorFacts], skills: Mapping[tuple[int, int], Skill]
) -> dict[int, tuple[int, ...]]:
    """Return the active operators of each service, in agenda order."""
    place = {one.id: number for number, one in enumerate(operators.values())}
    doing: dict[int, list[int]] = defaultdict(list)
    for operator_id, service_id in sorted(skills, key=lambda skill: place[skill[0]]):
        if operators[operator_id].active:
            doing[service_id].append(operator_id)
    return {service_id: tuple(ids) for service_id, ids in doing.items()}


def _units(connection: Connection) -> dict[int, tuple[int, ...]]:
    units: dict[int, list[int]] = defaultdict(list)
    for kind_id, unit_id in connection.execute(SERVES):
        units[kind_id].append(unit_id)
    return {kind_id: tuple(ids) for kind_id, ids in units.items()}


def _hours(connection: Connection, closes_on_holidays: bool) -> WeekHours:
    days: list[list[MinuteSpan]] = [[] for _ in range(WEEK)]
    for weekday, start, end in connection.execute(HOURS):
        days[weekday].append(MinuteSpan(start, end))
    return WeekHours(
        days=tuple(tuple(spans) for spans in days), closes_on_holidays=closes_on_holidays
    )


def _exception(day: date, rows: Sequence[Any]) -> DayException:
    return DayException(day=day, spans=spans_of(rows), label=rows[0].reason or "")


def _shifts(connection: Connection) -> dict[int, tuple[Shift, ...]]:
    shifts: dict[int, list[Shift]] = defaultdict(list)
    keyed = attrgetter("operator_id", "weekday", "day", "valid_from", "valid_to")
    for key, rows in groupby(connection.execute(SHIFTS), key=keyed):
        operator_id, weekday, day, valid_from, valid_to = key
        shifts[operator_id].append(
            Shift(
                operator_id=operator_id,
                spans=spans_of(list(rows)),
                weekday=weekday,
                day=day,
                valid_from=valid_from or date.min,
                valid_to=valid_to or date.max,
            )
        )
    return {operator_id: tuple(own) for operator_id, own in shifts.items()}


def _weekly(connection: Connection) -> dict[tuple[SubjectKind, int], tuple[Absence, ...]]:
    weekly: dict[tuple[SubjectKind, int], list[Absence]] = defaultdict(list)
    for row in connection.execute(WEEKLY):
        absence = as_absence(row)
        weekly[absence.subject_kind, absence.subject_id].append(absence)
    return {subject: tuple(own) for subject, own in weekly.items()}
