"""Somebody without a card, inside the booking panel: first name, last name, mobile."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.agenda.booking_draft import NewClient
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label

_NAME_LENGTH, _NUMBER_LENGTH = 80, 40


class NewClientForm(QWidget):
    """Three fields; consent is asked later, with its words in front of the client."""

    changed = Signal(object)
    """A `NewClient`, or None while she has no name."""

    done = Signal()
    """Enter in the last field."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.first, self.last, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self._first = LabelledField(theme, self.first)
        self._last = LabelledField(theme, self.last)
        self._number = LabelledField(theme, self.number)
        self._hint = Label(role="caption", tone="faint", wrap=True)
        names = QHBoxLayout()
        names.setSpacing(theme.px(Space.S))
        names.addWidget(self._first)
        names.addWidget(self._last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(names)
        column.addWidget(self._number)
        column.addWidget(self._hint)
        for field, length in (
            (self.first, _NAME_LENGTH),
            (self.last, _NAME_LENGTH),
            (self.number, _NUMBER_LENGTH),
        ):
            field.setMaxLength(length)
            field.textChanged.connect(self._tell)
        self.first.returnPressed.connect(self.last.setFocus)
        self.last.returnPressed.connect(self.number.setFocus)
        self.number.returnPressed.connect(self.done)
        self.retranslate()

    def begin(self, typed: str) -> None:
        """Take over what was typed in the search: a number, or a name."""
        parts = typed.split()
        is_number = sum(letter.isdigit() for letter in typed) > len(typed) // 2
        self.number.setText(typed if is_number else "")
        self.first.setText("" if is_number or not parts else parts[0].capitalize())
        rest = " ".join(part.capitalize() for part in parts[1:])
        self.last.setText("" if is_number else rest)
        (self.last if parts and not rest else self.number).setFocus()
        if is_number or not parts:
            self.first.setFocus()

    def new_client(self) -> NewClient | None:
        """Who was typed."""
        new = NewClient(
            first_name=self.first.text().strip(),
            last_name=self.last.text().strip(),
            number=self.number.text().strip(),
        )
        return new if new.name else None

    def retranslate(self) -> None:
        """Set all texts."""
        words = self._words
        self._first.set_words(words._("First name"))
        self._last.set_words(words._("Last name"))
        self._number.set_words(words._("Mobile number"))
        self._hint.setText(words._("She is added to the client book with this appointment."))

    def _tell(self) -> None:
        self.changed.emit(self.new_client())
