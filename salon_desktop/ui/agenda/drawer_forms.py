"""The short questions at the foot of the drawer: why cancel, how late, why all the same."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salon_desktop.application.explaining.visit_words import cancel_reason_words
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.status import CancelReason
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.agenda.card_words import capital
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.labels import Label

_REASON_LENGTH = 200
_LATE = (5, 10, 15, 20, 30)


class FootForm(QWidget):
    """A question in the foot: a heading, its fields, one button to go on and one to leave it."""

    left = Signal()
    """Nothing shall be done: Escape, or the button for it."""

    def __init__(self, theme: Theme, words: Catalog, *, destructive: bool = False) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.heading = Label(role="body", weight=600, wrap=True)
        self.go = Button(theme, kind="destructive" if destructive else "primary")
        self.leave = Button(theme, kind="ghost")
        self.leave.clicked.connect(self.left)
        self.go.clicked.connect(self.submit)
        self._problem = Alert(theme, "danger")
        self._problem.hide()
        self.fields = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.go, 1)
        self.buttons.addWidget(self.leave)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.heading)
        self._column.addLayout(self.fields)
        self._column.addWidget(self._problem)
        self._column.addLayout(self.buttons)
        theme.changed.connect(self._space)
        self._space()

    def submit(self) -> None:
        """Go on if everything that is asked for is there."""

    def show_problem(self, text: str, advice: str = "") -> None:
        """Say beside the fields why it could not be done; "" takes it back."""
        self._problem.set_words(text, advice)
        self._problem.setVisible(bool(text))

    def retranslate(self) -> None:
        """Set the texts of the buttons; a heir sets the rest."""
        self.leave.set_words(self._words._("Leave it"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self.submit()
            return
        super().keyPressEvent(event)

    def _space(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(Space.S))
        self.fields.setSpacing(px(6))
        self.buttons.setSpacing(px(Space.S))


class Choice(QWidget):
    """Chips of which one is chosen; at the beginning none is."""

    chosen = Signal()

    def __init__(self, theme: Theme, keys: Sequence[object]) -> None:
        super().__init__()
        self._theme, self._keys = theme, tuple(keys)
        self._flow = Flow(theme.px(6), theme.px(6))
        self._group = QButtonGroup(self)
        self._chips: list[ChipButton] = []
        for number, _ in enumerate(self._keys):
            chip = ChipButton(theme, checkable=True)
            self._chips.append(chip)
            self._group.addButton(chip, number)
            self._flow.add(chip)
        self._name = Label(role="caption", tone="faint", weight=600)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._name)
        column.addWidget(self._flow)
        self._group.idClicked.connect(lambda _number: self.chosen.emit())
        theme.changed.connect(self._space)

    def set_words(self, name: str, texts: Sequence[str]) -> None:
        """What is asked, and what may be answered."""
        self._name.setText(name)
        self.setAccessibleName(name)
        for chip, text in zip(self._chips, texts, strict=True):
            chip.set_words(text)

    def value(self) -> object | None:
        """What was chosen, None while nothing is."""
        number = self._group.checkedId()
        return None if number < 0 else self._keys[number]

    def choose(self, key: object) -> None:
        """Choose an answer without telling anybody."""
        self.chip(key).setChecked(True)

    def clear(self) -> None:
        """Choose nothing."""
        self._group.setExclusive(False)
        for chip in self._chips:
            chip.setChecked(False)
        self._group.setExclusive(True)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._chips[0]

    def chip(self, key: object) -> ChipButton:
        """The chip of an answer."""
        return self._chips[self._keys.index(key)]

    def _space(self) -> None:
        self._flow.flow.set_gaps(self._theme.px(6), self._theme.px(6))


class CancelForm(FootForm):
    """Who gave it up and why; nothing is chosen in advance."""

    answered = Signal(object, object)
    """A `Canceller` and a `CancelReason`."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme, words, destructive=True)
        self.who = Choice(theme, tuple(Canceller))
        self.why = Choice(theme, tuple(CancelReason))
        self._hint = Label(role="caption", tone="faint", wrap=True)
        for part in (self.who, self.why, self._hint):
            self.fields.addWidget(part)
        self.who.chosen.connect(self._look)
        self.why.chosen.connect(self._look)
        self.retranslate()
        self.begin()

    def begin(self) -> None:
        """Ask anew."""
        self.who.clear()
        self.why.clear()
        self.show_problem("")
        self._look()

    def submit(self) -> None:
        """Tell who and why once both are chosen."""
        if self.who.value() is not None and self.why.value() is not None:
            self.answered.emit(self.who.value(), self.why.value())

    def retranslate(self) -> None:
        """Set all texts."""
        super().retranslate()
        words = self._words
        self.heading.setText(words._("Cancel the appointment"))
        who = [
            words.p_("who cancels an appointment", "The client"),
            words.p_("who cancels an appointment", "The salon"),
        ]
        self.who.set_words(words._("Who gives it up?"), who)
        why = [capital(cancel_reason_words(reason.value, words)) for reason in CancelReason]
        self.why.set_words(words._("Why?"), why)
        self.go.set_words(words._("Cancel the appointment"))
        self.leave.set_words(words._("Keep it"))
        self._look()

    def _look(self) -> None:
        complete = self.who.value() is not None and self.why.value() is not None
        self.go.setEnabled(complete)
        words = self._words
        asked = words._("Choose who and why; nothing is chosen in advance.")
        told = words._("The place becomes free and the reminder is dropped. It can be undone.")
        self._hint.setText(told if complete else asked)


class LateForm(FootForm):
    """How many minutes late."""

    answered = Signal(int)

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme, words)
        self.minutes = Choice(theme, (*_LATE, 0))
        self.fields.addWidget(self.minutes)
        self.minutes.chosen.connect(self._look)
        self.retranslate()
        self.begin(0)

    def begin(self, late: int) -> None:
        """Ask anew; who is late already can be on time after all."""
        self.minutes.clear()
        self.minutes.chip(0).setVisible(late > 0)
        self.show_problem("")
        self._look()

    def submit(self) -> None:
        """Tell the minutes once they are chosen."""
        value = self.minutes.value()
        if isinstance(value, int):
            self.answered.emit(value)

    def retranslate(self) -> None:
        """Set all texts."""
        super().retranslate()
        words = self._words
        self.heading.setText(words._("The client comes later"))
        texts = [
            words.n_("{count} minute", "{count} minutes", late).format(count=late) for late in _LATE
        ]
        self.minutes.set_words(words._("How late?"), [*texts, words._("On time after all")])
        self.go.set_words(words._("Note it"))

    def _look(self) -> None:
        self.go.setEnabled(self.minutes.value() is not None)


class ReasonForm(FootForm):
    """Why a place is not free, and the reason for taking it all the same."""

    answered = Signal(str)

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme, words)
        self.why_not = Alert(theme, "warn")
        self.line = QLineEdit()
        self.line.setMaxLength(_REASON_LENGTH)
        self.reason = LabelledField(theme, self.line)
        self.fields.addWidget(self.why_not)
        self.fields.addWidget(self.reason)
        self.line.textChanged.connect(self._look)
        self.retranslate()

    def begin(self, text: str, advice: str, *, hard: bool) -> None:
        """Say what is in the way; where it is ``hard`` no reason helps."""
        self.why_not.set_tone("danger" if hard else "warn")
        self.why_not.set_words(text, advice)
        self.reason.setVisible(not hard)
        self.go.setVisible(not hard)
        self.line.clear()
        self.show_problem("")
        self._look()

    def submit(self) -> None:
        """Tell the reason once one is stated."""
        if self.line.text().strip():
            self.answered.emit(self.line.text().strip())

    def retranslate(self) -> None:
        """Set all texts."""
        super().retranslate()
        words = self._words
        self.heading.setText(words._("This place is not free"))
        self.reason.set_words(
            words._("Reason for taking it all the same"),
            words._("It is kept with the appointment and shown to everybody."),
        )
        self.go.set_words(words._("Take it all the same"))

    def _look(self) -> None:
        self.go.setEnabled(bool(self.line.text().strip()))
