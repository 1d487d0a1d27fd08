"""The life of an appointment's status, and when a cancellation is late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.appointment import (
    CANCELLED,
    OCCUPYING,
    NoShowTooEarly,
    Status,
    StatusNotPossible,
    check_transition,
    client_cancellation,
    is_late,
    late_from,
    next_statuses,
)
from salon_desktop.domain.wall_clock import to_utc

ROME = ZoneInfo("Europe/Rome")
START = datetime(2027, 6, 1, 8, tzinfo=UTC)
LONG_AFTER = START + timedelta(days=1)
S = Status

LEGAL = {
    S.TENTATIVE: {S.BOOKED, S.EXPIRED, S.CANCELLED_BY_CLIENT, S.CANCELLED_BY_SALON},
    S.BOOKED: {S.CONFIRMED, S.ARRIVED, S.IN_SERVICE, S.DONE, S.NO_SHOW, *CANCELLED},
    S.CONFIRMED: {S.BOOKED, S.ARRIVED, S.IN_SERVICE, S.DONE, S.NO_SHOW, *CANCELLED},
    S.ARRIVED: {S.IN_SERVICE, S.DONE, S.PAID, *CANCELLED},
    S.IN_SERVICE: {S.DONE, S.PAID},
    S.DONE: {S.PAID},
    S.PAID: set(),
    S.NO_SHOW: {S.BOOKED},
    S.CANCELLED_BY_CLIENT: {S.BOOKED},
    S.CANCELLED_BY_SALON: {S.BOOKED},
    S.LATE_CANCELLED: {S.BOOKED},
    S.EXPIRED: {S.BOOKED},
}


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_a_status_becomes_only_what_its_life_allows(old: Status, new: Status) -> None:
    assert next_statuses(old) == LEGAL[old]
    if new in LEGAL[old]:
        check_transition(old, new, now=LONG_AFTER, starts_at=START)
    else:
        with pytest.raises(StatusNotPossible) as refused:
            check_transition(old, new, now=LONG_AFTER, starts_at=START)
        assert refused.value.facts == {"old": old.value, "new": new.value}


def test_only_a_live_visit_takes_time() -> None:
    assert (
        frozenset({S.TENTATIVE, S.BOOKED, S.CONFIRMED, S.ARRIVED, S.IN_SERVICE, S.DONE, S.PAID})
        == OCCUPYING
    )


@pytest.mark.parametrize("old", [S.BOOKED, S.CONFIRMED])
def test_nobody_is_a_no_show_before_the_grace_has_passed(old: Status) -> None:
    possible = START + timedelta(minutes=15)
    with pytest.raises(NoShowTooEarly) as refused:
        check_transition(old, S.NO_SHOW, now=possible - timedelta(seconds=1), starts_at=START)
    assert refused.value.facts == {"possible_from": possible}
    check_transition(old, S.NO_SHOW, now=possible, starts_at=START)


def test_the_grace_can_be_longer() -> None:
    with pytest.raises(NoShowTooEarly):
        check_transition(
            S.BOOKED,
            S.NO_SHOW,
            now=START + timedelta(minutes=20),
            starts_at=START,
            grace_minutes=30,
        )


def test_cancelling_is_free_until_the_same_wall_time_of_the_day_before() -> None:
    day = date(2027, 6, 2)
    free_until = to_utc(date(2027, 6, 1), 600, ROME)
    assert late_from(day, 600, ROME) == free_until
    assert not is_late(free_until, day, 600, ROME)
    assert is_late(free_until + timedelta(seconds=1), day, 600, ROME)
    assert client_cancellation(free_until, day, 600, ROME) is S.CANCELLED_BY_CLIENT
    late = free_until + timedelta(minutes=1)
    assert client_cancellation(late, day, 600, ROME) is S.LATE_CANCELLED


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 2), 24)]
)
def test_the_day_before_is_meant_on_the_wall_even_when_clocks_change(day: date, hours: int) -> None:
    assert to_utc(day, 600, ROME) - late_from(day, 600, ROME) == timedelta(hours=hours)


def test_a_deadline_in_the_missing_hour_is_the_jump_itself() -> None:
    jump = to_utc(date(2027, 3, 28), 180, ROME)
    assert late_from(date(2027, 3, 29), 150, ROME) == jump


@given(st.dates(date(2025, 1, 1), date(2032, 1, 1)), st.integers(0, 1439), st.integers(0, 72))
def test_a_longer_window_never_begins_later(day: date, start: int, hours: int) -> None:
    assert late_from(day, start, ROME, hours + 1) <= late_from(day, start, ROME, hours)
