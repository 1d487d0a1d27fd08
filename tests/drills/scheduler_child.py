"""A scheduler in a process that can be put to sleep: ``python -m tests.drills.scheduler_child``.

One chore runs every two seconds and writes the time of its run; the process lives until its
standard input ends, then shuts down and tells which threads are left.
"""

from __future__ import annotations

import sys
import threading
import time
from datetime import UTC, datetime, timedelta

from salon_desktop.background.scheduler import Chore, build_scheduler

EVERY = timedelta(seconds=2)


def main() -> None:
    """Tick until told to end."""
    chore = Chore(
        name="exchange",
        every=EVERY,
        run=lambda: print(f"{time.monotonic()!r}", flush=True),
        at_once=True,
    )
    scheduler = build_scheduler([chore], lambda name: None, datetime.now(UTC))
    scheduler.start()
    sys.stdin.read()
    scheduler.shutdown(wait=True)
    print("left", len(threading.enumerate()) - 1, flush=True)


if __name__ == "__main__":
    main()
