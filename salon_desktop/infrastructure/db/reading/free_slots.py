"""Free slots over days: the operators' claims first, rooms only where hands are free.

Days are read in growing handfuls, so that the next free slot of a solid operator costs a few
statements and the first one of a quiet day costs two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, bindparam, select

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.free_slots import FreePlace, FreeSlot, SlotsWanted
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.free_slots import GRID_MINUTES, DayBoard, grid_mask
from salon_desktop.domain.agenda.ranking import Offer, Wish, cost_of, gaps_around, spread
from salon_desktop.domain.agenda.services import Service, timing_for
from salon_desktop.domain.agenda.spans import Span
from salon_desktop.domain.agenda.visit_slots import StepNeed, VisitSlot, free_visits
from salon_desktop.domain.wall_clock import DAY_MINUTES, to_wall
from salon_desktop.infrastructure.db.catalogue import Catalogue, catalogue
from salon_desktop.infrastructure.db.reading.opening_days import OpeningDays
from salon_desktop.infrastructure.db.rows.agenda import ClaimRow

OPERATOR, RESOURCE = SubjectKind.OPERATOR, SubjectKind.RESOURCE
MOST_AT_ONCE = 16

BUSY = select(
    ClaimRow.day,
    ClaimRow.subject_id,
    ClaimRow.start_minute,
    ClaimRow.end_minute,
    ClaimRow.appointment_id,
    ClaimRow.hold_expires_at,
).where(
    ClaimRow.subject_kind == bindparam("kind"),
    ClaimRow.subject_id.in_(bindparam("subjects", expanding=True)),
    ClaimRow.day.between(bindparam("first"), bindparam("last")),
)

BusyDays = Mapping[date, Mapping[int, Sequence[Span]]]


@dataclass(frozen=True, slots=True)
class _Visit:
    """What is looked for, ready for the day's search."""

    services: tuple[Service, ...]
    steps: tuple[StepNeed, ...]
    operators: tuple[int, ...]
    kinds: tuple[int, ...]


class SqlFreeSlots:
    """Answers FreeSlots from the encrypted file."""

    def __init__(self, engine: Engine, clock: Clock, holidays: Holidays) -> None:
        self._engine, self._clock, self._holidays = engine, clock, holidays

    def __call__(self, wanted: SlotsWanted) -> Sequence[FreeSlot]:
        """Return slots, the earliest (or, with a wish, the best) first; raises NotFound."""
        now = self._clock.now()
        with self._engine.connect() as connection:
            known = catalogue(connection)
            visit = _visit(known, wanted)
            if visit is None or wanted.limit < 1:
                return []
            search = _Search(connection, known, self._holidays, visit, wanted, now)
            return search.earliest() if wanted.wish is None else search.ranked(wanted.wish)


def _visit(known: Catalogue, wanted: SlotsWanted) -> _Visit | None:
    """Return the needs of each step, or None where nobody can be found for one."""
    services = []
    for service_id in wanted.service_ids:
        service = known.services.get(service_id)
        if service is None:
            raise NotFound(what="service", id=service_id)
        services.append(service)
    steps = [_need(known, service, wanted.operator_id) for service in services]
    if not steps or not all(step.operators for step in steps):
        return None
    return _Visit(
        services=tuple(services),
        steps=tuple(steps),
        operators=tuple(dict.fromkeys(one for step in steps for one in step.operators)),
        kinds=tuple(dict.fromkeys(kind for step in steps for kind in step.needs)),
    )


def _need(known: Catalogue, service: Service, operator_id: int | None) -> StepNeed:
    operators = known.doing.get(service.id, ())
    if operator_id is not None:
        operators = tuple(one for one in operators if one == operator_id)
    timings = {one: timing_for(service, known.skills[one, service.id]) for one in operators}
    return StepNeed(
        timing=service.timing,
        operators=operators,
        # A kind the salon has no unit of is not waited for.
        needs=tuple(kind for kind in service.needs if known.units.get(kind)),
        timings={one: timing for one, timing in timings.items() if timing != service.timing},
    )


class _Search:
    """One question: its days, read as they are needed."""

    def __init__(
        self,
        connection: Connection,
        known: Catalogue,
        holidays: Holidays,
        visit: _Visit,
        wanted: SlotsWanted,
        now: datetime,
    ) -> None:
        self._connection, self._known, self._visit = connection, known, visit
        self._wanted, self._now = wanted, now
        self._zone = ZoneInfo(known.settings["zone"])
        notice = max(service.notice_minutes for service in visit.services)
        self._from_day, self._from_minute = to_wall(now + timedelta(minutes=notice), self._zone)
        first = max(wanted.first_day, self._from_day)
        self._days = [
            first + timedelta(days=offset) for offset in range((wanted.last_day - first).days + 1)
        ]
        self._opening = OpeningDays(known, holidays, first, max(first, wanted.last_day))
        self._units = {kind: known.units[kind] for kind in visit.kinds if known.units.get(kind)}

    def earliest(self) -> list[FreeSlot]:
        found: list[FreeSlot] = []
        for day, _, visits in self._free():
            found += [self._slot(day, visit) for visit in visits]
            if len(found) >= self._wanted.limit:
                break
        return found[: self._wanted.limit]

    def ranked(self, wish: Wish) -> list[FreeSlot]:
        now = to_wall(self._now, self._zone)
        best: list[Offer] = []
        for day, board, visits in self._free():
            enough = len(best) == self._wanted.limit
            if enough and best[-1].cost <= _least(day, wish, now):
                break  # every later day is dearer than what was found
            offers = [
                Offer(day, visit, gaps, cost_of(day, visit, gaps, wish, now=now))
                for visit in visits
                for gaps in [gaps_around(board, visit, self._blocked_until(visit))]
            ]
            best = spread([*best, *offers], self._wanted.limit)
        return [self._slot(offer.day, offer.visit, offer.cost) for offer in best]

    def _free(self) -> Iterator[tuple[date, DayBoard, list[VisitSlot]]]:
        """Yield each day that has a free place, with its board."""
        first_step = self._visit.steps[0]
        for days in _handfuls(self._days):
            open_days = [day for day in days if self._opening.opening(day)]
            if not open_days:
                continue
            busy = self._busy(OPERATOR, self._visit.operators, open_days[0], open_days[-1])
            for day in open_days:
                bookable = {one: self._opening.shift(one, day) for one in self._visit.operators}
                not_before = self._not_before(day)
                hands = DayBoard(busy.get(day, {}), {}, bookable)
                on_grid = grid_mask(GRID_MINUTES) & (-1 << not_before)
                if not any(
                    hands.starts(one, first_step.times(one)) & on_grid
                    for one in first_step.operators
                ):
                    continue
                board = hands
                if self._units:
                    board = DayBoard(busy.get(day, {}), self._units_busy(day), bookable)
                visits = free_visits(board, self._visit.steps, not_before=not_before)
                if visits:
                    yield day, board, visits

    def _not_before(self, day: date) -> int:
        return self._from_minute if day == self._from_day else 0

    def _units_busy(self, day: date) -> dict[int, dict[int, Sequence[Span]]]:
        units = tuple(dict.fromkeys(one for of_kind in self._units.values() for one in of_kind))
        busy = self._busy(RESOURCE, units, day, day).get(day, {})
        return {
            kind: {unit: busy.get(unit, ()) for unit in of_kind}
            for kind, of_kind in self._units.items()
        }

    def _busy(
        self, kind: SubjectKind, subjects: Sequence[int], first: date, last: date
    ) -> BusyDays:
        """Return by day and subject when it is taken: claims that live, and weekly breaks."""
        busy: dict[date, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        values = {"kind": kind.value, "subjects": subjects, "first": first, "last": last}
        for day, subject_id, start, end, visit_id, expires in self._connection.execute(
            BUSY, values
        ).all():
            gone = expires is not None and expires <= self._now
            if not gone and (visit_id is None or visit_id != self._wanted.ignoring):
                busy[day][subject_id].append((start, end))
        for subject_id in subjects:
            for absence in self._known.weekly.get((kind, subject_id), ()):
                for day in _days_between(first, last):
                    if absence.falls_on(day):
                        busy[day][subject_id].append(absence.span)
        return busy

    def _blocked_until(self, visit: VisitSlot) -> int:
        last, step = visit.places[-1], self._visit.steps[-1]
        return min(visit.end + step.times(last.operator_id).buffer, DAY_MINUTES)

    def _slot(self, day: date, visit: VisitSlot, cost: int = 0) -> FreeSlot:
        places = tuple(
            FreePlace(
                service.id,
                place.start,
                place.start + step.times(place.operator_id).minutes,
                place.operator_id,
                place.resource_ids,
            )
            for service, step, place in zip(
                self._visit.services, self._visit.steps, visit.places, strict=True
            )
        )
        return FreeSlot(day, visit.start, visit.end, places, visit.waiting, cost)


def _least(day: date, wish: Wish, now: tuple[date, int]) -> int:
    """Return the points that no place of that day can undercut; 0 until the wished day."""
    if wish.day is not None and day <= wish.day:
        return 0
    perfect = VisitSlot(0, 0, ())
    return cost_of(day, perfect, (), Wish(day=wish.day), now=now)


def _handfuls(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """Yield one day, then two, four, …: who is found soon costs little, who is not as well."""
    position, size = 0, 1
    while position < len(days):
        yield days[position : position + size]
        position += size
        size = min(size * 2, MOST_AT_ONCE)


def _days_between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
