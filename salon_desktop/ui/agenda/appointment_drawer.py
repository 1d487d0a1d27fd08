"""The appointment in the drawer: who and when, alerts, consent, steps, history, what to do."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from salon_desktop.application.explaining.notice import Notice
from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.card_words import CardWords
from salon_desktop.ui.agenda.drawer_actions import DrawerActions
from salon_desktop.ui.agenda.drawer_forms import CancelForm, FootForm, LateForm, ReasonForm
from salon_desktop.ui.agenda.drawer_sections import (
    AlertsSection,
    ClientRow,
    ConsentSection,
    HistorySection,
    StepsSection,
)
from salon_desktop.ui.agenda.history_words import NameOf, history_of
from salon_desktop.ui.agenda.outcomes import client_of
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.labels import ElidedLabel


class AppointmentDrawer(DrawerPanel):
    """Shows one `AppointmentCard`; the foot holds its buttons, or the question one of them asks."""

    status_wished = Signal(object)
    move_wished = Signal()
    late_answered = Signal(int)
    cancel_answered = Signal(object, object)
    reason_answered = Signal(str)
    client_wished = Signal()
    write_wished = Signal()
    hidden = Signal()
    """The drawer was closed, or shows something else now."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        self._card: AppointmentCard | None = None
        super().__init__(theme, words, parent)
        self._status = Chip(theme, height=22)
        self._when = ElidedLabel(role="small", tone="muted")
        self.head.addWidget(self._status)
        self.head.addWidget(self._when, 1)
        self._client = ClientRow(theme, words)
        self._client.wished.connect(self.client_wished)
        self.under_head.addWidget(self._client)
        self._alerts = AlertsSection(theme)
        self._consent = ConsentSection(theme)
        self._steps = StepsSection(theme)
        self._history = HistorySection(theme)
        for section in (self._alerts, self._consent, self._steps, self._history):
            self.add_section(section)
        self.buttons = DrawerActions(theme, words)
        self.cancel_form = CancelForm(theme, words)
        self.late_form = LateForm(theme, words)
        self.reason_form = ReasonForm(theme, words)
        self._refusal = Alert(theme, "danger")
        self._refusal.hide()
        self.foot.addWidget(self._refusal)
        for part in self._foot_parts():
            self.foot.addWidget(part)
        self._connect()
        self.show_foot()
        self.show_actions()

    @property
    def card(self) -> AppointmentCard | None:
        """What is shown."""
        return self._card

    def show_card(
        self,
        card: AppointmentCard,
        formats: Formats,
        now: datetime,
        today: date,
        name_of: NameOf,
    ) -> None:
        """Say everything about ``card``; a question that stands in the foot stays there."""
        other = self._card is None or self._card.id != card.id
        self._card = card
        say = CardWords(self._words, formats, today)
        chip = say.status(card)
        self._status.show_fact(chip.text, chip.tone, chip.icon)
        self._when.setText(say.when(card))
        self._client.show_client(client_of(card, self._words), say.about_client(card.client), card)
        self._alerts.show_alerts(say.alerts(card))
        self._consent.show_consents(say.consents(card), say.reminder(card))
        self._steps.show_steps(card, say, formats)
        self._history.show_lines(history_of(card, say, self._words, formats, name_of))
        self.buttons.show_card(card, now)
        self._name_sections()
        if other:
            self.show_actions()

    def show_actions(self) -> None:
        """Show the buttons; a question that stood there is dropped."""
        self._refusal.hide()
        self._show_in_foot(self.buttons)

    def ask_cancel(self) -> None:
        """Ask who cancels and why."""
        self.cancel_form.begin()
        self._show_in_foot(self.cancel_form)
        self.cancel_form.who.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_late(self) -> None:
        """Ask how late she is."""
        self.late_form.begin(self._card.late_minutes if self._card is not None else 0)
        self._show_in_foot(self.late_form)
        self.late_form.minutes.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_reason(self, notice: Notice, *, hard: bool) -> None:
        """Say what is in the way and, unless it is ``hard``, ask why it shall be all the same."""
        self.reason_form.begin(notice.text, notice.advice, hard=hard)
        self._show_in_foot(self.reason_form)
        first = self.reason_form.leave if hard else self.reason_form.line
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, notice: Notice) -> None:
        """Say beside the buttons, or in the question, why it cannot be done."""
        form = self._form()
        if form is not None:
            form.show_problem(notice.text, notice.advice)
            return
        self._refusal.set_words(notice.text, notice.advice)
        self._refusal.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def retranslate(self) -> None:
        """Set the words that do not depend on the appointment."""
        super().retranslate()
        if self._card is not None:
            self._name_sections()

    def _name_sections(self) -> None:
        words = self._words
        self._consent.set_title(words._("Consent · WhatsApp"))
        self._steps.set_title(words._("Services"))
        self._steps.set_sum_words(words._("Total"))
        self._history.set_title(words._("History"))
        self._client.retranslate()

    def _foot_parts(self) -> tuple[QWidget, ...]:
        return (self.buttons, self.cancel_form, self.late_form, self.reason_form)

    def _form(self) -> FootForm | None:
        shown = [part for part in self._foot_parts() if not part.isHidden()]
        return next((part for part in shown if isinstance(part, FootForm)), None)

    def _show_in_foot(self, shown: QWidget) -> None:
        self._refusal.hide()
        for part in self._foot_parts():
            part.setVisible(part is shown)

    def _connect(self) -> None:
        self.buttons.status_wished.connect(self.status_wished)
        self.buttons.move_wished.connect(self.move_wished)
        self.buttons.write_wished.connect(self.write_wished)
        self.buttons.late_wished.connect(self.ask_late)
        self.buttons.cancel_wished.connect(self.ask_cancel)
        self.cancel_form.answered.connect(self.cancel_answered)
        self.late_form.answered.connect(self.late_answered)
        self.reason_form.answered.connect(self.reason_answered)
        for form in (self.cancel_form, self.late_form, self.reason_form):
            form.left.connect(self.show_actions)
