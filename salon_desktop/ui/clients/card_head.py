"""The top of a card: who she is, how she is reached, what can be done, and what to mind."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.clients.card_facts import REGULAR_FROM, CardFacts
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.avatar import Avatar, avatar_tone
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import ElidedLabel
from salon_desktop.ui.widgets.runs import emphasised

SPACED = 4
"""Digits set together when a number is shown in full."""


class _Fact(QWidget):
    """An icon with a few words."""

    def __init__(self, desk: Desk, icon: str) -> None:
        super().__init__()
        self._desk = desk
        self.words = ElidedLabel(tone="muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(IconLabel(desk.theme, icon, size=14))
        self._row.addWidget(self.words)
        desk.theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, text: str) -> None:
        """Say it, or hide where there is nothing to say."""
        self.words.setText(text)
        self.setVisible(bool(text))

    def _restyle(self) -> None:
        self._row.setSpacing(self._desk.theme.px(6))


class CardHead(QWidget):
    """Name, number, language, usual operator, and the three buttons."""

    book_asked = Signal()
    write_asked = Signal()
    edit_asked = Signal()
    ask_asked = Signal()
    spoken_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._avatar = Avatar(theme, size=56)
        self.name = ElidedLabel(role="title")
        self._kind = Chip(theme, tone="outlined", height=22)
        self._phone, self._language = _Fact(desk, "phone"), _Fact(desk, "languages")
        self._operator, self._born = _Fact(desk, "user"), _Fact(desk, "cake")
        self._email = _Fact(desk, "mail")
        self._facts = Flow(12, 2)
        self.more = IconButton(theme, "ellipsis", outlined=True)
        self.write = Button(theme, icon="message-circle")
        self.book = Button(theme, kind="primary", icon="calendar-plus")
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_client(self, facts: CardFacts) -> None:
        """Show who she is."""
        card, words = facts.card, self._desk.words
        self._avatar.show_person(card.name, avatar_tone(card.id))
        self.name.setText(card.name)
        if card.visits >= REGULAR_FROM:
            kind = words.p_("kind of client", "regular")
        elif card.visits or card.past:
            kind = words.p_("kind of client", "known")
        else:
            kind = words.p_("kind of client", "new")
        self._kind.show_fact(kind)
        numbers = facts.valid_numbers
        self._phone.say(
            " · ".join(spaced(number.e164) for number in numbers) or words._("no number")
        )
        language = LANGUAGES.get(card.language)
        self._language.say(language.own_name if language else card.language)
        operator = card.usual_operator
        usually = words._("usually with {name}")
        self._operator.say(usually.format(name=operator.name) if operator else "")
        born = self._desk.formats.long_date(card.birth_date) if card.birth_date else ""
        self._born.say(born)
        self._email.say(card.email or "")
        self.write.setEnabled(facts.message_number is not None)
        self._fit()

    def retranslate(self) -> None:
        """Name the buttons."""
        words = self._desk.words
        self.more.set_words(words._("More"))
        self.write.set_words(words._("Write"))
        self.book.set_words(words._("Book"))
        texts = (
            words._("Edit the card…"),
            words._("Ask on the turned screen"),
            words._("Note a spoken or written answer…"),
            words._("Note a withdrawal…"),
        )
        for action, text in zip(self._actions, texts, strict=True):
            action.setText(text.replace("&", "&&"))

    def _lay_out(self) -> None:
        self._actions = [QAction(self) for _ in range(4)]
        for action in self._actions:
            self._menu.addAction(action)
        self._title = QHBoxLayout()
        self._title.addWidget(self.name)
        self._title.addWidget(self._kind)
        self._title.addStretch(1)
        for fact in (self._phone, self._language, self._operator, self._born, self._email):
            self._facts.add(fact)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addLayout(self._title)
        self._words.addWidget(self._facts)
        self._words.addStretch(1)
        self._buttons = QHBoxLayout()
        for button in (self.more, self.write, self.book):
            self._buttons.addWidget(button)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._buttons)

    def _connect(self) -> None:
        self.book.clicked.connect(self.book_asked)
        self.write.clicked.connect(self.write_asked)
        self.more.clicked.connect(self._open_menu)
        signals = (self.edit_asked, self.ask_asked, self.spoken_asked, self.withdraw_asked)
        for action, signal in zip(self._actions, signals, strict=True):
            action.triggered.connect(signal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A whole name is worth more than what kind of client it is."""
        beside = self._avatar.sizeHint().width() + self._buttons.sizeHint().width()
        room = self.width() - beside - 2 * self._row.spacing()
        wanted = self.name.sizeHint().width() + self._title.spacing()
        self._kind.setVisible(wanted + self._kind.sizeHint().width() <= room)

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self._row.setSpacing(px(16))
        self._words.setSpacing(px(2))
        self._title.setSpacing(px(8))
        self._buttons.setSpacing(px(16))
        self._facts.flow.set_gaps(px(12), px(2))


class CardAlerts(Flow):
    """What to mind before anything else: alert, restriction, a likely double."""

    compare_asked = Signal(object)
    """Show the card of this client (id), which may be the same person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(8)
        self._desk, self._double = desk, 0

    def show_client(self, facts: CardFacts) -> None:
        """Show what there is to mind."""
        self.clear()
        card, words, theme = facts.card, self._desk.words, self._desk.theme
        if card.alert:
            alert = Alert(theme, "warn")
            alert.set_words(words._("Alert:"), card.alert)
            self.add(alert)
        if card.is_restricted:
            restricted = Alert(theme, "muted")
            restricted.set_words("", words._("Only stored: she asked to restrict its use"))
            self.add(restricted)
        for double in card.doubles[:1]:
            alert = Alert(theme, "info", icon="copy")
            self._double = double.client_id
            text = words._("Perhaps the same person as {name}.")
            alert.set_runs(emphasised(text, name=double.name), words._("Show the other card"))
            alert.acted.connect(self._compare)
            self.add(alert)
        self.setVisible(self.flow.count() > 0)
        self.flow.set_gaps(theme.px(8))

    def _compare(self) -> None:
        self.compare_asked.emit(self._double)


def spaced(e164: str) -> str:
    """Return a number in groups that can be read aloud: "+39 335 012 4471"."""
    digits = e164[3:]
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join((e164[:3], *groups))
