"""The list of bubbles: rows of different heights, measured once and kept."""

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
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from salon_desktop.ui.messages.bubbles import SCROLL_BAR, Bubble
from salon_desktop.ui.messages.rows import BubbleRow, DayRow, ThreadRow
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import chip_width, draw_chip

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_DAY_AIR = 12


class ThreadModel(QAbstractListModel):
    """Rows of one thread, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ThreadRow] = []

    def show_rows(self, rows: Sequence[ThreadRow]) -> None:
        """Show these rows; those that stay at the top are not laid out anew."""
        rows = list(rows)
        same = 0
        while same < min(len(rows), len(self._rows)) and rows[same] == self._rows[same]:
            same += 1
        if same < len(self._rows):
            self.beginRemoveRows(QModelIndex(), same, len(self._rows) - 1)
            self._rows = self._rows[:same]
            self.endRemoveRows()
        if same < len(rows):
            self.beginInsertRows(QModelIndex(), same, len(rows) - 1)
            self._rows += rows[same:]
            self.endInsertRows()

    def row(self, index: AnyIndex) -> ThreadRow:
        """The row behind an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken if isinstance(row, BubbleRow) else row.text
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if isinstance(row, DayRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class BubbleDelegate(QStyledItemDelegate):
    """Measures bubbles once for a width and paints them."""

    def __init__(self, theme: Theme, view: "ThreadView") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._kept: dict[tuple[BubbleRow, int], Bubble] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew, after width, scale or colours changed."""
        self._kept.clear()
        self.sizeHintChanged.emit(QModelIndex())

    def bubble(self, row: BubbleRow) -> Bubble:
        """The bubble as laid out for the view's width."""
        key = (row, self._view.room())
        found = self._kept.get(key)
        if found is None:
            found = Bubble(self._theme, row, key[1])
            self._kept[key] = found
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: ThreadRow = index.data(ROW)
        width = self._view.room()
        if isinstance(row, DayRow):
            return QSize(width, self._theme.px(Size.CHIP) + 2 * self._theme.px(_DAY_AIR))
        return QSize(width, self.bubble(row).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: ThreadRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if isinstance(row, DayRow):
            self._paint_day(painter, rect, row)
        else:
            focused = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
            pointed = self._view.pointed() == index.row()
            self.bubble(row).paint(painter, rect, focused=focused, pointed=pointed)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, row: DayRow) -> None:
        width, tall = chip_width(self._theme, row.text), self._theme.px(Size.CHIP)
        left = rect.left() + (self._view.width() - width) // 2
        place = QRect(left, rect.top() + self._theme.px(_DAY_AIR), width, tall)
        draw_chip(painter, self._theme, place, row.text, "outlined")


class ThreadView(QListView):
    """The thread, its newest bubble in view; *Done* takes the mouse, or Enter on a bubble."""

    done_asked = Signal(object)
    """The inbound event with this id is dealt with."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pointed = theme, -1
        self.thread_model = ThreadModel(self)
        self.setModel(self.thread_model)
        self.bubbles = BubbleDelegate(theme, self)
        self.setItemDelegate(self.bubbles)
        self.setProperty("ground", "bg")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[ThreadRow]) -> None:
        """Show a thread; stay at its end if the end was in view."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        self.thread_model.show_rows(rows)
        if at_end:
            self.scrollToBottom()

    def room(self) -> int:
        """The width bubbles stand in: the same with and without a scroll bar."""
        return self.width() - self._theme.px(SCROLL_BAR)

    def pointed(self) -> int:
        """The row whose *Done* is under the pointer; -1 for none."""
        return self._pointed

    def done_place(self, index: AnyIndex) -> QRect:
        """Where *Done* of a row can be pressed, in the viewport; empty if it has none."""
        row: ThreadRow = index.data(ROW)
        if not isinstance(row, BubbleRow) or not row.done:
            return QRect()
        return self.bubbles.bubble(row).done_rect().translated(self.visualRect(index).topLeft())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self._done_at(event.position().toPoint())
        pointed = index.row() if index is not None else -1
        if pointed != self._pointed:
            self._pointed = pointed
            hand = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(hand if index is not None else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._done_at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self._tell_done(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._tell_done(index)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        if event.size().width() != event.oldSize().width():
            self.bubbles.forget()
        super().resizeEvent(event)
        if at_end:
            self.scrollToBottom()

    def _done_at(self, point: QPoint) -> AnyIndex | None:
        index = self.indexAt(point)
        return index if index.isValid() and self.done_place(index).contains(point) else None

    def _tell_done(self, index: AnyIndex) -> None:
        row: ThreadRow = index.data(ROW)
        if isinstance(row, BubbleRow) and row.done and row.event_id is not None:
            self.done_asked.emit(row.event_id)
