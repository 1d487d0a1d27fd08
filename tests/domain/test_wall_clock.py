"""Wall time: the promise stays on the wall, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.wall_clock import (
    DAY_MINUTES,
    MinuteSpan,
    WallTimeMissing,
    day_minutes,
    is_doubled,
    missing_spans,
    shift_wall,
    to_utc,
    to_utc_or_next,
    to_wall,
    wall_exists,
    wall_minutes_between,
)

ROME, BERLIN = ZoneInfo("Europe/Rome"), ZoneInfo("Europe/Berlin")
BUCHAREST, HELSINKI = ZoneInfo("Europe/Bucharest"), ZoneInfo("Europe/Helsinki")
ZONES = [
    ROME,
    BERLIN,
    BUCHAREST,
    HELSINKI,
    *map(
        ZoneInfo,
        [
            "Europe/Riga",
            "Europe/Madrid",
            "America/New_York",
            "Australia/Sydney",
            "Australia/Lord_Howe",
            "Asia/Almaty",
            "America/Santiago",
        ],
    ),
]
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)

zones = st.sampled_from(ZONES)
days = st.dates(date(2020, 1, 1), date(2039, 12, 31))
minutes = st.integers(0, DAY_MINUTES - 1)
spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda pair: pair[0] < pair[1])


@given(zones, days, minutes)
def test_a_wall_time_that_exists_comes_back_from_utc(
    zone: ZoneInfo, day: date, minute: int
) -> None:
    if wall_exists(day, minute, zone):
        assert to_wall(to_utc(day, minute, zone), zone) == (day, minute)
    else:
        with pytest.raises(WallTimeMissing):
            to_utc(day, minute, zone)


@given(
    zones,
    st.integers(0, 20 * 366 * DAY_MINUTES).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
)
def test_every_instant_is_shown_by_the_clock_and_the_first_of_its_wall_times_is_meant(
    zone: ZoneInfo, instant: datetime
) -> None:
    day, minute = to_wall(instant, zone)
    assert to_utc(day, minute, zone) <= instant
    assert (to_utc(day, minute, zone) == instant) or is_doubled(day, minute, zone)


@given(zones, days)
def test_the_wall_minutes_that_exist_and_are_doubled_add_up_to_the_length_of_the_day(
    zone: ZoneInfo, day: date
) -> None:
    gone = sum(span.minutes for span in missing_spans(day, zone))
    if day_minutes(day, zone) == DAY_MINUTES:
        assert gone == 0
    doubled = sum(is_doubled(day, minute, zone) for minute in range(0, DAY_MINUTES, 30)) * 30
    assert day_minutes(day, zone) == DAY_MINUTES - gone + doubled


@pytest.mark.parametrize(
    ("zone", "day", "gone"),
    [
        ("Europe/Rome", SPRING, (120, 180)),
        ("Europe/Berlin", SPRING, (120, 180)),
        ("Europe/Bucharest", SPRING, (180, 240)),
        ("Europe/Helsinki", SPRING, (180, 240)),
        ("Europe/Riga", SPRING, (180, 240)),
        ("Europe/Madrid", SPRING, (120, 180)),
        ("America/New_York", date(2027, 3, 14), (120, 180)),
        ("Australia/Sydney", date(2027, 10, 3), (120, 180)),
        ("Australia/Lord_Howe", date(2027, 10, 3), (120, 150)),
        ("America/Santiago", date(2027, 9, 5), (0, 60)),
    ],
)
def test_the_hour_the_clocks_jump_over_is_missing(
    zone: str, day: date, gone: tuple[int, int]
) -> None:
    there = ZoneInfo(zone)
    assert missing_spans(day, there) == [gone]
    assert day_minutes(day, there) == DAY_MINUTES - (gone[1] - gone[0])
    with pytest.raises(WallTimeMissing) as refused:
        to_utc(day, gone[0], there)
    assert refused.value.facts == {
        "day": day,
        "minute": gone[0],
        "zone": zone,
        "next_minute": gone[1],
    }
    assert to_utc_or_next(day, gone[0], there) == to_utc(day, gone[1], there)
    assert to_utc_or_next(day, gone[1], there) == to_utc(day, gone[1], there)


@pytest.mark.parametrize(
    ("zone", "day", "minute", "repeated_after"),
    [
        ("Europe/Rome", AUTUMN, 150, 60),
        ("Europe/Berlin", date(2026, 10, 25), 150, 60),
        ("Europe/Bucharest", AUTUMN, 210, 60),
        ("Europe/Helsinki", AUTUMN, 210, 60),
        ("America/New_York", date(2027, 11, 7), 90, 60),
        ("Australia/Sydney", date(2027, 4, 4), 150, 60),
        ("Australia/Lord_Howe", date(2027, 4, 4), 100, 30),
        ("Asia/Almaty", date(2024, 2, 29), 1410, 60),
    ],
)
def test_a_wall_time_that_happens_twice_means_the_first(
    zone: str, day: date, minute: int, repeated_after: int
) -> None:
    there = ZoneInfo(zone)
    assert is_doubled(day, minute, there)
    first = to_utc(day, minute, there)
    assert to_wall(first + timedelta(minutes=repeated_after), there) == (day, minute)
    assert day_minutes(day, there) == DAY_MINUTES + repeated_after


def test_ten_in_the_morning_stays_ten_on_the_wall_over_a_clock_change() -> None:
    before, after = to_utc(date(2027, 3, 27), 600, ROME), to_utc(SPRING, 600, ROME)
    assert after - before == timedelta(hours=23)
    assert before == datetime(2027, 3, 27, 9, tzinfo=UTC)


def test_nothing_is_missing_or_doubled_on_an_ordinary_day() -> None:
    assert missing_spans(date(2027, 6, 1), ROME) == []
    assert not is_doubled(date(2027, 6, 1), 150, ROME)
    assert not is_doubled(SPRING, 150, ROME)


def test_the_end_of_a_day_is_the_beginning_of_the_next() -> None:
    assert to_utc(date(2027, 6, 1), DAY_MINUTES, ROME) == to_utc(date(2027, 6, 2), 0, ROME)
    assert not wall_exists(date(2027, 9, 4), DAY_MINUTES, ZoneInfo("America/Santiago"))


def test_no_minute_of_the_day_is_left_after_a_gap_at_its_end() -> None:
    santiago = ZoneInfo("America/Santiago")
    with pytest.raises(WallTimeMissing) as refused:
        to_utc(date(2027, 9, 4), DAY_MINUTES, santiago)
    assert refused.value.facts["next_minute"] is None


@pytest.mark.parametrize("minute", [-1, DAY_MINUTES + 1])
def test_a_minute_outside_the_day_is_refused(minute: int) -> None:
    with pytest.raises(ValueError, match="not a minute"):
        to_utc(SPRING, minute, ROME)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        to_wall(datetime(2027, 1, 1, tzinfo=UTC).replace(tzinfo=None), ROME)


@given(days, minutes, st.integers(-100_000, 100_000))
def test_shifting_on_the_wall_and_measuring_it_agree(day: date, minute: int, shift: int) -> None:
    there = shift_wall(day, minute, shift)
    assert wall_minutes_between((day, minute), there) == shift
    assert shift_wall(*there, -shift) == (day, minute)


@given(spans, spans)
def test_spans_share_exactly_the_minutes_both_hold(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    mine, hers = MinuteSpan(*one), MinuteSpan(*other)
    shared = set(range(*one)) & set(range(*other))
    part = mine.intersect(hers)
    assert mine.overlaps(hers) == bool(shared)
    assert set(range(*part)) == shared if part else not shared
    assert mine.contains(hers) == (set(range(*other)) <= set(range(*one)))
    assert mine.holds(other[0]) == (other[0] in range(*one))
    assert mine.minutes == len(range(*one))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not MinuteSpan(600, 660).overlaps(MinuteSpan(660, 720))
    assert not MinuteSpan(660, 720).overlaps(MinuteSpan(600, 660))
    assert MinuteSpan(600, 660).intersect(MinuteSpan(660, 720)) is None


@pytest.mark.parametrize(("start", "end"), [(10, 10), (20, 10), (-1, 10), (1400, 1441)])
def test_a_span_is_never_empty_and_never_leaves_its_day(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        MinuteSpan(start, end)
