"""When people may be written to."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.messaging.quiet_hours import (
    COUNTRIES,
    MARGIN_MINUTES,
    NARROWEST,
    QuietHours,
    WindowRefused,
    Windows,
    quiet_hours_of,
    window,
)
from salon_desktop.domain.wall_clock import MinuteSpan, to_wall

ROME, HELSINKI = ZoneInfo("Europe/Rome"), ZoneInfo("Europe/Helsinki")
MONDAY, SATURDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 7), date(2026, 3, 8)
RESOURCES = Path(__file__).parents[3] / "resources"


def rome(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant at which clocks in Rome show that time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ROME).astimezone(UTC)


def span(opens: str, closes: str) -> MinuteSpan:
    """Return a window written as people say it."""
    minutes = [int(text[:-3]) * 60 + int(text[-2:]) for text in (opens, closes)]
    return window(*minutes)


@pytest.mark.parametrize(("opens", "closes"), [(1200, 480), (600, 600), (-1, 60), (60, 1441)])
def test_a_window_over_midnight_or_without_length_is_refused(opens, closes):
    with pytest.raises(WindowRefused) as refused:
        window(opens, closes)
    assert refused.value.facts == {"opens": opens, "closes": closes}


def test_a_week_has_seven_days_and_some_window():
    with pytest.raises(ValueError, match="seven"):
        Windows(week=(window(1, 2),) * 6, holiday=None, eve=None)
    with pytest.raises(ValueError, match="some weekday"):
        Windows(week=(None,) * 7, holiday=window(1, 2), eve=None)


@pytest.mark.parametrize(
    ("country", "purpose", "day", "expected"),
    [
        ("IT", "service", SUNDAY, ("8:30", "20:30")),
        ("IT", "offers", MONDAY, ("9:00", "20:00")),
        ("IT", "offers", SATURDAY, ("10:00", "19:00")),
        ("IT", "offers", SUNDAY, None),
        ("FR", "service", MONDAY, ("8:30", "20:00")),
        ("FR", "offers", SATURDAY, ("10:00", "20:00")),
        ("DE", "offers", SATURDAY, ("10:00", "18:00")),
        ("RO", "offers", MONDAY, ("9:00", "20:00")),
        ("fi", "service", MONDAY, ("8:30", "20:30")),
        ("ES", "offers", SUNDAY, None),
        ("LV", "service", MONDAY, ("8:30", "20:00")),
        ("LV", "offers", MONDAY, ("10:00", "20:00")),
        ("LV", "offers", SATURDAY, ("10:00", "18:00")),
        ("LV", "offers", SUNDAY, None),
    ],
)
def test_each_country_has_its_windows_and_others_the_narrowest(country, purpose, day, expected):
    windows: Windows = getattr(quiet_hours_of(country), purpose)
    assert windows.on(day, ()) == (None if expected is None else span(*expected))


def test_offers_rest_on_holidays_and_end_earlier_on_their_eves():
    offers = quiet_hours_of("IT").offers
    christmas = {date(2026, 12, 25), date(2026, 12, 26)}
    assert offers.on(date(2026, 12, 25), christmas) is None
    assert offers.on(date(2026, 12, 24), christmas) == span("10:00", "19:00")
    assert quiet_hours_of("IT").service.on(date(2026, 12, 25), christmas) == span("8:30", "20:30")


def test_the_eve_of_a_holiday_never_opens_a_sunday():
    assert quiet_hours_of("IT").offers.on(SUNDAY, {SUNDAY + timedelta(days=1)}) is None


def test_the_shipped_file_says_the_same_as_the_rules():
    shipped = json.loads((RESOURCES / "quiet_hours.json").read_text("utf-8"))

    def said(raw: dict[str, list[list[int] | None] | list[int] | None]) -> Windows:
        week = raw["weekdays"]
        assert week is not None
        return Windows(
            week=tuple(_window(each) for each in week),
            holiday=_window(raw["holiday"]),
            eve=_window(raw["holiday_eve"]),
        )

    def _window(raw: object) -> MinuteSpan | None:
        return None if raw is None else window(*raw)  # type: ignore[misc]  # a pair of minutes

    read = {
        country: QuietHours(service=said(each["service_messages"]), offers=said(each["offers"]))
        for country, each in (shipped["countries"] | {"": shipped["unlisted"]}).items()
    }
    assert read.pop("") == NARROWEST
    assert read == COUNTRIES


def test_a_window_contains_its_opening_and_not_its_closing():
    service = quiet_hours_of("IT").service
    assert not service.within(rome(MONDAY, 8, 29), ROME, ())
    assert service.within(rome(MONDAY, 8, 30), ROME, ())
    assert service.within(rome(MONDAY, 20, 29), ROME, ())
    assert not service.within(rome(MONDAY, 20, 30), ROME, ())


@pytest.mark.parametrize("hour", [0, 3])
def test_after_midnight_the_same_morning_opens_next(hour):
    service = quiet_hours_of("IT").service
    assert service.next_open(rome(MONDAY, hour), ROME, ()) == rome(MONDAY, 8, 30)


def test_an_evening_waits_for_the_next_morning_and_saturday_night_for_monday():
    hours = quiet_hours_of("IT")
    assert hours.service.next_open(rome(SATURDAY, 21), ROME, ()) == rome(SUNDAY, 8, 30)
    assert hours.offers.next_open(rome(SATURDAY, 21), ROME, ()) == rome(date(2026, 3, 9), 9)


def test_what_falls_into_the_night_moves_to_the_evening_before():
    service = quiet_hours_of("IT").service
    assert service.latest_before(rome(MONDAY, 7), ROME, ()) == rome(date(2026, 3, 1), 20)
    assert service.latest_before(rome(MONDAY, 22), ROME, ()) == rome(MONDAY, 20)
    assert service.latest_before(rome(MONDAY, 12), ROME, ()) == rome(MONDAY, 12)


def test_offers_move_back_over_a_sunday():
    offers = quiet_hours_of("IT").offers
    assert offers.latest_before(rome(SUNDAY, 12), ROME, ()) == rome(SATURDAY, 18, 30)


def test_a_short_window_is_used_from_its_opening():
    short = Windows(week=(window(600, 610),) * 7, holiday=None, eve=None)
    assert short.latest_before(rome(MONDAY, 12), ROME, ()) == rome(MONDAY, 10)


def test_a_row_of_closed_days_longer_than_a_month_has_no_window():
    closed = {MONDAY + timedelta(days=day) for day in range(-50, 50)}
    offers = quiet_hours_of("IT").offers
    assert offers.next_open(rome(MONDAY, 12), ROME, closed) is None
    assert offers.latest_before(rome(MONDAY, 12), ROME, closed) is None


# Around both clock changes, in zones that change at different wall times.
CHANGES = st.sampled_from(
    [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]
)
INSTANTS = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    CHANGES,
    st.integers(-5 * 24 * 60, 5 * 24 * 60),
)
HOURS = st.sampled_from([*COUNTRIES.values(), NARROWEST]).flatmap(
    lambda hours: st.sampled_from([hours.service, hours.offers])
)
# Narrow windows in the very hours that are missing or doubled.
NIGHT = st.integers(0, 300).map(
    lambda opens: Windows(week=(window(opens, opens + 45),) * 7, holiday=None, eve=None)
)
ZONES = st.sampled_from([ROME, HELSINKI])
HOLIDAYS = st.frozensets(st.dates(date(2027, 3, 20), date(2027, 4, 5)), max_size=4)


@given(HOURS, INSTANTS, ZONES, HOLIDAYS)
def test_the_next_opening_is_open_and_the_first(windows, instant, zone, holidays):
    opening = windows.next_open(instant, zone, holidays)
    assert opening is not None and opening >= instant
    assert windows.within(opening, zone, holidays)
    between = (opening - instant) // 20
    for step in range(20):
        earlier = instant + between * step
        assert earlier == opening or not windows.within(earlier, zone, holidays)


@given(HOURS, INSTANTS, ZONES, HOLIDAYS)
def test_a_moment_moved_earlier_is_open_and_leaves_time_for_a_sweep(
    windows, instant, zone, holidays
):
    moved = windows.latest_before(instant, zone, holidays)
    assert moved is not None and moved <= instant
    assert windows.within(moved, zone, holidays)
    if moved != instant:
        day, minute = to_wall(moved, zone)
        today = windows.on(day, holidays)
        assert today is not None and minute == today.end - MARGIN_MINUTES


@given(NIGHT, INSTANTS, ZONES)
def test_windows_in_the_missing_hour_still_give_an_answer(windows, instant, zone):
    opening = windows.next_open(instant, zone, ())
    earlier = windows.latest_before(instant, zone, ())
    assert opening is not None and opening >= instant
    assert earlier is not None and earlier <= instant


def test_clock_change_days_open_at_the_usual_wall_time():
    service = quiet_hours_of("IT").service
    for day, hour in ((date(2027, 3, 28), 6), (date(2027, 10, 31), 7)):
        midnight = rome(day, 0)
        assert service.next_open(midnight, ROME, ()) == datetime(
            day.year, day.month, day.day, hour, 30, tzinfo=UTC
        )
