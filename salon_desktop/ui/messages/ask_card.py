"""The card under a thread that says what a person has to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.rows import Ask
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part
from salon_desktop.ui.widgets.states import set_state


class AskCard(Part):
    """What she wants, what it means, and what to press once it is done."""

    done = Signal(object)
    """These events (a tuple of ids) are dealt with."""

    agenda_asked = Signal()

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        set_state(self, "state", "proposal")
        self._theme, self._words = theme, words
        self._ids: tuple[int, ...] = ()
        self._sign = IconLabel(theme, "circle-help", tone="accent")
        self._title = Label(weight=600, wrap=True)
        self._aside = ElidedLabel(role="caption", tone="faint")
        self._advice = Label(role="small", tone="muted", wrap=True)
        self.agenda = Button(theme, size="small", icon="calendar-days")
        self.agenda.clicked.connect(self.agenda_asked)
        self.tick = Button(theme, size="small", icon="check")
        self.tick.clicked.connect(self._tell_done)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._aside)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.agenda)
        self._buttons.addWidget(self.tick)
        self._buttons.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(self._head, 0, 1)
        self._grid.addWidget(self._advice, 1, 1)
        self._grid.addLayout(self._buttons, 2, 1)
        self.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_ask(self, ask: Ask | None) -> None:
        """Show what is to be done, or hide where nothing is."""
        self.setVisible(ask is not None)
        if ask is None:
            self._ids = ()
            return
        self._ids = ask.event_ids
        self._sign.show_icon(ask.icon)
        self._title.setText(ask.title)
        self._aside.setText(ask.aside)
        self._aside.setVisible(bool(ask.aside))
        self._advice.setText(ask.advice)
        self.agenda.setVisible(ask.agenda)
        count = len(ask.event_ids)
        many = self._words.n_("Done", "Done, all {count}", count).format(count=count)
        self.tick.set_words(many)
        self.setAccessibleName(ask.title)
        self.setAccessibleDescription(ask.advice)

    def title(self) -> str:
        """What the card says is wanted."""
        return self._title.text()

    def retranslate(self) -> None:
        """Set the card's own words."""
        self.agenda.set_words(self._words._("Open in the agenda"))

    def _tell_done(self) -> None:
        self.done.emit(self._ids)

    def _restyle(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(14), px(Space.M), px(14), px(Space.M))
        self._grid.setHorizontalSpacing(px(Space.S))
        self._grid.setVerticalSpacing(px(6))
        self._head.setSpacing(px(Space.S))
        self._buttons.setSpacing(px(Space.S))
