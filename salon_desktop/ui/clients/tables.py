"""The tables of a card as Qt's views ask for them: visits, answers, messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import (
    draw_box,
    draw_icon,
    draw_strength,
    draw_text,
    strength_width,
)
from salon_desktop.ui.widgets.states import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: words, and what stands before them.

    ``tick`` names a colour of the table drawn as a small bar, ``strength`` a proof's segments.
    """

    text: str = field(default="", repr=False)
    ink: str = "text"
    weight: int | None = None
    right: bool = False
    icon: str | None = None
    tick: str | None = None
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; ``right`` sets figures at the right."""

    heading: str
    right: bool = False


class CellTable(QAbstractTableModel, Generic[T]):
    """Rows of cells with the thing each row is about."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[tuple[T, Sequence[Cell]]] = ()

    def show_rows(
        self, columns: Sequence[Column], rows: Sequence[tuple[T, Sequence[Cell]]]
    ) -> None:
        """Show these rows under these headings."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def subject(self, row: int) -> T | None:
        """What the row is about, None outside."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][1][index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()].heading}: {cell.text}"
        return None


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: tick, icon or proof bar, then its words on one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return QSize(0, 0)
        px = self._theme.px
        width = self._theme.metrics("body", cell.weight).horizontalAdvance(cell.text)
        return QSize(self._before(cell) + width + 2 * px(12) + 2, px(Size.TABLE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        theme, px = self._theme, self._theme.px
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(rect, theme.colour(ground))
        below = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(below, theme.colour("line_soft"))
        left = rect.left() + px(12)
        middle = rect.center().y()
        if cell.tick is not None:
            place = QRectF(left, middle - px(10), px(4), px(20))
            draw_box(painter, place, px(2), theme.colour(cell.tick))
        if cell.icon is not None:
            centre = QPointF(left + px(Size.ICON_SMALL) / 2, middle)
            draw_icon(painter, theme, cell.icon, centre, Size.ICON_SMALL, cell.ink)
        if cell.strength is not None:
            draw_strength(painter, theme, left, middle, cell.strength)
        left += self._before(cell)
        room = QRect(left, rect.top(), rect.right() - px(12) - left, rect.height() - 1)
        font, ink = theme.font("body", cell.weight), theme.colour(cell.ink)
        draw_text(painter, room, cell.text, font, ink, right=cell.right)
        painter.restore()

    def _before(self, cell: Cell) -> int:
        px = self._theme.px
        if cell.tick is not None:
            return px(4 + 8)
        if cell.icon is not None:
            return px(Size.ICON_SMALL + 6)
        return strength_width(self._theme) + px(8) if cell.strength is not None else 0
