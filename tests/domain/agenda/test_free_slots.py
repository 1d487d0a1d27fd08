"""Free starts of one service against a brute-force model that counts minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.claims import SubjectKind, claims_of, conflicts
from salon_desktop.domain.agenda.free_slots import (
    DayBoard,
    Slot,
    free_starts,
    mask_of,
    minutes_of,
    run_starts,
)
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.agenda.spans import Span

Busy = Mapping[int, Sequence[Span]]
HOUR = Timing(active_before=60)
OPEN = {1: [(540, 1140)]}


def _starts(slots: list[Slot]) -> list[int]:
    return [slot.start for slot in slots]


def test_an_empty_hour_has_a_start_every_quarter_that_fits() -> None:
    assert _starts(free_starts(HOUR, {}, {}, {1: [(540, 630)]})) == [540, 555, 570]


def test_a_start_lies_on_the_grid_of_the_day_and_not_before_now() -> None:
    assert _starts(free_starts(HOUR, {}, {}, {1: [(550, 640)]})) == [555, 570]
    assert _starts(free_starts(HOUR, {}, {}, {1: [(550, 640)]}, grid=5, not_before=566)) == [
        570,
        575,
        580,
    ]


def test_a_visit_may_touch_its_neighbours() -> None:
    assert _starts(free_starts(HOUR, {1: [(540, 600), (660, 720)]}, {}, {1: [(540, 720)]})) == [600]


def test_the_operator_is_free_for_others_while_a_service_is_processing() -> None:
    lash_lift = Timing(active_before=30, processing=30, active_after=15)
    quick = Timing(active_before=30)
    taken = {1: [(600, 630), (660, 675)]}
    assert _starts(free_starts(quick, taken, {}, {1: [(600, 690)]})) == [630]
    into_a_gap = {1: [(630, 660)]}
    assert _starts(free_starts(lash_lift, into_a_gap, {}, {1: [(600, 690)]})) == [600]


def test_the_clean_up_must_find_room_too_and_ends_within_the_hours_unless_allowed() -> None:
    cleaned = Timing(active_before=60, buffer=10)
    between = free_starts(cleaned, {1: [(540, 600), (685, 720)]}, {}, {1: [(540, 720)]})
    assert _starts(between) == [600, 615]
    last = free_starts(cleaned, {}, {}, {1: [(1080, 1140)]})
    assert last == []
    overrun = free_starts(cleaned, {}, {}, {1: [(1080, 1140)]}, buffer_within_hours=False)
    assert _starts(overrun) == [1080]


def test_clean_up_may_pass_midnight_where_it_may_pass_closing() -> None:
    late = Timing(active_before=60, buffer=30)
    slots = free_starts(late, {}, {5: {9: []}}, {1: [(1380, 1440)]}, buffer_within_hours=False)
    assert slots == [Slot(1380, 1, (9,))]


def test_a_visit_does_not_lie_over_the_closed_lunch_even_while_processing() -> None:
    mask = Timing(active_before=30, processing=60, active_after=15)
    split = {1: [(540, 780), (840, 1140)]}
    assert 750 not in _starts(free_starts(mask, {}, {}, split))
    open_all_day = free_starts(mask, {}, {}, split, open_spans=[(540, 1140)])
    assert 750 in _starts(open_all_day)


def test_rooms_are_needed_for_the_whole_step_and_its_clean_up() -> None:
    step = Timing(active_before=15, processing=30, buffer=15)
    units = {7: {70: [(585, 600)], 71: [(540, 1140)]}}
    assert 540 not in _starts(free_starts(step, {}, units, OPEN))
    assert free_starts(step, {}, units, OPEN)[0] == Slot(600, 1, (70,))


def test_without_a_unit_of_a_needed_kind_nothing_is_free() -> None:
    assert free_starts(HOUR, {}, {}, OPEN, needs=[7]) == []
    assert free_starts(HOUR, {}, {7: {}}, OPEN) == []
    assert free_starts(HOUR, {}, {7: {}}, OPEN, needs=[]) != []


def test_two_lamps_are_two_different_lamps() -> None:
    lamps: dict[int, Busy] = {7: {70: [], 71: []}}
    assert free_starts(HOUR, {}, lamps, OPEN, needs=[7, 7])[0].resource_ids == (70, 71)
    assert free_starts(HOUR, {}, {7: {70: []}}, OPEN, needs=[7, 7]) == []


def test_a_unit_of_two_kinds_is_left_to_the_kind_that_has_no_other() -> None:
    cabins: dict[int, Busy] = {1: {3: [], 4: []}, 2: {3: []}}
    assert free_starts(HOUR, {}, cabins, OPEN, needs=[1, 2])[0].resource_ids == (4, 3)


def test_of_a_kind_the_unit_is_taken_that_leaves_the_longest_free_run() -> None:
    units: dict[int, Busy] = {7: {70: [], 71: [(660, 1140)]}}
    slot = free_starts(HOUR, {}, units, OPEN, not_before=600)[0]
    assert slot == Slot(600, 1, (71,))


def test_among_equals_the_tightest_gap_goes_first_and_then_the_lowest_id() -> None:
    tight = [(540, 570), (660, 1140)]
    loose = [(540, 570), (690, 1140)]
    units = {7: {70: loose, 71: tight, 72: [], 73: []}}
    assert free_starts(HOUR, {}, units, OPEN, not_before=570)[0].resource_ids == (71,)
    assert free_starts(HOUR, {}, {7: {73: [], 72: []}}, OPEN)[0].resource_ids == (72,)


def test_a_hole_before_a_long_free_run_of_the_same_unit_is_filled_first() -> None:
    hole, edge = [(600, 660)], [(630, 1140)]
    assert free_starts(HOUR, {}, {7: {71: hole, 70: edge}}, OPEN)[0] == Slot(540, 1, (71,))


def test_every_operator_is_searched_in_order_with_her_own_times() -> None:
    slots = free_starts(
        HOUR,
        {1: [(540, 600)]},
        {},
        {2: [(540, 660)], 1: [(540, 660)]},
        grid=60,
        timings={2: Timing(active_before=120)},
    )
    assert slots == [Slot(540, 2, ()), Slot(600, 1, ())]


def test_nobody_there_means_nothing_is_free() -> None:
    assert free_starts(HOUR, {}, {7: {70: []}}, {}) == []
    assert free_starts(HOUR, {}, {7: {70: []}}, {1: []}) == []


spans = st.lists(
    st.tuples(st.integers(0, 35), st.integers(1, 12)).map(
        lambda pair: (540 + pair[0] * 5, 540 + (pair[0] + pair[1]) * 5)
    ),
    max_size=4,
)
parts = st.sampled_from([0, 5, 10, 15, 20, 30])
timings = st.builds(
    Timing,
    active_before=parts,
    processing=parts,
    active_after=st.sampled_from([5, 10, 20]),
    buffer=st.sampled_from([0, 0, 5, 10]),
)
operators = st.dictionaries(st.integers(1, 3), spans, max_size=3)
kinds = st.dictionaries(
    st.sampled_from([7, 8]), st.dictionaries(st.integers(70, 73), spans, max_size=3), max_size=2
)


def _minutes(spans: Sequence[Span]) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end)}


def _brute_force(
    timing: Timing, busy: Busy, units: Mapping[int, Busy], bookable: Busy
) -> set[tuple[int, int]]:
    found = set()
    for operator, hours in bookable.items():
        for start in range(0, 1440, 15):
            end, back = start + timing.minutes, start + timing.active_before + timing.processing
            hands = {*range(start, start + timing.active_before), *range(back, end)}
            hands |= set(range(end, end + timing.buffer))
            room = set(range(start, end + timing.buffer))
            ok = hands <= _minutes(hours) - _minutes(busy.get(operator, ()))
            ok = ok and set(range(start, end)) <= _minutes(hours)
            free = [
                [u for u, b in kind.items() if not room & _minutes(b)] for kind in units.values()
            ]
            if ok and (not free or any(_all_differ(free, pick) for pick in _picks(free))):
                found.add((start, operator))
    return found


def _picks(free: list[list[int]]) -> list[list[int]]:
    picks: list[list[int]] = [[]]
    for choices in free:
        picks = [[*pick, unit] for pick in picks for unit in choices]
    return picks


def _all_differ(free: list[list[int]], pick: list[int]) -> bool:
    return len(set(pick)) == len(free)


@given(timings, operators, kinds, operators)
def test_the_free_starts_are_those_a_count_of_minutes_finds(timing, busy, units, bookable) -> None:
    slots = free_starts(timing, busy, units, bookable)
    assert {(slot.start, slot.operator_id) for slot in slots} == _brute_force(
        timing, busy, units, bookable
    )
    assert len(slots) == len({(slot.start, slot.operator_id) for slot in slots})
    assert _starts(slots) == sorted(_starts(slots))
    for slot in slots:
        room = set(range(slot.start, slot.start + timing.minutes + timing.buffer))
        assert len(set(slot.resource_ids)) == len(units)
        for kind, unit in zip(units, slot.resource_ids, strict=True):
            assert not room & _minutes(units[kind][unit])


@given(timings, st.dictionaries(st.integers(70, 73), spans, min_size=1))
def test_the_unit_picked_leaves_the_longest_free_run(timing, units) -> None:
    window = (540, 780)

    def longest_run(unit: int | None, room: set[int]) -> int:
        best = 0
        for other, busy in units.items():
            run = 0
            for minute in range(*window):
                taken = minute in _minutes(busy) or (other == unit and minute in room)
                run = 0 if taken else run + 1
                best = max(best, run)
        return best

    for slot in free_starts(timing, {}, {7: units}, {1: [window]}, grid=30):
        room = set(range(slot.start, slot.start + timing.minutes + timing.buffer))
        free = [unit for unit, busy in units.items() if not room & _minutes(busy)]
        left = longest_run(slot.resource_ids[0], room)
        assert left == max(longest_run(unit, room) for unit in free)


@given(timings, operators, kinds, operators)
def test_booking_a_free_place_never_collides(
    a_step, an_appointment, a_claim, timing, busy, units, bookable
) -> None:
    now = datetime(2027, 6, 1, 6, tzinfo=UTC)
    there = [a_claim(*span, subject_id=who) for who, spans in busy.items() for span in spans]
    for kind in units.values():
        for unit, spans in kind.items():
            room = {"subject_kind": SubjectKind.RESOURCE, "subject_id": unit}
            there += [a_claim(*span, **room) for span in spans]
    merged: dict[int, list[Span]] = {}
    for kind in units.values():
        for unit, spans in kind.items():
            merged.setdefault(unit, []).extend(spans)
    whole = {kind: {unit: merged[unit] for unit in inside} for kind, inside in units.items()}
    for slot in free_starts(timing, busy, whole, bookable):
        step = a_step(
            operator_id=slot.operator_id,
            resource_ids=slot.resource_ids,
            start=slot.start,
            active_before=timing.active_before,
            processing=timing.processing,
            active_after=timing.active_after,
            buffer=timing.buffer,
        )
        assert conflicts(claims_of(an_appointment(step)), there, now) == []


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)), st.integers(0, 40)
)
def test_runs_begin_where_enough_minutes_in_a_row_are_free(pairs, length) -> None:
    free = mask_of((start, end) for start, end in pairs)
    minutes = _minutes([(start, end) for start, end in pairs])
    runs = {start for start in range(200) if set(range(start, start + length)) <= minutes}
    assert set(minutes_of(run_starts(free, length) & ((1 << 200) - 1))) == runs


@pytest.mark.parametrize(
    ("start", "end", "around"), [(600, 660, (60, 30)), (540, 600, (0, 90)), (840, 900, (0, 240))]
)
def test_the_board_knows_how_much_room_is_left_around_a_place(start, end, around) -> None:
    board = DayBoard({1: [(690, 780)]}, {}, {1: [(540, 780), (840, 1140)]})
    assert board.room_around(1, start, end) == around


def test_the_usual_room_goes_first_where_it_is_free() -> None:
    board = DayBoard({}, {7: {70: [], 71: [], 72: [(600, 660)]}}, OPEN)
    assert board.units((7,), 600, 60) == (70,)
    assert board.units((7,), 600, 60, (71,)) == (71,)
    assert board.units((7,), 600, 60, (72,)) == (70,)
    assert board.units((8,), 600, 60) is None


def test_outside_the_hours_any_free_unit_is_as_good_as_another() -> None:
    board = DayBoard({}, {7: {71: [], 70: [(0, 60)], 72: []}}, OPEN)
    assert board.units((7,), 0, 60) == (71,)
