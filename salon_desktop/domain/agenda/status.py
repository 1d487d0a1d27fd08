"""The life of an appointment's status: what may follow what, and what a cancellation is.

Nothing here changes by itself: a no-show is offered after the grace, never set by the clock
(docs/rules.md, life of an appointment).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import shift_wall, to_utc_or_next

NO_SHOW_GRACE_MINUTES = 15
LATE_WINDOW_HOURS = 24


class Status(StrEnum):
    """Where an appointment stands in its life."""

    TENTATIVE = "tentative"
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_SERVICE = "in_service"
    DONE = "done"
    PAID = "paid"
    NO_SHOW = "no_show"
    CANCELLED_BY_CLIENT = "cancelled_by_client"
    CANCELLED_BY_SALON = "cancelled_by_salon"
    LATE_CANCELLED = "late_cancelled"
    EXPIRED = "expired"


class CancelReason(StrEnum):
    """Why an appointment was cancelled. There is no default: a preselected one poisons counts."""

    ILL = "ill"
    WORK = "work"
    FORGOT = "forgot"
    WEATHER_OR_TRANSPORT = "weather_or_transport"
    FOUND_ANOTHER_TIME = "found_another_time"
    PRICE = "price"
    OTHER_SALON = "other_salon"
    OPERATOR_ILL = "operator_ill"
    ROOM_OR_DEVICE_OUT = "room_or_device_out"
    DOUBLE_ENTRY = "double_entry"
    OTHER = "other"


CANCELLED = frozenset(
    {Status.CANCELLED_BY_CLIENT, Status.CANCELLED_BY_SALON, Status.LATE_CANCELLED}
)
OCCUPYING = frozenset(Status) - CANCELLED - {Status.NO_SHOW, Status.EXPIRED}
UPCOMING = frozenset({Status.TENTATIVE, Status.BOOKED, Status.CONFIRMED})

_GIVEN_UP = frozenset({Status.CANCELLED_BY_CLIENT, Status.CANCELLED_BY_SALON})
_THERE = frozenset({Status.ARRIVED, Status.IN_SERVICE, Status.DONE})
_REINSTATED = frozenset({Status.BOOKED})
# A desk in a hurry skips signs (nobody tapped "arrived"), so the forward way may be shortened.
# Back to booked from the dead ends means the place is taken anew: its claims are checked again.
_LEGAL: Mapping[Status, frozenset[Status]] = {
    Status.TENTATIVE: _GIVEN_UP | {Status.BOOKED, Status.EXPIRED},
    Status.BOOKED: CANCELLED | _THERE | {Status.CONFIRMED, Status.NO_SHOW},
    Status.CONFIRMED: CANCELLED | _THERE | {Status.BOOKED, Status.NO_SHOW},
    Status.ARRIVED: CANCELLED | {Status.IN_SERVICE, Status.DONE, Status.PAID},
    Status.IN_SERVICE: frozenset({Status.DONE, Status.PAID}),
    Status.DONE: frozenset({Status.PAID}),
    Status.PAID: frozenset(),
    Status.NO_SHOW: _REINSTATED,
    Status.CANCELLED_BY_CLIENT: _REINSTATED,
    Status.CANCELLED_BY_SALON: _REINSTATED,
    Status.LATE_CANCELLED: _REINSTATED,
    Status.EXPIRED: _REINSTATED,
}


class StatusNotPossible(DomainError):
    """The appointment's life has no such step; facts: old, new."""

    code: ClassVar[str] = "status_not_possible"


class NoShowTooEarly(DomainError):
    """Nobody is a no-show before the grace has passed; facts: possible_from (UTC instant)."""

    code: ClassVar[str] = "no_show_too_early"


def check_transition(
    old: Status,
    new: Status,
    *,
    now: datetime,
    starts_at: datetime,
    grace_minutes: int = NO_SHOW_GRACE_MINUTES,
) -> None:
    """Refuse a status change that the life of an appointment does not have.

    ``now`` and ``starts_at`` are aware instants. Raises StatusNotPossible or NoShowTooEarly.
    """
    if new not in _LEGAL[old]:
        raise StatusNotPossible(old=old.value, new=new.value)
    if new is Status.NO_SHOW:
        possible_from = starts_at + timedelta(minutes=grace_minutes)
        if now < possible_from:
            raise NoShowTooEarly(possible_from=possible_from)


def next_statuses(old: Status) -> frozenset[Status]:
    """Return what ``old`` may become, so that a menu offers nothing that is refused."""
    return _LEGAL[old]


def late_from(
    day: date, start: int, zone: ZoneInfo, window_hours: int = LATE_WINDOW_HOURS
) -> datetime:
    """Return the last instant at which cancelling is still free.

    24 hours mean "the day before at the same time on the wall", whatever the clocks do between.
    """
    last_day, last_minute = shift_wall(day, start, -window_hours * 60)
    return to_utc_or_next(last_day, last_minute, zone)


def is_late(
    now: datetime, day: date, start: int, zone: ZoneInfo, window_hours: int = LATE_WINDOW_HOURS
) -> bool:
    """Tell whether cancelling at ``now`` lies inside the policy window."""
    return now > late_from(day, start, zone, window_hours)


def client_cancellation(
    now: datetime, day: date, start: int, zone: ZoneInfo, window_hours: int = LATE_WINDOW_HOURS
) -> Status:
    """Return which cancellation a client's call at ``now`` is."""
    late = is_late(now, day, start, zone, window_hours)
    return Status.LATE_CANCELLED if late else Status.CANCELLED_BY_CLIENT
