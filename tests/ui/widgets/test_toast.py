"""The toast: how long it stays, what keeps it, and what it offers."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from salon_desktop.ui.widgets.toast import HELD_MS, SHORT_MS, Notice, ToastHost


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    qtbot.waitExposed(window)
    return window


def hosted(theme, words, window, short_ms=40, held_ms=60_000):
    return ToastHost(theme, words, window, short_ms=short_ms, held_ms=held_ms)


def test_it_stays_8_seconds_and_90_while_a_message_is_held(theme, words, window):
    toasts = ToastHost(theme, words, window)
    toasts.show_notice(Notice("Parked."))
    assert (SHORT_MS, toasts._timer.interval()) == (8_000, 8_000)
    toasts.show_notice(Notice("Booked.", holds_message=True))
    assert (HELD_MS, toasts._timer.interval()) == (90_000, 90_000)


def test_it_leaves_by_itself(theme, words, window, qtbot):
    toasts = hosted(theme, words, window)
    with qtbot.waitSignal(toasts.closed):
        toasts.show_notice(Notice("Parked."))
        assert toasts.notice_text() == "Parked."
    assert toasts.notice_text() == ""


def test_one_that_holds_a_message_outlives_the_others(theme, words, window, qtbot):
    holding, other = hosted(theme, words, window), hosted(theme, words, window)
    holding.show_notice(Notice("Booked.", holds_message=True))
    with qtbot.waitSignal(other.closed):
        other.show_notice(Notice("Parked."))
    assert holding.notice_text() == "Booked."


def test_it_stays_while_the_keyboard_is_on_it_and_leaves_after(theme, words, window, qtbot):
    toasts = hosted(theme, words, window)
    toasts.show_notice(Notice("Parked.", undo=lambda: None))
    with qtbot.waitActive(window):
        window.activateWindow()
    assert toasts.take_keyboard()
    qtbot.waitSignal(toasts._timer.timeout).wait()
    assert toasts.notice_text() == "Parked."
    with qtbot.waitSignal(toasts.closed):
        window.setFocus()


def test_it_stays_under_the_pointer_and_leaves_after(theme, words, window, qtbot):
    toasts = hosted(theme, words, window)
    toasts.show_notice(Notice("Parked."))
    middle = QPointF(5, 5)
    QApplication.sendEvent(toasts._frame, QEnterEvent(middle, middle, middle))
    toasts._frame.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    qtbot.waitSignal(toasts._timer.timeout).wait()
    assert toasts.notice_text() == "Parked."
    with qtbot.waitSignal(toasts.closed):
        toasts._frame.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        QApplication.sendEvent(toasts._frame, QEvent(QEvent.Type.Leave))


def test_undo_is_called_once_and_takes_the_toast_away(theme, words, window, qtbot):
    undone = []
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("Parked.", undo=lambda: undone.append(True)))
    QTest.mouseClick(toasts._undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toasts.notice_text() == ""


def test_without_anything_to_undo_there_is_no_button_for_it(theme, words, window):
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("Sent."))
    assert not toasts._undo.isVisible()


def test_a_new_notice_takes_the_place_and_the_time_of_the_old_one(theme, words, window):
    first, second = [], []
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("One.", undo=lambda: first.append(True)))
    toasts.show_notice(Notice("Two.", undo=lambda: second.append(True)))
    QTest.mouseClick(toasts._undo, Qt.MouseButton.LeftButton)
    assert (first, second) == ([], [True])


def test_escape_closes_it_where_the_keyboard_is(theme, words, window, qtbot):
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("Parked.", undo=lambda: None))
    QTest.keyClick(toasts._undo, Qt.Key.Key_Escape)
    assert toasts.notice_text() == ""


def test_it_stands_in_the_bottom_middle_and_follows_the_window(theme, words, window, qtbot):
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("Parked."))
    for width, height in ((900, 600), (700, 500)):
        window.resize(width, height)
        place = toasts._frame.geometry().translated(toasts.pos())
        assert abs(place.center().x() - width / 2) <= 1
        assert height - (place.bottom() + 1) == 24
        assert place.height() == 44


def test_a_long_notice_wraps_and_stays_inside_the_window(theme, words, window):
    window.resize(420, 500)
    toasts = hosted(theme, words, window, short_ms=60_000)
    toasts.show_notice(Notice("A sentence that is rather long for so narrow a window. " * 3))
    place = toasts._frame.geometry().translated(toasts.pos())
    assert place.left() >= 0
    assert place.right() < 420
    assert place.height() > 44
