"""The relay's only look at the time of day; everything else is handed a `Clock`."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present instant as an aware datetime."""


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds since 1970 of an aware instant; refuses a naive one with ValueError."""
    if instant.tzinfo is None:
        raise ValueError("the relay's clock must give aware instants")
    since = instant - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def as_text(instant_ms: int) -> str:
    """An instant as RFC 3339 in UTC, whole seconds: 2026-11-24T09:00:00Z."""
    return datetime.fromtimestamp(instant_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
