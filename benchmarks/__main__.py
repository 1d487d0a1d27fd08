"""The command line of the measurements: ``python -m benchmarks [names] [--sizes …] [--out FILE]``.

Exit code 1 when a goal was missed, so that a pipeline can notice.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import agenda, start
from benchmarks.rounds import ROUNDS, Measured, Operation, measure, table, write
from benchmarks.salon_data import SalonData, make_salon

SIZES = (10_000, 100_000)


@dataclass(frozen=True)
class Suite:
    """Operations that belong together; ``once`` for those that do not depend on the size."""

    operations: Callable[[SalonData], AbstractContextManager[Sequence[Operation]]]
    names: tuple[str, ...]
    once: bool = False


SUITES: Mapping[str, Suite] = {
    "agenda": Suite(agenda.operations, ("P1", "P2", "P3", "P6", "P7")),
    "start": Suite(start.operations, ("P18", "P19"), once=True),
}


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, print a table, and return 0 when every goal was reached."""
    known = ", ".join((*SUITES, *(name for suite in SUITES.values() for name in suite.names)))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"what to measure, all if none: {known}")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), metavar="VISITS")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the salon files here")
    asked = parser.parse_args(arguments)
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        salons = [_salon(asked.keep or Path(folder), size) for size in sorted(set(asked.sizes))]
        for suite in _wanted(asked.names):
            results += _measured(suite, salons, asked.names, asked.rounds)
    print(table(results))
    if asked.out is not None:
        write(results, asked.out)
    return 0 if results and all(one.holds and one.stays for one in results) else 1


def _salon(folder: Path, size: int) -> SalonData:
    place = folder / f"{size}"
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("salon.db*"):
        old.unlink()
    file, begun = place / "salon.db", time.perf_counter()
    data = make_salon(file, size)
    took, heavy = time.perf_counter() - begun, file.stat().st_size / 2**20
    print(f"{data.appointments} visits, {data.clients} clients: {heavy:.0f} MiB in {took:.0f} s")
    return data


def _wanted(names: Sequence[str]) -> Iterator[Suite]:
    for name, suite in SUITES.items():
        if not names or name in names or set(suite.names) & set(names):
            yield suite


def _measured(
    suite: Suite, salons: Sequence[SalonData], names: Sequence[str], rounds: int
) -> Iterator[Measured]:
    chosen = salons[:1] if suite.once else salons
    every = not set(suite.names) & set(names)  # the suite was named, or nothing was
    with ExitStack() as opened:
        sizes = {data.appointments: opened.enter_context(suite.operations(data)) for data in chosen}
        for alike in zip(*sizes.values(), strict=True):
            if every or alike[0].name in names:
                yield from measure(dict(zip(sizes, alike, strict=True)), rounds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
