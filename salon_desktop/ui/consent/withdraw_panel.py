"""Noting at the desk that a client wants no more: as easy as it was to say yes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from salon_desktop.application.explaining.consent_words import purpose_words
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, Purpose
from salon_desktop.ui.consent.spoken_form import withdrawable, withdrawal_wish
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.labels import Label


class WithdrawPanel(DrawerPanel):
    """Which of her answers end, and how she said it."""

    recorded = Signal(object)
    """The withdrawals of this client (id) are in the ledger."""

    def __init__(self, desk: Desk, consent: ClientConsent, name: str) -> None:
        super().__init__(desk.theme, desk.words)
        self._desk, self._consent, self._name = desk, consent, name
        theme = desk.theme
        self._problem: Exception | None = None
        self._is_short = False
        self._title, self._who = Label(role="heading"), Label(role="small", tone="muted")
        self.boxes = {purpose: QCheckBox() for purpose in withdrawable(consent)}
        for purpose in MESSAGING_PURPOSES:
            self.boxes[purpose].setChecked(True)
        self._what, self._how = Section(theme), Section(theme, last=True)
        self.said = QLineEdit()
        self._said_field = LabelledField(theme, self.said)
        self._quick = Flow(6)
        self._chips = [ChipButton(theme) for _ in range(3)]
        self._effect = Alert(theme, "info")
        self._trouble = Alert(theme, "danger")
        self.save = Button(theme, kind="destructive", size="large", icon="circle-x")
        self._lay_out()
        self.save.clicked.connect(self._record)
        self.said.returnPressed.connect(self._record)
        self.said.textChanged.connect(self._forget_problem)
        self._built = True
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the current language."""
        super().retranslate()
        if not getattr(self, "_built", False):
            return  # the drawer's own part speaks first, before this one is built
        words = self._desk.words
        self._title.setText(words._("Note a withdrawal"))
        self._who.setText(self._name)
        self._what.set_title(words._("She wants no more"))
        for purpose, box in self.boxes.items():
            box.setText(purpose_words(purpose, words).replace("&", "&&"))
        self._how.set_title(words._("How she said it"))
        self._said_field.set_words(
            words._("In her words, or the way"), words._("Kept as the proof of the withdrawal")
        )
        texts = (words._("at the desk"), words._("by phone"), words._("by letter"))
        for chip, text in zip(self._chips, texts, strict=True):
            chip.set_words(text)
        self._effect.set_words(
            words._("At once:"),
            words._(
                "planned messages are dropped, and visits without a reminder move to the call"
                " list. Only she can say yes again."
            ),
        )
        self.save.set_words(words._("Record the withdrawal"))
        self._show_problem()

    def chosen(self) -> tuple[Purpose, ...]:
        """What ends."""
        return tuple(purpose for purpose, box in self.boxes.items() if box.isChecked())

    def _take(self, chip: ChipButton) -> None:
        self.said.setText(chip.words())
        self.said.setFocus()

    def _record(self) -> None:
        purposes, said = self.chosen(), self.said.text().strip()
        self._is_short = not said or not purposes
        self._problem = None
        self._show_problem()
        if self._is_short or not self.save.isEnabled():
            return
        desk, wish = self._desk, withdrawal_wish(self._consent.client_id, purposes, said)
        self.save.setEnabled(False)
        desk.tasks.ask_database(
            lambda: desk.do.record_consent(wish),
            owner=self,
            on_done=lambda _: self._keep(),
            on_failed=self._tell,
        )

    def _keep(self) -> None:
        self.save.setEnabled(True)
        client_id = self._consent.client_id
        self._desk.news.tell_consent_changed(frozenset({client_id}))
        self._desk.news.tell_messages_changed(frozenset({client_id}))
        self.recorded.emit(client_id)

    def _tell(self, problem: Exception) -> None:
        self.save.setEnabled(True)
        self._problem = problem
        self._show_problem()

    def _forget_problem(self) -> None:
        if self._said_field.error():
            self._said_field.show_error("")

    def _show_problem(self) -> None:
        words = self._desk.words
        missing = self._is_short and not self.said.text().strip()
        why = words._("Write down how she said it: in her words, or “by phone”.")
        self._said_field.show_error(why if missing else "")
        nothing = self._is_short and not self.chosen()
        self._trouble.setVisible(nothing or self._problem is not None)
        if nothing:
            self._trouble.set_words(words._("Nothing is marked."), words._("Mark what ends."))
        elif self._problem is not None:
            notice = explain(self._problem, words, self._desk.formats)
            self._trouble.set_words(notice.text, notice.advice)

    def _lay_out(self) -> None:
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.under_head.addWidget(self._who)
        for box in self.boxes.values():
            self._what.body.addWidget(box)
        self.add_section(self._what)
        for chip in self._chips:
            chip.clicked.connect(partial(self._take, chip))
            self._quick.add(chip)
        self._how.body.addWidget(self._quick)
        self._how.body.addWidget(self._said_field)
        self._how.body.addWidget(self._effect)
        self.add_section(self._how)
        self._trouble.hide()
        self.foot.addWidget(self._trouble)
        self.foot.addWidget(self.save)
        self.show_foot()
