"""A week of one operator: columns are days, and a visit is carried between them."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from salon_desktop.domain.agenda.claims import ConflictKind
from salon_desktop.ui.agenda.carrying import in_the_way, pick_up
from salon_desktop.ui.agenda.day_grid import DayGrid
from salon_desktop.ui.agenda.day_picture import Column, ColumnKind, DayPicture, sorted_cards
from salon_desktop.ui.agenda.grid_hands import CellWish, GridHands

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def a_week():
    def make(*cards):
        columns = tuple(
            Column(
                id=MONDAY.toordinal() + number,
                kind=ColumnKind.DAY,
                name=f"day {number}",
                shift=() if number == 6 else ((540, 1140),),
                day=date.fromordinal(MONDAY.toordinal() + number),
                operator_id=5,
                is_closed=number == 6,
            )
            for number in range(7)
        )
        return DayPicture(day=MONDAY, columns=columns, cards=sorted_cards(cards))

    return make


@pytest.fixture
def grid(theme, say, qtbot):
    made = DayGrid(theme, say)
    qtbot.addWidget(made)
    made.resize(1100, 772)
    with qtbot.waitExposed(made):
        made.show()
    made.show_now(NOW, 644, TUESDAY)
    return made


def test_another_column_is_another_day_of_the_same_operator(a_week, a_card):
    week = a_week(a_card(600, 660, column=1, operator_id=5))
    carry = pick_up(week, week.cards[0]).to(3, 630, (540, 1140))
    wish = carry.wish(week)
    assert (wish.day, wish.start, wish.operator_id) == (date(2026, 11, 26), 630, None)
    assert carry.has_moved(week)
    assert not pick_up(week, week.cards[0]).has_moved(week)


def test_only_the_same_day_is_in_the_way(a_week, a_card):
    week = a_week(
        a_card(600, 660, column=1, operator_id=5, number=1),
        a_card(600, 660, column=2, operator_id=5, number=2),
    )
    held = pick_up(week, week.cards[0])
    assert in_the_way(week, held.to(3, 600, (540, 1140)), NOW) == []
    kinds = [c.kind for c in in_the_way(week, held.to(2, 630, (540, 1140)), NOW)]
    assert kinds == [ConflictKind.OPERATOR_TAKEN]


def test_a_closed_day_of_the_week_is_hard(a_week, a_card):
    week = a_week(a_card(600, 660, column=1, operator_id=5))
    found = in_the_way(week, pick_up(week, week.cards[0]).to(6, 600, (540, 1140)), NOW)
    assert [conflict.kind for conflict in found] == [ConflictKind.SALON_CLOSED]


def test_the_now_line_crosses_only_today(grid, a_week, theme):
    grid.show_picture(a_week())
    grid.show_now(NOW, 644, TUESDAY)
    picture = grid.viewport().grab().toImage()
    y = round(grid.scene.times.y(644)) - int(grid.shown().top())
    now = theme.colour("now").name()
    for column in range(7):
        left, width = grid.scene.columns.span(column)
        assert (picture.pixelColor(left + width // 2, y).name() == now) is (column == 1)


def test_a_cell_names_its_day(grid, a_week, qtbot):
    hands = GridHands(grid)
    grid.show_picture(a_week())
    left, width = grid.scene.columns.span(4)
    spot = QPointF(left + width / 2, grid.scene.times.y(605)) - QPointF(grid.shown().topLeft())
    with qtbot.waitSignal(hands.cell_chosen) as told:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert told.args == [CellWish(MONDAY.toordinal() + 4, 600)]
