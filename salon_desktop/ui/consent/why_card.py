"""Why may we write to Anna? One sentence with its proof, for whoever is searched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.application.queries.find_clients import FindClients, FoundClient
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, ConsentEvent, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.ui.clients.card_facts import CardFacts
from salon_desktop.ui.clients.consent_looks import STATE_LOOKS, purpose_title, state_title
from salon_desktop.ui.clients.list_model import ClientRowDelegate, ClientRows
from salon_desktop.ui.consent.chain_view import ChainView, links_of
from salon_desktop.ui.consent.why_words import deciding, why_runs
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.avatar import Avatar, avatar_tone
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import EmptyState, ScrollColumn
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.fields import SearchField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.focus_ring import NO_RING
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part
from salon_desktop.ui.widgets.rows import dress_list
from salon_desktop.ui.widgets.runs import RunLabel

_MOST = 8


@dataclass(frozen=True, slots=True)
class Person:
    """What is read of the client who was chosen."""

    card: ClientCard
    consent: ClientConsent
    events: Sequence[ConsentEvent] = field(repr=False)


class WhyCard(Part):
    """Search at the top; then the person, the two answers, the sentence and its chain."""

    failed = Signal(object)
    card_asked = Signal(object)
    withdraw_asked = Signal(object)
    """Note a withdrawal of this `Person`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("card")
        self._desk = desk
        self._ticket = 0
        self.person: Person | None = None
        self._purpose = Purpose.OFFERS
        theme = desk.theme
        self.search = SearchField(theme)
        self.rows = ClientRows(desk.words, lambda: desk.formats)
        self.hits = QListView()
        self._nobody = EmptyState(theme, "shield-check")
        self._avatar = Avatar(theme, size=40)
        self._name, self._about = (
            ElidedLabel(role="heading"),
            ElidedLabel(role="small", tone="muted"),
        )
        self.answers = {
            purpose: ChipButton(theme, checkable=True) for purpose in MESSAGING_PURPOSES
        }
        self.sentence = RunLabel(theme, wrap=True)
        self._chain_title = Label(role="caption", tone="faint", weight=600)
        self.chain = ChainView(theme)
        self.open_card = Button(theme, icon="user")
        self.withdraw = Button(theme, kind="destructive", icon="circle-x")
        self._lay_out()
        self._connect()
        theme.changed.connect(self._measure)
        self._measure()

    def ask(self, client_id: int) -> None:
        """Answer for this client."""
        self._ticket += 1
        desk = self._desk

        def read() -> Person:
            now = desk.clock.now()
            return Person(
                desk.ask.client_card(client_id),
                desk.ask.consent.of_client(client_id, now),
                desk.ask.consent.history(client_id),
            )

        desk.tasks.ask_database(
            read,
            owner=self,
            on_done=partial(self._take, self._ticket),
            on_failed=self.failed.emit,
        )

    def refresh(self) -> None:
        """Something about the shown client changed."""
        if self.person is not None:
            self.ask(self.person.card.id)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words = self._desk.words
        self.search.set_words(
            words._("Why may we write to…? Name or number"), words._("Empty the search")
        )
        self.hits.setAccessibleName(words._("Clients"))
        self._nobody.set_words(
            words._("Why may we write to her?"),
            words._("Search a client: one sentence says why or why not, with the proof."),
        )
        self.open_card.set_words(words._("Open the card"))
        self.withdraw.set_words(words._("Note a withdrawal"))
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.search and event.type() == QEvent.Type.KeyPress
        steering = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if pressed and isinstance(event, QKeyEvent) and event.key() in steering:
            self.hits.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._choose)
        self.search.installEventFilter(self)
        self.hits.clicked.connect(self._choose)
        self.hits.activated.connect(self._choose)
        for purpose, chip in self.answers.items():
            chip.clicked.connect(partial(self._show_purpose, purpose))
        self.open_card.clicked.connect(self._open)
        self.withdraw.clicked.connect(self._note)

    def _look(self) -> None:
        self._ticket += 1
        text = self.search.text()
        if not text.strip():
            self._show()
            return
        wish = FindClients(text=text, limit=_MOST)
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.find_clients(wish),
            owner=self,
            on_done=partial(self._take_hits, self._ticket),
            on_failed=self.failed.emit,
        )

    def _take_hits(self, ticket: int, clients: Sequence[FoundClient]) -> None:
        if ticket != self._ticket:
            return
        self.rows.show_clients(clients)
        self._stack.setCurrentWidget(self.hits)
        if clients:
            self.hits.setCurrentIndex(self.rows.index(0))

    def _choose(self) -> None:
        client = self.rows.client(self.hits.currentIndex().row())
        if client is not None and self._stack.currentWidget() is self.hits:
            self.search.clear()
            self.ask(client.id)

    def _take(self, ticket: int, person: Person) -> None:
        if ticket == self._ticket:
            if self.person is None or self.person.card.id != person.card.id:
                told = {event.purpose for event in person.events}
                known = Purpose.SERVICE_MESSAGES in told and Purpose.OFFERS not in told
                self._purpose = Purpose.SERVICE_MESSAGES if known else Purpose.OFFERS
            self.person = person
            self._show()

    def _show_purpose(self, purpose: Purpose) -> None:
        self._purpose = purpose
        self._show()

    def _show(self) -> None:
        person, words, formats = self.person, self._desk.words, self._desk.formats
        if person is None:
            self._stack.setCurrentWidget(self._nobody)
            return
        self._stack.setCurrentWidget(self._shown)
        facts = CardFacts(person.card, person.consent)
        self._avatar.show_person(person.card.name, avatar_tone(person.card.id))
        self._name.setText(person.card.name)
        number = facts.message_number
        parts = [number.shown if number is not None else words._("no number for messages")]
        if person.card.last_visit_on is not None:
            last = words._("last visit {day}")
            parts.append(last.format(day=formats.long_date(person.card.last_visit_on)))
        self._about.setText(" · ".join(parts))
        for purpose, chip in self.answers.items():
            line = facts.line(purpose)
            state = ConsentState.UNKNOWN if line is None else line.state
            chip.set_words(f"{purpose_title(words, purpose)}: {state_title(words, state)}")
            # Never a bare cross: on a chip that is pressed it reads as "remove".
            chip.set_look("outlined", STATE_LOOKS[state].icon)
            chip.setChecked(purpose is self._purpose)
        line = facts.line(self._purpose)
        events = [event for event in person.events if event.purpose is self._purpose]
        said = why_runs(words, formats, self._purpose, line, deciding(events, line))
        self.sentence.set_runs(said)
        chain = words._("The chain of proofs: {question}")
        self._chain_title.setText(chain.format(question=purpose_title(words, self._purpose)))
        self._chain_title.setVisible(bool(events))
        self.chain.show_links(links_of(words, formats, events))

    def _open(self) -> None:
        if self.person is not None:
            self.card_asked.emit(self.person.card.id)

    def _note(self) -> None:
        if self.person is not None:
            self.withdraw_asked.emit(self.person)

    def _lay_out(self) -> None:
        self.hits.setModel(self.rows)
        self._delegate = ClientRowDelegate(self._desk.theme, self.rows)
        dress_list(self.hits, self._delegate)
        self.hits.setProperty(NO_RING, True)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._about)
        self._who = QHBoxLayout()
        self._who.addWidget(self._avatar)
        self._who.addLayout(said, 1)
        self._answers = Flow(8)
        for purpose in MESSAGING_PURPOSES:
            self._answers.add(self.answers[purpose])
        box = Part("quiet")
        self._inside = QVBoxLayout(box)
        self._inside.addWidget(self.sentence)
        scroll = ScrollColumn(self._desk.theme)
        scroll.column.addWidget(self._chain_title)
        scroll.column.addSpacing(self._desk.theme.px(8))
        scroll.column.addWidget(self.chain)
        scroll.column.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.open_card)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.withdraw)
        self._shown = QWidget()
        self._person = QVBoxLayout(self._shown)
        self._person.setContentsMargins(0, 0, 0, 0)
        self._person.addLayout(self._who)
        self._person.addWidget(self._answers)
        self._person.addWidget(box)
        self._person.addWidget(scroll, 1)
        self._person.addLayout(self._buttons)
        self._stack = QStackedWidget()
        for view in (self._nobody, self.hits, self._shown):
            self._stack.addWidget(view)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.search)
        self._column.addWidget(self._stack, 1)

    def _measure(self) -> None:
        px = self._desk.theme.px
        self._column.setContentsMargins(px(20), px(16), px(20), px(16))
        self._column.setSpacing(px(14))
        self._who.setSpacing(px(12))
        self._answers.flow.set_gaps(px(8))
        self._person.setSpacing(px(14))
        self._inside.setContentsMargins(px(12), px(10), px(12), px(10))
