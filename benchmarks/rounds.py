"""Measuring two things side by side: alternating rounds, medians, ratios, growth between sizes.

The same machine runs twice as slow from one minute to the next; so an absolute number says little,
and a ratio counts only where both sides, or both sizes, ran in the same minutes.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROUNDS = 7
DOUBT = 1.5
"""A growth counts as missed from half as much again over its goal."""
Call = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """Something the salon does, beside the floor that asks the same of the bare engine.

    ``at_most`` is the goal for ours : floor, ``growth`` for the largest against the smallest size;
    ``calls`` is how often each side runs in a round.
    """

    name: str
    what: str
    ours: Call = field(repr=False)
    floor: Call = field(repr=False)
    at_most: float
    growth: float = 1.3
    budget_ms: float = 0.0
    calls: int = 20


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Medians in milliseconds at one size; ``ratio`` is the median of each round's ratio.

    ``growth`` is the median over the rounds of this size against the smallest, None for that one.
    """

    name: str
    what: str
    size: int
    ours_ms: float
    p99_ms: float
    floor_ms: float
    ratio: float
    at_most: float
    growth: float | None
    growth_at_most: float
    budget_ms: float

    @property
    def holds(self) -> bool:
        """Tell whether the goal for the ratio is reached."""
        return self.ratio <= self.at_most

    @property
    def stays(self) -> bool:
        """Tell whether it grows no more with history than it may."""
        return self.growth is None or self.growth <= self.growth_at_most * DOUBT


def measure(by_size: Mapping[int, Operation], rounds: int = ROUNDS) -> list[Measured]:
    """Run one operation at all sizes in turn, each time beside its floor."""
    sizes = sorted(by_size)
    ours: dict[int, list[list[float]]] = {size: [] for size in sizes}
    floors: dict[int, list[list[float]]] = {size: [] for size in sizes}
    for operation in by_size.values():
        operation.ours()
        operation.floor()
    for _ in range(rounds):
        for size in sizes:
            taken = [_pair(by_size[size]) for _ in range(by_size[size].calls)]
            ours[size].append([mine for mine, _ in taken])
            floors[size].append([bare for _, bare in taken])
    return [
        _measured(
            by_size[size],
            size,
            ours[size],
            floors[size],
            None if size == sizes[0] else _ratio(ours[size], ours[sizes[0]]),
        )
        for size in sizes
    ]


def _measured(
    operation: Operation,
    size: int,
    ours: Sequence[Sequence[float]],
    floors: Sequence[Sequence[float]],
    growth: float | None,
) -> Measured:
    mine = sorted(one for taken in ours for one in taken)
    return Measured(
        name=operation.name,
        what=operation.what,
        size=size,
        ours_ms=statistics.median(mine),
        p99_ms=mine[max(0, int(len(mine) * 0.99) - 1)],
        floor_ms=statistics.median(one for taken in floors for one in taken),
        ratio=_ratio(ours, floors),
        at_most=operation.at_most,
        growth=growth,
        growth_at_most=operation.growth,
        budget_ms=operation.budget_ms,
    )


def _ratio(upper: Iterable[Sequence[float]], lower: Iterable[Sequence[float]]) -> float:
    """Return the median over the rounds of how the two medians of a round stand."""
    return statistics.median(
        statistics.median(above) / statistics.median(below)
        for above, below in zip(upper, lower, strict=True)
    )


def _pair(operation: Operation) -> tuple[float, float]:
    """Run ours, then the floor, and return both times in milliseconds."""
    begun = time.perf_counter()
    operation.ours()
    between = time.perf_counter()
    operation.floor()
    return (between - begun) * 1000, (time.perf_counter() - between) * 1000


def table(results: Sequence[Measured]) -> str:
    """Return the results as lines to read."""
    head = ("", "visits", "ours ms", "p99 ms", "floor ms", "ratio", "goal", "growth", "goal")
    shape = "{:5}{:>9}{:>10}{:>10}{:>10}{:>8}{:>7}{:>8}{:>7}  {}"
    lines = [shape.format(*head, "").rstrip()]
    for one in results:
        grown = "" if one.growth is None else f"{one.growth:.2f}x"
        told = "" if one.holds and one.stays else "MISSED: "
        lines.append(
            shape.format(
                one.name,
                one.size,
                f"{one.ours_ms:.3f}",
                f"{one.p99_ms:.3f}",
                f"{one.floor_ms:.3f}",
                f"{one.ratio:.1f}x",
                f"{one.at_most:.1f}x",
                grown,
                grown and f"{one.growth_at_most:.1f}x",
                told + one.what,
            )
        )
    return "\n".join(lines)


def write(results: Sequence[Measured], out: Path) -> None:
    """Write the results as JSON."""
    rows = [asdict(one) | {"holds": one.holds, "stays": one.stays} for one in results]
    out.write_text(json.dumps({"results": rows}, indent=2) + "\n", "utf-8")
