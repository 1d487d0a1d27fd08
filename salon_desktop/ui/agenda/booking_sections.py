"""The three questions of the booking panel: who comes, what is done, when and with whom."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.application.queries.free_slots import FreeSlot
from salon_desktop.application.queries.operators_list import ListedOperator
from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.phone import masked
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.booking_draft import Draft
from salon_desktop.ui.agenda.booking_parts import ChosenClient, ChosenServices
from salon_desktop.ui.agenda.booking_words import client_detail, service_detail, slot_elsewhere
from salon_desktop.ui.agenda.new_client_form import NewClientForm
from salon_desktop.ui.agenda.pick_list import PickField, PickRow
from salon_desktop.ui.agenda.slot_chips import SlotChip, SlotChips
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.value_fields import DayField

_NEW, _WALK_IN = "new", "walk_in"


class WhoSection(Section):
    """The client: searched for, new, or a walk-in without a name."""

    typed = Signal(str)
    chosen = Signal(object)
    """A `FoundClient`, or None for somebody else."""

    new_named = Signal(object)
    """A `NewClient`, or None while she has no name."""

    walk_in_chosen = Signal()
    answered = Signal()
    """On to the services."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._words = words
        self._walk_in = False
        self.pick = PickField(theme, "user")
        self.new = NewClientForm(theme, words)
        self.who = ChosenClient(theme, words)
        self._alert = Alert(theme, "warn")
        for part in (self.pick, self.who, self._alert, self.new):
            self.body.addWidget(part)
        self.pick.typed.connect(self.typed)
        self.pick.picked.connect(self._take)
        self.new.changed.connect(self.new_named)
        self.new.done.connect(self.answered)
        self.who.dropped.connect(self._drop)

    def begin(self) -> None:
        """Nobody is chosen."""
        self._walk_in = False
        self.pick.clear()
        self._alert.hide()
        self._show(self.pick)

    def show_found(self, found: Sequence[FoundClient], typed: str, formats: Formats) -> None:
        """List hits; a new client and a walk-in can always be taken instead."""
        words = self._words
        if not typed.strip():
            self.pick.show_rows(())
            return
        rows = [
            PickRow(
                client.name,
                client_detail(client, words, formats),
                client,
                "triangle-alert" if client.has_alert else "user",
                "warn" if client.has_alert else "text_2",
            )
            for client in found
        ]
        new = words._("New client “{typed}”").format(typed=typed.strip())
        rows.append(PickRow(new, words._("add a card with this booking"), _NEW, "user-plus"))
        nameless = words._("Walk-in without a name")
        rows.append(PickRow(nameless, words._("she is here already"), _WALK_IN, "footprints"))
        self.pick.show_rows(rows)

    def show_draft(self, draft: Draft) -> None:
        """Show who is chosen."""
        if draft.client_id is not None:
            if self.who.name() != draft.client_name:
                self.who.show_client(draft.client_name, "")
            self._show(self.who)
        elif draft.origin is Origin.WALK_IN and self._walk_in:
            self.who.show_client(self._words._("Walk-in without a name"), "")
            self._show(self.who)

    def show_client(self, card: ClientCard) -> None:
        """What must be known of the chosen client."""
        words = self._words
        number = next((n.e164 for n in card.numbers if n.valid_to is None), None)
        parts = [masked(number) if number else words._("no number")]
        if card.visits:
            visits = words.n_("{count} visit", "{count} visits", card.visits)
            parts.append(visits.format(count=card.visits))
        if card.no_shows:
            missed = words.n_("{count} no-show", "{count} no-shows", card.no_shows)
            parts.append(missed.format(count=card.no_shows))
        self.who.show_client(card.name, " · ".join(parts))
        self._alert.set_words("", card.alert)
        self._alert.setVisible(bool(card.alert))

    def take_keyboard(self) -> None:
        """Go to the search."""
        self.pick.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set all texts."""
        words = self._words
        self.set_title(words._("Who"))
        self.pick.field.set_words(
            words._("Name or number"), words._("Empty the search"), words.p_("key", "F2")
        )
        self.new.retranslate()
        self.who.retranslate()

    def _take(self, value: object) -> None:
        if value == _NEW:
            self._show(self.new)
            self.new.begin(self.pick.field.text())
        elif value == _WALK_IN:
            self._walk_in = True
            self.walk_in_chosen.emit()
            self.answered.emit()
        elif isinstance(value, FoundClient):
            self.chosen.emit(value)
            self.answered.emit()

    def _drop(self) -> None:
        self.begin()
        self.chosen.emit(None)
        self.take_keyboard()

    def _show(self, shown: QWidget) -> None:
        for part in (self.pick, self.who, self.new):
            part.setVisible(part is shown)
        if shown is not self.who:
            self._alert.hide()


class WhatSection(Section):
    """The services, searched by any part of their name."""

    typed = Signal(str)
    added = Signal(object)
    dropped = Signal(object)
    answered = Signal()
    """Enter in the empty field: on to the time."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._words = words
        self.chosen = ChosenServices(theme, words)
        self.pick = PickField(theme, "sparkles")
        self.body.addWidget(self.chosen)
        self.body.addWidget(self.pick)
        self.pick.typed.connect(self.typed)
        self.pick.picked.connect(self._take)
        self.pick.skipped.connect(self.answered)
        self.chosen.dropped.connect(self.dropped)

    def begin(self) -> None:
        """Nothing is chosen."""
        self.pick.clear()

    def show_found(
        self, services: Sequence[ListedService], usual: Sequence[bool], formats: Formats
    ) -> None:
        """List hits; what she usually has says so."""
        words = self._words
        rows = []
        for service, is_usual in zip(services, usual, strict=True):
            detail = service_detail(service, words, formats)
            if is_usual:
                detail = words._("as usual") + f" · {detail}"
            icon = "history" if is_usual else ""
            rows.append(PickRow(service.name, detail, service, icon))
        self.pick.show_rows(rows)

    def show_draft(self, draft: Draft, formats: Formats) -> None:
        """Show what is chosen."""
        self.chosen.show_services(draft.services, formats)
        self._name_field(first=not draft.services)

    def retranslate(self) -> None:
        """Set all texts."""
        self.set_title(self._words._("What"))
        self._name_field(first=True)

    def take_keyboard(self) -> None:
        """Go to the search."""
        self.pick.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_field(self, *, first: bool) -> None:
        words = self._words
        wanted = words._("Service") if first else words._("One more service, or Enter to go on")
        self.pick.field.set_words(wanted, words._("Empty the search"))

    def _take(self, value: object) -> None:
        self.pick.clear()
        self.added.emit(value)


class WhenSection(Section):
    """The operator, the day and the free times."""

    operator_chosen = Signal(object)
    day_chosen = Signal(object)
    slot_chosen = Signal(object)
    """A `FreeSlot`, or a minute that was clicked in the grid."""

    answered = Signal()
    """Enter on a time."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._words = words
        self._draft: Draft | None = None
        self._names: dict[int, str] = {}
        self.operator = QComboBox()
        self._operator = LabelledField(theme, self.operator)
        self.day = DayField(theme)
        self._day = LabelledField(theme, self.day)
        self._title = Label(role="caption", tone="faint", weight=600)
        self.slots = SlotChips(theme)
        self._none = Label(role="small", tone="muted", wrap=True)
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(Space.S))
        fields.addWidget(self._operator, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._day, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(fields)
        for part in (self._title, self._none, self.slots):
            self.body.addWidget(part)
        self.operator.activated.connect(self._choose_operator)
        self.day.dateChanged.connect(self._choose_day)
        self.slots.chosen.connect(self.slot_chosen)
        self.slots.entered.connect(self.answered)

    def show_operators(self, operators: Sequence[ListedOperator], chosen: int | None) -> None:
        """Offer anybody, or one of these."""
        self._names = {one.id: one.name for one in operators}
        self.operator.blockSignals(True)
        self.operator.clear()
        self.operator.addItem(self._words.p_("operator of a booking", "Anybody"), None)
        for one in operators:
            self.operator.addItem(one.name, one.id)
        self.operator.setCurrentIndex(max(0, self.operator.findData(chosen)))
        self.operator.blockSignals(False)

    def show_draft(self, draft: Draft, today: date) -> None:
        """Show day and operator."""
        self._draft = draft
        self.day.blockSignals(True)
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(draft.day.year, draft.day.month, draft.day.day))
        self.day.blockSignals(False)
        at = max(0, self.operator.findData(draft.operator_id))
        if at != self.operator.currentIndex():
            self.operator.setCurrentIndex(at)

    def show_slots(
        self,
        slots: Sequence[FreeSlot],
        elsewhere: Sequence[FreeSlot],
        formats: Formats,
        today: date,
        *,
        searched: bool,
    ) -> None:
        """Offer the free times; the one clicked in the grid too, even where it is not free."""
        words, draft = self._words, self._draft
        minute = None if draft is None else draft.minute
        firsts: dict[int, FreeSlot] = {}
        for slot in slots:
            firsts.setdefault(slot.start, slot)
        chips = [self._chip(slot, formats) for slot in firsts.values()]
        if minute is not None and minute not in firsts:
            text = formats.minute_of_day(minute)
            is_free = not searched
            chips.insert(0, SlotChip(text, words._("the time you chose"), minute, is_free))
        chips += [
            SlotChip(
                slot_elsewhere(slot, words, formats, today),
                self._names.get(slot.places[0].operator_id, ""),
                slot,
            )
            for slot in elsewhere
        ]
        self.slots.show_chips(chips, firsts.get(minute, minute) if minute is not None else None)
        self._title.setVisible(bool(slots))
        nothing = searched and not slots
        self._none.setVisible(nothing or not searched)
        if not searched:
            self._none.setText(words._("Choose a service to see when there is room."))
        elif elsewhere:
            self._none.setText(words._("Nothing is free on this day. The next times:"))
        else:
            self._none.setText(words._("Nothing is free on this day nor in the next 30 days."))

    def retranslate(self) -> None:
        """Set all texts."""
        words = self._words
        self.set_title(words._("When and with whom"))
        self._operator.set_words(words._("Operator"))
        self._day.set_words(words._("Day"))
        self._title.setText(words._("Free times"))
        if self.operator.count():
            self.operator.setItemText(0, words.p_("operator of a booking", "Anybody"))

    def take_keyboard(self) -> None:
        """Go to the times, or to the day where there are none yet."""
        if not self.slots.take_keyboard():
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, slot: FreeSlot, formats: Formats) -> SlotChip:
        name = self._names.get(slot.places[0].operator_id, "")
        return SlotChip(formats.minute_of_day(slot.start), name, slot)

    def _choose_operator(self, index: int) -> None:
        self.operator_chosen.emit(self.operator.itemData(index))

    def _choose_day(self, day: QDate) -> None:
        self.day_chosen.emit(date(day.year(), day.month(), day.day()))
