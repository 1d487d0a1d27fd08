"""A visit in the hand: where it would stand, and what is in the way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from salon_desktop.domain.agenda.claims import ConflictKind
from salon_desktop.ui.agenda.carrying import in_the_way, pick_up
from salon_desktop.ui.agenda.day_picture import BlockKind, Hold

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOURS = (540, 1140)


def kinds(day, carry):
    return [conflict.kind for conflict in in_the_way(day, carry, NOW)]


def test_picking_up_changes_nothing(a_day, a_card):
    day = a_day(a_card(600, 660))
    carry = pick_up(day, day.cards[0])
    assert not carry.has_moved(day)
    assert carry.moved_cards() == day.cards
    assert kinds(day, carry) == []


def test_the_whole_visit_moves_with_the_step_that_was_grabbed(a_day, a_card):
    first = a_card(600, 660, number=7)
    second = a_card(660, 690, column=1, number=7, position=1, visit_start=600)
    day = a_day(first, second)
    carry = pick_up(day, second).to(1, 720, HOURS)
    assert [(c.start, c.column) for c in carry.moved_cards()] == [(660, 0), (720, 1)]
    assert carry.wish(day).start == 660


def test_a_visit_of_several_hands_keeps_its_columns(a_day, a_card):
    day = a_day(a_card(600, 660, number=7), a_card(660, 690, column=1, number=7, position=1))
    carry = pick_up(day, day.cards[0])
    assert not carry.may_change_column
    assert carry.to(2, 600, HOURS).column == 0


def test_another_column_means_another_operator(a_day, a_card):
    day = a_day(a_card(600, 660))
    carry = pick_up(day, day.cards[0]).to(2, 630, HOURS)
    wish = carry.wish(day)
    assert (wish.operator_id, wish.start, wish.version) == (3, 630, 1)
    assert pick_up(day, day.cards[0]).to(0, 630, HOURS).wish(day).operator_id is None


@pytest.mark.parametrize(("wanted", "start"), [(500, 540), (1130, 1080), (603, 605)])
def test_it_stays_inside_the_hours_and_on_the_raster(a_day, a_card, wanted, start):
    day = a_day(a_card(600, 660))
    assert pick_up(day, day.cards[0]).to(0, wanted, HOURS).start == start


def test_somebody_elses_time_is_in_the_way(a_day, a_card):
    day = a_day(a_card(600, 660, number=1), a_card(700, 760, number=2))
    carry = pick_up(day, day.cards[0]).to(0, 690, HOURS)
    assert kinds(day, carry) == [ConflictKind.OPERATOR_TAKEN]
    assert not in_the_way(day, carry, NOW)[0].hard


def test_the_operator_is_free_while_another_treatment_works(a_day, a_card):
    day = a_day(
        a_card(600, 615, number=1),
        a_card(700, 760, number=2, processing=(715, 745)),
    )
    carry = pick_up(day, day.cards[0]).to(0, 720, HOURS)
    assert kinds(day, carry) == []


def test_a_break_is_soft_and_an_absence_is_hard(a_day, a_card, a_break):
    day = a_day(
        a_card(600, 660),
        blocks=(a_break(780, 840), a_break(900, 960, kind=BlockKind.SICK)),
    )
    held = pick_up(day, day.cards[0])
    assert kinds(day, held.to(0, 770, HOURS)) == [ConflictKind.OPERATOR_ON_BREAK]
    assert in_the_way(day, held.to(0, 890, HOURS), NOW)[0].hard


def test_a_held_place_is_in_the_way_until_it_runs_out(a_day, a_card):
    def day_with(expires):
        hold = Hold(column=0, start=700, end=760, expires_at=expires)
        return a_day(a_card(600, 660), holds=(hold,))

    live, over = day_with(NOW + timedelta(minutes=5)), day_with(NOW - timedelta(minutes=1))
    assert kinds(live, pick_up(live, live.cards[0]).to(0, 690, HOURS))
    assert not kinds(over, pick_up(over, over.cards[0]).to(0, 690, HOURS))


def test_time_off_shift_asks_for_a_reason(a_day, a_card):
    day = a_day(a_card(600, 660), a_card(1150, 1180, column=1))
    carry = pick_up(day, day.cards[0]).to(0, 1120, (540, 1200))
    assert kinds(day, carry) == [ConflictKind.OUTSIDE_HOURS]


def test_the_same_client_twice_at_once_is_in_the_way(a_day, a_card):
    day = a_day(
        a_card(600, 660, number=1, client_id=5), a_card(700, 760, column=1, number=2, client_id=5)
    )
    carry = pick_up(day, day.cards[0]).to(0, 700, HOURS)
    assert ConflictKind.CLIENT_DOUBLE in kinds(day, carry)


def test_it_can_be_carried_to_another_day(a_day, a_card):
    day = a_day(a_card(600, 660))
    other = a_day()
    other = type(other)(day=date(2026, 11, 26), columns=other.columns)
    carry = pick_up(day, day.cards[0]).on(other)
    assert carry.has_moved(other)
    assert carry.wish(other).day == date(2026, 11, 26)


def test_a_closed_day_is_hard(a_day, a_card):
    day = a_day(a_card(600, 660))
    closed = type(day)(day=date(2026, 11, 29), columns=day.columns, is_closed=True)
    carry = pick_up(day, day.cards[0]).on(closed)
    found = in_the_way(closed, carry, NOW)
    assert [conflict.kind for conflict in found] == [ConflictKind.SALON_CLOSED]
    assert found[0].hard
