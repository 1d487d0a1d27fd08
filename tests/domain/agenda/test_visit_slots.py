"""Free places for whole visits: several services, several hands, short waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.free_slots import DayBoard, Slot, free_starts
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.agenda.visit_slots import StepNeed, VisitSlot, free_visits

HALF = Timing(active_before=30)
OPEN = [(540, 720)]


def need(*operators: int, timing: Timing = HALF, **details) -> StepNeed:
    return StepNeed(timing=timing, operators=operators, **details)


def test_the_same_operator_goes_on_where_she_can() -> None:
    board = DayBoard({}, {}, {1: OPEN, 2: OPEN})
    first = free_visits(board, [need(2), need(1, 2)])[0]
    assert first == VisitSlot(540, 600, (Slot(540, 2, ()), Slot(570, 2, ())))


def test_another_operator_goes_on_where_the_first_one_cannot() -> None:
    board = DayBoard({1: [(570, 720)]}, {}, {1: OPEN, 2: OPEN})
    visits = free_visits(board, [need(1), need(1, 2)])
    assert visits == [VisitSlot(540, 600, (Slot(540, 1, ()), Slot(570, 2, ())))]


def test_the_client_waits_a_quarter_at_most() -> None:
    def visits(busy_until: int) -> list[VisitSlot]:
        board = DayBoard({1: [(570, 720)], 2: [(540, busy_until)]}, {}, {1: OPEN, 2: OPEN})
        return free_visits(board, [need(1), need(2)])

    assert visits(570)[0].places[1].start == 570
    assert (visits(585)[0].end, visits(585)[0].waiting) == (615, 15)
    assert visits(586) == []


def test_the_visit_stays_in_its_room() -> None:
    board = DayBoard({}, {7: {70: [(600, 720)], 71: []}}, {1: OPEN})
    steps = [need(1, needs=(7,)), need(1, needs=(7,))]
    rooms = {
        visit.start: [slot.resource_ids for slot in visit.places]
        for visit in free_visits(board, steps)
    }
    assert rooms[540] == [(70,), (70,)]
    assert rooms[570] == [(70,), (71,)]
    assert rooms[600] == [(71,), (71,)]


def test_the_length_follows_the_operators_own_times() -> None:
    board = DayBoard({}, {}, {1: OPEN, 2: OPEN})
    slow = need(1, 2, timings={2: Timing(active_before=60)})
    assert [visit.end for visit in free_visits(board, [slow], grid=180, not_before=540)] == [
        570,
        600,
    ]


def test_nothing_begins_before_now() -> None:
    board = DayBoard({}, {}, {1: OPEN})
    assert [visit.start for visit in free_visits(board, [need(1)], not_before=680)] == [690]


def test_a_visit_for_which_a_kind_of_room_is_missing_finds_no_place() -> None:
    board = DayBoard({}, {7: {70: []}}, {1: OPEN})
    assert free_visits(board, [need(1, needs=(7,)), need(1, needs=(8,))]) == []


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(
        lambda pair: (540 + pair[0] * 5, 540 + (pair[0] + pair[1]) * 5)
    ),
    max_size=4,
)
timings = st.builds(
    Timing,
    active_before=st.sampled_from([5, 15, 30]),
    processing=st.sampled_from([0, 10]),
    buffer=st.sampled_from([0, 5]),
)


@given(spans, spans, st.lists(timings, min_size=1, max_size=3))
def test_a_visit_of_many_steps_exists_exactly_where_its_steps_fit_one_after_the_other(
    hers, others, services
) -> None:
    busy, hours = {1: hers, 2: others}, {1: [(540, 700)], 2: [(540, 700)]}
    board = DayBoard(busy, {}, hours)
    visits = free_visits(board, [need(1, 2, timing=timing) for timing in services])
    fits = [
        {(slot.start, slot.operator_id) for slot in free_starts(timing, busy, {}, hours, grid=1)}
        for timing in services
    ]

    def goes_on(position: int, earliest: int) -> bool:
        return position == len(services) or any(
            (earliest + wait, operator) in fits[position]
            and goes_on(position + 1, earliest + wait + services[position].minutes)
            for wait in (0, 5, 10, 15)
            for operator in (1, 2)
        )

    expected = {
        (start, operator)
        for start, operator in fits[0]
        if start % 15 == 0 and goes_on(1, start + services[0].minutes)
    }
    assert {(visit.start, visit.places[0].operator_id) for visit in visits} == expected
    for visit in visits:
        for position, slot in enumerate(visit.places):
            assert (slot.start, slot.operator_id) in fits[position]


@pytest.mark.timeout(20)
def test_a_long_visit_on_a_full_day_is_given_up_quickly() -> None:
    operators = tuple(range(1, 9))
    full = {
        operator: [(minute, minute + 5) for minute in range(560, 1140, 35)]
        for operator in operators
    }
    board = DayBoard(full, {}, {operator: [(540, 1140)] for operator in operators})
    short = Timing(active_before=10)
    steps = [need(*operators, timing=short)] * 7 + [
        need(*operators, timing=Timing(active_before=40))
    ]
    assert free_visits(board, steps) == []
