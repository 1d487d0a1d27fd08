"""The command line of the measurements: ``python -m benchmarks [names] [--sizes …] [--out FILE]``.

Exit code 1 when a goal was missed, so that a pipeline can notice; a growth counts as missed from
half as much again over its goal, because two sizes never run in the same minute.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import agenda
from benchmarks.rounds import Measured, Operation, growths, measure, table, write
from benchmarks.salon_data import SalonData, make_salon

SIZES = (10_000, 100_000)
Suite = Callable[[SalonData], AbstractContextManager[Sequence[Operation]]]
SUITES: dict[str, Suite] = {"agenda": agenda.operations}


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, print a table, and return 0 when every goal was reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"suites or operations: {', '.join(SUITES)}, P1 …")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), metavar="VISITS")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the salon files here")
    asked = parser.parse_args(arguments)
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes:
            data = _salon(asked.keep or Path(folder), size)
            for operation in _operations(data, asked.names, asked.rounds):
                results.append(operation)
                print(table([operation]).splitlines()[1], flush=True)
    print()
    print(table(results))
    if asked.out is not None:
        write(results, asked.out)
    missed = [one for one in results if not one.holds]
    grown = [name for name, growth, at_most in growths(results) if growth > at_most * 1.5]
    return 1 if missed or grown or not results else 0


def _salon(folder: Path, size: int) -> SalonData:
    place = folder / f"{size}"
    place.mkdir(parents=True, exist_ok=True)
    file = place / "salon.db"
    for old in place.glob("salon.db*"):
        old.unlink()
    begun = time.perf_counter()
    data = make_salon(file, size)
    took, heavy = time.perf_counter() - begun, file.stat().st_size / 2**20
    print(f"{data.appointments} visits, {data.clients} clients, {heavy:.0f} MiB in {took:.0f} s")
    return data


def _operations(data: SalonData, names: Sequence[str], rounds: int) -> Iterator[Measured]:
    for suite, opened in SUITES.items():
        with opened(data) as operations:
            for operation in operations:
                if not names or suite in names or operation.name in names:
                    yield measure(operation, data.appointments, rounds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
