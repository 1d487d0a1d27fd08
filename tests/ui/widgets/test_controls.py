"""Buttons, fields, choices, figures and rows behave and measure as designed."""

import pytest
from PySide6.QtCore import (
    QDate,
    QEvent,
    QLocale,
    QPoint,
    QPointF,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from salon_desktop.ui.theme.tokens import Scheme
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.badge import CountBadge, count_text
from salon_desktop.ui.widgets.bars import Meter, Share, StackedBar, StrengthBar
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.calendar import MonthCalendar
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.fields import LabelledField, SearchField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.focus_ring import NO_RING, FocusRing
from salon_desktop.ui.widgets.hatch import hatch_brush
from salon_desktop.ui.widgets.labels import ElidedLabel
from salon_desktop.ui.widgets.painting import draw_text
from salon_desktop.ui.widgets.rows import RowDelegate, Table, dress_list
from salon_desktop.ui.widgets.segments import SegmentedControl
from salon_desktop.ui.widgets.tabs import Tabs
from salon_desktop.ui.widgets.value_fields import DayField, NumberField


def shown(qtbot, widget, width=400, height=300):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.fixture
def column(qtbot):
    """Shows widgets one below the other in a window that lives as long as the test."""
    windows = []

    def show(*parts):
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        for part in parts:
            layout.addWidget(part)
        return shown(qtbot, window)

    return show


@pytest.mark.parametrize(
    ("size", "height"), [("normal", 32), ("small", 28), ("large", 40), ("turned", 56)]
)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_button_is_as_high_as_designed_at_every_scale(theme, qapp, column, size, height, scale):
    theme.apply(qapp, Scheme.LIGHT, scale)
    button = Button(theme, size=size, icon="send")
    button.set_words("Send")
    column(button)
    assert button.height() == round(height * scale)


def test_a_button_makes_room_for_its_key(theme, column):
    with_key, without = Button(theme), Button(theme)
    with_key.set_words("Move", key="M")
    without.set_words("Move")
    column(with_key, without)
    assert with_key.sizeHint().width() > without.sizeHint().width() + 10


def test_the_icon_behind_a_link_stands_behind_its_words(theme, column):
    link = Button(theme, kind="link_text", trailing_icon="chevron-right")
    link.set_words("Greta Fontana")
    bare = Button(theme, kind="link_text")
    bare.set_words("Greta Fontana")
    column(link, bare)
    for each in (link, bare):
        each.setFixedSize(each.sizeHint())
    words_end = bare.width()
    before, after = bare.grab().toImage(), link.grab().toImage()
    ratio = after.devicePixelRatio()
    same = QRect(0, 0, round((words_end - 1) * ratio), round(bare.height() * ratio))
    assert before.copy(same) == after.copy(same)
    behind = after.copy(same.right() + 1, 0, after.width() - same.right() - 1, after.height())
    ground = behind.pixelColor(behind.width() - 1, 0)
    assert any(
        behind.pixelColor(x, y) != ground
        for x in range(behind.width())
        for y in range(behind.height())
    )


def test_enter_in_a_field_presses_no_button(theme, column):
    pressed: list[bool] = []
    button, field = Button(theme, kind="primary"), QLineEdit()
    button.clicked.connect(pressed.append)
    column(field, button)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []


def test_an_icon_button_says_its_name_and_its_key(theme, qtbot):
    button = IconButton(theme, "printer")
    qtbot.addWidget(button)
    button.set_words("Print", "Ctrl+P")
    assert (button.accessibleName(), button.toolTip()) == ("Print", "Print (Ctrl+P)")
    assert button.size() == QSize(32, 32)


def test_the_cross_of_a_search_field_empties_it_and_is_there_only_then(theme, column):
    field = SearchField(theme)
    field.set_words("Find", "Empty", "F2")
    column(field)
    assert (field._clear.isVisible(), field._key.isVisible()) == (False, True)
    QTest.keyClicks(field, "rossi")
    assert (field._clear.isVisible(), field._key.isVisible()) == (True, False)
    QTest.mouseClick(field._clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert field.height() == 36


def test_an_error_of_a_field_is_said_beside_it_and_to_the_screen_reader(theme, column):
    editor = QLineEdit()
    field = LabelledField(theme, editor)
    field.set_words("Hour", "24 hours, 9:00 or 9")
    column(field)
    field.show_error("not an hour")
    assert editor.property("state") == "error"
    assert editor.accessibleDescription() == "not an hour"
    assert editor.accessibleName() == "Hour"
    assert field._error.isVisible()
    assert not field._hint.isVisible()
    field.show_error("")
    assert editor.property("state") == ""
    assert field._hint.isVisible()


def test_segments_tell_only_what_the_user_chose(theme, column):
    segments = SegmentedControl(theme, ["day", "week"])
    segments.set_words("View", ["Day", "Week"])
    column(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.choose("week")
    assert (segments.key(), told) == ("week", [])
    QTest.mouseClick(segments._buttons["day"], Qt.MouseButton.LeftButton)
    assert (segments.key(), told) == ("day", ["day"])


def test_segments_keep_their_widths_when_another_is_chosen(theme, column):
    segments = SegmentedControl(theme, ["day", "week"])
    segments.set_words("View", ["Day", "Week"])
    column(segments)
    before = [button.width() for button in segments._buttons.values()]
    segments.choose("week")
    assert [button.width() for button in segments._buttons.values()] == before


def test_tabs_tell_only_what_the_user_chose_and_move_with_arrows(theme, column):
    tabs = Tabs(theme, ["visits", "consent"])
    tabs.set_words("Card", ["Visits 14", "Consent & more"])
    column(tabs)
    told: list[str] = []
    tabs.chosen.connect(told.append)
    tabs.choose("consent")
    assert (tabs.key(), told) == ("consent", [])
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    assert (tabs.key(), told) == ("visits", ["visits"])


def test_chips_flow_into_rows_that_fit_and_the_widget_grows(theme, column, qtbot):
    flow = Flow(8)
    for number in range(9):
        flow.add(Chip(theme, f"a chip, number {number}"))
    window = column(flow)
    window.resize(300, 400)
    qtbot.waitUntil(lambda: flow.width() < 300)
    items = [flow.flow.itemAt(number) for number in range(9)]
    parts = [item.geometry() for item in items if item is not None]
    assert all(part.right() <= flow.width() for part in parts)
    assert len({part.top() for part in parts}) > 2
    assert flow.height() >= max(part.bottom() for part in parts)
    flow.clear()
    assert flow.flow.count() == 0


def test_a_chip_without_room_shortens_and_tells_the_rest_in_its_tip(theme, qtbot):
    chip = Chip(theme, "a fact that is rather long")
    shown(qtbot, chip, 60, 24)
    QApplication.sendEvent(chip, _tip_event())
    assert chip.toolTip() == "a fact that is rather long"


def _tip_event():
    return QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), QPoint(2, 2))


def test_an_elided_label_gives_way_and_keeps_its_text(theme, qtbot):
    label = ElidedLabel("Greta Fontana, oggi alle 14:00")
    shown(qtbot, label, 80, 20)
    assert label.text() == "Greta Fontana, oggi alle 14:00"
    assert label._shown().endswith("…")
    assert label.toolTip() == label.text()
    label.resize(400, 20)
    assert label.toolTip() == ""


def test_an_alert_says_everything_and_offers_its_action(theme, column, qtbot):
    alert = Alert(theme, "info")
    alert.set_words("Maybe twice:", "Fontana Greta has the same number.", "Compare")
    column(alert)
    with qtbot.waitSignal(alert.acted):
        QTest.mouseClick(alert._action, Qt.MouseButton.LeftButton)
    assert alert.accessibleName() == "Maybe twice: Fontana Greta has the same number."


def test_a_badge_hides_at_nought_and_stays_small(theme, column):
    badge = CountBadge(theme)
    window = column(badge)
    assert not badge.isVisible()
    badge.show_count(4)
    assert badge.isVisible()
    assert (count_text(99), count_text(100)) == ("99", "99+")
    assert window.isVisible()


def test_figures_say_themselves_in_words(theme, column):
    strength, shares, meter = StrengthBar(theme), StackedBar(theme), Meter(theme)
    column(strength, shares, meter)
    strength.show_strength(4, "own message, 4 of 4")
    shares.show_shares([Share(3, "strength_4"), Share(0, "strength_3")], "3 of 3")
    meter.show_share(2.0, "over the limit")
    assert strength.accessibleName() == "own message, 4 of 4"
    assert shares.accessibleName() == "3 of 3"
    assert meter.accessibleName() == "over the limit"


def test_a_meter_changes_its_colour_at_four_fifths_and_at_the_limit(theme, qtbot):
    meter = Meter(theme, mark=False)
    shown(qtbot, meter, 100, 6)
    seen = []
    for share in (0.79, 0.8, 1.0):
        meter.show_share(share, "")
        seen.append(meter.grab().toImage().pixelColor(20, 3).name())
    wanted = ("st_confirmed", "strength_2", "st_noshow")
    assert seen == [theme.colour(name).name() for name in wanted]


def test_the_hatch_stands_still_when_its_origin_does(theme):
    def painted(shift):
        image = QImage(60, 60, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setBrushOrigin(0, shift)
        painter.fillRect(QRect(0, 0, 60, 60), hatch_brush(theme))
        painter.end()
        return image

    period = hatch_brush(theme).texture().width()
    assert painted(0) == painted(period)
    assert painted(0) != painted(period // 2)


class _Names(RowDelegate):
    def paint_row(self, painter, rect, index, *, selected):
        text, font = index.data(), self.theme.font("body")
        draw_text(painter, rect.adjusted(16, 0, -16, 0), text, font, self.theme.colour("text"))


def test_a_selected_row_has_the_mark_and_the_ground_of_the_design(theme, qtbot, qapp):
    view = QListView()
    view.setModel(QStringListModel(["Anna", "Greta"], view))
    dress_list(view, _Names(theme, 56, view))
    shown(qtbot, view, 300, 200)
    view.setCurrentIndex(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    assert image.pixelColor(1, 10) == theme.colour("accent")
    assert image.pixelColor(200, 10) == theme.colour("accent_soft")
    assert image.pixelColor(200, 66) == theme.colour("surface")
    theme.apply(qapp, Scheme.LIGHT, 1.5)
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(1, 0)).top() == 84)


def test_a_table_keeps_its_heights_in_step_with_the_scale(theme, qtbot, qapp):
    table = Table(theme)
    qtbot.addWidget(table)
    assert table.verticalHeader().defaultSectionSize() == 37
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert table.verticalHeader().defaultSectionSize() == 74


def test_the_wheel_changes_a_number_only_where_the_keyboard_is(theme, column):
    number, other = NumberField(theme, 0, 90), QLineEdit()
    number.setValue(30)
    column(number, other)
    other.setFocus()
    _turn_wheel(number)
    assert number.value() == 30
    number.setFocus()
    _turn_wheel(number)
    assert number.value() == 31


def _turn_wheel(widget):
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_day_is_written_as_the_language_does_with_its_whole_year(
    theme, words, qt_words, column, qtbot
):
    field = DayField(theme, QDate(2026, 11, 24))
    column(field)
    words.use("de")
    qtbot.waitUntil(lambda: field.text() == "24.11.2026")
    words.use("it")
    qtbot.waitUntil(lambda: field.text() == "24/11/2026")


def test_the_ring_goes_with_the_keyboard_and_not_with_the_mouse(theme, column, qtbot):
    field, button = QLineEdit(), QPushButton("Send")
    window = column(field, button)
    ring = FocusRing(theme, window)
    field.setFocus()
    assert ring.target() is field
    assert ring.geometry() == field.geometry().adjusted(-3, -3, 3, 3)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert ring.target() in (button, None)
    field.setFocus()
    window.resize(500, 400)
    qtbot.waitUntil(lambda: ring.geometry() == field.geometry().adjusted(-3, -3, 3, 3))


def test_what_shows_the_keyboard_by_itself_gets_no_ring(theme, column):
    field = QLineEdit()
    field.setProperty(NO_RING, True)
    window = column(field)
    ring = FocusRing(theme, window)
    field.setFocus()
    assert ring.target() is None
    assert ring.isHidden()


def test_a_month_begins_where_the_language_does_and_weekends_are_not_red(
    theme, words, qt_words, qtbot
):
    month = MonthCalendar(theme)
    qtbot.addWidget(month)
    words.use("it")
    qtbot.waitUntil(lambda: month.locale().language() == QLocale.Language.Italian)
    assert month.firstDayOfWeek() is Qt.DayOfWeek.Monday
    saturday = month.weekdayTextFormat(Qt.DayOfWeek.Saturday)
    assert saturday.foreground().color() == theme.colour("text")
