"""Moving, cancelling, running late: what an appointment becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.appointment import AcrossMidnight, CancelReason, Status
from salon_desktop.domain.agenda.changes import (
    Canceller,
    CancelReasonMissing,
    DeleteTooLate,
    NotUpcoming,
    cancelled,
    check_delete,
    hold_ran_out,
    is_worth_telling,
    moved,
    running_late,
    start_shift,
    with_status,
    with_steps,
)
from salon_desktop.domain.agenda.status import NoShowTooEarly, StatusNotPossible

ROME = ZoneInfo("Europe/Rome")
DAY = date(2027, 6, 1)
START = datetime(2027, 6, 1, 8, tzinfo=UTC)  # 10:00 in Rome
DAYS_BEFORE = START - timedelta(days=3)


def test_moving_shifts_every_step_and_keeps_the_rest(a_step, an_appointment) -> None:
    visit = an_appointment(a_step(), a_step(start=660, operator_id=2))
    there = moved(visit, day=date(2027, 6, 8), start=720)
    assert [(step.start, step.operator_id) for step in there.steps] == [(720, 1), (780, 2)]
    assert (there.day, there.key, there.client_id) == (date(2027, 6, 8), visit.key, 5)


@pytest.mark.parametrize(
    ("start", "status"),
    [
        (600, Status.CONFIRMED),
        (615, Status.CONFIRMED),
        (585, Status.CONFIRMED),
        (616, Status.BOOKED),
        (584, Status.BOOKED),
    ],
)
def test_a_confirmation_holds_for_shifts_up_to_a_quarter(an_appointment, start, status) -> None:
    confirmed = an_appointment(status=Status.CONFIRMED)
    assert moved(confirmed, day=DAY, start=start).status is status


def test_a_confirmation_falls_with_another_day_and_not_with_another_operator(
    a_step, an_appointment
) -> None:
    confirmed = an_appointment(status=Status.CONFIRMED)
    assert moved(confirmed, day=date(2027, 6, 2), start=600).status is Status.BOOKED
    assert with_steps(confirmed, [a_step(operator_id=2)]).status is Status.CONFIRMED


def test_only_a_confirmation_falls_back(an_appointment) -> None:
    arrived = an_appointment(status=Status.ARRIVED)
    assert moved(arrived, day=DAY, start=700).status is Status.ARRIVED


@pytest.mark.parametrize("start", [-1, 1381])
def test_a_visit_is_not_moved_across_midnight(an_appointment, start) -> None:
    with pytest.raises(AcrossMidnight):
        moved(an_appointment(), day=DAY, start=start)


@given(st.integers(0, 1380), st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_moving_there_and_back_changes_nothing(an_appointment, start, day) -> None:
    visit = an_appointment()
    there = moved(visit, day=day, start=start)
    assert moved(there, day=visit.day, start=visit.start) == visit
    assert start_shift(visit, there) == start_shift(there, visit)
    assert there.minutes == visit.minutes


def test_nobody_is_told_about_a_shift_under_ten_minutes(an_appointment) -> None:
    visit = an_appointment()
    assert not is_worth_telling(visit, moved(visit, day=DAY, start=609))
    assert is_worth_telling(visit, moved(visit, day=DAY, start=590))


def test_booking_a_pencilled_visit_ends_its_hold(an_appointment) -> None:
    held = an_appointment(status=Status.TENTATIVE, hold_expires_at=DAYS_BEFORE)
    booked = with_status(held, Status.BOOKED, now=DAYS_BEFORE, zone=ROME)
    assert (booked.status, booked.hold_expires_at) == (Status.BOOKED, None)


def test_a_hold_runs_out_at_its_instant_and_a_booking_never(an_appointment) -> None:
    held = an_appointment(status=Status.TENTATIVE, hold_expires_at=DAYS_BEFORE)
    assert not hold_ran_out(held, DAYS_BEFORE - timedelta(seconds=1))
    assert hold_ran_out(held, DAYS_BEFORE)
    assert not hold_ran_out(an_appointment(), START + timedelta(days=9))


def test_a_no_show_waits_for_the_grace_after_the_wall_start(an_appointment) -> None:
    with pytest.raises(NoShowTooEarly):
        with_status(an_appointment(), Status.NO_SHOW, now=START, zone=ROME)
    after = START + timedelta(minutes=15)
    assert not with_status(an_appointment(), Status.NO_SHOW, now=after, zone=ROME).occupies


def test_the_life_goes_on_where_the_law_made_the_wall_start_impossible(
    a_step, an_appointment
) -> None:
    night = an_appointment(a_step(start=150), day=date(2027, 3, 28))
    assert with_status(night, Status.ARRIVED, now=START, zone=ROME).status is Status.ARRIVED


@pytest.mark.parametrize(
    ("by", "hours_before", "status"),
    [
        (Canceller.CLIENT, 24, Status.CANCELLED_BY_CLIENT),
        (Canceller.CLIENT, 23, Status.LATE_CANCELLED),
        (Canceller.SALON, 1, Status.CANCELLED_BY_SALON),
    ],
)
def test_who_cancels_when_decides_what_it_is(an_appointment, by, hours_before, status) -> None:
    now = START - timedelta(hours=hours_before)
    gone = cancelled(an_appointment(), by=by, reason=CancelReason.WORK, now=now, zone=ROME)
    assert (gone.status, gone.cancel_reason) == (status, CancelReason.WORK)
    assert not gone.occupies


def test_the_policy_window_is_a_setting(an_appointment) -> None:
    now = START - timedelta(hours=47)
    gone = cancelled(
        an_appointment(),
        by=Canceller.CLIENT,
        reason=CancelReason.ILL,
        now=now,
        zone=ROME,
        window_hours=48,
    )
    assert gone.status is Status.LATE_CANCELLED


def test_dropping_a_pencilled_visit_is_never_late(an_appointment) -> None:
    held = an_appointment(status=Status.TENTATIVE, hold_expires_at=START)
    gone = cancelled(held, by=Canceller.CLIENT, reason=CancelReason.OTHER, now=START, zone=ROME)
    assert (gone.status, gone.hold_expires_at) == (Status.CANCELLED_BY_CLIENT, None)


def test_a_cancellation_without_a_reason_is_refused(an_appointment) -> None:
    with pytest.raises(CancelReasonMissing):
        cancelled(an_appointment(), by=Canceller.CLIENT, reason=None, now=START, zone=ROME)


def test_what_is_done_is_not_cancelled(an_appointment) -> None:
    with pytest.raises(StatusNotPossible):
        cancelled(
            an_appointment(status=Status.DONE),
            by=Canceller.SALON,
            reason=CancelReason.OTHER,
            now=START,
            zone=ROME,
        )


def test_a_reinstated_visit_forgets_why_it_was_cancelled(an_appointment) -> None:
    gone = an_appointment(status=Status.CANCELLED_BY_CLIENT, cancel_reason=CancelReason.ILL)
    back = with_status(gone, Status.BOOKED, now=DAYS_BEFORE, zone=ROME)
    assert (back.occupies, back.cancel_reason) == (True, None)


def test_only_a_visit_to_come_runs_late(an_appointment) -> None:
    late = running_late(an_appointment(), 20)
    assert late.late_minutes == 20
    assert running_late(late, 0).late_minutes == 0
    with pytest.raises(NotUpcoming) as refused:
        running_late(an_appointment(status=Status.ARRIVED), 5)
    assert refused.value.facts == {"status": "arrived"}


def test_deleting_is_for_typing_errors_of_the_last_ten_minutes() -> None:
    check_delete(START, START + timedelta(minutes=10))
    with pytest.raises(DeleteTooLate):
        check_delete(START, START + timedelta(minutes=10, seconds=1))
