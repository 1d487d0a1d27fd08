"""The list of phones: whose one to hold."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from salon_desktop.domain.clients.names import folded
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.practice_phone.phone_words import PersonRow
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import CATEGORIES, Size, Space
from salon_desktop.ui.widgets.avatar import avatar_tone, initials
from salon_desktop.ui.widgets.badge import count_text
from salon_desktop.ui.widgets.fields import SearchField
from salon_desktop.ui.widgets.labels import Line, Part
from salon_desktop.ui.widgets.painting import badge_width, draw_avatar, draw_badge, draw_text
from salon_desktop.ui.widgets.rows import RowDelegate, dress_list

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """People in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PersonRow] = []

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Show these people."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {row.line}"
        return row.name if role == Qt.ItemDataRole.DisplayRole else None


class PeopleDelegate(RowDelegate):
    """Paints a person: avatar, name, the last words, unread count."""

    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        theme, px, row = self.theme, self.theme.px, index.data(ROW)
        side = px(32)
        left, right = rect.left() + px(Space.L), rect.right() + 1 - px(Space.L)
        place = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
        tone = avatar_tone(sum(map(ord, row.number)) % len(CATEGORIES))
        draw_avatar(painter, theme, place, initials(row.name), tone)
        x, top = left + side + px(Space.M), rect.top() + (rect.height() - px(36)) // 2
        width = theme.metrics("caption").horizontalAdvance(row.when) + 2
        when = QRectF(right - width, top, width, px(18))
        caption = theme.font("caption")
        draw_text(painter, when, row.when, caption, theme.colour("text_3"), right=True)
        name = QRectF(x, top, when.left() - px(6) - x, px(18))
        draw_text(painter, name, row.name, theme.font("body", 600), theme.colour("text"))
        end = float(right)
        if row.unread:
            text = count_text(row.unread)
            wide = badge_width(theme, text)
            draw_badge(painter, theme, QRectF(end - wide, top + px(18), wide, px(17)), text)
            end -= wide + px(6)
        line = QRectF(x, top + px(19), end - x, px(17))
        draw_text(painter, line, row.line, theme.font("small"), theme.colour("text_2"))


class PeopleList(Part):
    """Search and choose a person; Enter or a click takes her phone."""

    chosen = Signal(str)
    """The phone with this number."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._theme, self._words = theme, words
        self._all: list[PersonRow] = []
        self.search = SearchField(theme)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take_first)
        self.model = PeopleModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        dress_list(self.view, PeopleDelegate(theme, Size.CLIENT_ROW, self.view))
        self.view.clicked.connect(self._tell)
        self.view.activated.connect(self._tell)
        self._head = QVBoxLayout()
        self._head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show these people, those that were searched for."""
        self._all = list(rows)
        self._narrow()

    def retranslate(self) -> None:
        """Set the list's own words."""
        words = self._words
        self.search.set_words(words._("Search a person"), words._("Clear the search"))
        self.view.setAccessibleName(words._("People of the practice salon"))

    def _narrow(self) -> None:
        wanted = folded(self.search.text()).split()
        kept = [
            row
            for row in self._all
            if all(word in folded(f"{row.name} {row.number}") for word in wanted)
        ]
        self.model.show_rows(kept)

    def _take_first(self) -> None:
        if self.model.rowCount():
            self._tell(self.model.index(0))

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ROW).number)

    def _restyle(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
