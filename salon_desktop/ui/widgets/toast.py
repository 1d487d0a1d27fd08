"""News that comes and goes: one line at the bottom, with *Undo* where something can be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    Qt,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Scheme, Size
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Part
from salon_desktop.ui.widgets.shadow import DROP, REACH, Shadow

SHORT_MS = 8_000
"""How long a toast stays."""

HELD_MS = 90_000
"""How long it stays while a message is held back for undoing."""

_AFTER_POINTER_MS = 2_000
_ICONS = {
    "ok": "circle-check",
    "info": "info",
    "warn": "triangle-alert",
    "danger": "circle-x",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a toast says. ``undo`` is called when its button is pressed.

    ``holds_message`` keeps it for as long as the message can still be held back.
    """

    text: str
    tone: str = "ok"
    undo: Callable[[], None] | None = None
    holds_message: bool = False


class ToastHost(QWidget):
    """Shows one notice at a time at the bottom middle of its parent; a new one takes its place.

    It stays while the pointer or the keyboard is on it, closes with Escape, and is announced to
    screen readers without taking the keyboard.
    """

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Catalog,
        parent: QWidget,
        *,
        short_ms: int = SHORT_MS,
        held_ms: int = HELD_MS,
    ) -> None:
        super().__init__(parent)
        self._theme, self._words, self._shadow = theme, words, Shadow(theme)
        self._short_ms, self._held_ms = short_ms, held_ms
        self._bottom = Size.TOAST_ABOVE_STATUS
        self._undo_call: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave_unless_held)
        self._frame = Part("toast", self)
        # The toast is dark in both schemes.
        self._sign = IconLabel(theme, "circle-check", tone="ok", scheme=Scheme.DARK)
        self._text = Label(tone="on_tooltip")
        self._undo = Button(theme, kind="toast", size="small", icon="undo-2")
        self._undo.clicked.connect(self._take_back)
        self._close = IconButton(
            theme,
            "x",
            size=Size.BUTTON_SMALL,
            icon_size=Size.ICON_SMALL,
            colour="on_tooltip",
        )
        self._close.setProperty("on", "toast")
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self._frame)
        for part in (self._sign, self._text, self._undo, self._close):
            self._row.addWidget(part)
        self.hide()
        parent.installEventFilter(self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def show_notice(self, notice: Notice) -> None:
        """Show ``notice`` in place of whatever is shown."""
        self._undo_call = notice.undo
        self._sign.show_icon(_ICONS[notice.tone], notice.tone)
        self._text.setText(notice.text)
        self._undo.setVisible(notice.undo is not None)
        self.setAccessibleName(notice.text)
        self._timer.start(self._held_ms if notice.holds_message else self._short_ms)
        self._place()
        self.show()
        self.raise_()
        announcement = QAccessibleAnnouncementEvent(self, notice.text)
        QAccessible.updateAccessibility(announcement)

    def notice_text(self) -> str:
        """What is said now, "" if nothing is."""
        return self._text.text() if self.isVisible() else ""

    def set_bottom(self, distance: int) -> None:
        """Stand ``distance`` pixels (at 100 %) above the parent's lower edge."""
        self._bottom = distance
        self._place()

    def take_keyboard(self) -> bool:
        """Move the keyboard to the toast's button; False if there is no toast."""
        if not self.isVisible():
            return False
        target = self._close if self._undo_call is None else self._undo
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def dismiss(self) -> None:
        """Take the toast away; what it offered to undo can still be undone in the agenda."""
        self._timer.stop()
        self._undo_call = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def retranslate(self) -> None:
        """Name the buttons in the current language."""
        self._undo.set_words(self._words._("Undo the change"))
        self._close.set_words(self._words._("Close"), "Esc")
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._shadow.paint(QPainter(self), self._frame.geometry())

    def _leave_unless_held(self) -> None:
        focused = QApplication.focusWidget()
        has_keyboard = focused is not None and self.isAncestorOf(focused)
        if self._frame.underMouse() or has_keyboard:
            self._timer.start(min(_AFTER_POINTER_MS, self._short_ms))
            return
        self.dismiss()

    def _take_back(self) -> None:
        undo = self._undo_call
        self.dismiss()
        if undo is not None:
            undo()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        px = self._theme.px
        reach = px(REACH)
        room = parent.width() - 2 * px(Size.TOAST_ABOVE_STATUS)
        fixed = self._row.contentsMargins().left() + self._row.contentsMargins().right()
        fixed += self._row.spacing() * 3 + self._sign.sizeHint().width()
        fixed += self._undo.sizeHint().width() + self._close.width()
        letters = self._text.fontMetrics().horizontalAdvance(self._text.text()) + px(4)
        self._text.setWordWrap(letters + fixed > room)
        self._frame.setMaximumWidth(max(room, px(200)))
        self._row.activate()
        width = min(self._frame.sizeHint().width(), room)
        height = max(px(Size.TOAST), self._frame.heightForWidth(width))
        self.resize(width + 2 * reach, height + 2 * reach + px(DROP))
        self._frame.setGeometry(reach, reach, width, height)
        self.move(
            (parent.width() - self.width()) // 2,
            parent.height() - px(self._bottom) - height - reach,
        )

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(4), px(8), px(4))
        self._row.setSpacing(px(12))
        self._place()
