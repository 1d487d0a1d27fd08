"""The appointment and its steps: what cannot be said is refused, what is said adds up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.appointment import (
    AcrossMidnight,
    AppointmentEmpty,
    CancelReason,
    OperatorTwice,
    Status,
    StepWish,
    plan_steps,
)
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import WallTimeMissing

ROME = ZoneInfo("Europe/Rome")
LATER = datetime(2027, 6, 1, 7, tzinfo=UTC)


def test_a_step_knows_when_hands_client_and_room_are_needed(a_step) -> None:
    step = a_step(start=600, active_before=20, processing=15, active_after=10, buffer=10)
    assert (step.minutes, step.end, step.blocked_until) == (45, 645, 655)
    assert step.active_spans == ((600, 620), (635, 645))


def test_a_step_without_processing_is_one_stretch_of_work(a_step) -> None:
    assert a_step(active_before=20, active_after=10).active_spans == ((600, 630),)
    assert a_step(active_before=0, processing=15).active_spans == ()
    assert a_step(active_before=0, processing=15, active_after=5).active_spans == ((615, 620),)


def test_clean_up_ends_at_midnight_and_work_never_passes_it(a_step) -> None:
    last = a_step(start=1380, active_before=60, buffer=30)
    assert (last.end, last.blocked_until) == (1440, 1440)
    with pytest.raises(AcrossMidnight) as refused:
        a_step(start=1381, active_before=60)
    assert refused.value.facts["end"] == 1441


@pytest.mark.parametrize("details", [{"start": -1}, {"start": 1440}, {"resource_ids": (3, 3)}])
def test_a_step_outside_its_day_or_with_a_unit_twice_is_refused(a_step, details) -> None:
    with pytest.raises(ValueError, match=r"inside its day|each unit once"):
        a_step(**details)


def test_a_visit_lasts_from_its_first_step_to_the_end_of_its_last(a_step, an_appointment) -> None:
    visit = an_appointment(
        a_step(start=660, operator_id=2, active_before=30, buffer=10),
        a_step(start=600, active_before=60, buffer=5),
    )
    assert (visit.start, visit.end, visit.minutes) == (600, 690, 90)
    assert visit.price == Money(10000, "EUR")


def test_an_appointment_without_steps_is_refused(an_appointment) -> None:
    with pytest.raises(AppointmentEmpty):
        an_appointment(steps=())


def test_the_same_hands_are_not_needed_twice_at_once(a_step, an_appointment) -> None:
    with pytest.raises(OperatorTwice) as refused:
        an_appointment(a_step(), a_step(start=630))
    assert refused.value.facts == {"operator_id": 1, "positions": (0, 1)}
    an_appointment(a_step(), a_step(start=630, operator_id=2))


def test_hands_are_free_for_another_step_while_the_first_is_processing(
    a_step, an_appointment
) -> None:
    mask = a_step(active_before=10, processing=30, active_after=10)
    brows = a_step(start=610, active_before=30)
    assert an_appointment(mask, brows).minutes == 50


@pytest.mark.parametrize(
    "details",
    [
        {"key": "no uuid"},
        {"status": Status.TENTATIVE},
        {"hold_expires_at": LATER},
        {"status": Status.TENTATIVE, "hold_expires_at": LATER.replace(tzinfo=None)},
        {"cancel_reason": CancelReason.ILL},
        {"late_minutes": -1},
        {"version": -1},
        {"day": LATER},
    ],
)
def test_an_appointment_that_contradicts_itself_is_refused(an_appointment, details) -> None:
    with pytest.raises(ValueError, match=r"UUID|hold|reason|negative|date"):
        an_appointment(**details)


def test_a_printed_appointment_shows_no_words_about_the_client(an_appointment) -> None:
    visit = an_appointment(note="allergic", booked_by="Anna", walk_in_name="Bea")
    assert not any(word in repr(visit) for word in ("allergic", "Anna", "Bea"))


def test_its_instant_follows_the_salons_zone_and_is_refused_in_the_missing_hour(
    a_step, an_appointment
) -> None:
    assert an_appointment().starts_at(ROME) == datetime(2027, 6, 1, 8, tzinfo=UTC)
    night = an_appointment(a_step(start=150), day=date(2027, 3, 28))
    with pytest.raises(WallTimeMissing):
        night.starts_at(ROME)


def test_planned_steps_follow_each_other_with_their_own_times_and_prices(a_service) -> None:
    face = a_service(id=1, active_before=60, buffer=10)
    brows = a_service(id=2, active_before=15, price=Money(1000, "EUR"))
    steps = plan_steps(
        600,
        [
            StepWish(service=face, operator_id=1, resource_ids=(7,), operator_requested=True),
            StepWish(
                service=brows,
                operator_id=2,
                timing=Timing(active_before=20, buffer=5),
                price=Money(900, "EUR"),
            ),
        ],
    )
    assert [(step.start, step.end, step.buffer) for step in steps] == [
        (600, 660, 10),
        (660, 680, 5),
    ]
    assert [step.price.cents for step in steps] == [5000, 900]
    assert [step.operator_requested for step in steps] == [True, False]
    assert steps[0].resource_ids == (7,)


@given(st.integers(0, 1439), st.lists(st.integers(1, 400), min_size=1, max_size=5))
def test_a_chain_of_steps_has_no_hole_and_stays_in_its_day(a_service, start, lengths) -> None:
    wishes = [
        StepWish(service=a_service(active_before=length), operator_id=1) for length in lengths
    ]
    try:
        steps = plan_steps(start, wishes)
    except AcrossMidnight:
        assert start + sum(lengths) > 1440
    else:
        assert steps[0].start == start
        assert [step.end for step in steps[:-1]] == [step.start for step in steps[1:]]
        assert steps[-1].end == start + sum(lengths) <= 1440


def test_a_refusal_can_be_caught_as_one_the_user_repairs() -> None:
    assert issubclass(OperatorTwice, DomainError)
