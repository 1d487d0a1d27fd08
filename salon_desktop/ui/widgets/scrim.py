"""The veil over the window with one box on it: the booking box and other short questions."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import SCRIM, SCRIM_OPACITY, Size
from salon_desktop.ui.widgets.shadow import Shadow


class Scrim(QWidget):
    """Covers ``over`` and shows ``box`` at the top middle of ``centred_on`` with the one shadow.

    A child of the window and not a window of its own, so that focus behaves alike everywhere.
    Escape and a click beside the box ask to close; Tab stays inside.
    """

    dismissed = Signal()
    """The user wants it away; `close_box` has been called already."""

    def __init__(
        self,
        theme: Theme,
        over: QWidget,
        box: QWidget,
        *,
        width: int = Size.BOOKING_BOX,
        top: int = Size.BOOKING_BOX_TOP,
        centred_on: QWidget | None = None,
    ) -> None:
        super().__init__(over)
        self._theme, self._box, self._width, self._top = theme, box, width, top
        self._centred_on = centred_on or over
        self._shadow = Shadow(theme)
        self._came_from: QWidget | None = None
        box.setParent(self)
        box.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()
        theme.changed.connect(self.place)

    @property
    def box(self) -> QWidget:
        """What lies on the veil."""
        return self._box

    def open_box(self, first: QWidget | None = None) -> None:
        """Show veil and box and give the keyboard to ``first``."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self._box.show()
        self.show()
        self.raise_()
        self.place()
        (first or self._box).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Hide both and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._came_from is not None and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None

    def place(self) -> None:
        """Take the window's size and set the box; called by itself when either changes."""
        over = self.parentWidget()
        if over is None:
            return
        self.setGeometry(over.rect())
        px = self._theme.px
        middle = self._centred_on.mapTo(over, self._centred_on.rect().center())
        room = over.height() - 2 * px(self._top)
        width = min(px(self._width), over.width() - 2 * px(24))
        layout = self._box.layout()
        if layout is not None:
            layout.activate()
        wanted = self._box.sizeHint().height()
        if self._box.hasHeightForWidth():
            wanted = self._box.heightForWidth(width)
        height = max(min(wanted, room), self._box.minimumSizeHint().height())
        left = min(max(middle.x() - width // 2, px(24)), over.width() - width - px(24))
        self._box.setGeometry(left, px(self._top), width, height)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The kind first: at the end of the window's life other events still come by here.
        if event.type() == QEvent.Type.Resize:
            if watched is self.parent() and self.isVisible():
                self.place()
        elif event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        start = QApplication.focusWidget() or self._box
        here = start
        while True:
            following = here.nextInFocusChain() if forward else here.previousInFocusChain()
            if following is None or following is start:
                return True
            here = following
            takes_tab = bool(here.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and here.isEnabled() and here.isVisible() and self.isAncestorOf(here):
                reason = (
                    Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                )
                here.setFocus(reason)
                return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self._dismiss()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(SCRIM)
        veil.setAlphaF(SCRIM_OPACITY)
        painter.fillRect(self.rect(), veil)
        self._shadow.paint(painter, self._box.geometry())

    def _dismiss(self) -> None:
        self.close_box()
        self.dismissed.emit()
