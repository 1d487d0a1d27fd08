"""The platform's rates: throughput, pairs, people a day, management calls."""

from collections import deque
from datetime import datetime, timedelta

from salon_desktop.practice.graph_errors import GraphRefusal

_DAY = timedelta(hours=24)


class ThroughputLimit:
    """Messages a second of one business number: a bucket that holds one second's worth."""

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._level = float(per_second)
        self._seen: datetime | None = None

    def take(self, now: datetime) -> None:
        """Uses one message; raises GraphRefusal 130429 when the second is used up."""
        if self._seen is not None:
            gained = max(0.0, (now - self._seen).total_seconds()) * self._per_second
            self._level = min(float(self._per_second), self._level + gained)
        self._seen = now
        if self._level < 1.0:
            raise GraphRefusal(130429, "Cloud API message throughput has been reached.")
        self._level -= 1.0


class PairLimit:
    """Messages from the business to one person: one in six seconds, a burst borrows ahead."""

    def __init__(self, seconds: float, burst: int) -> None:
        self._gap = timedelta(seconds=seconds)
        self._ahead = timedelta(seconds=seconds * (burst - 1))
        self._next: dict[str, datetime] = {}

    def take(self, person: str, now: datetime) -> None:
        """Uses one message to ``person``; raises GraphRefusal 131056 when too much is borrowed."""
        free = max(self._next.get(person, now), now)
        if free - now > self._ahead:
            raise GraphRefusal(
                131056, "Too many messages to the same phone number in a short period of time."
            )
        self._next[person] = free + self._gap


class PeopleLimit:
    """Different people a portfolio may write to in moving 24 hours outside windows."""

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}

    def used(self, now: datetime) -> int:
        """People counted in the last 24 hours."""
        self._forget(now)
        return len(self._last)

    def admits(self, person: str, now: datetime, limit: int | None) -> bool:
        """Whether a message to ``person`` still fits; it is not counted by asking."""
        self._forget(now)
        return limit is None or person in self._last or len(self._last) < limit

    def count(self, person: str, now: datetime) -> None:
        """Counts ``person`` as written to."""
        self._last[person] = now

    def _forget(self, now: datetime) -> None:
        for person in [one for one, when in self._last.items() if now - when >= _DAY]:
            del self._last[person]


class ManagementLimit:
    """Calls about templates, numbers and the account in a moving hour."""

    def __init__(self, per_hour: int) -> None:
        self._per_hour = per_hour
        self._calls: deque[datetime] = deque()

    def take(self, now: datetime) -> None:
        """Uses one call; raises GraphRefusal 80007 when the hour is used up."""
        while self._calls and now - self._calls[0] >= timedelta(hours=1):
            self._calls.popleft()
        if len(self._calls) >= self._per_hour:
            raise GraphRefusal(
                80007, "There have been too many calls to this WhatsApp Business account."
            )
        self._calls.append(now)

    @property
    def percent(self) -> int:
        """Share of the hour's calls that is used, 0 to 100."""
        return min(100, len(self._calls) * 100 // self._per_hour)
