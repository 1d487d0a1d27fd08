"""When the salon writes about an appointment: due and expiry of each kind of message.

A day before means the same wall time on another day; hours before are real hours. A moment in
quiet time moves earlier, never later (docs/rules.md, messages and quiet hours).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from salon_desktop.domain.messaging.quiet_hours import MARGIN_MINUTES, Windows
from salon_desktop.domain.wall_clock import to_utc, to_utc_or_next

LOOK_BACK_DAYS = 62  # longer than any closure of a salon
HOLD = timedelta(seconds=90)  # time to undo before a notice leaves
SMALL_MOVE_MINUTES = 10  # nobody gets a message for a smaller shift

IsOpen = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRules:
    """The owner's choices: the wall minute of reminder 1, and how long before a visit it ends."""

    minute: int = 10 * 60
    hours_before: int = 3
    second_hours_before: int = 3
    second_not_before: int = 8 * 60 + 30
    second_ends_minutes_before: int = 90

    def __post_init__(self) -> None:
        if not 0 <= self.minute < 24 * 60 or not 0 <= self.second_not_before < 24 * 60:
            raise ValueError("a reminder has a wall minute of the day")
        if self.hours_before < 1 or self.second_hours_before < 1:
            raise ValueError("a reminder comes at least an hour before the visit")
        if not 0 < self.second_ends_minutes_before < self.second_hours_before * 60:
            raise ValueError("the second reminder ends after it is due and before the visit")


DEFAULT_RULES = ReminderRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """When a message is due and from when on it may not leave any more (both UTC)."""

    due_at: datetime
    expires_at: datetime


def reminder_1(
    *,
    day: date,
    start: int,
    booked_at: datetime,
    zone: ZoneInfo,
    is_open: IsOpen,
    windows: Windows,
    holidays: Collection[date] = (),
    rules: ReminderRules = DEFAULT_RULES,
) -> Planned | None:
    """Return when the first reminder of a visit on ``day`` at wall minute ``start`` leaves.

    The day before at 10:00 or, if the salon is closed then, the last open day at 10:00; in quiet
    time earlier, and never later than three hours before the visit. None if the visit was booked
    after that moment. Raises WallTimeMissing if the visit's own start does not exist.
    """
    expires_at = to_utc(day, start, zone) - timedelta(hours=rules.hours_before)
    wished = to_utc_or_next(_last_open_day(day, is_open), rules.minute, zone)
    # A rule of the owner may wish for a moment too late; a sweep still needs time before the end.
    latest = min(wished, expires_at - timedelta(minutes=MARGIN_MINUTES))
    due_at = windows.latest_before(latest, zone, holidays)
    if due_at is None or booked_at > due_at:
        return None
    return Planned(due_at=due_at, expires_at=expires_at)


def reminder_2(
    *,
    day: date,
    start: int,
    booked_at: datetime,
    zone: ZoneInfo,
    windows: Windows,
    holidays: Collection[date] = (),
    rules: ReminderRules = DEFAULT_RULES,
) -> Planned | None:
    """Return when the second reminder, for visits nobody confirmed, leaves.

    Three hours before, not before 8:30 that day; None if fewer than 90 minutes are left then, in
    quiet time, or if the visit was booked later. Raises WallTimeMissing as ``reminder_1`` does.
    """
    starts_at = to_utc(day, start, zone)
    due_at = max(
        starts_at - timedelta(hours=rules.second_hours_before),
        to_utc_or_next(day, rules.second_not_before, zone),
    )
    expires_at = starts_at - timedelta(minutes=rules.second_ends_minutes_before)
    if due_at >= expires_at or booked_at > due_at:
        return None
    if not windows.within(due_at, zone, holidays):
        return None
    return Planned(due_at=due_at, expires_at=expires_at)


def booking_confirmation(*, saved_at: datetime, starts_at: datetime) -> Planned | None:
    """Return when a confirmation leaves: 90 seconds after saving, none if the visit is near."""
    return _notice(saved_at, starts_at, timedelta(hours=2))


def change_notice(
    *, saved_at: datetime, old_starts_at: datetime, starts_at: datetime
) -> Planned | None:
    """Return when the notice of a move leaves: after 90 seconds, none for under ten minutes."""
    if abs(starts_at - old_starts_at) < timedelta(minutes=SMALL_MOVE_MINUTES):
        return None
    return _notice(saved_at, starts_at, timedelta())


def _notice(saved_at: datetime, starts_at: datetime, nearness: timedelta) -> Planned | None:
    due_at = saved_at + HOLD
    if starts_at - saved_at < nearness or due_at >= starts_at:
        return None
    # A night or a closed line may lie between; the visit itself is the end of its use.
    return Planned(due_at=due_at, expires_at=starts_at)


def _last_open_day(day: date, is_open: IsOpen) -> date:
    """Return the last open day before ``day``; the day before where none is known."""
    before = (day - timedelta(days=back) for back in range(1, LOOK_BACK_DAYS + 1))
    return next((each for each in before if is_open(each)), day - timedelta(days=1))
