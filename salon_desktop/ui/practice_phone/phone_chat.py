"""The chat on the client's phone: bubbles whose buttons are tapped by mouse or keyboard."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from salon_desktop.ui.practice_phone.phone_bubbles import (
    SCROLL_BAR,
    PhoneBubbleBox,
    PhoneDay,
    PhoneRow,
    ShownBubble,
)
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.painting import chip_width, draw_chip

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
Place = tuple[int, int]
"""A row and the place of a button in it."""
NOWHERE: Place = (-1, -1)
_DAY, _DAY_AIR = 20, 8


class PhoneModel(QAbstractListModel):
    """What the phone shows, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PhoneRow] = []

    def show_rows(self, rows: Sequence[PhoneRow]) -> bool:
        """Show these rows; True if anything is another one."""
        if list(rows) == self._rows:
            return False
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        return True

    def rows(self) -> list[PhoneRow]:
        """What is shown."""
        return list(self._rows)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, PhoneDay) else row.spoken
        return None


class PhoneDelegate(QStyledItemDelegate):
    """Measures bubbles once for a width and paints them."""

    def __init__(self, theme: Theme, view: "PhoneChat") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._kept: dict[tuple[ShownBubble, int], PhoneBubbleBox] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew."""
        self._kept.clear()
        self.sizeHintChanged.emit(QModelIndex())

    def box(self, row: ShownBubble) -> PhoneBubbleBox:
        """The bubble as laid out for the chat's width."""
        key = (row, self._view.room())
        found = self._kept.get(key)
        if found is None:
            found = PhoneBubbleBox(self._theme, row, key[1])
            self._kept[key] = found
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: PhoneRow = index.data(ROW)
        if isinstance(row, PhoneDay):
            return QSize(0, self._theme.px(_DAY) + 2 * self._theme.px(_DAY_AIR))
        return QSize(0, self.box(row).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: PhoneRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if isinstance(row, PhoneDay):
            width = chip_width(self._theme, row.text, small=True)
            left = rect.left() + (self._view.width() - width) // 2
            top = rect.top() + self._theme.px(_DAY_AIR)
            place = QRect(left, top, width, self._theme.px(_DAY))
            draw_chip(painter, self._theme, place, row.text, "outlined", small=True)
        else:
            focused, pointed = self._view.marks(index.row())
            self.box(row).paint(painter, rect, focused=focused, pointed=pointed)
        painter.restore()


class PhoneChat(QListView):
    """The chat; Up and Down go from button to button, Enter or Space taps."""

    tapped = Signal(str, int)
    """A button of the message with this id was tapped; the button's own index."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pointed, self._focused = NOWHERE, NOWHERE
        self.phone_model = PhoneModel(self)
        self.setModel(self.phone_model)
        self.boxes = PhoneDelegate(theme, self)
        self.setItemDelegate(self.boxes)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_rows(self, rows: Sequence[PhoneRow]) -> None:
        """Show the chat, its newest bubble in view."""
        if self.phone_model.show_rows(rows):
            self._pointed, self._focused = NOWHERE, NOWHERE
            self.scrollToBottom()

    def room(self) -> int:
        """The width bubbles stand in: the same with and without a scroll bar."""
        return self.width() - self._theme.px(SCROLL_BAR)

    def marks(self, row: int) -> Place:
        """Which buttons of a row have the keyboard and the pointer; -1 for none."""
        focused = self._focused[1] if self.hasFocus() and self._focused[0] == row else -1
        pointed = self._pointed[1] if self._pointed[0] == row else -1
        return focused, pointed

    def tap_place(self, row: int, place: int) -> QRect:
        """Where a button stands in the viewport; empty where there is none."""
        index = self.phone_model.index(row)
        shown = index.data(ROW)
        if not isinstance(shown, ShownBubble) or place >= len(shown.taps):
            return QRect()
        corner = self.visualRect(index).topLeft()
        return self.boxes.box(shown).tap_rect(place).translated(corner)

    def paintEvent(self, event: QPaintEvent) -> None:
        # The phone is another thing than the salon's window, so it has another ground.
        QPainter(self.viewport()).fillRect(event.rect(), self._theme.colour("rail"))
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointed = self._at(event.position().toPoint())
        if pointed != self._pointed:
            self._pointed = pointed
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(arrow if pointed == NOWHERE else hand)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._tap(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._tap(self._focused)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._focused == NOWHERE:
            self._step(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.boxes.forget()
        super().resizeEvent(event)
        self.scrollToBottom()

    def _open_taps(self) -> list[Place]:
        return [
            (at, place)
            for at, row in enumerate(self.phone_model.rows())
            if isinstance(row, ShownBubble)
            for place, tap in enumerate(row.taps)
            if tap.is_open
        ]

    def _step(self, by: int) -> None:
        """Go to the next button that can be tapped; from nowhere, to the newest message's first."""
        places = self._open_taps()
        if not places:
            self._focused = NOWHERE
        elif self._focused in places:
            at = places.index(self._focused) + by
            self._focused = places[min(max(at, 0), len(places) - 1)]
        else:
            self._focused = next(place for place in places if place[0] == places[-1][0])
        if self._focused != NOWHERE:
            self.scrollTo(self.phone_model.index(self._focused[0]))
        self.viewport().update()

    def _at(self, point: QPoint) -> Place:
        index = self.indexAt(point)
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, ShownBubble):
            return NOWHERE
        for place, tap in enumerate(row.taps):
            if tap.is_open and self.tap_place(index.row(), place).contains(point):
                return index.row(), place
        return NOWHERE

    def _tap(self, where: Place) -> None:
        if where == NOWHERE:
            return
        row = self.phone_model.index(where[0]).data(ROW)
        if isinstance(row, ShownBubble):
            self.tapped.emit(row.id, row.taps[where[1]].index)
