"""Free starts of a service on one day, for any number of operators and units of rooms.

A day is one integer with a bit a minute: a stretch of minutes is free where the integer, shifted
onto itself, keeps its bit. That answers a day in microseconds, without an object a minute. While
a service is processing its operator is free for others; the room and the client are not
(docs/rules.md, free slots).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.agenda.spans import Span, subtract
from salon_desktop.domain.wall_clock import DAY_MINUTES

GRID_MINUTES = 15
# Two days of bits, so that a buffer may run past midnight without a special case.
_ALL = (1 << 2 * DAY_MINUTES) - 1


_Question = tuple[tuple[int, ...], int, int, tuple[int, ...]]


class Slot(NamedTuple):
    """A free place: wall minute of the start, who does it, and one unit for each need."""

    start: int
    operator_id: int
    resource_ids: tuple[int, ...]


def free_starts(
    timing: Timing,
    operator_busy: Mapping[int, Sequence[Span]],
    units_busy: Mapping[int, Mapping[int, Sequence[Span]]],
    bookable: Mapping[int, Sequence[Span]],
    *,
    needs: Sequence[int] | None = None,
    open_spans: Sequence[Span] | None = None,
    grid: int = GRID_MINUTES,
    not_before: int = 0,
    timings: Mapping[int, Timing] | None = None,
    buffer_within_hours: bool = True,
) -> list[Slot]:
    """Return every start on the grid at which the service fits, earliest first.

    ``operator_busy`` and ``bookable`` are spans of minutes by operator; the operators of
    ``bookable`` are searched, in its order. ``units_busy`` is kind of resource → unit → its busy
    spans (an empty sequence for a free unit); ``needs`` are the kinds, one unit for each mention
    (every kind once if None). The visit must lie inside ``open_spans``, or inside the operator's
    own bookable spans if None. ``timings`` holds operators' own times. By default the clean-up
    has to end within the hours too.
    """
    board = DayBoard(
        operator_busy,
        units_busy,
        bookable,
        open_spans=open_spans,
        buffer_within_hours=buffer_within_hours,
    )
    wanted_kinds = tuple(units_busy) if needs is None else tuple(needs)
    on_grid = grid_mask(grid) & (_ALL << not_before)
    own = timings or {}
    slots: list[Slot] = []
    for operator_id in bookable:
        times = own.get(operator_id, timing)
        mask = board.starts(operator_id, times) & on_grid
        for start in minutes_of(mask):
            units = board.units(wanted_kinds, start, times.minutes + times.buffer)
            if units is not None:
                slots.append(Slot(start, operator_id, units))
    slots.sort(key=_by_start)
    return slots


class DayBoard:
    """One day made ready to be asked for many services: who is free when, and which units."""

    def __init__(
        self,
        operator_busy: Mapping[int, Sequence[Span]],
        units_busy: Mapping[int, Mapping[int, Sequence[Span]]],
        bookable: Mapping[int, Sequence[Span]],
        *,
        open_spans: Sequence[Span] | None = None,
        buffer_within_hours: bool = True,
    ) -> None:
        self._hours = {operator: mask_of(spans) for operator, spans in bookable.items()}
        self._free = {
            operator: _ALL & ~mask_of(operator_busy.get(operator, ())) for operator in bookable
        }
        self._open = None if open_spans is None else mask_of(open_spans)
        self._buffer_within_hours = buffer_within_hours
        everything = [span for spans in bookable.values() for span in spans]
        window = _hull(everything if open_spans is None else open_spans)
        self._units = {kind: _Units(units, window) for kind, units in units_busy.items()}
        self._picked: dict[_Question, tuple[int, ...] | None] = {}

    def starts(self, operator_id: int, timing: Timing) -> int:
        """Return the minutes at which the operator could begin, as bits; rooms not asked yet."""
        free, hours = self._free[operator_id], self._hours[operator_id]
        hands = free & hours
        second = timing.active_before + timing.processing
        starts = run_starts(hours if self._open is None else self._open, timing.minutes)
        starts &= run_starts(hands, timing.active_before)
        starts &= run_starts(hands, timing.active_after) >> second
        cleaning = hands if self._buffer_within_hours else free
        return starts & (run_starts(cleaning, timing.buffer) >> timing.minutes)

    def units(
        self, kinds: tuple[int, ...], start: int, minutes: int, usual: tuple[int, ...] = ()
    ) -> tuple[int, ...] | None:
        """Return one free unit for each kind, all different, or None if one kind has none.

        Of a kind, a ``usual`` unit goes first (the room the client already lies in); then the
        unit whose use leaves the longest free run to the others; then the one with the tightest
        gap; then the lowest id.
        """
        key = (kinds, start, minutes, usual)
        if key not in self._picked:
            choices = [self._candidates(kind, start, minutes, usual) for kind in kinds]
            self._picked[key] = _one_each(choices)
        return self._picked[key]

    def room_around(self, operator_id: int, start: int, end: int) -> tuple[int, int]:
        """Return how many free minutes the operator has just before and just after a span."""
        blocked = _ALL & ~(self._free[operator_id] & self._hours[operator_id])
        before = start - (blocked & ((1 << start) - 1)).bit_length()
        after = blocked >> end
        return before, (after & -after).bit_length() - 1

    def _candidates(self, kind: int, start: int, minutes: int, usual: tuple[int, ...]) -> list[int]:
        units = self._units.get(kind)
        found = units.candidates(start, start + minutes) if units is not None else []
        return sorted(found, key=lambda unit: unit not in usual) if usual else found


class _Units:
    """The units of one kind, with their free gaps inside the day's window."""

    def __init__(self, busy: Mapping[int, Sequence[Span]], window: Span) -> None:
        self._ids = sorted(busy)
        self._free = {unit: _ALL & ~mask_of(busy[unit]) for unit in self._ids}
        self._gaps = {unit: subtract([window], busy[unit]) for unit in self._ids}
        self._starts = {unit: [gap[0] for gap in self._gaps[unit]] for unit in self._ids}
        self._longest = {unit: _longest(self._gaps[unit]) for unit in self._ids}
        self._runs: dict[int, dict[int, int]] = {}

    def candidates(self, start: int, end: int) -> list[int]:
        fitting = self._fitting(end - start)
        free = [unit for unit in self._ids if fitting[unit] >> start & 1]
        if len(free) > 1:
            free.sort(key=lambda unit: self._cost(unit, start, end))
        return free

    def _fitting(self, minutes: int) -> dict[int, int]:
        if minutes not in self._runs:
            self._runs[minutes] = {
                unit: run_starts(free, minutes) for unit, free in self._free.items()
            }
        return self._runs[minutes]

    def _cost(self, unit: int, start: int, end: int) -> tuple[int, int, int]:
        gaps = self._gaps[unit]
        position = bisect_right(self._starts[unit], start) - 1
        others = max((self._longest[other] for other in self._ids if other != unit), default=0)
        if position < 0 or gaps[position][1] <= start:
            return (-max(others, self._longest[unit]), 0, unit)
        gap_start, gap_end = gaps[position]
        rest = max(
            (gap[1] - gap[0] for index, gap in enumerate(gaps) if index != position), default=0
        )
        left = max(others, rest, start - gap_start, gap_end - end)
        return (-left, gap_end - gap_start, unit)


def mask_of(spans: Iterable[Span]) -> int:
    """Return spans of minutes as an integer with a bit a minute."""
    mask = 0
    for start, end in spans:
        mask |= (1 << end) - (1 << start)
    return mask


def run_starts(free: int, minutes: int) -> int:
    """Return the minutes from which ``minutes`` in a row are set; all of them for none."""
    if minutes == 0:
        return _ALL
    have = 1
    while have < minutes:
        step = min(have, minutes - have)
        free &= free >> step
        have += step
    return free


def minutes_of(mask: int) -> Iterator[int]:
    """Return the set bits, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


@cache
def grid_mask(grid: int) -> int:
    """Return the minutes of a day that lie on a grid counted from midnight, as bits."""
    return sum(1 << minute for minute in range(0, DAY_MINUTES, grid))


def _by_start(slot: Slot) -> int:
    return slot.start


def _hull(spans: Sequence[Span]) -> Span:
    if not spans:
        return (0, 0)
    return (min(span[0] for span in spans), max(span[1] for span in spans))


def _longest(gaps: Sequence[Span]) -> int:
    return max((end - start for start, end in gaps), default=0)


def _one_each(
    choices: Sequence[Sequence[int]], taken: tuple[int, ...] = ()
) -> tuple[int, ...] | None:
    """Return the first choice of each list such that no unit is taken twice."""
    if len(taken) == len(choices):
        return taken
    for unit in choices[len(taken)]:
        if unit not in taken:
            found = _one_each(choices, (*taken, unit))
            if found is not None:
                return found
    return None
