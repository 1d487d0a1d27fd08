"""The day as a list: the same appointments for screen readers, and for whoever prefers rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.agenda.day_picture import Card, DayPicture, Sign
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.rows import Table

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class DayTableModel(QAbstractTableModel):
    """A row for each step, in order of time."""

    def __init__(self, words: Catalog) -> None:
        super().__init__()
        self._words = words
        self._cards: list[Card] = []
        self._say: DayWords | None = None

    def show_cards(self, cards: Sequence[Card], say: DayWords) -> None:
        """Show these cards in these words."""
        self.beginResetModel()
        self._say = say
        self._cards = sorted(cards, key=lambda card: (card.start, card.column))
        self.endResetModel()

    def card(self, row: int) -> Card | None:
        """The card of a row."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._heads()[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index.row())
        if card is None or self._say is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(card, self._say)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._say.card(card)
        return None

    def _heads(self) -> list[str]:
        words = self._words
        return [
            words.p_("column of the day's list", "Time"),
            words.p_("column of the day's list", "Client"),
            words.p_("column of the day's list", "Service"),
            words.p_("column of the day's list", "Operator"),
            words.p_("column of the day's list", "Status"),
            words.p_("column of the day's list", "Signs"),
        ]

    def _cells(self, card: Card, say: DayWords) -> list[str]:
        return [
            say.span(card.start, card.end),
            card.client or say.walk_in(),
            card.service,
            card.operator,
            say.status(card.status),
            ", ".join(say.sign(sign) for sign in Sign if sign in card.signs),
        ]


class DayTable(QWidget):
    """The list with a way back to the grid."""

    card_opened = Signal(object)
    left = Signal()
    """Back to the grid: L or Escape."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._back = Button(theme, size="small", icon="calendar-days")
        self._back.clicked.connect(self.left)
        self.model = DayTableModel(words)
        self.view = Table(theme)
        self.view.setModel(self.model)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.view.installEventFilter(self)
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        column = QVBoxLayout(self)
        margin = theme.px(Space.L)
        column.setContentsMargins(margin, theme.px(Space.S), margin, margin)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.view, 1)

    def show_picture(self, picture: DayPicture, say: DayWords) -> None:
        """Show the appointments of a day, keeping the row."""
        row = self.view.currentIndex().row()
        self.model.show_cards(picture.cards, say)
        px = self._theme.px
        for number, width in enumerate((110, 190, 250, 150, 120)):
            self.view.setColumnWidth(number, px(width))
        if self.model.rowCount():
            self.view.selectRow(min(max(row, 0), self.model.rowCount() - 1))

    def retranslate(self) -> None:
        """Set all texts."""
        self._back.set_words(self._words._("Back to the grid"), key="L")
        self.view.setAccessibleName(self._words._("Appointments of the day as a list"))
        self.model.headerDataChanged.emit(
            Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1
        )

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_L, Qt.Key.Key_Escape):
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._open(self.view.currentIndex())
                return True
        return False

    def _open(self, index: QModelIndex) -> None:
        card = self.model.card(index.row())
        if card is not None:
            self.card_opened.emit(card)
