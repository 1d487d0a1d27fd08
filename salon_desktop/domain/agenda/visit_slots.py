"""Free places for a whole visit: several services one after the other, perhaps several hands.

Between two steps the client waits a quarter of an hour at most; the same operator and the same
room go on where they can (docs/rules.md, free slots).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from salon_desktop.domain.agenda.free_slots import (
    GRID_MINUTES,
    DayBoard,
    Slot,
    grid_mask,
    minutes_of,
)
from salon_desktop.domain.agenda.services import Timing

WAITS = (0, 5, 10, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNeed:
    """One service of the visit: its times, who may do it (preferred first), kinds of units.

    ``timings`` holds the times of operators who differ from the list.
    """

    timing: Timing
    operators: tuple[int, ...]
    needs: tuple[int, ...] = ()
    timings: Mapping[int, Timing] = field(default_factory=dict)

    def times(self, operator_id: int) -> Timing:
        """Return the operator's times for it."""
        return self.timings.get(operator_id, self.timing)


class VisitSlot(NamedTuple):
    """A free place for the visit: start and end in wall minutes, one slot a step.

    ``waiting`` is how many minutes the client waits between the steps, all together.
    """

    start: int
    end: int
    places: tuple[Slot, ...]
    waiting: int = 0


def free_visits(
    board: DayBoard,
    steps: Sequence[StepNeed],
    *,
    grid: int = GRID_MINUTES,
    not_before: int = 0,
    waits: Sequence[int] = WAITS,
) -> list[VisitSlot]:
    """Return for each start and each operator of the first step the best way to go on.

    Earliest first; ``waits`` are the pauses tried between two steps, shortest first.
    """
    search = _Search(board, steps, waits)
    first = steps[0]
    found: list[VisitSlot] = []
    on_grid = grid_mask(grid) & (-1 << not_before)
    for operator_id in first.operators:
        for start in minutes_of(search.starts(0, operator_id) & on_grid):
            places = search.from_place(0, start, operator_id, ())
            if places is not None:
                lengths = [
                    step.times(place.operator_id).minutes
                    for step, place in zip(steps, places, strict=True)
                ]
                end = places[-1].start + lengths[-1]
                waiting = end - start - sum(lengths)
                found.append(VisitSlot(start, end, places, waiting))
    found.sort(key=_by_start)
    return found


class _Search:
    """A walk through the steps of one visit on one day."""

    def __init__(self, board: DayBoard, steps: Sequence[StepNeed], waits: Sequence[int]) -> None:
        self._board = board
        self._steps = steps
        self._waits = waits
        self._starts: dict[tuple[int, int], int] = {}
        self._dead_ends: set[tuple[int, int, int]] = set()

    def starts(self, position: int, operator_id: int) -> int:
        key = (position, operator_id)
        if key not in self._starts:
            times = self._steps[position].times(operator_id)
            self._starts[key] = self._board.starts(operator_id, times)
        return self._starts[key]

    def from_place(
        self, position: int, start: int, operator_id: int, usual_units: tuple[int, ...]
    ) -> tuple[Slot, ...] | None:
        """Return the places from this step on, this step at this place, or None."""
        place = (position, start, operator_id)
        if place in self._dead_ends or not self.starts(position, operator_id) >> start & 1:
            return None
        need = self._steps[position]
        times = need.times(operator_id)
        units = self._board.units(need.needs, start, times.minutes + times.buffer, usual_units)
        if units is None:
            return None
        here = Slot(start, operator_id, units)
        if position + 1 == len(self._steps):
            return (here,)
        for later, other in self._onward(position + 1, start + times.minutes, operator_id):
            rest = self.from_place(position + 1, later, other, units)
            if rest is not None:
                return (here, *rest)
        self._dead_ends.add(place)
        return None

    def _onward(self, position: int, free_from: int, before: int) -> Iterator[tuple[int, int]]:
        operators = sorted(
            self._steps[position].operators, key=lambda operator_id: operator_id != before
        )
        for wait in self._waits:
            for operator_id in operators:
                yield free_from + wait, operator_id


def _by_start(slot: VisitSlot) -> int:
    return slot.start
