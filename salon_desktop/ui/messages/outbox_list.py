"""Painted rows of the outbox: what leaves, what failed, grouped under small heads."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from salon_desktop.ui.messages.rows import HeadRow, OutboxRow, PanelRow
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.painting import draw_icon, draw_text
from salon_desktop.ui.widgets.rows import RowDelegate
from salon_desktop.ui.widgets.states import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_HEAD, _PLAIN, _WITH_REASON = 34, 53, 69


class OutboxModel(QAbstractListModel):
    """Rows and heads in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PanelRow] = []

    def show_rows(self, rows: Sequence[PanelRow]) -> None:
        """Show these rows."""
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> list[PanelRow]:
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
        if isinstance(row, HeadRow):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.reason:
            return plain_tip(row.reason)
        return row.name if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], HeadRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OutboxDelegate(RowDelegate):
    """Paints a message: sign, name and time, visit and kind, the reason in its tone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ROW)
        if isinstance(row, HeadRow):
            return QSize(0, self.theme.px(_HEAD))
        return QSize(0, self.theme.px(_WITH_REASON if row.reason else _PLAIN))

    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        row = index.data(ROW)
        if isinstance(row, HeadRow):
            self._paint_head(painter, rect, row)
        else:
            self._paint_entry(painter, rect, row)

    def _paint_head(self, painter: QPainter, rect: QRect, row: HeadRow) -> None:
        theme, px = self.theme, self.theme.px
        painter.fillRect(rect, theme.colour("surface"))
        left, right = rect.left() + px(Space.L), rect.right() + 1 - px(Space.L)
        place = QRectF(left, rect.top() + px(10), right - left, px(20))
        faint = theme.colour("text_3")
        # Capitals belong to the heads of the outbox alone, so they are made here.
        draw_text(painter, place, row.text.upper(), theme.font("caption", 600), faint)
        font = theme.font("caption", 500)
        draw_text(painter, place, row.count, font, theme.colour("accent"), right=True)

    def _paint_entry(self, painter: QPainter, rect: QRect, row: OutboxRow) -> None:
        theme, px = self.theme, self.theme.px
        left, right = rect.left() + px(Space.L), rect.right() + 1 - px(Space.L)
        top = rect.top() + px(Space.S)
        middle = QPointF(left + px(15) / 2, top + px(9))
        draw_icon(painter, theme, row.icon, middle, 15, theme.ink(row.tone))
        x = left + px(23)
        when_width = theme.metrics("caption").horizontalAdvance(row.when) + 2
        when = QRectF(right - when_width, top, when_width, px(18))
        faint = theme.colour("text_3")
        draw_text(painter, when, row.when, theme.font("caption"), faint, right=True)
        name = QRectF(x, top, when.left() - px(6) - x, px(18))
        draw_text(painter, name, row.name, theme.font("body", 500), theme.colour("text"))
        line = QRectF(x, top + px(19), right - x, px(16))
        draw_text(painter, line, row.line, theme.font("small"), theme.colour("text_2"))
        if row.reason:
            reason = QRectF(x, top + px(35), right - x, px(16))
            tone = "muted" if row.tone == "muted" else row.tone
            draw_text(painter, reason, row.reason, theme.font("small"), theme.ink(tone))
