"""When the salon writes about an appointment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.messaging.quiet_hours import Windows, quiet_hours_of, window
from salon_desktop.domain.messaging.reminders import (
    HOLD,
    Planned,
    ReminderRules,
    booking_confirmation,
    change_notice,
    reminder_1,
    reminder_2,
)
from salon_desktop.domain.wall_clock import WallTimeMissing, to_wall

ROME = ZoneInfo("Europe/Rome")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SERVICE = quiet_hours_of("IT").service


def rome(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the instant at which clocks in Rome show that time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ROME).astimezone(UTC)


def tuesday_to_saturday(day: date) -> bool:
    """Keep the usual hours of a salon: closed on Sunday and Monday."""
    return day.weekday() not in (0, 6)


def first(day: date, start: int = 15 * 60, **changes: Any) -> Planned | None:
    """Plan reminder 1 of a visit in Rome."""
    facts: dict[str, Any] = {
        "booked_at": LONG_AGO,
        "zone": ROME,
        "is_open": tuesday_to_saturday,
        "windows": SERVICE,
    }
    return reminder_1(day=day, start=start, **(facts | changes))


def due(day: date, start: int = 15 * 60, **changes: Any) -> datetime:
    """Return when reminder 1 leaves."""
    planned = first(day, start, **changes)
    assert planned is not None
    return planned.due_at


def test_the_reminder_leaves_the_day_before_at_ten():
    planned = first(date(2026, 3, 5))
    assert planned == Planned(
        due_at=rome(date(2026, 3, 4), 10), expires_at=rome(date(2026, 3, 5), 12)
    )


def test_after_a_closed_sunday_and_monday_it_leaves_on_saturday():
    assert due(date(2026, 3, 3)) == rome(date(2026, 2, 28), 10)


def test_after_a_long_closure_it_leaves_on_the_last_open_day():
    closure = (date(2026, 12, 24), date(2027, 1, 6))
    assert due(
        date(2027, 1, 7),
        is_open=lambda day: tuesday_to_saturday(day) and not closure[0] <= day <= closure[1],
    ) == rome(date(2026, 12, 23), 10)


def test_a_salon_without_any_open_day_is_reminded_of_the_day_before():
    assert due(date(2026, 3, 5), is_open=lambda day: False) == rome(date(2026, 3, 4), 10)


@pytest.mark.parametrize(
    ("day", "before", "utc_hour"),
    [
        (date(2027, 3, 28), date(2027, 3, 27), 9),  # clock change and Easter
        (date(2027, 3, 29), date(2027, 3, 28), 8),
        (date(2027, 5, 2), date(2027, 5, 1), 8),  # Orthodox Easter
        (date(2027, 10, 31), date(2027, 10, 30), 8),
        (date(2027, 11, 1), date(2027, 10, 31), 9),
        (date(2026, 10, 25), date(2026, 10, 24), 8),
        (date(2026, 10, 26), date(2026, 10, 25), 9),
        (date(2028, 2, 29), date(2028, 2, 28), 9),  # leap day
        (date(2028, 3, 1), date(2028, 2, 29), 9),
        (date(2028, 4, 16), date(2028, 4, 15), 8),  # both Easters on one day
        (date(2031, 4, 13), date(2031, 4, 12), 8),
        (date(2027, 1, 1), date(2026, 12, 31), 9),
    ],
)
def test_on_every_odd_day_it_is_ten_on_the_wall(day, before, utc_hour):
    assert due(day, is_open=lambda each: True) == datetime(
        before.year, before.month, before.day, utc_hour, tzinfo=UTC
    )


def test_a_visit_booked_after_that_moment_gets_no_reminder():
    moment = rome(date(2026, 3, 4), 10)
    assert first(date(2026, 3, 5), booked_at=moment) is not None
    assert first(date(2026, 3, 5), booked_at=moment + timedelta(seconds=1)) is None


def test_a_rule_at_night_moves_to_the_evening_before():
    early = ReminderRules(minute=7 * 60)
    assert due(date(2026, 3, 5), rules=early) == rome(date(2026, 3, 3), 20)


def test_a_late_rule_never_comes_closer_than_three_hours():
    late = ReminderRules(minute=20 * 60)
    planned = first(date(2026, 3, 5), start=0, rules=late)
    assert planned is not None
    assert planned.expires_at == rome(date(2026, 3, 4), 21)
    assert planned.due_at == rome(date(2026, 3, 4), 20)
    midnight = first(date(2026, 3, 5), start=30, rules=ReminderRules(minute=23 * 60))
    assert midnight is not None and midnight.due_at == rome(date(2026, 3, 4), 20)


def test_without_any_window_there_is_no_reminder():
    never = {date(2026, 3, 4) - timedelta(days=day) for day in range(40)}
    assert first(date(2026, 3, 5), windows=quiet_hours_of("IT").offers, holidays=never) is None


def test_a_visit_at_a_time_that_does_not_exist_has_no_reminder_to_plan():
    with pytest.raises(WallTimeMissing):
        first(date(2027, 3, 28), start=150)


def test_a_rule_at_a_missing_time_takes_the_moment_of_the_change():
    night = Windows(week=(window(0, 1440),) * 7, holiday=None, eve=None)
    assert due(
        date(2027, 3, 29),
        rules=ReminderRules(minute=150),
        windows=night,
        is_open=lambda day: True,
    ) == datetime(2027, 3, 28, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"minute": -1},
        {"minute": 1440},
        {"second_not_before": 1440},
        {"hours_before": 0},
        {"second_hours_before": 0},
        {"second_ends_minutes_before": 0},
        {"second_ends_minutes_before": 180},
    ],
    ids=str,
)
def test_nonsense_is_no_rule(nonsense):
    with pytest.raises(ValueError, match="reminder"):
        ReminderRules(**nonsense)


# Days around both clock changes of two years, and zones that change at other wall times.
DAYS = st.sampled_from([date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]).flatmap(
    lambda change: st.integers(-4, 12).map(lambda days: change + timedelta(days=days))
)
ZONES = st.sampled_from(["Europe/Rome", "Europe/Bucharest", "Europe/Helsinki"]).map(ZoneInfo)


@given(
    day=DAYS,
    start=st.integers(5 * 60, 23 * 60),
    zone=ZONES,
    country=st.sampled_from(["IT", "FR", "DE", "LV"]),
    closed=st.sets(st.integers(0, 6), max_size=6),
    minute=st.integers(0, 1439),
    booked_before=st.integers(0, 96),
)
def test_a_reminder_is_in_its_window_early_enough_and_not_before_the_booking(
    day, start, zone, country, closed, minute, booked_before
):
    windows = quiet_hours_of(country).service

    def is_open(each: date) -> bool:
        return each.weekday() not in closed

    starts_at = datetime(day.year, day.month, day.day, start // 60, start % 60, tzinfo=zone)
    booked_at = starts_at.astimezone(UTC) - timedelta(hours=booked_before)
    facts: dict[str, Any] = {
        "zone": zone,
        "is_open": is_open,
        "windows": windows,
        "rules": ReminderRules(minute=minute),
    }
    planned = first(day, start, booked_at=booked_at, **facts)
    always = first(day, start, **facts)
    assert always is not None
    assert windows.within(always.due_at, zone, ())
    assert always.due_at < always.expires_at == starts_at.astimezone(UTC) - timedelta(hours=3)
    sent_on, _ = to_wall(always.due_at, zone)
    assert sent_on < day
    assert planned == (always if booked_at <= always.due_at else None)


@given(day=DAYS, start=st.integers(8 * 60, 20 * 60), zone=ZONES)
def test_the_usual_rule_is_always_ten_on_an_open_day(day, start, zone):
    moment = due(day, start, zone=zone)
    sent_on, minute = to_wall(moment, zone)
    assert minute == 600 and tuesday_to_saturday(sent_on)
    between = (sent_on + timedelta(days=gap) for gap in range(1, (day - sent_on).days))
    assert not any(tuesday_to_saturday(each) for each in between)


def second(start: int, **changes: Any) -> Planned | None:
    """Plan reminder 2 of a visit in Rome on a Thursday."""
    facts: dict[str, Any] = {"booked_at": LONG_AGO, "zone": ROME, "windows": SERVICE}
    return reminder_2(day=date(2026, 3, 5), start=start, **(facts | changes))


def test_the_second_reminder_leaves_three_hours_before():
    thursday = date(2026, 3, 5)
    assert second(15 * 60) == Planned(due_at=rome(thursday, 12), expires_at=rome(thursday, 13, 30))


def test_the_second_reminder_does_not_wake_anybody():
    thursday = date(2026, 3, 5)
    assert second(11 * 60) == Planned(
        due_at=rome(thursday, 8, 30), expires_at=rome(thursday, 9, 30)
    )
    assert second(10 * 60) is None
    assert second(9 * 60) is None


def test_the_second_reminder_keeps_to_the_windows_and_to_the_booking():
    assert second(15 * 60, holidays=[date(2026, 3, 5)], windows=quiet_hours_of("IT").offers) is None
    assert second(15 * 60, booked_at=rome(date(2026, 3, 5), 12, 1)) is None


def test_a_confirmation_leaves_after_time_to_undo():
    saved = rome(date(2026, 3, 2), 12)
    starts = saved + timedelta(hours=2)
    assert booking_confirmation(saved_at=saved, starts_at=starts) == Planned(
        due_at=saved + HOLD, expires_at=starts
    )
    assert booking_confirmation(saved_at=saved, starts_at=starts - timedelta(seconds=1)) is None


def test_nobody_is_told_of_a_shift_under_ten_minutes():
    saved = rome(date(2026, 3, 2), 12)
    old = saved + timedelta(days=1)
    assert (
        change_notice(saved_at=saved, old_starts_at=old, starts_at=old + timedelta(minutes=9))
        is None
    )
    new = old - timedelta(minutes=10)
    assert change_notice(saved_at=saved, old_starts_at=old, starts_at=new) == Planned(
        due_at=saved + HOLD, expires_at=new
    )


def test_a_move_to_right_now_is_told_in_person():
    saved = rome(date(2026, 3, 2), 12)
    assert (
        change_notice(
            saved_at=saved,
            old_starts_at=saved + timedelta(hours=1),
            starts_at=saved + timedelta(seconds=90),
        )
        is None
    )
