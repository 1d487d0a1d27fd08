"""The drawer and the veil: opening, closing, and where the keyboard goes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salon_desktop.ui.theme.tokens import Scheme
from salon_desktop.ui.widgets.drawer import Drawer, DrawerPanel
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.scrim import Scrim


class Window(QWidget):
    """A page with a field and a drawer beside it."""

    def __init__(self, theme):
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.field = QLineEdit()
        self.page = QWidget()
        QVBoxLayout(self.page).addWidget(self.field)
        self.drawer = Drawer(theme)
        row.addWidget(self.page, 1)
        row.addWidget(self.drawer)


class Box(Part):
    """Two fields in a popover."""

    def __init__(self):
        super().__init__("popover")
        column = QVBoxLayout(self)
        self.fields = [QLineEdit(), QLineEdit()]
        for field in self.fields:
            column.addWidget(field)


@pytest.fixture
def window(theme, qtbot):
    window = Window(theme)
    qtbot.addWidget(window)
    window.resize(1000, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_it_pushes_the_page_by_376_pixels_and_gives_them_back(window, theme, words, qtbot):
    window.drawer.show_panel(DrawerPanel(theme, words))
    qtbot.waitUntil(lambda: window.page.width() == 1000 - 376)
    window.drawer.close_panel()
    qtbot.waitUntil(lambda: window.page.width() == 1000)


def test_it_grows_with_the_scale(window, theme, words, qtbot, qapp):
    window.drawer.show_panel(DrawerPanel(theme, words))
    theme.apply(qapp, Scheme.LIGHT, 1.25)
    qtbot.waitUntil(lambda: window.drawer.width() == 470)


def test_with_motion_it_reaches_its_width_within_a_moment(window, theme, words, qtbot):
    theme.motion = True
    window.drawer.show_panel(DrawerPanel(theme, words))
    qtbot.waitUntil(lambda: window.drawer.width() == 376)


def test_the_cross_and_escape_close_it(window, theme, words):
    panel = DrawerPanel(theme, words)
    window.drawer.show_panel(panel)
    QTest.mouseClick(panel._close, Qt.MouseButton.LeftButton)
    assert not window.drawer.is_open()
    window.drawer.show_panel(panel)
    QTest.keyClick(panel._close, Qt.Key.Key_Escape)
    assert not window.drawer.is_open()


def test_the_keyboard_returns_to_where_it_was(window, theme, words):
    window.field.setFocus()
    panel = DrawerPanel(theme, words)
    window.drawer.show_panel(panel)
    panel._close.setFocus()
    window.drawer.close_panel()
    assert QApplication.focusWidget() is window.field


def test_another_panel_takes_the_place_and_the_first_stays_alive(window, theme, words):
    first, second = DrawerPanel(theme, words), DrawerPanel(theme, words)
    window.drawer.show_panel(first)
    window.drawer.show_panel(second)
    assert window.drawer.panel() is second
    assert not first.isVisible()
    window.drawer.show_panel(first)
    assert first.isVisible()
    first._close.click()
    assert window.drawer.panel() is None


@pytest.fixture
def veiled(window, theme):
    box = Box()
    window.field.setFocus()
    scrim = Scrim(theme, window, box)
    scrim.open_box(box.fields[0])
    return scrim


def test_the_box_has_the_keyboard_and_gives_it_back_on_escape(veiled, window, qtbot):
    first = veiled.box.fields[0]
    assert first.hasFocus()
    with qtbot.waitSignal(veiled.dismissed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.field
    assert veiled.isHidden()


def test_tab_stays_inside_the_box_in_both_directions(veiled):
    one, two = veiled.box.fields
    for key, place in ((Qt.Key.Key_Tab, two), (Qt.Key.Key_Tab, one), (Qt.Key.Key_Backtab, two)):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
        assert QApplication.focusWidget() is place


def test_a_click_beside_the_box_dismisses_and_one_on_it_does_not(veiled, qtbot):
    QTest.mouseClick(veiled, Qt.MouseButton.LeftButton, pos=veiled.box.geometry().center())
    assert veiled.isVisible()
    with qtbot.waitSignal(veiled.dismissed):
        QTest.mouseClick(veiled, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_the_box_is_792_wide_72_from_the_top_and_follows_the_window(veiled, window, qtbot):
    assert (veiled.box.width(), veiled.box.y()) == (792, 72)
    window.resize(700, 600)
    qtbot.waitUntil(lambda: veiled.box.width() == 700 - 48)
    assert veiled.geometry() == window.rect()
