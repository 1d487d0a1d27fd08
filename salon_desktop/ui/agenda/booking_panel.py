"""The panel for a new appointment, in the drawer: who, what, when, and what will follow."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from salon_desktop.application.commands.book_appointment import Booked
from salon_desktop.application.explaining.notice import Notice
from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.application.queries.free_slots import FreeSlot
from salon_desktop.application.queries.operators_list import ListedOperator
from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.ui.agenda.booking_draft import Draft, NewClient
from salon_desktop.ui.agenda.booking_presenter import BookingPresenter
from salon_desktop.ui.agenda.booking_sections import WhatSection, WhenSection, WhoSection
from salon_desktop.ui.agenda.card_words import AlertWords
from salon_desktop.ui.agenda.day_reader import Ask
from salon_desktop.ui.agenda.drawer_forms import Choice
from salon_desktop.ui.agenda.presenter import Announce, Told
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label

_ORIGINS = (Origin.PHONE, Origin.DESK, Origin.WALK_IN)
_REASON_LENGTH, _NOTE_LENGTH = 200, 400


class BookingPanel(DrawerPanel):
    """Implements `BookingView`. Enter goes from question to question and books at the end."""

    was_booked = Signal(object, object)
    """A `Booked`, and the `Told` for the toast."""

    def __init__(
        self, desk: Desk, ask: Ask, announce: Announce, take_back: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._hard = False
        theme, words = desk.theme, desk.words
        self._title = Label(role="heading")
        self.who, self.what = WhoSection(theme, words), WhatSection(theme, words)
        self.when = WhenSection(theme, words)
        self._more = Section(theme, last=True)
        self.origin = Choice(theme, _ORIGINS)
        self.note = QLineEdit()
        self._note = LabelledField(theme, self.note)
        self._outlook = Alert(theme, "info")
        self._conflict = Alert(theme, "warn")
        self.reason = QLineEdit()
        self._reason = LabelledField(theme, self.reason)
        self._problem = Alert(theme, "danger")
        self._hint = Label(role="caption", tone="faint", wrap=True)
        self.go = Button(theme, kind="primary", icon="calendar-plus")
        super().__init__(theme, words)
        self.presenter = BookingPresenter(desk, ask, self, announce, take_back)
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(
        self,
        day: date,
        minute: int | None = None,
        operator_id: int | None = None,
        client_id: int | None = None,
    ) -> None:
        """Start a new appointment; what is known already is chosen."""
        self.who.begin()
        self.what.begin()
        # Unlike clear(), an empty text leaves nothing of the last client for Ctrl+Z.
        self.note.setText("")
        self.reason.setText("")
        self.origin.choose(Origin.PHONE)
        self.presenter.begin(day, minute, operator_id, client_id)

    def take_keyboard(self) -> None:
        """Go to the first question that is open."""
        draft = self.presenter.draft
        if not draft.has_client:
            self.who.take_keyboard()
        else:
            self.what.take_keyboard()

    def show_draft(self, draft: Draft) -> None:
        self.who.show_draft(draft)
        self.what.show_draft(draft, self._desk.formats)
        self.when.show_draft(draft, self.presenter.today())
        self.origin.choose(draft.origin)
        self._offer()

    def show_clients(self, found: Sequence[FoundClient], typed: str) -> None:
        self.who.show_found(found, typed, self._desk.formats)

    def show_client(self, card: ClientCard) -> None:
        self.who.show_client(card)

    def show_operators(self, operators: Sequence[ListedOperator]) -> None:
        self.when.show_operators(operators, self.presenter.draft.operator_id)

    def show_slots(
        self, slots: Sequence[FreeSlot], elsewhere: Sequence[FreeSlot], *, searched: bool
    ) -> None:
        today = self.presenter.today()
        self.when.show_slots(slots, elsewhere, self._desk.formats, today, searched=searched)

    def show_outlook(self, says: AlertWords | None) -> None:
        self._outlook.setVisible(says is not None)
        if says is not None:
            self._outlook.set_tone(says.tone, says.icon)
            self._outlook.set_words(says.lead, says.body)

    def show_conflict(self, notice: Notice | None, *, hard: bool) -> None:
        self._hard = hard and notice is not None
        self._conflict.setVisible(notice is not None)
        self._reason.setVisible(notice is not None and not hard)
        if notice is None:
            self.reason.clear()
        else:
            self._conflict.set_tone("danger" if hard else "warn")
            self._conflict.set_words(notice.text, notice.advice)
        self._offer()

    def show_problem(self, notice: Notice | None) -> None:
        self._problem.setVisible(notice is not None)
        if notice is not None:
            self._problem.set_words(notice.text, notice.advice)

    def booked(self, booked: Booked, told: Told) -> None:
        self.was_booked.emit(booked, told)

    def retranslate(self) -> None:
        super().retranslate()
        words = self._words
        self._title.setText(words._("New appointment"))
        for section in (self.who, self.what, self.when):
            section.retranslate()
        self.origin.set_words(
            words._("How it came"),
            [
                words.p_("how a booking came, short", "By phone"),
                words.p_("how a booking came, short", "At the desk"),
                words.p_("how a booking came, short", "Walk-in"),
            ],
        )
        self._note.set_words(words._("Note"), words._("Seen by everybody at the salon."))
        self._reason.set_words(words._("Reason for taking it all the same"))
        self._hint.setText(words._("Enter goes on and books, Esc closes."))
        self.go.set_words(words._("Book"), key=words.p_("key", "Enter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._book()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.head.addWidget(self._title, 1)
        for section in (self.who, self.what, self.when, self._more):
            self.add_section(section)
        self._more.body.addWidget(self.origin)
        self._more.body.addWidget(self._note)
        self.note.setMaxLength(_NOTE_LENGTH)
        self.reason.setMaxLength(_REASON_LENGTH)
        for part in (self._outlook, self._conflict, self._reason, self._problem):
            part.hide()
            self.foot.addWidget(part)
        self.foot.addWidget(self.go)
        self.foot.addWidget(self._hint)
        self.show_foot()

    def _connect(self) -> None:
        show = self.presenter
        self.who.typed.connect(show.type_client)
        self.who.chosen.connect(show.choose_client)
        self.who.new_named.connect(self._name_new)
        self.who.walk_in_chosen.connect(self._take_walk_in)
        self.who.answered.connect(self._to_services)
        self.what.typed.connect(self._list_services)
        self.what.added.connect(self._add_service)
        self.what.dropped.connect(show.remove_service)
        self.what.answered.connect(self._to_times)
        self.when.operator_chosen.connect(show.choose_operator)
        self.when.day_chosen.connect(show.choose_day)
        self.when.slot_chosen.connect(self._take_time)
        self.when.answered.connect(self._book)
        self.origin.chosen.connect(self._take_origin)
        self.note.textChanged.connect(show.write_note)
        self.note.returnPressed.connect(self._book)
        self.reason.textChanged.connect(self._offer)
        self.reason.returnPressed.connect(self._book)
        self.go.clicked.connect(self._book)

    def _name_new(self, new: NewClient | None) -> None:
        self.presenter.name_new_client(new)

    def _take_walk_in(self) -> None:
        self.presenter.choose_origin(Origin.WALK_IN)

    def _take_origin(self) -> None:
        origin = self.origin.value()
        if isinstance(origin, Origin):
            self.presenter.choose_origin(origin)

    def _to_services(self) -> None:
        self._list_services("")
        self.what.take_keyboard()

    def _to_times(self) -> None:
        if self.presenter.draft.is_complete and not self._hard:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        self.when.take_keyboard()

    def _list_services(self, typed: str) -> None:
        found = self.presenter.find_services(typed)
        usual = [self.presenter.is_usual(service) for service in found]
        self.what.show_found(found, usual, self._desk.formats)

    def _add_service(self, service: ListedService) -> None:
        self.presenter.add_service(service)

    def _take_time(self, value: object) -> None:
        if isinstance(value, FreeSlot):
            self.presenter.choose_slot(value)
        elif isinstance(value, int):
            self.presenter.choose_minute(value)

    def _book(self) -> None:
        if self.go.isEnabled():
            self.presenter.book(self.reason.text().strip() or None)

    def _offer(self) -> None:
        """The button is there once everything is chosen and nothing unsaid is in the way."""
        waits = not self._reason.isHidden() and not self.reason.text().strip()
        self.go.setEnabled(self.presenter.draft.is_complete and not self._hard and not waits)
