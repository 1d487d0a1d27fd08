"""Wall time of the salon: a day and minutes from midnight, and its way to UTC and back.

The wall time is the promise to the client; the instant is derived from it with the zone's rules
at that moment (docs/rules.md, time). All arithmetic inside a day is on wall minutes.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from salon_desktop.domain.errors import DomainError

DAY_MINUTES = 1440


class WallTimeMissing(DomainError):
    """The clocks jump over that wall time; facts: day, minute, zone, next_minute (or None)."""

    code: ClassVar[str] = "wall_time_missing"


class _Pair(NamedTuple):
    start: int
    end: int


class MinuteSpan(_Pair):
    """A half-open span ``[start, end)`` of wall minutes inside one day, never empty.

    It is a plain pair as well, so searches may treat it as ``tuple[int, int]``.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> "MinuteSpan":
        if not 0 <= start < end <= DAY_MINUTES:
            raise ValueError(f"not a span inside a day: {start}..{end}")
        return super().__new__(cls, start, end)

    @property
    def minutes(self) -> int:
        """Its length in wall minutes."""
        return self.end - self.start

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Tell whether both share a minute; spans that only touch do not."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other[0] and other[1] <= self.end

    def holds(self, minute: int) -> bool:
        """Tell whether ``minute`` lies inside (the end does not)."""
        return self.start <= minute < self.end

    def intersect(self, other: tuple[int, int]) -> "MinuteSpan | None":
        """Return the shared part, or None where there is none."""
        start, end = max(self.start, other[0]), min(self.end, other[1])
        return MinuteSpan(start, end) if start < end else None


def to_utc(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time; 1440 is the following midnight.

    A wall time that happens twice means the first. Raises WallTimeMissing where the clocks jump
    over it.
    """
    wall = _wall(day, minute)
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != wall:
        raise WallTimeMissing(
            day=day, minute=minute, zone=zone.key, next_minute=_next_existing(day, minute, zone)
        )
    return instant


def to_utc_or_next(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time or, where the clocks jump over it, of the jump itself.

    For deadlines and due times, which must exist on every day; never for a promise to a client.
    """
    wall = _wall(day, minute)
    while True:
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            return instant
        wall += timedelta(minutes=1)


def to_wall(instant: datetime, zone: ZoneInfo) -> tuple[date, int]:
    """Return the day and the minute from midnight that clocks in ``zone`` show at an instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    wall = instant.astimezone(zone)
    return wall.date(), wall.hour * 60 + wall.minute


def wall_exists(day: date, minute: int, zone: ZoneInfo) -> bool:
    """Tell whether clocks in ``zone`` ever show that wall time."""
    wall = _wall(day, minute)
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    return instant.astimezone(zone).replace(tzinfo=None) == wall


def is_doubled(day: date, minute: int, zone: ZoneInfo) -> bool:
    """Tell whether clocks in ``zone`` show that wall time twice."""
    if not wall_exists(day, minute, zone):
        return False
    wall = _wall(day, minute).replace(tzinfo=zone)
    return wall.utcoffset() != wall.replace(fold=1).utcoffset()


def missing_spans(day: date, zone: ZoneInfo) -> list[MinuteSpan]:
    """Return the stretches of the day's wall clock that the clocks jump over; mostly none."""
    if _wall(day, 0).replace(tzinfo=zone).utcoffset() == (
        _wall(day, DAY_MINUTES).replace(tzinfo=zone).utcoffset()
    ):
        return []
    missing = [minute for minute in range(DAY_MINUTES) if not wall_exists(day, minute, zone)]
    return [MinuteSpan(missing[0], missing[-1] + 1)] if missing else []


def day_minutes(day: date, zone: ZoneInfo) -> int:
    """Return how many real minutes the day has: 1440, or less and more when clocks change."""
    start = to_utc_or_next(day, 0, zone)
    end = to_utc_or_next(day, DAY_MINUTES, zone)
    return int((end - start).total_seconds()) // 60


def shift_wall(day: date, minute: int, minutes: int) -> tuple[date, int]:
    """Return the wall time ``minutes`` of wall clock later (earlier if negative)."""
    days, rest = divmod(minute + minutes, DAY_MINUTES)
    return day + timedelta(days=days), rest


def wall_minutes_between(start: tuple[date, int], end: tuple[date, int]) -> int:
    """Return the distance of two wall times in wall minutes; negative if ``end`` is earlier."""
    return (end[0] - start[0]).days * DAY_MINUTES + end[1] - start[1]


def _wall(day: date, minute: int) -> datetime:
    if not 0 <= minute <= DAY_MINUTES:
        raise ValueError(f"not a minute of a day: {minute}")
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _next_existing(day: date, minute: int, zone: ZoneInfo) -> int | None:
    later = range(minute + 1, DAY_MINUTES)
    return next((other for other in later if wall_exists(day, other, zone)), None)
