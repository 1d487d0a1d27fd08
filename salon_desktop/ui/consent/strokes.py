"""A signature as strokes: points with their time, and the drawing that is kept as a proof.

The drawing is SVG with the moments of its points beside them: how somebody writes is harder to
copy than how it looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import quoteattr

MEDIA_TYPE = "image/svg+xml"
LEAST_LENGTH = 40.0
"""Shorter than this (in the pad's pixels at 100 %) is a slip of the hand, not a signature."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where the pen was, and how many milliseconds after the first touch."""

    x: float
    y: float
    ms: int


Stroke = tuple[Point, ...]


class Signature:
    """Strokes as they are drawn; ``width`` and ``height`` are those of the pad at 100 %."""

    def __init__(self) -> None:
        self._strokes: list[list[Point]] = []

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn so far."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    @property
    def is_enough(self) -> bool:
        """Whether this can be taken for a signature."""
        return sum(_length(stroke) for stroke in self._strokes) >= LEAST_LENGTH

    def begin(self, point: Point) -> None:
        """The pen touches."""
        self._strokes.append([point])

    def go_on(self, point: Point) -> None:
        """The pen moves; before it touched nothing is drawn."""
        if not self._strokes:
            return
        last = self._strokes[-1][-1]
        if (last.x, last.y) != (point.x, point.y):
            self._strokes[-1].append(point)

    def clear(self) -> None:
        """Take everything away."""
        self._strokes.clear()


def as_svg(strokes: Iterable[Stroke], width: float, height: float) -> bytes:
    """Return the signature as a drawing of its own; nothing but strokes is in it."""
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {width:g} {height:g}" fill="none" stroke="#000000" stroke-width="2.5"'
        ' stroke-linecap="round" stroke-linejoin="round">'
    ]
    for stroke in strokes:
        path = quoteattr(_path(stroke))
        moments = quoteattr(" ".join(str(point.ms) for point in stroke))
        lines.append(f"<path d={path} data-ms={moments}/>")
    lines.append("</svg>")
    return "\n".join(lines).encode("ascii")


def _path(stroke: Stroke) -> str:
    start, *rest = stroke
    # A dot is a line of no length, which round ends make visible.
    steps = rest or [start]
    return f"M{start.x:g} {start.y:g}" + "".join(f"L{point.x:g} {point.y:g}" for point in steps)


def _length(stroke: list[Point]) -> float:
    return float(
        sum(
            ((after.x - before.x) ** 2 + (after.y - before.y) ** 2) ** 0.5
            for before, after in pairwise(stroke)
        )
    )
