"""A clock for practice: it stands where the story wants it, then runs with the machine."""

from datetime import datetime

from salon_desktop.infrastructure.clock import FixedClock, SystemClock


class StoryClock:
    """Shows the instant it was set to until it is let go."""

    def __init__(self, start: datetime) -> None:
        self._story = FixedClock(start)
        self._machine: SystemClock | None = None

    def now(self) -> datetime:
        """Return the story's instant, or the machine's once the clock runs."""
        return self._story.now() if self._machine is None else self._machine.now()

    def set(self, instant: datetime) -> None:
        """Stand at ``instant``."""
        self._machine = None
        self._story.set(instant)

    def run(self) -> None:
        """Run with the machine from now on."""
        self._machine = SystemClock()
