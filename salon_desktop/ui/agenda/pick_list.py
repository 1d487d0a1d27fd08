"""A field to type in with a list of hits under it: arrows choose, Enter takes, a click does too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.fields import SearchField
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.painting import draw_icon, draw_text
from salon_desktop.ui.widgets.rows import RowDelegate, dress_list

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 44
_MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class PickRow:
    """One hit: what it is, what is known of it, an icon at the left; ``value`` is handed back."""

    title: str
    detail: str
    value: object
    icon: str = ""
    tone: str = "text_2"


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PickRow] = []

    def show_rows(self, rows: Sequence[PickRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.detail}"
        return row if role == Qt.ItemDataRole.UserRole else None


class _RowPainter(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, PickRow):
            return
        theme, px = self.theme, self.theme.px
        left = rect.left() + px(12)
        if row.icon:
            middle = QRectF(left, rect.top(), px(Size.ICON), rect.height()).center()
            draw_icon(painter, theme, row.icon, middle, Size.ICON, row.tone)
            left += px(Size.ICON) + px(8)
        room = QRectF(left, rect.top() + px(4), rect.right() - px(8) - left, px(20))
        draw_text(painter, room, row.title, theme.font("body", 600), theme.colour("text"))
        below = QRectF(left, rect.top() + px(22), room.width(), px(16))
        draw_text(painter, below, row.detail, theme.font("small"), theme.colour("text_2"))


class PickField(QWidget):
    """The field and its list, which is shown only while the field has the keyboard or hits."""

    typed = Signal(str)
    picked = Signal(object)
    """The value of the row that was taken."""

    skipped = Signal()
    """Enter in an empty field: on to the next."""

    def __init__(self, theme: Theme, icon: str = "search", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = SearchField(theme, icon=icon)
        self._box = Part("box")
        self._rows = _Rows()
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress_list(self.list, _RowPainter(theme, _ROW, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.field)
        column.addWidget(self._box)
        self._box.hide()
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        theme.changed.connect(self._measure)

    def show_rows(self, rows: Sequence[PickRow]) -> None:
        """List these hits, the first one chosen."""
        self._rows.show_rows(rows)
        if rows:
            self.list.setCurrentIndex(self._rows.index(0))
        self._box.setVisible(bool(rows))
        self._measure()

    def rows(self) -> Sequence[PickRow]:
        """What is listed."""
        return self._rows.rows

    def clear(self) -> None:
        """Empty the field and the list."""
        self.field.setText("")  # clear() would leave the last name to Ctrl+Z
        self.show_rows(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._rows.rows:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentIndex().row() + by
                row = min(max(row, 0), len(self._rows.rows) - 1)
                self.list.setCurrentIndex(self._rows.index(row))
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    return False
                if self.list.currentIndex().isValid() and not self._box.isHidden():
                    self._take(self.list.currentIndex())
                else:
                    self.skipped.emit()
                return True
            case _:
                return False

    def _take(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, PickRow):
            self.picked.emit(row.value)

    def _measure(self) -> None:
        shown = min(len(self._rows.rows), _MOST_ROWS)
        self.list.setFixedHeight(self._theme.px(_ROW) * shown)
        self.updateGeometry()
