"""Rows of lists: the ground every row has, and tables dressed alike."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size

AnyIndex = QModelIndex | QPersistentModelIndex
_MARK = 3


class RowDelegate(QStyledItemDelegate):
    """Paints a row's ground: selected with a mark at the left, hovered, or plain, and a line below.

    A subclass paints the rest in `paint_row`; ``height`` is at 100 %.
    """

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._height = theme, height
        theme.changed.connect(self._restyle)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self.theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        self.paint_ground(painter, rect, selected=selected, hovered=hovered)
        self.paint_row(painter, rect, index, selected=selected)
        painter.restore()

    def paint_ground(
        self, painter: QPainter, rect: QRect, *, selected: bool, hovered: bool
    ) -> None:
        """What lies under a row."""
        theme = self.theme
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(rect, theme.colour(ground))
        below = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(below, theme.colour("line_soft"))
        if selected:
            mark = QRect(rect.left(), rect.top(), theme.px(_MARK), rect.height())
            painter.fillRect(mark, theme.colour("accent"))

    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        """Paint what the row says into ``rect``."""
        raise NotImplementedError

    def _restyle(self) -> None:
        self.sizeHintChanged.emit(QModelIndex())


def dress_list(view: QListView, delegate: QStyledItemDelegate) -> None:
    """Make ``view`` a quiet list of rows of one height that scrolls by pixels."""
    view.setItemDelegate(delegate)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)


class Table(QTableView):
    """A table of the design: rows 37, a quiet head 28, no upright lines, whole rows selected."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(Size.TABLE_ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(Size.TABLE_HEAD))
