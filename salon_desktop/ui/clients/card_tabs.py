"""The card's tables under their tabs: visits, answers about consent, messages."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from salon_desktop.domain.consent.events import ConsentEvent, Purpose
from salon_desktop.ui.clients.card_facts import CardFacts
from salon_desktop.ui.clients.consent_looks import purpose_title
from salon_desktop.ui.clients.table_rows import Rows, events_table, messages_table, visits_table
from salon_desktop.ui.clients.tables import CellDelegate, CellTable, Column
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.cards import EmptyState
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.labels import Label, Line, Part
from salon_desktop.ui.widgets.rows import Table
from salon_desktop.ui.widgets.tabs import Tabs

VISITS, CONSENTS, MESSAGES = KEYS = ("visits", "consents", "messages")
_STRETCHED = {VISITS: 1, CONSENTS: 4, MESSAGES: 3}
_YIELDING = {VISITS: (3, 2), CONSENTS: (0, 5), MESSAGES: ()}
"""Columns that give way, the first one first, where the stretched one would become too narrow."""

_LEAST_STRETCHED = 150


class _Sheet(QStackedWidget):
    """A table, or what stands there while it is empty."""

    def __init__(self, desk: Desk, icon: str, key: str) -> None:
        super().__init__()
        self._theme = desk.theme
        self._stretched, self._yielding = _STRETCHED[key], _YIELDING[key]
        self.model: CellTable[object] = CellTable()
        self.table = Table(desk.theme)
        self.table.setModel(self.model)
        self._delegate = CellDelegate(desk.theme)
        self.table.setItemDelegate(self._delegate)
        # What does not fit is shortened; the tip has it whole.
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = EmptyState(desk.theme, icon)
        self.addWidget(self.table)
        self.addWidget(self.empty)

    def show_rows(self, columns: Sequence[Column], rows: Rows) -> None:
        self.model.show_rows(columns, rows)
        self.setCurrentWidget(self.table if rows else self.empty)
        head = self.table.horizontalHeader()
        for column in range(len(columns)):
            mode = QHeaderView.ResizeMode.ResizeToContents
            if column == self._stretched:
                mode = QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out columns where the most telling one would become too narrow."""
        head, columns = self.table.horizontalHeader(), self.model.columnCount()
        wide = {
            column: max(self.table.sizeHintForColumn(column), head.sectionSizeHint(column))
            for column in range(columns)
            if column != self._stretched
        }
        room = self.width() - self._theme.px(_LEAST_STRETCHED)
        for column in self._yielding:
            hidden = sum(wide.values()) > room
            self.table.setColumnHidden(column, hidden)
            if hidden:
                wide.pop(column, None)


class CardTabs(Part):
    """Tabs with their counts; the ledger is asked only when somebody looks at it."""

    events_asked = Signal()
    """The events of the shown client are wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("card")
        self._desk = desk
        self._facts: CardFacts | None = None
        self._events: Sequence[ConsentEvent] | None = None
        self._purpose: Purpose | None = None
        self.tabs = Tabs(desk.theme, KEYS)
        self._only = ChipButton(desk.theme, tone="chosen", icon="x")
        self._only.clicked.connect(partial(self._narrow, None))
        icons = ("calendar-days", "shield-check", "messages-square")
        self.sheets = {key: _Sheet(desk, icon, key) for key, icon in zip(KEYS, icons, strict=True)}
        self._stack = QStackedWidget()
        self._foot = Label(role="caption", tone="faint")
        self._lay_out()
        self.tabs.chosen.connect(self._show_tab)
        desk.theme.changed.connect(self._restyle)
        self._restyle()

    def show_client(self, facts: CardFacts) -> None:
        """Show another card, or the same one anew; the tab stays."""
        other = self._facts is None or self._facts.card.id != facts.card.id
        self._facts, self._events = facts, None
        if other:
            self._purpose = None
        self._fill()
        self._show_tab(self.tabs.key())

    def show_events(self, events: Sequence[ConsentEvent]) -> None:
        """Fill the tab of consents."""
        self._events = events
        self._fill_events()

    def look_at_events(self, purpose: Purpose) -> None:
        """Show the events behind one answer."""
        self.tabs.choose(CONSENTS)
        self._narrow(purpose)
        self._show_tab(CONSENTS)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words = self._desk.words
        self.sheets[VISITS].empty.set_words(
            words._("No visits yet"), words._("Booked and past visits stand here.")
        )
        self.sheets[CONSENTS].empty.set_words(
            words._("Never asked"),
            words._("Every answer stands here with its proof; “Ask” turns the screen to her."),
        )
        self.sheets[MESSAGES].empty.set_words(
            words._("No messages yet"), words._("Reminders and offers stand here once planned.")
        )
        self._fill()

    def _fill(self) -> None:
        facts, words, formats = self._facts, self._desk.words, self._desk.formats
        card = facts.card if facts is not None else None
        counts = (
            (len(card.upcoming) + len(card.past), card.consent_events, card.messages_count)
            if card is not None
            else (0, 0, 0)
        )
        names = (
            words.p_("tab of a client's card", "Visits"),
            words.p_("tab of a client's card", "Consents"),
            words.p_("tab of a client's card", "Messages"),
        )
        texts = [f"{name} {count}" for name, count in zip(names, counts, strict=True)]
        self.tabs.set_words(words._("Parts of the card"), texts)
        if card is None:
            return
        desk = self._desk
        today = desk.clock.now().astimezone(desk.facts.zone).date()
        self.sheets[VISITS].show_rows(*visits_table(words, formats, card, today))
        self.sheets[MESSAGES].show_rows(*messages_table(words, formats, card.messages))
        self._fill_events()

    def _fill_events(self) -> None:
        words = self._desk.words
        events = [
            event
            for event in self._events or ()
            if self._purpose is None or event.purpose is self._purpose
        ]
        self.sheets[CONSENTS].show_rows(*events_table(words, self._desk.formats, events))
        if self._purpose is not None:
            only = words._("only: {question}")
            self._only.set_words(only.format(question=purpose_title(words, self._purpose)))
        self._show_foot()

    def _show_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self.sheets[key])
        if key == CONSENTS and self._events is None and self._facts is not None:
            self.events_asked.emit()
        self._show_foot()

    def _show_foot(self) -> None:
        """Say how many of how many, where not all are shown."""
        key = self.tabs.key()
        self._only.setVisible(key == CONSENTS and self._purpose is not None)
        text = ""
        if self._facts is not None and key == MESSAGES:
            shown, all_ = len(self._facts.card.messages), self._facts.card.messages_count
            if shown < all_:
                text = self._desk.words._("{shown} of {all}").format(shown=shown, all=all_)
        self._foot.setText(text)
        self._foot.setVisible(bool(text))

    def _narrow(self, purpose: Purpose | None) -> None:
        self._purpose = purpose
        self._fill_events()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.tabs)
        self._top.addStretch(1)
        self._top.addWidget(self._only)
        for sheet in self.sheets.values():
            self._stack.addWidget(sheet)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._column.addWidget(Line())
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._foot)
        self._only.hide()

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self._top.setContentsMargins(px(16), px(4), px(16), 0)
        self._foot.setContentsMargins(px(16), px(8), px(16), px(8))
        # The last line must not stick out of the card's round corners.
        self._column.setContentsMargins(1, 1, 1, px(6))
