"""Valid things with one interesting detail each, so that a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

# A Monday in a plain week of winter time, far from clock changes and holidays.
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def days_later(days: int) -> date:
    """Return the day ``days`` after the test's Monday."""
    return MONDAY + timedelta(days=days)


def moment(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """Return an instant (UTC) on the test's Monday, or ``days`` after it."""
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC) + timedelta(days=days)
