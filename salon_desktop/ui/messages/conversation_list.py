"""The pane of threads: search, filters, and one painted row a person."""

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
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.rows import ConversationRow, Person
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.avatar import avatar_tone, initials
from salon_desktop.ui.widgets.badge import count_text
from salon_desktop.ui.widgets.cards import EmptyState
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.fields import SearchField
from salon_desktop.ui.widgets.labels import Line, Part
from salon_desktop.ui.widgets.painting import (
    badge_width,
    chip_width,
    draw_avatar,
    draw_badge,
    draw_chip,
    draw_icon,
    draw_text,
)
from salon_desktop.ui.widgets.rows import RowDelegate, dress_list

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
OPEN, UNCLEAR, ALL = "open", "unclear", "all"
FILTERS = (OPEN, UNCLEAR, ALL)
TYPING_PAUSE_MS = 150
_BADGE = 18


class ConversationModel(QAbstractListModel):
    """Threads in words, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ConversationRow] = []

    def show_rows(self, rows: Sequence[ConversationRow]) -> None:
        """Show these threads."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def place_of(self, person: Person) -> int:
        """The row of a person; -1 if the list does not have her."""
        return next((at for at, row in enumerate(self._rows) if row.person == person), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.name if role == Qt.ItemDataRole.DisplayRole else None


class ConversationDelegate(RowDelegate):
    """Paints a thread: avatar, name and time, last words, chip and count."""

    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        theme, row = self.theme, index.data(ROW)
        px = theme.px
        side = px(32)
        left, right = rect.left() + px(Space.L), rect.right() + 1 - px(Space.L)
        place = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
        number = row.person.client_id
        tone = "done" if number is None else avatar_tone(number)
        draw_avatar(painter, theme, place, initials(row.name), tone)
        x = left + side + px(Space.M)
        top = rect.top() + (rect.height() - px(36)) // 2
        when_width = theme.metrics("caption").horizontalAdvance(row.when) + 2
        when = QRectF(right - when_width, top, when_width, px(18))
        faint = theme.colour("text_3")
        draw_text(painter, when, row.when, theme.font("caption"), faint, right=True)
        name = QRectF(x, top, when.left() - px(6) - x, px(18))
        draw_text(painter, name, row.name, theme.font("body", 600), theme.colour("text"))
        end = self._paint_signs(painter, row, right, top + px(18))
        line = QRectF(x, top + px(19), end - x, px(17))
        draw_text(painter, line, row.line, theme.font("small"), theme.colour("text_2"))

    def _paint_signs(
        self, painter: QPainter, row: ConversationRow, right: float, top: float
    ) -> float:
        """Count, sign and chip from the right; returns where the words must end."""
        theme = self.theme
        px, x = theme.px, right
        if row.count:
            text = count_text(row.count)
            width = badge_width(theme, text, _BADGE)
            draw_badge(painter, theme, QRectF(x - width, top, width, px(_BADGE)), text)
            x -= width + px(6)
        elif row.sign:
            middle = QPointF(x - px(Size.ICON_SMALL) / 2, top + px(9))
            tone = theme.ink(row.sign_tone)
            draw_icon(painter, theme, row.sign, middle, Size.ICON_SMALL, tone)
            x -= px(Size.ICON_SMALL) + px(6)
        if row.badge:
            width = chip_width(theme, row.badge, small=True)
            place = QRectF(x - width, top, width, px(_BADGE))
            draw_chip(painter, theme, place, row.badge, row.badge_tone, small=True)
            x -= width + px(6)
        return x


class ConversationPane(Part):
    """Search, filters and the list; says which thread was chosen and what is looked for."""

    chosen = Signal(object)
    """A `Person` was chosen."""

    looked_for = Signal(str)
    """Other words stand in the search field, or another filter is chosen."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._theme, self._words = theme, words
        self.search = SearchField(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._tell_search)
        self.search.textChanged.connect(self._pause.start)
        self._filters = {key: ChipButton(theme, checkable=True) for key in FILTERS}
        group = QButtonGroup(self)
        for button in self._filters.values():
            group.addButton(button)
            button.clicked.connect(self._tell_search)
        self._filters[OPEN].setChecked(True)
        self.model = ConversationModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        dress_list(self.view, ConversationDelegate(theme, Size.CONVERSATION_ROW, self.view))
        self.view.selectionModel().currentChanged.connect(self._tell_chosen)
        self.empty = EmptyState(theme, "messages-square")
        self.empty.action.clicked.connect(self._show_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def filter(self) -> str:
        """The chosen filter: open, unclear or all."""
        return next(key for key, button in self._filters.items() if button.isChecked())

    def choose_filter(self, key: str) -> None:
        """Choose a filter as if by hand."""
        self._filters[key].setChecked(True)
        self._tell_search()

    def show_rows(self, rows: Sequence[ConversationRow], chosen: Person | None) -> None:
        """Show these threads, the chosen one selected, without telling anybody."""
        selection = self.view.selectionModel()
        blocked = selection.blockSignals(True)
        place = self.view.verticalScrollBar().value()
        self.model.show_rows(rows)
        at = -1 if chosen is None else self.model.place_of(chosen)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at))
        self.view.verticalScrollBar().setValue(place)
        selection.blockSignals(blocked)
        self.view.viewport().update()
        self._stack.setCurrentWidget(self.view if rows else self.empty)

    def show_counts(self, waiting: int, unclear: int) -> None:
        """Write the counts on the filters."""
        words = self._words
        texts = {
            OPEN: words.p_("threads", "Open {count}").format(count=waiting),
            UNCLEAR: words.p_("threads", "To understand {count}").format(count=unclear),
            ALL: words.p_("threads", "All"),
        }
        for key, text in texts.items():
            self._filters[key].set_words(text)

    def retranslate(self) -> None:
        """Set the pane's own words."""
        words = self._words
        self.search.set_words(words._("Search the conversations"), words._("Clear the search"))
        self.view.setAccessibleName(words._("Conversations"))
        if self.search.text():
            self.empty.set_words(
                words._("Nothing found"),
                words._("Search by the beginning of a name, or for a word of the last message."),
            )
        elif self.filter() == ALL:
            self.empty.set_words(
                words._("No conversations yet"),
                words._("What the salon writes and what clients answer will stand here."),
            )
        else:
            self.empty.set_words(
                words._("Nothing waits for you"),
                words._("Answers that need a person appear here at once."),
                words._("Show all conversations"),
            )

    def _tell_search(self) -> None:
        self._pause.stop()
        self.looked_for.emit(self.search.text())
        self.retranslate()

    def _tell_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ROW).person)

    def _show_all(self) -> None:
        self.choose_filter(ALL)

    def _lay_out(self) -> None:
        self._chips = QHBoxLayout()
        for button in self._filters.values():
            self._chips.addWidget(button)
        self._chips.addStretch(1)
        self._head = QVBoxLayout()
        self._head.addWidget(self.search)
        self._head.addLayout(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Line())
        column.addWidget(self._stack, 1)

    def _restyle(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
        self._head.setSpacing(px(10))
        self._chips.setSpacing(px(6))
        self.setFixedWidth(px(Size.CONVERSATION_LIST))
