"""Services: their parts in time and what an operator does differently."""

from __future__ import annotations

import pytest

from salon_desktop.domain.agenda.services import Skill, Timing, price_for, timing_for
from salon_desktop.domain.money import Money


def test_the_length_is_the_sum_of_its_parts_without_the_buffer(a_service) -> None:
    lash_lift = a_service(active_before=30, processing=15, active_after=15, buffer=10)
    assert lash_lift.minutes == lash_lift.timing.minutes == 60
    assert lash_lift.timing.buffer == 10


def test_a_sunbed_needs_no_hands_at_all(a_service) -> None:
    assert a_service(active_before=0, processing=15, buffer=5).minutes == 15


def test_an_operators_own_time_and_price_beat_the_list(a_service) -> None:
    service, slower = a_service(), Timing(active_before=75)
    own = Skill(operator_id=2, service_id=1, timing=slower, price=Money(6000, "EUR"))
    as_listed = Skill(operator_id=3, service_id=1)
    assert timing_for(service, own) == slower
    assert price_for(service, own) == Money(6000, "EUR")
    for skill in (as_listed, None):
        assert timing_for(service, skill) == service.timing
        assert price_for(service, skill) == service.price


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({"active_before": -1, "processing": 5}, "not negative"),
        ({"active_before": 0}, "between one minute"),
        ({"active_before": 1441}, "between one minute"),
        ({"buffer": 1441}, "shorter than a day"),
        ({"name": "  "}, "has a name"),
        ({"price": Money(-1, "EUR")}, "price"),
        ({"interval_weeks": 0}, "interval"),
        ({"weeks_apart": -1}, "limits"),
        ({"notice_minutes": -1}, "limits"),
    ],
)
def test_a_service_that_cannot_be_given_is_refused(a_service, details, why) -> None:
    with pytest.raises(ValueError, match=why):
        a_service(**details)


def test_timing_refuses_what_a_service_refuses() -> None:
    with pytest.raises(ValueError, match="between one minute"):
        Timing(active_before=0)
