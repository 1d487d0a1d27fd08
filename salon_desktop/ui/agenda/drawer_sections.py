"""The sections of the appointment's drawer, each showing one kind of fact."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.card_signs import tone_of
from salon_desktop.ui.agenda.card_words import AlertWords, CardWords, ChipWords, ReminderWords
from salon_desktop.ui.agenda.history_words import HistoryLine
from salon_desktop.ui.agenda.step_strip import StepRow
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.avatar import Avatar
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.runs import Run, RunLabel

_WHEN_WIDTH = 92
_NEWEST = 8
"""More changes than this are rare; the rest stay in the book."""


class ClientRow(QWidget):
    """Who comes: avatar, name, number shortened, and the way to her card."""

    wished = Signal()

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._avatar = Avatar(theme, size=40)
        self._name = Label(role="heading", wrap=True)
        self._about = Label(role="small", tone="muted", wrap=True)
        self._open = Button(theme, size="small", trailing_icon="chevron-right")
        self._open.clicked.connect(self.wished)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._about)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._open)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_client(self, name: str, about: str, card: AppointmentCard) -> None:
        """Show who it is; without a card in the book there is none to open."""
        category = card.steps[0].category if card.steps else "face"
        self._avatar.show_person(name, tone_of(category))
        self._name.setText(name)
        self._about.setText(about)
        self._open.setVisible(card.client is not None and not card.client.erased)

    def retranslate(self) -> None:
        """Name the button."""
        self._open.set_words(
            self._words.p_("opens the client's card", "Card"),
            tip=self._words._("Open the client’s card"),
        )

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(0, 0, px(8), 0)
        self._row.setSpacing(px(12))


class AlertsSection(Section):
    """What must not be overlooked; hidden where there is nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._alerts: list[Alert] = []

    def show_alerts(self, alerts: Sequence[AlertWords]) -> None:
        """Show these sentences."""
        _drop(self._alerts)
        self._alerts = []
        for said in alerts:
            alert = Alert(self._theme, said.tone, icon=said.icon)
            alert.set_words(said.lead, said.body)
            self._alerts.append(alert)
            self.body.addWidget(alert)
        self.setVisible(bool(alerts))


class ConsentSection(Section):
    """What the salon may write to her, with its proof, and what becomes of the reminder."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._chips = Flow(theme.px(6), theme.px(6))
        self._reminder = RunLabel(theme, role="small", tone="muted", wrap=True)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._reminder)

    def show_consents(self, consents: Sequence[ChipWords], reminder: ReminderWords) -> None:
        """Show the answers to both questions and the line about the reminder."""
        self._chips.clear()
        for said in consents:
            chip = Chip(self._theme, said.text, tone=said.tone, icon=said.icon)
            self._chips.add(chip)
        self._chips.setVisible(bool(consents))
        runs = [Run(reminder.what)]
        if reminder.state:
            runs += [Run(" · "), Run(reminder.state, 500, reminder.tone)]
        self._reminder.set_runs(runs)


class StepsSection(Section):
    """The services of the visit and their sum."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: list[StepRow] = []
        self._sum_name = Label(role="small", tone="muted")
        self._sum = Label(role="heading")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._sum_name)
        foot.addWidget(self._sum)
        foot.setSpacing(theme.px(8))
        self._foot = foot
        self.body.addLayout(foot)

    def show_steps(self, card: AppointmentCard, say: CardWords, formats: Formats) -> None:
        """Show each service with its parts and price."""
        _drop(self._rows)
        self._rows = []
        for number, step in enumerate(card.steps):
            row = StepRow(self._theme)
            price = formats.money(step.price.cents, step.price.currency)
            row.show_step(step.service, price, say.step(step), say.parts(step), step.category)
            self._rows.append(row)
            self.body.insertWidget(1 + number, row)
        self._sum.setText(formats.money(card.price.cents, card.price.currency))

    def set_sum_words(self, text: str) -> None:
        """What the sum is called."""
        self._sum_name.setText(text)


class HistorySection(Section):
    """What happened to the appointment, the newest first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, last=True)
        self._rows: list[QWidget] = []

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show the newest changes."""
        _drop(self._rows)
        self._rows = [self._row(line) for line in lines[:_NEWEST]]
        for row in self._rows:
            self.body.addWidget(row)

    def _row(self, line: HistoryLine) -> QWidget:
        row = QWidget()
        when = Label(line.when, role="caption", tone="faint", wrap=True)
        when.setFixedWidth(self._theme.px(_WHEN_WIDTH))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(line.what, role="small", wrap=True))
        if line.who:
            texts.addWidget(Label(line.who, role="small", tone="muted", wrap=True))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(8))
        layout.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        return row


def _drop(widgets: Sequence[QWidget]) -> None:
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
