"""The ring around whatever has the keyboard: 2 px, 1 px outside, which no style sheet can draw."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius, Size

_TYPED_INTO = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
NO_RING = "no_ring"
"""A widget with this property shows by itself that it has the keyboard."""


class FocusRing(QWidget):
    """Follows the keyboard inside one window; pressing a button with the mouse shows no ring."""

    # Of the class, so that an event at the very end of the window's life still finds it.
    _target: QWidget | None = None

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        theme.changed.connect(self._place)
        self._follow(None, QApplication.focusWidget())

    def target(self) -> QWidget | None:
        """The widget the ring is drawn around now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self._target:
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._theme.px(Size.RING)
        painter.setPen(QPen(self._theme.colour("focus"), width))
        place = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = self._theme.px(Radius.CONTROL + Size.RING)
        painter.drawRoundedRect(place, radius, radius)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.window() is not self._window or not _wants_ring(now):
            self.hide()
            return
        self._target = now
        for part in self._watched():
            part.installEventFilter(self)
        self._place()

    def _let_go(self) -> None:
        if self._target is not None and isValid(self._target):
            for part in self._watched():
                part.removeEventFilter(self)
        self._target = None

    def _watched(self) -> list[QWidget]:
        """The target and all it stands in: when one of them moves, the ring moves."""
        chain: list[QWidget] = []
        part = self._target
        while part is not None and part is not self._window:
            chain.append(part)
            part = part.parentWidget()
        return chain

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        reach = self._theme.px(Size.RING) + self._theme.px(Size.RING_GAP)
        host = self._host(target, reach)
        if self.parentWidget() is not host:
            self.setParent(host)
        corner = target.mapTo(host, QPoint(0, 0))
        rect = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
        self.setGeometry(rect)
        self.show()
        self.raise_()

    def _host(self, target: QWidget, reach: int) -> QWidget:
        """The nearest ancestor with room for the ring, but never out of a scrolled area."""
        host = target.parentWidget() or self._window
        while host is not self._window:
            above = host.parentWidget()
            if above is None:
                break
            scrolled = isinstance(above, QAbstractScrollArea)
            corner = target.mapTo(host, QPoint(0, 0))
            wanted = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
            if scrolled or host.rect().contains(wanted):
                break
            host = above
        return host


_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.LayoutRequest,
}


def _wants_ring(widget: QWidget) -> bool:
    if widget.property(NO_RING):
        return False
    if widget.property("look") in ("bare", "booking"):
        return False
    if isinstance(widget, _TYPED_INTO):
        return True
    if isinstance(widget, QAbstractScrollArea):
        return False
    by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    return not (by_mouse and isinstance(widget, (QAbstractButton, QComboBox)))
