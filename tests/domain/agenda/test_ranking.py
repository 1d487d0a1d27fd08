"""Which free places are offered first, and that the order is always the same."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.free_slots import DayBoard, Slot
from salon_desktop.domain.agenda.ranking import (
    Offer,
    Weights,
    Wish,
    cost_of,
    gaps_around,
    ranked,
    spread,
)
from salon_desktop.domain.agenda.visit_slots import VisitSlot

TUESDAY = date(2027, 6, 1)
NOW = (TUESDAY, 540)


def a_visit(start: int = 600, *, operator_id: int = 1, waiting: int = 0) -> VisitSlot:
    return VisitSlot(start, start + 60, (Slot(start, operator_id, ()),), waiting)


def cost(visit: VisitSlot, wish: Wish | None = None, *, day: date = TUESDAY, **details) -> int:
    return cost_of(day, visit, details.pop("gaps", (0, 0)), wish or Wish(), now=NOW, **details)


def test_a_place_that_fits_without_a_lost_minute_costs_nothing() -> None:
    assert cost(a_visit()) == 0
    assert cost(a_visit(), gaps=(30, 120)) == 0


def test_a_gap_too_short_for_any_service_is_lost_on_either_side() -> None:
    weight = Weights().lost_gap
    assert cost(a_visit(), gaps=(15, 0)) == weight
    assert cost(a_visit(), gaps=(29, 1)) == 2 * weight
    assert cost(a_visit(), gaps=(15, 0), shortest=10) == 0


@pytest.mark.parametrize(
    ("wish", "better", "worse"),
    [
        (Wish(minute=900), a_visit(900), a_visit(780)),
        (Wish(operator_id=2), a_visit(operator_id=2), a_visit(operator_id=1)),
        (Wish(usual_minute=900), a_visit(900), a_visit(600)),
        (Wish(notice_minutes=120), a_visit(700), a_visit(600)),
        (Wish(), a_visit(), a_visit(waiting=10)),
    ],
)
def test_what_the_client_wished_and_is_used_to_comes_first(wish, better, worse) -> None:
    assert cost(better, wish) < cost(worse, wish)


def test_the_wished_day_comes_first_and_without_one_the_nearest() -> None:
    tomorrow, wish = TUESDAY + timedelta(days=1), Wish(day=TUESDAY + timedelta(days=1))
    assert cost(a_visit(), wish, day=tomorrow) < cost(a_visit(), wish)
    assert cost(a_visit()) < cost(a_visit(), day=tomorrow)


def test_the_usual_weekday_counts_on_either_side_of_the_wished_day() -> None:
    wish = Wish(day=TUESDAY + timedelta(days=8), usual_weekday=1)
    week, later = TUESDAY + timedelta(days=7), TUESDAY + timedelta(days=9)
    assert cost(a_visit(), wish, day=week) < cost(a_visit(), wish, day=later)


def test_changing_rooms_costs_and_steps_without_a_room_do_not() -> None:
    def visit(*rooms: tuple[int, ...]) -> VisitSlot:
        places = tuple(Slot(600 + 30 * n, 1, room) for n, room in enumerate(rooms))
        return VisitSlot(600, 600 + 30 * len(rooms), places)

    assert cost(visit((7,), (7, 9))) == 0
    assert cost(visit((7,), (), (8,))) == 0
    assert cost(visit((7,), (8,))) == Weights().room_change


def test_the_salon_sets_its_own_weights() -> None:
    assert cost(a_visit(), gaps=(5, 0), weights=Weights(lost_gap=1)) == 1


def test_the_gaps_are_measured_up_to_the_neighbours_and_the_end_of_the_shift() -> None:
    board = DayBoard({1: [(540, 580)]}, {}, {1: [(540, 700)], 2: [(540, 720)]})
    visit = VisitSlot(600, 660, (Slot(600, 1, ()), Slot(630, 2, ())))
    assert gaps_around(board, visit, 670) == (20, 50)


offers = st.builds(
    lambda day, start, operator, cost: Offer(
        TUESDAY + timedelta(days=day), a_visit(start, operator_id=operator), (0, 0), cost
    ),
    st.integers(0, 2),
    st.sampled_from([600, 615, 630]),
    st.integers(1, 3),
    st.integers(0, 3),
)


@given(st.lists(offers, unique=True), st.integers(0, 99))
def test_the_order_does_not_depend_on_the_order_they_came_in(found, seed) -> None:
    mixed = list(found)
    random.Random(seed).shuffle(mixed)
    assert ranked(mixed) == ranked(found)
    assert [offer.cost for offer in ranked(found)] == sorted(offer.cost for offer in found)


@given(st.lists(offers), st.integers(0, 4))
def test_the_offers_begin_at_different_times_and_none_better_is_left_out(found, count) -> None:
    chosen = spread(found, count)
    times = [(offer.day, offer.visit.start) for offer in chosen]
    possible = {(offer.day, offer.visit.start) for offer in found}
    assert len(times) == len(set(times)) == min(count, len(possible))
    for offer in found:
        if (offer.day, offer.visit.start) not in times and chosen:
            assert len(chosen) == count
            assert offer.cost >= chosen[-1].cost


def test_among_equals_the_earlier_start_comes_first() -> None:
    late, early = (Offer(TUESDAY, a_visit(start), (0, 0), 5) for start in (630, 600))
    assert ranked([late, early]) == [early, late]
