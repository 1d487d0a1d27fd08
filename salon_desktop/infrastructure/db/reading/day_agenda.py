"""Days of the agenda as rows: one statement for all entries, four small ones around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.queries.day_agenda import (
    AgendaColumn,
    AgendaDay,
    AgendaEntry,
    AgendaHold,
    AgendaRoom,
    Away,
    MessagesState,
)
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.opening import Absence
from salon_desktop.domain.agenda.spans import subtract
from salon_desktop.domain.agenda.status import OCCUPYING, Status
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.catalogue import Catalogue, OperatorFacts, catalogue
from salon_desktop.infrastructure.db.catalogue_rows import as_absence
from salon_desktop.infrastructure.db.reading.agenda_sql import (
    ABSENCES,
    ENTRIES,
    EXPLAINED,
    GRANTED,
    HOLDS,
    OF_OPERATOR,
)
from salon_desktop.infrastructure.db.reading.opening_days import OpeningDays

STATUSES = {status.value: status for status in Status}
ORIGINS = {origin.value: origin for origin in Origin}
NOT_REACHED = frozenset(
    {
        MessageState.BLOCKED,
        MessageState.FAILED,
        MessageState.EXPIRED,
        MessageState.UNKNOWN,
        MessageState.VOIDED,
        MessageState.PHONED,
    }
)
MESSAGES = {state.value: MessagesState.POSSIBLE for state in MessageState} | {
    state.value: MessagesState.IMPOSSIBLE for state in NOT_REACHED
}
MESSAGES[GRANTED] = MessagesState.POSSIBLE
NO = MessagesState.IMPOSSIBLE

Reasons = dict[int, str]
Rooms = tuple[tuple[int, ...], tuple[str, ...]]
NO_ROOMS: Rooms = ((), ())


class SqlDayAgenda:
    """Answers DayAgenda and WeekAgenda from the encrypted file."""

    def __init__(self, engine: Engine, clock: Clock, holidays: Holidays) -> None:
        self._engine, self._clock, self._holidays = engine, clock, holidays

    def __call__(self, day: date) -> AgendaDay:
        """Return the day; operators who no longer work stand in it only where they have visits."""
        return self._days(day, 1, None)[0]

    def week(
        self, first_day: date, *, days: int = 7, operator_id: int | None = None
    ) -> Sequence[AgendaDay]:
        """Return ``days`` days from ``first_day``, in order, of one operator or of all."""
        return self._days(first_day, days, operator_id)

    def _days(self, first: date, count: int, operator_id: int | None) -> list[AgendaDay]:
        last = first + timedelta(days=count - 1)
        now = self._clock.now()
        with self._engine.connect() as connection:
            known = catalogue(connection)
            entries = _entries(connection, known, first, last, now, operator_id)
            absences = _absences(connection, first, last)
            holds = _holds(connection, first, last, now)
        opening = OpeningDays(known, self._holidays, first, last)
        build = _Days(known, opening, entries, absences, holds, operator_id)
        return [build.day(first + timedelta(days=offset)) for offset in range(count)]


def _entries(
    connection: Connection,
    known: Catalogue,
    first: date,
    last: date,
    now: datetime,
    operator_id: int | None,
) -> dict[date, list[AgendaEntry]]:
    values: dict[str, Any] = {"first": first, "last": last}
    reasons: Reasons = {}
    for appointment_id, reason in connection.execute(EXPLAINED, values):
        reasons.setdefault(appointment_id, reason)
    statement = ENTRIES
    if operator_id is not None:
        statement, values = OF_OPERATOR, values | {"operator_id": operator_id}
    rows = connection.execute(statement, values | {"now": now}).all()
    by_day: dict[date, list[AgendaEntry]] = defaultdict(list)
    for entry in _as_entries(rows, known, reasons, now):
        by_day[entry.day].append(entry)
    return by_day


def _as_entries(
    rows: Iterable[Any], known: Catalogue, reasons: Reasons, now: datetime
) -> Iterator[AgendaEntry]:
    """Yield the entries of rows; the first eight columns stand as they are."""
    services, make = known.services, tuple.__new__
    seen: dict[str | None, Rooms] = {None: NO_ROOMS}
    for row in rows:
        *place, before, processing, after, visit_start, visit_end, status, origin = row[:15]
        client_id, client_name, service_id, requested, units, *signs, expires = row[15:]
        if expires is not None and expires <= now:
            continue  # as good as gone; its place is free
        rooms = seen.get(units)
        if rooms is None:
            rooms = seen[units] = _rooms(units, known)
        is_new, has_alert, has_note, message, late_minutes = signs
        service = services[service_id]
        yield make(
            AgendaEntry,
            (
                *place,
                (before, processing, after),
                visit_start,
                visit_end,
                STATUSES[status],
                ORIGINS[origin],
                client_id,
                client_name,
                service_id,
                service.name,
                service.category,
                requested == 1,
                *rooms,
                is_new == 1,
                has_alert == 1,
                has_note == 1,
                MessagesState.NONE if client_id is None else MESSAGES.get(message, NO),
                late_minutes,
                expires,
                reasons.get(place[0]),
            ),
        )


def _rooms(units: str, known: Catalogue) -> Rooms:
    ids = tuple(sorted(int(part) for part in units.split(",")))
    return ids, tuple(known.all_units[unit].name for unit in ids)


def _absences(connection: Connection, first: date, last: date) -> list[tuple[Absence, str]]:
    rows = connection.execute(ABSENCES, {"first": first, "last": last})
    return [(as_absence(row), row.note or "") for row in rows]


def _holds(
    connection: Connection, first: date, last: date, now: datetime
) -> dict[date, list[AgendaHold]]:
    holds: dict[date, list[AgendaHold]] = defaultdict(list)
    for row in connection.execute(HOLDS, {"first": first, "last": last, "now": now}):
        holds[row.day].append(
            AgendaHold(
                operator_id=row.subject_id,
                start=row.start_minute,
                end=row.end_minute,
                expires_at=row.hold_expires_at,
                owner=row.hold_owner,
            )
        )
    return holds


class _Days:
    """Puts what was read together, day by day."""

    def __init__(
        self,
        known: Catalogue,
        opening: OpeningDays,
        entries: dict[date, list[AgendaEntry]],
        absences: Sequence[tuple[Absence, str]],
        holds: dict[date, list[AgendaHold]],
        operator_id: int | None,
    ) -> None:
        self._known, self._opening = known, opening
        self._entries, self._absences, self._holds = entries, absences, holds
        self._only = operator_id
        self._rooms = tuple(
            AgendaRoom(room_id=unit.id, name=unit.name, form=unit.form, away=())
            for unit in known.all_units.values()
            if unit.active
        )

    def day(self, day: date) -> AgendaDay:
        entries = self._entries.get(day, [])
        away: dict[tuple[SubjectKind, int], list[Away]] = defaultdict(list)
        for absence, note in self._absences:
            if absence.falls_on(day):
                where = Away(absence.kind, absence.span.start, absence.span.end, note)
                away[absence.subject_kind, absence.subject_id].append(where)
        taken: dict[int, int] = defaultdict(int)
        for entry in entries:
            before, _, after = entry.parts
            active = before + after + entry.blocked_until - entry.end
            taken[entry.operator_id] += active if entry.status in OCCUPYING else 0
        exception = self._known.exceptions.get(day)
        return AgendaDay(
            day=day,
            opening=tuple(self._opening.opening(day)),
            holiday=self._opening.holidays.get(day, ""),
            closed_label="" if exception is None else exception.label,
            columns=tuple(
                self._column(
                    one, day, away.get((SubjectKind.OPERATOR, one.id), ()), taken.get(one.id, 0)
                )
                for one in self._known.operators.values()
                if (one.active or one.id in taken) and self._only in (None, one.id)
            ),
            rooms=self._rooms_with(away),
            entries=tuple(entries),
            holds=tuple(self._holds.get(day, ())),
        )

    def _rooms_with(
        self, away: Mapping[tuple[SubjectKind, int], Sequence[Away]]
    ) -> tuple[AgendaRoom, ...]:
        if not any(kind is SubjectKind.RESOURCE for kind, _ in away):
            return self._rooms
        return tuple(
            replace(room, away=tuple(sorted(gone, key=_by_start)))
            if (gone := away.get((SubjectKind.RESOURCE, room.room_id)))
            else room
            for room in self._rooms
        )

    def _column(
        self, operator: OperatorFacts, day: date, away: Sequence[Away], taken: int
    ) -> AgendaColumn:
        shift = self._opening.shift(operator.id, day)
        free = subtract(shift, [(one.start, one.end) for one in away]) if away else shift
        minutes = sum(end - start for start, end in free)
        return AgendaColumn(
            operator_id=operator.id,
            name=operator.name,
            role=operator.role,
            colour=operator.colour,
            shift=tuple(shift),
            bookable=tuple(MinuteSpan(start, end) for start, end in free),
            away=tuple(sorted(away, key=_by_start)),
            percent_busy=min(100, round(taken * 100 / minutes)) if minutes else None,
        )


def _by_start(away: Away) -> tuple[int, int]:
    return (away.start, away.end)
