"""Measuring two things side by side: alternating rounds, medians, ratios, growth between sizes.

The same machine runs twice as slow from one minute to the next; so an absolute number says little,
and a ratio counts only where both sides ran in the same minutes.
"""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROUNDS = 7
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
    """Medians in milliseconds at one size; ``ratio`` is the median of each round's ratio."""

    name: str
    what: str
    size: int
    ours_ms: float
    floor_ms: float
    ratio: float
    p99_ms: float
    at_most: float
    growth_at_most: float
    budget_ms: float

    @property
    def holds(self) -> bool:
        """Tell whether the goal for the ratio is reached."""
        return self.ratio <= self.at_most


def measure(operation: Operation, size: int, rounds: int = ROUNDS) -> Measured:
    """Run both sides in turn and return what was seen."""
    operation.ours()
    operation.floor()
    ours: list[float] = []
    floors: list[float] = []
    ratios: list[float] = []
    for _ in range(rounds):
        mine = _times(operation.ours, operation.calls)
        bare = _times(operation.floor, operation.calls)
        ours += mine
        floors += bare
        ratios.append(statistics.median(mine) / statistics.median(bare))
    return Measured(
        name=operation.name,
        what=operation.what,
        size=size,
        ours_ms=statistics.median(ours),
        floor_ms=statistics.median(floors),
        ratio=statistics.median(ratios),
        p99_ms=sorted(ours)[int(len(ours) * 0.99) - 1],
        at_most=operation.at_most,
        growth_at_most=operation.growth,
        budget_ms=operation.budget_ms,
    )


def _times(call: Call, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def table(results: Sequence[Measured]) -> str:
    """Return the results as lines to read, the growth over the sizes last."""
    head = (
        f"{'':5} {'size':>9} {'ours ms':>9} {'p99 ms':>9} {'floor ms':>9} {'ratio':>7} {'goal':>6}"
    )
    lines = [head]
    for one in results:
        lines.append(
            f"{one.name:5} {one.size:>9} {one.ours_ms:>9.3f} {one.p99_ms:>9.3f}"
            f" {one.floor_ms:>9.3f} {one.ratio:>6.1f}x {one.at_most:>5.1f}x"
            f" {'' if one.holds else 'MISSED '}{one.what}"
        )
    for name, growth, at_most in growths(results):
        told = "" if growth <= at_most * 1.5 else "MISSED "
        lines.append(f"{name:5} growth {growth:.2f}x, at most {at_most:.1f}x {told}".rstrip())
    return "\n".join(lines)


def growths(results: Sequence[Measured]) -> list[tuple[str, float, float]]:
    """Return for each name how much slower the largest size is than the smallest."""
    by_name: dict[str, list[Measured]] = {}
    for one in results:
        by_name.setdefault(one.name, []).append(one)
    found = []
    for name, ones in by_name.items():
        small, large = min(ones, key=_size), max(ones, key=_size)
        if small.size < large.size:
            found.append((name, large.ours_ms / small.ours_ms, large.growth_at_most))
    return found


def write(results: Sequence[Measured], out: Path) -> None:
    """Write the results as JSON."""
    rows = [asdict(one) | {"holds": one.holds} for one in results]
    growth = [
        {"name": name, "growth": value, "at_most": at_most}
        for name, value, at_most in growths(results)
    ]
    out.write_text(json.dumps({"results": rows, "growth": growth}, indent=2) + "\n", "utf-8")


def _size(one: Measured) -> int:
    return one.size
