"""When people may be written to: windows by country, purpose and kind of day.

A window lies inside one day; windows over midnight are refused, so that the arithmetic stays
simple. Times are wall minutes of the salon's zone (docs/rules.md, quiet hours).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from typing import ClassVar
from zoneinfo import ZoneInfo

from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import DAY_MINUTES, MinuteSpan, to_utc_or_next, to_wall

LOOK_DAYS = 31  # further away than any row of closed days
# A message moved before the closing of a window keeps this distance from it, so that a sweep
# that comes late still finds the window open.
MARGIN_MINUTES = 30

_SATURDAY, _SUNDAY = 5, 6


class WindowRefused(DomainError):
    """A window must open before it closes, on the same day; facts: opens, closes (minutes)."""

    code: ClassVar[str] = "quiet_hours_window"


def window(opens: int, closes: int) -> MinuteSpan:
    """Return the window between two wall minutes, or raise WindowRefused."""
    if not 0 <= opens < closes <= DAY_MINUTES:
        raise WindowRefused(opens=opens, closes=closes)
    return MinuteSpan(opens, closes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The windows of one purpose: Monday to Sunday, holidays, and eves of holidays.

    None is a day without a window. An eve narrows the window of its weekday, a holiday replaces it.
    """

    week: tuple[MinuteSpan | None, ...]
    holiday: MinuteSpan | None
    eve: MinuteSpan | None

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if not any(self.week):
            raise ValueError("messages must be possible on some weekday")

    def on(self, day: date, holidays: Collection[date]) -> MinuteSpan | None:
        """Return the window of a day; ``holidays`` are the days the country keeps."""
        if day in holidays:
            return self.holiday
        usual = self.week[day.weekday()]
        if day + timedelta(days=1) in holidays:
            return _shared(usual, self.eve)
        return usual

    def within(self, instant: datetime, zone: ZoneInfo, holidays: Collection[date]) -> bool:
        """Tell whether a message may leave at ``instant``."""
        day, minute = to_wall(instant, zone)
        span = self.on(day, holidays)
        return span is not None and span.holds(minute)

    def next_open(
        self, instant: datetime, zone: ZoneInfo, holidays: Collection[date]
    ) -> datetime | None:
        """Return the first instant from ``instant`` on at which a message may leave.

        None if no window opens in a month.
        """
        if self.within(instant, zone, holidays):
            return instant
        today, _ = to_wall(instant, zone)
        for offset in range(LOOK_DAYS):
            span = self.on(today + timedelta(days=offset), holidays)
            if span is None:
                continue
            opening = to_utc_or_next(today + timedelta(days=offset), span.start, zone)
            if opening > instant:
                return opening
        return None

    def latest_before(
        self, instant: datetime, zone: ZoneInfo, holidays: Collection[date]
    ) -> datetime | None:
        """Return ``instant`` if its window is open, else a moment earlier that is.

        That moment lies MARGIN_MINUTES before the closing of the last window that had closed by
        then, or at its opening if it is shorter. None if there was none in a month.
        """
        if self.within(instant, zone, holidays):
            return instant
        today, _ = to_wall(instant, zone)
        for offset in range(LOOK_DAYS):
            day = today - timedelta(days=offset)
            span = self.on(day, holidays)
            if span is None:
                continue
            minute = max(span.start, span.end - MARGIN_MINUTES)
            moment = to_utc_or_next(day, minute, zone)
            if moment < instant:
                return moment
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The windows of a country for messages about her visits, and for offers."""

    service: Windows
    offers: Windows


def _same(span: MinuteSpan) -> Windows:
    return Windows(week=(span,) * 7, holiday=span, eve=span)


def _offers(weekdays: MinuteSpan, saturday: MinuteSpan, eve: MinuteSpan | None = None) -> Windows:
    """Never on Sundays and holidays."""
    week = (*((weekdays,) * _SATURDAY), saturday, None)
    return Windows(week=week, holiday=None, eve=eve or weekdays)


def _at(opens: str, closes: str) -> MinuteSpan:
    def minute(text: str) -> int:
        hours, minutes = text.split(":")
        return int(hours) * 60 + int(minutes)

    return window(minute(opens), minute(closes))


_CUSTOM = QuietHours(
    service=_same(_at("8:30", "20:30")),
    offers=_offers(_at("9:00", "20:00"), _at("10:00", "18:00")),
)
COUNTRIES: Mapping[str, QuietHours] = {
    "IT": QuietHours(
        service=_same(_at("8:30", "20:30")),
        offers=_offers(_at("9:00", "20:00"), _at("10:00", "19:00"), eve=_at("10:00", "19:00")),
    ),
    "FR": QuietHours(
        service=_same(_at("8:30", "20:00")),
        offers=_offers(_at("10:00", "20:00"), _at("10:00", "20:00")),
    ),
    "DE": _CUSTOM,
    "RO": _CUSTOM,
    "FI": _CUSTOM,
    "ES": _CUSTOM,
}


def quiet_hours_of(country: str) -> QuietHours:
    """Return a country's default; one that is not listed gets the narrowest of the table."""
    return COUNTRIES.get(country.upper(), NARROWEST)


def _shared(one: MinuteSpan | None, other: MinuteSpan | None) -> MinuteSpan | None:
    return None if one is None or other is None else one.intersect(other)


def _narrower(one: Windows, other: Windows) -> Windows:
    pairs = zip(one.week, other.week, strict=True)
    return Windows(
        week=tuple(_shared(mine, yours) for mine, yours in pairs),
        holiday=_shared(one.holiday, other.holiday),
        eve=_shared(one.eve, other.eve),
    )


NARROWEST = QuietHours(
    service=reduce(_narrower, (each.service for each in COUNTRIES.values())),
    offers=reduce(_narrower, (each.offers for each in COUNTRIES.values())),
)
