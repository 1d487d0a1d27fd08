"""Where everything of a day stands in the grid: minutes to pixels, columns, lanes, boxes.

Plain arithmetic without Qt, right at every zoom. Painting and hit-testing read the same boxes, so
they cannot disagree. Pixels are of the grid's content, before scrolling.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

QUARTER = 15
SNAP = 5
HOUR = 60
DAY = 1440


class Box(NamedTuple):
    """A rectangle in pixels of the content."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside; the right and lower edges do not."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: "Box") -> bool:
        """Tell whether both share a pixel."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class Stretch(NamedTuple):
    """Something to be placed: its column, its minutes, and when its operator is free inside it.

    ``gap`` is the processing time as (start, end), or None.
    """

    column: int
    start: int
    end: int
    gap: tuple[int, int] | None = None


class Lane(NamedTuple):
    """Which of how many lanes a stretch takes; ``nested`` inside another one's processing time."""

    number: int
    of: int
    nested: bool = False


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Minutes of the day against pixels: ``quarter`` pixels for a quarter of an hour.

    ``first`` and ``last`` are the minutes shown, whole hours; ``quarter`` may be broken, so that
    hours fill a view without a rest.
    """

    first: int
    last: int
    quarter: float

    @property
    def height(self) -> int:
        """How high the grid is."""
        return round((self.last - self.first) * self.quarter / QUARTER)

    def y(self, minute: float) -> float:
        """Where a minute stands."""
        return (minute - self.first) * self.quarter / QUARTER

    def minute(self, y: float) -> float:
        """Which minute stands at ``y``."""
        return self.first + y * QUARTER / self.quarter

    def snapped(self, y: float, step: int = SNAP) -> int:
        """The nearest minute on the raster, never outside of what is shown."""
        minute = round(self.minute(y) / step) * step
        return min(max(minute, self.first), self.last)

    def cell(self, y: float, step: int = QUARTER) -> int:
        """The beginning of the raster cell that holds ``y``."""
        minute = int(self.minute(y) // step * step)
        return min(max(minute, self.first), self.last - step)


@dataclass(frozen=True, slots=True)
class ColumnScale:
    """Columns side by side: as wide as there is room, never under ``least``."""

    count: int
    room: int
    least: int

    @property
    def width(self) -> int:
        """How wide all columns are together."""
        return max(self.room, self.count * self.least) if self.count else self.room

    def x(self, column: int) -> int:
        """The left edge of a column, on a whole pixel."""
        return round(column * self.width / self.count) if self.count else 0

    def span(self, column: int) -> tuple[int, int]:
        """Left edge and width of a column."""
        left = self.x(column)
        return left, self.x(column + 1) - left

    def at(self, x: float) -> int | None:
        """Which column holds ``x``, or None beside them."""
        if not self.count or not 0 <= x < self.width:
            return None
        edges = [self.x(column + 1) for column in range(self.count)]
        return bisect_left(edges, int(x) + 1)


@dataclass(frozen=True, slots=True)
class Insets:
    """The air around a card inside its column, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    between: float
    nested: float


def shown_hours(
    open_spans: Iterable[tuple[int, int]],
    taken: Iterable[tuple[int, int]],
    usual: tuple[int, int] = (9 * HOUR, 19 * HOUR),
) -> tuple[int, int]:
    """Return the whole hours to show: everything that is open or taken, ``usual`` on empty days."""
    spans = [*open_spans, *taken] or [usual]
    first = min(start for start, _ in spans) // HOUR * HOUR
    last = -(-max(end for _, end in spans) // HOUR) * HOUR
    return max(0, first), min(DAY, last)


def lanes_of(stretches: Sequence[Stretch]) -> list[Lane]:
    """Return a lane for each stretch, in their order.

    Only stretches that overlap share the width, and only as many as overlap one another; one that
    lies in the processing time of another is set over it instead.
    """
    lanes: list[Lane] = [Lane(0, 1)] * len(stretches)
    order = sorted(
        range(len(stretches)),
        key=lambda n: (stretches[n].column, stretches[n].start, -stretches[n].end),
    )
    group: list[int] = []
    group_end, group_column = 0, -1
    for number in order:
        stretch = stretches[number]
        if any(_is_inside_gap(stretch, stretches[other]) for other in group):
            lanes[number] = Lane(0, 1, nested=True)
            continue
        if stretch.column != group_column or stretch.start >= group_end:
            _share(group, stretches, lanes)
            group, group_end, group_column = [], 0, stretch.column
        group.append(number)
        group_end = max(group_end, stretch.end)
    _share(group, stretches, lanes)
    return lanes


def card_box(
    stretch: Stretch, lane: Lane, times: TimeScale, columns: ColumnScale, air: Insets
) -> Box:
    """Return the box of a card, its air taken off."""
    left, width = columns.span(stretch.column)
    x = left + air.left
    room = width - air.left - air.right
    if lane.nested:
        x += air.nested
        room -= air.nested
    if lane.of > 1:
        share = (room - air.between * (lane.of - 1)) / lane.of
        x += lane.number * (share + air.between)
        room = share
    top = times.y(stretch.start) + air.top
    height = times.y(stretch.end) - air.bottom - top
    return Box(x, top, max(room, 1.0), max(height, 4.0))


def span_box(column: int, start: float, end: float, times: TimeScale, columns: ColumnScale) -> Box:
    """Return the box of a stretch of time over the whole width of a column."""
    left, width = columns.span(column)
    top = times.y(start)
    return Box(left, top, width, times.y(end) - top)


def hit(boxes: Sequence[Box], x: float, y: float) -> int | None:
    """Return which box holds a point; of several the one painted last."""
    for number in range(len(boxes) - 1, -1, -1):
        if boxes[number].holds(x, y):
            return number
    return None


def outside(spans: Iterable[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """Return what is left of ``first`` to ``last`` when ``spans`` are taken out."""
    rest: list[tuple[int, int]] = []
    at = first
    for start, end in sorted(spans):
        if start > at:
            rest.append((at, min(start, last)))
        at = max(at, end)
        if at >= last:
            return [span for span in rest if span[0] < span[1]]
    rest.append((at, last))
    return [span for span in rest if span[0] < span[1]]


def _is_inside_gap(stretch: Stretch, other: Stretch) -> bool:
    if other.gap is None or stretch.column != other.column:
        return False
    return other.gap[0] <= stretch.start and stretch.end <= other.gap[1]


def _share(group: list[int], stretches: Sequence[Stretch], lanes: list[Lane]) -> None:
    """Give the stretches of one overlapping group the first lane that is free for each."""
    ends: list[int] = []
    taken: list[tuple[int, int]] = []
    for number in group:
        stretch = stretches[number]
        lane = next((n for n, end in enumerate(ends) if end <= stretch.start), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = stretch.end
        taken.append((number, lane))
    for number, lane in taken:
        lanes[number] = Lane(lane, len(ends))
