"""A clock for practice: it stands where the story wants it, then goes on from there."""

import time
from datetime import datetime, timedelta

from salon_desktop.infrastructure.clock import FixedClock


class StoryClock:
    """Shows the instant it was set to until it is let go; then it runs on from that instant.

    So a practice day begins in the morning whenever somebody practises, and a message that may
    not leave at night leaves.
    """

    def __init__(self, start: datetime) -> None:
        self._story = FixedClock(start)
        self._let_go: float | None = None

    def now(self) -> datetime:
        """Return the story's instant."""
        if self._let_go is None:
            return self._story.now()
        return self._story.now() + timedelta(seconds=time.monotonic() - self._let_go)

    def set(self, instant: datetime) -> None:
        """Stand at ``instant``."""
        self._let_go = None
        self._story.set(instant)

    def run(self) -> None:
        """Run on from where the clock stands."""
        self._let_go = time.monotonic()
