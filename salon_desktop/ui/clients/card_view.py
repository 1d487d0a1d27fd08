"""One client's card: head, what to mind, the five answers, tables, and the cards at the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.domain.consent.events import ConsentEvent
from salon_desktop.ui.clients.card_facts import CardFacts
from salon_desktop.ui.clients.card_head import CardAlerts, CardHead
from salon_desktop.ui.clients.card_tabs import CardTabs
from salon_desktop.ui.clients.consent_strip import ConsentStrip
from salon_desktop.ui.clients.side_cards import SideColumn
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.cards import EmptyState, ScrollColumn

_NARROW = 900
"""Under this width (at 100 %) the cards at the right give way."""


class CardView(QStackedWidget):
    """Shows the card that was asked for last; late answers are dropped."""

    failed = Signal(object)
    shown = Signal(object)
    """The card of this client (id) stands on the screen now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ticket = 0
        self.facts: CardFacts | None = None
        self.head, self.alerts = CardHead(desk), CardAlerts(desk)
        self.strip, self.tabs = ConsentStrip(desk.theme), CardTabs(desk)
        self.side = SideColumn(desk)
        self._nobody = EmptyState(desk.theme, "users")
        self._lay_out()
        self.strip.opened.connect(self.tabs.look_at_events)
        self.tabs.events_asked.connect(self._ask_events)
        desk.theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def client_id(self) -> int | None:
        """Whose card is shown."""
        return None if self.facts is None else self.facts.card.id

    def ask(self, client_id: int) -> None:
        """Read this card and show it."""
        self._ticket += 1
        desk = self._desk

        def read() -> CardFacts:
            now = desk.clock.now()
            return CardFacts(
                desk.ask.client_card(client_id), desk.ask.consent.of_client(client_id, now)
            )

        desk.tasks.ask_database(
            read,
            owner=self,
            on_done=partial(self._take, self._ticket),
            on_failed=partial(self._fail, self._ticket),
        )

    def refresh(self) -> None:
        """Something on this card changed."""
        if self.client_id is not None:
            self.ask(self.client_id)

    def show_nobody(self) -> None:
        """No client is chosen."""
        self._ticket += 1
        self.facts = None
        self.setCurrentWidget(self._nobody)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words = self._desk.words
        self.head.retranslate()
        self.tabs.retranslate()
        self._nobody.set_words(
            words._("No client chosen"),
            words._("Type a name or a number at the left, or press Ctrl+N for a new client."),
        )
        if self.facts is not None:
            self._show(self.facts)

    def _take(self, ticket: int, facts: CardFacts) -> None:
        if ticket == self._ticket:
            self._show(facts)
            self.shown.emit(facts.card.id)

    def _fail(self, ticket: int, problem: Exception) -> None:
        if ticket == self._ticket:
            self.show_nobody()
            self.failed.emit(problem)

    def _show(self, facts: CardFacts) -> None:
        self.facts = facts
        self.head.show_client(facts)
        self.alerts.show_client(facts)
        self.strip.show_consent(self._desk.words, self._desk.formats, facts)
        self.tabs.show_client(facts)
        self.side.show_client(facts)
        self.setCurrentWidget(self._scroll)

    def _ask_events(self) -> None:
        client_id = self.client_id
        if client_id is None:
            return
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.consent.history(client_id),
            owner=self,
            on_done=partial(self._take_events, self._ticket),
            on_failed=partial(self._fail_events, self._ticket),
        )

    def _take_events(self, ticket: int, events: Sequence[ConsentEvent]) -> None:
        if ticket == self._ticket:
            self.tabs.show_events(events)

    def _fail_events(self, ticket: int, problem: Exception) -> None:
        if ticket == self._ticket:
            self.failed.emit(problem)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn(self._desk.theme)
        self._below = QHBoxLayout()
        self._below.addWidget(self.tabs, 1)
        self._below.addWidget(self.side)
        body = QWidget()
        self._column = QVBoxLayout(body)
        for part in (self.head, self.alerts, self.strip):
            self._column.addWidget(part)
        self._column.addLayout(self._below, 1)
        self._scroll.column.addWidget(body)
        self.addWidget(self._nobody)
        self.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        across = self.width() < self._desk.theme.px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if across else QBoxLayout.Direction.LeftToRight
        self._below.setDirection(way)
        self.side.set_across(across)

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))
        self._below.setSpacing(px(16))
        self._below.setContentsMargins(0, px(4), 0, 0)
        self.tabs.setMinimumHeight(px(320))
        self._fit()
