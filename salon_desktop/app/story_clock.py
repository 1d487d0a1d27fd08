"""A clock for practice: it stands where the story wants it, then goes on from there."""

from datetime import datetime

from salon_desktop.infrastructure.clock import FixedClock, SystemClock


class StoryClock:
    """Shows the instant it was set to until it is let go; then it runs on from that instant.

    So a practice day begins in the morning whenever somebody practises, and a message that may
    not leave at night leaves.
    """

    def __init__(self, start: datetime) -> None:
        self._story = FixedClock(start)
        self._machine = SystemClock()
        self._let_go: datetime | None = None

    def now(self) -> datetime:
        """Return the story's instant."""
        if self._let_go is None:
            return self._story.now()
        return self._story.now() + (self._machine.now() - self._let_go)

    def set(self, instant: datetime) -> None:
        """Stand at ``instant``."""
        self._let_go = None
        self._story.set(instant)

    def run(self) -> None:
        """Run on from where the clock stands."""
        self._let_go = self._machine.now()
