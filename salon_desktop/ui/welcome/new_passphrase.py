"""Choosing a passphrase: typed twice, with a hint on how good it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.passphrase import Judgement, judge
from salon_desktop.ui.welcome.secret_field import SecretField
from salon_desktop.ui.welcome.wording import judgement_words
from salon_desktop.ui.widgets.bars import StrengthBar
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label


class NewPassphrase(QWidget):
    """Two fields and a bar. The passphrase leaves only by `passphrase`."""

    changed = Signal()
    finished = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._known: tuple[str, ...] = ()
        self.first, self.again = SecretField(theme, words), SecretField(theme, words)
        self.first_field = LabelledField(theme, self.first)
        self.again_field = LabelledField(theme, self.again)
        self._bar, self._hint = StrengthBar(theme), Label(role="small", tone="muted", wrap=True)
        self._line = QHBoxLayout()
        self._line.addWidget(self._bar)
        self._line.addWidget(self._hint, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.first_field)
        self._column.addLayout(self._line)
        self._column.addWidget(self.again_field)
        self.first.textChanged.connect(self._judge)
        self.again.textChanged.connect(self._judge)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.finished)
        theme.changed.connect(self._restyle)
        self._restyle()

    def know(self, names: Sequence[str]) -> None:
        """These names are guessed first: they do not make a passphrase better."""
        self._known = tuple(names)
        self._judge()

    def judgement(self) -> Judgement:
        """How good what is typed is."""
        return judge(self.first.text(), self._known)

    def is_ready(self) -> bool:
        """Whether it is good enough and typed twice alike."""
        return self.judgement().is_enough and self.first.text() == self.again.text()

    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def missing(self) -> str:
        """Why it cannot be taken, "" if it can."""
        if not self.judgement().is_enough:
            return self._words._("Choose a passphrase that is harder to guess.")
        if self.first.text() != self.again.text():
            return self._words._("Type the passphrase a second time, letter for letter.")
        return ""

    def point_out(self) -> None:
        """Say beside the fields what is missing."""
        if not self.judgement().is_enough:
            self.first_field.show_error(judgement_words(self.judgement(), self._words))
            self.first.setFocus()
        elif self.first.text() != self.again.text():
            self.again_field.show_error(self._words._("The two are not the same."))
            self.again.setFocus()

    def forget(self) -> None:
        """Empty both fields."""
        self.first.clear()
        self.again.clear()
        self.first.hide_letters()
        self.again.hide_letters()

    def retranslate(self) -> None:
        """Set all text."""
        words = self._words
        self.first_field.set_words(words._("Passphrase"))
        self.again_field.set_words(words._("Passphrase once more"))
        self.first.retranslate()
        self.again.retranslate()
        self._judge()

    def _judge(self) -> None:
        judgement = self.judgement()
        text = judgement_words(judgement, self._words)
        self._bar.show_strength(judgement.level, text)
        self._hint.setText(text)
        self.first_field.show_error("")
        first, again = self.first.text(), self.again.text()
        if not again or first.startswith(again):
            self.again_field.show_error("")
        else:
            self.again_field.show_error(self._words._("The two are not the same."))
        self.changed.emit()

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(Space.M))
        self._line.setSpacing(px(Space.M))
