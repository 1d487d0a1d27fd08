"""The painted day: what is seen is found, keys and hands do what they promise, nothing swims."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.day_grid import DayGrid
from salon_desktop.ui.agenda.day_picture import Sign
from salon_desktop.ui.agenda.grid_hands import CellWish, GridHands
from salon_desktop.ui.agenda.grid_walk import stop_near
from salon_desktop.ui.theme.tokens import Scheme

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)


@pytest.fixture
def grid(theme, say, qtbot):
    made = DayGrid(theme, say)
    qtbot.addWidget(made)
    made.resize(900, 772)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_now(NOW, 644)
    made.setFocus()
    return made


@pytest.fixture
def hands(grid):
    return GridHands(grid)


def point(grid, column, minute):
    """A point of the viewport in the middle of a column at a minute."""
    left, width = grid.scene.columns.span(column)
    content = QPointF(left + width / 2, grid.scene.times.y(minute))
    return (content - QPointF(grid.shown().topLeft())).toPoint()


def press(grid, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(grid, key, modifier)


def click(grid, column, minute):
    QTest.mouseClick(
        grid.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        point(grid, column, minute),
    )


def drag(grid, start, end):
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(0, 12))
    QTest.mouseMove(view, end)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def colours_at(grid, rect):
    picture = grid.viewport().grab().toImage()
    place = rect.toRect().translated(-grid.shown().topLeft().toPoint())
    return {
        picture.pixelColor(x, y).name()
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom(), 2)
    }


def test_a_click_on_a_card_opens_it(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, number=7)))
    with qtbot.waitSignal(hands.card_opened) as told:
        click(grid, 0, 630)
    assert told.args[0].appointment_id == 7
    assert grid.stop.card.appointment_id == 7


def test_a_click_on_a_free_cell_wishes_to_book_there(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660)))
    with qtbot.waitSignal(hands.cell_chosen) as told:
        click(grid, 1, 703)
    assert told.args == [CellWish(2, 690)]


def test_a_cell_after_an_odd_end_begins_where_the_operator_is_free(
    grid, hands, a_day, a_card, qtbot
):
    grid.show_picture(a_day(a_card(600, 665)))
    with qtbot.waitSignal(hands.cell_chosen) as told:
        click(grid, 0, 670)
    assert told.args == [CellWish(1, 665)]


def test_a_click_into_a_processing_time_wishes_to_book_there(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 690, processing=(630, 660))))
    with qtbot.waitSignal(hands.cell_chosen) as told:
        click(grid, 0, 648)
    assert told.args == [CellWish(1, 645)]


def test_arrows_walk_and_enter_opens_or_books(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(555, 600, number=7)))
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(hands.card_opened) as opened:
        press(grid, Qt.Key.Key_Return)
    assert opened.args[0].appointment_id == 7
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(hands.cell_chosen) as booked:
        press(grid, Qt.Key.Key_Enter)
    assert booked.args == [CellWish(2, 600)]


@pytest.mark.parametrize(
    ("key", "modifier", "days"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier, 7),
    ],
)
def test_page_keys_turn_days(grid, hands, a_day, qtbot, key, modifier, days):
    grid.show_picture(a_day())
    with qtbot.waitSignal(hands.days_wished) as told:
        press(grid, key, modifier)
    assert told.args == [days]


def test_home_is_today_l_is_the_list_and_delete_cancels(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, number=7)))
    with qtbot.waitSignal(hands.today_wished):
        press(grid, Qt.Key.Key_Home)
    with qtbot.waitSignal(hands.list_wished):
        press(grid, Qt.Key.Key_L)
    grid.select(stop_near(grid.picture, 0, 610))
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_A):
        with qtbot.waitSignal(hands.cancel_wished) as told:
            press(grid, key)
        assert told.args[0].appointment_id == 7


def test_m_picks_up_arrows_carry_and_enter_puts_down(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, number=7)))
    grid.select(stop_near(grid.picture, 0, 610))
    press(grid, Qt.Key.Key_M)
    assert hands.is_carrying
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(hands.move_wished) as told:
        press(grid, Qt.Key.Key_Return)
    wish, found = told.args
    assert (wish.appointment_id, wish.start, wish.operator_id, found) == (7, 620, 2, [])
    assert not hands.is_carrying


def test_escape_leaves_the_visit_where_it_was(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660)))
    grid.select(stop_near(grid.picture, 0, 610))
    press(grid, Qt.Key.Key_M)
    press(grid, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(hands.move_wished):
        press(grid, Qt.Key.Key_Escape)
    assert not hands.is_carrying


def test_putting_it_down_where_it_was_asks_for_nothing(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660)))
    grid.select(stop_near(grid.picture, 0, 610))
    press(grid, Qt.Key.Key_M)
    with qtbot.assertNotEmitted(hands.move_wished):
        press(grid, Qt.Key.Key_Return)


def test_dragging_moves_by_what_was_dragged(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, number=7)))
    with qtbot.waitSignal(hands.move_wished) as told:
        drag(grid, point(grid, 0, 630), point(grid, 1, 690))
    wish, _ = told.args
    assert (wish.appointment_id, wish.start, wish.operator_id) == (7, 660, 2)


def test_dragging_over_somebody_tells_what_is_in_the_way(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, number=7), a_card(720, 780, number=8)))
    with qtbot.waitSignal(hands.move_wished) as told:
        drag(grid, point(grid, 0, 630), point(grid, 0, 735))
    assert len(told.args[1]) == 1


def test_the_ghost_says_where_and_why_not(grid, hands, a_day, a_card):
    grid.show_picture(a_day(a_card(600, 660, number=7), a_card(720, 780, number=8)))
    grid.select(stop_near(grid.picture, 0, 610))
    press(grid, Qt.Key.Key_M)
    for _ in range(7):
        press(grid, Qt.Key.Key_Down)
    ghost = grid.scene._ghost
    assert ghost.trouble == "warn"
    assert ghost.lines[0] == "11:45 with Sara"
    assert "Sara already has an appointment" in ghost.lines[1]


def test_a_click_on_nothing_that_moves_a_little_is_still_a_click(grid, hands, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660)))
    spot = point(grid, 0, 630)
    with qtbot.waitSignal(hands.card_opened):
        QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseMove(grid.viewport(), spot + QPoint(1, 1))
        QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(1, 1))


@pytest.mark.parametrize("scheme", list(Scheme))
def test_status_bar_and_fill_are_painted_in_the_colours_of_the_table(
    grid, a_day, a_card, theme, qapp, scheme
):
    theme.apply(qapp, scheme)
    grid.show_picture(a_day(a_card(600, 720, status=Status.CONFIRMED)))
    seen = colours_at(grid, grid.scene.cards[0].rect)
    for name in ("st_confirmed", "cat_lash", "edge_lash"):
        assert theme.colour(name).name() in seen, name


def test_a_no_show_is_struck_through_in_danger(grid, a_day, a_card, theme):
    grid.show_picture(a_day(a_card(600, 720, status=Status.NO_SHOW)))
    look = grid.scene.cards[0]
    assert look.lines[0].struck > 0
    seen = colours_at(grid, look.rect)
    assert theme.colour("danger").name() in seen
    assert theme.colour("cat_done").name() in seen


def test_closed_time_and_breaks_are_on_the_still_layer(grid, a_day, a_break, theme):
    grid.show_picture(a_day(blocks=(a_break(600, 660),)))
    assert theme.colour("sunken").name() in colours_at(
        grid, grid.scene.stop_rect(stop_near(grid.picture, 0, 615))
    )


def test_the_now_line_moves_with_the_minute(grid, a_day, theme):
    grid.show_picture(a_day())

    def line_at(minute):
        picture = grid.viewport().grab().toImage()
        y = round(grid.scene.times.y(minute)) - int(grid.shown().top())
        return QColor(picture.pixelColor(50, y)).name() == theme.colour("now").name()

    assert line_at(644)
    grid.show_now(NOW, 645)
    assert line_at(645)
    assert not line_at(640)
    grid.show_now(NOW, None)
    assert not line_at(645)


def test_long_names_are_shortened_and_signs_stay(grid, a_day, a_card):
    card = a_card(600, 660, client="Maximiliana " * 20, signs=frozenset({Sign.NO_MESSAGES}))
    grid.show_picture(a_day(card, operators=6))
    look = grid.scene.cards[0]
    assert look.lines[0].text.text().endswith("…")
    assert look.signs[0].at.x() < look.rect.right()
    assert look.lines[0].at.x() + look.lines[0].text.size().width() <= look.signs[0].at.x() + 1


def test_very_narrow_lanes_show_initials(grid, a_day, a_card):
    cards = [a_card(600, 660, number=n) for n in range(1, 6)]
    grid.show_picture(a_day(*cards, operators=6))
    assert {look.lines[0].text.text() for look in grid.scene.cards} <= {"GF", "G…", "…", ""}


def test_a_name_that_looks_like_markup_is_painted_letter_by_letter(grid, a_day, a_card):
    grid.show_picture(a_day(a_card(600, 660, client="<b>Anna</b>")))
    text = grid.scene.cards[0].lines[0].text
    assert text.text() == "<b>Anna</b>"
    assert text.textFormat() is Qt.TextFormat.PlainText


def test_the_tip_of_a_card_is_plain_text(grid, a_day, a_card, qtbot):
    grid.show_picture(a_day(a_card(600, 660, client="<b>Anna</b>")))
    spot = point(grid, 0, 630)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, grid.viewport().mapToGlobal(spot))
    QApplication.sendEvent(grid.viewport(), event)
    assert "&lt;b&gt;Anna" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_ring_stays_with_its_visit_when_the_day_is_read_again(grid, a_day, a_card):
    grid.show_picture(a_day(a_card(600, 660, number=7)))
    grid.select(stop_near(grid.picture, 0, 610))
    grid.show_picture(a_day(a_card(700, 760, column=1, number=7)))
    assert (grid.stop.column, grid.stop.minute) == (1, 700)
    grid.show_picture(a_day())
    assert grid.stop is None or grid.stop.card is None


def test_what_the_keyboard_is_at_is_said(grid, hands, a_day, a_card):
    grid.show_picture(a_day(a_card(540, 600)))
    press(grid, Qt.Key.Key_Down)
    assert "Greta Fontana" in grid.accessibleDescription()
    press(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription() == "10:00, Sara, free"


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_every_card_is_found_where_it_is_painted_at_every_scale(
    grid, a_day, a_card, theme, qapp, scale
):
    theme.apply(qapp, Scheme.LIGHT, scale)
    cards = [a_card(540 + 60 * n, 585 + 60 * n, column=n % 3) for n in range(9)]
    grid.show_picture(a_day(*cards))
    for look in grid.scene.cards:
        middle = look.rect.center()
        assert grid.scene.card_at(middle.x(), middle.y()) == look.card


def test_zooming_keeps_the_middle_of_the_view(grid, a_day):
    grid.show_picture(a_day())
    grid.resize(900, 300)
    grid.verticalScrollBar().setValue(200)
    middle = grid.scene.times.minute(grid.shown().center().y())
    grid.zoom(1)
    assert abs(grid.scene.times.minute(grid.shown().center().y()) - middle) < 3
    grid.zoom(1)
    assert grid.scene.times.quarter == 24
    grid.zoom(-1)
    grid.zoom(-1)
    assert grid.scene.times.quarter == 14


def test_many_columns_scroll_sideways_with_the_heads(grid, a_day):
    grid.show_picture(a_day(operators=12))
    assert grid.scene.columns.width == 12 * 132
    grid.horizontalScrollBar().setValue(400)
    assert grid.head._offset == 400


def test_an_empty_salon_paints_and_takes_keys(grid, hands, a_day):
    grid.show_picture(a_day(operators=0))
    press(grid, Qt.Key.Key_Down)
    press(grid, Qt.Key.Key_Return)
    assert grid.stop is None
    grid.viewport().grab()
