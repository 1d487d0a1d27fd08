"""The program's start beside bare PySide6: first painted window, today's visits (P18, P19).

Each side is a process of its own from its spawn to its word; the practice day lies ready in a file.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.rounds import Operation
from benchmarks.salon_data import SalonData
from salon_desktop.app.practice_salon import practice_salon, this_morning
from salon_desktop.infrastructure.clock import SystemClock

CHILD = "benchmarks.start_child"


@contextmanager
def operations(_data: SalonData) -> Iterator[list[Operation]]:
    """Prepare a practice salon's folder and give both starts."""
    with tempfile.TemporaryDirectory() as folder:
        with practice_salon(Path(folder), this_morning(SystemClock().now())):
            pass
        yield [
            Operation(
                name="P18",
                what="first painted window",
                ours=partial(_start, "painted", folder),
                floor=partial(_start, "bare"),
                at_most=2.2,
                growth=1.1,
                calls=1,
            ),
            Operation(
                name="P19",
                what="today's visits painted",
                ours=partial(_start, "visits", folder),
                floor=partial(_start, "bare"),
                at_most=3.0,
                growth=1.1,
                calls=1,
            ),
        ]


def _start(*arguments: str) -> None:
    """Start a child and wait for its word; raises CalledProcessError if it never comes."""
    done = subprocess.run(
        [sys.executable, "-m", CHILD, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=60,
        check=True,
    )
    if done.stdout.strip() != b"now":
        raise RuntimeError(f"{arguments[0]} ended without being painted")
