"""Tables of facts: rows of plain cells with a sign, a tone or a mark, as high as their rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.painting import draw_box, draw_icon, draw_text
from salon_desktop.ui.widgets.rows import AnyIndex, Table
from salon_desktop.ui.widgets.states import plain_tip

CELL_ROLE = Qt.ItemDataRole.UserRole
_WIDEST = 420
_PADDING = 12
_MAY_BE_CUT = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. ``mark`` is a category of services, drawn as a tick of its colour."""

    text: str
    icon: str = ""
    tone: str = "text"
    weight: int = 400
    mark: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title; one that stretches takes what the others leave."""

    title: str
    stretches: bool = False
    right: bool = False


class FactModel(QAbstractTableModel):
    """Rows as they were given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._columns = tuple(columns)
        # A row of one cell is a heading over those below; it is drawn across all columns.
        empty = (Cell(""),) * len(columns)
        self._rows = tuple((*row, *empty[len(row) :]) for row in rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text) > _MAY_BE_CUT:
            return plain_tip(cell.text)
        return cell if role == CELL_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
        return None


class CellDelegate(QStyledItemDelegate):
    """Paints one cell: its mark or sign, then its text, shortened where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        cell, px = index.data(CELL_ROLE), self._theme.px
        width = self._theme.metrics("body", cell.weight).horizontalAdvance(cell.text) + 2
        width += self._lead(cell) + 2 * px(_PADDING)
        return QSize(min(width, px(_WIDEST)), px(Size.TABLE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, px, cell = self._theme, self._theme.px, index.data(CELL_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("accent_soft" if selected else "surface"))
        below = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(below, theme.colour("line_soft"))
        if selected and index.column() == 0:
            mark = QRect(rect.left(), rect.top(), px(3), rect.height())
            painter.fillRect(mark, theme.colour("accent"))
        left, middle = rect.left() + px(_PADDING), QRectF(rect).center().y()
        if cell.mark:
            tick = QRectF(left, middle - px(10), px(5), px(20))
            draw_box(painter, tick, px(2), theme.colour(f"edge_{cell.mark}"))
        if cell.icon:
            place = QPointF(left + px(Size.ICON) / 2, middle)
            draw_icon(painter, theme, cell.icon, place, Size.ICON_SMALL, theme.ink(cell.tone))
        room = QRectF(rect).adjusted(px(_PADDING) + self._lead(cell), 0, -px(_PADDING), 0)
        font = theme.font("body", cell.weight)
        draw_text(painter, room, cell.text, font, theme.ink(cell.tone), right=cell.right)

    def _lead(self, cell: Cell) -> int:
        """How much stands before the text."""
        px = self._theme.px
        if cell.mark:
            return px(5 + Space.S)
        return px(Size.ICON + 6) if cell.icon else 0


class FactTable(Table):
    """A table that is as high as its rows: the page around it scrolls."""

    row_chosen = Signal(int)
    """The row with this number was chosen (only where rows can be chosen)."""

    def __init__(self, theme: Theme, *, choosable: bool = False) -> None:
        super().__init__(theme)
        self._look = theme
        self.facts = FactModel(self)
        self.setModel(self.facts)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        if choosable:
            self.selectionModel().currentRowChanged.connect(self._tell)
        else:
            self.setSelectionMode(QTableView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._fit)

    def show_rows(
        self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """Show these rows; ``name`` is the table's for screen readers."""
        before = self.currentIndex().row()
        blocked = self.selectionModel().blockSignals(True)
        self.setAccessibleName(name)
        self.facts.show_rows(columns, rows)
        head = self.horizontalHeader()
        for number, column in enumerate(columns):
            stretch = QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(
                number, stretch if column.stretches else QHeaderView.ResizeMode.ResizeToContents
            )
        self.clearSpans()
        for number, row in enumerate(rows):
            if len(row) == 1 < len(columns):
                self.setSpan(number, 0, 1, len(columns))
        if 0 <= before < len(rows):
            self.setCurrentIndex(self.facts.index(before, 0))
        self.selectionModel().blockSignals(blocked)
        self._fit()

    def _tell(self, current: AnyIndex, _before: AnyIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())

    def _fit(self) -> None:
        px = self._look.px
        rows = self.facts.rowCount()
        self.setFixedHeight(px(Size.TABLE_HEAD) + rows * px(Size.TABLE_ROW) + 1)
