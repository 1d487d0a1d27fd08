"""Which free places to offer first: few lost minutes, near the wish, as the client is used to.

Every cost is a whole number of points, so the order is the same on every machine; ties go to the
earlier start (docs/rules.md, ranking of free slots).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from salon_desktop.domain.agenda.free_slots import DayBoard
from salon_desktop.domain.agenda.visit_slots import VisitSlot
from salon_desktop.domain.wall_clock import wall_minutes_between

SHORTEST_SERVICE_MINUTES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each drawback costs, in points; a setting of the salon, not of the program."""

    lost_gap: int = 40
    hour_away: int = 6
    day_away: int = 24
    other_operator: int = 60
    other_weekday: int = 10
    usual_hour_away: int = 3
    room_change: int = 15
    waiting_minute: int = 2
    short_notice: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the client asked for and is used to; what is None does not count.

    ``day`` and ``minute`` are the wished wall time; without a day she wants to come soon.
    A start within ``notice_minutes`` of now counts as short notice.
    """

    day: date | None = None
    minute: int | None = None
    operator_id: int | None = None
    usual_weekday: int | None = None
    usual_minute: int | None = None
    notice_minutes: int = 0


class Offer(NamedTuple):
    """A free place on a day, with the free minutes its operators keep around it and its cost."""

    day: date
    visit: VisitSlot
    gaps: tuple[int, ...]
    cost: int


def gaps_around(board: DayBoard, visit: VisitSlot, blocked_until: int) -> tuple[int, ...]:
    """Return the free minutes left before the first and after the last place of a visit.

    ``blocked_until`` is the end of the last place's clean-up.
    """
    first, last = visit.places[0], visit.places[-1]
    before = board.room_around(first.operator_id, first.start, first.start)[0]
    after = board.room_around(last.operator_id, blocked_until, blocked_until)[1]
    return (before, after)


def cost_of(
    day: date,
    visit: VisitSlot,
    gaps: Iterable[int],
    wish: Wish,
    *,
    now: tuple[date, int],
    shortest: int = SHORTEST_SERVICE_MINUTES,
    weights: Weights | None = None,
) -> int:
    """Return the points of a place; ``now`` is the salon's wall time, fewer points are better.

    A gap that is left but too short for the shortest common service is lost.
    """
    points = weights or Weights()
    cost = points.lost_gap * sum(0 < gap < shortest for gap in gaps)
    cost += _distance(day, visit.start, wish, now[0], points)
    if wish.operator_id is not None:
        others = sum(place.operator_id != wish.operator_id for place in visit.places)
        cost += points.other_operator * others
    if wish.usual_weekday is not None and day.weekday() != wish.usual_weekday:
        cost += points.other_weekday
    if wish.usual_minute is not None:
        cost += points.usual_hour_away * abs(visit.start - wish.usual_minute) // 60
    if wall_minutes_between(now, (day, visit.start)) < wish.notice_minutes:
        cost += points.short_notice
    return cost + _restlessness(visit, points)


def ranked(offers: Iterable[Offer]) -> list[Offer]:
    """Return the offers, the best first; ties by day, start and operator."""
    return sorted(offers, key=_order)


def spread(offers: Iterable[Offer], count: int) -> list[Offer]:
    """Return the best ``count`` offers that begin at different times, the best first."""
    chosen: dict[tuple[date, int], Offer] = {}
    for offer in ranked(offers):
        chosen.setdefault((offer.day, offer.visit.start), offer)
    return list(chosen.values())[:count]


def _order(offer: Offer) -> tuple[int, date, int, tuple[int, ...]]:
    operators = tuple(place.operator_id for place in offer.visit.places)
    return (offer.cost, offer.day, offer.visit.start, operators)


def _distance(day: date, start: int, wish: Wish, today: date, points: Weights) -> int:
    """Return the cost of not being what was asked for; without a day that is "soon"."""
    cost = points.day_away * abs((day - (wish.day or today)).days)
    if wish.minute is not None:
        cost += points.hour_away * abs(start - wish.minute) // 60
    return cost


def _restlessness(visit: VisitSlot, points: Weights) -> int:
    """Return the cost of changing rooms and of waiting inside the visit."""
    moves = sum(
        not set(earlier.resource_ids) & set(later.resource_ids)
        for earlier, later in pairwise(visit.places)
        if earlier.resource_ids and later.resource_ids
    )
    return points.room_change * moves + points.waiting_minute * visit.waiting
