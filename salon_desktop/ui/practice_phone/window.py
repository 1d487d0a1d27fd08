"""The client's phone beside the salon's window: what she sees, and what she does."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.application.ports.clock import Clock
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.practice_phone.people_list import PeopleList
from salon_desktop.ui.practice_phone.phone_chat import PhoneChat
from salon_desktop.ui.practice_phone.phone_words import person_name, person_rows, phone_rows
from salon_desktop.ui.practice_phone.port import PhoneBubble, PhonePerson, PhonePort
from salon_desktop.ui.practice_phone.send_button import SendButton
from salon_desktop.ui.shell.bands import PracticeBand
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.avatar import Avatar
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.focus_ring import FocusRing
from salon_desktop.ui.widgets.labels import ElidedLabel, Part

T = TypeVar("T")
WIDTH, HEIGHT = 420, 860
_HEAD, _FIELD = 56, 40
_CHAT, _PEOPLE = 0, 1


class PracticePhone(QWidget):
    """A window of its own. Everything goes through the port, off the GUI thread.

    It listens to the phones from when it is shown until it is closed, and can be shown again.
    ``formats`` is asked each time, because the language may have changed.
    """

    trouble = Signal(object)
    """What the port raised: the phones are out of reach."""

    closed = Signal()

    _changed = Signal(str)

    def __init__(
        self,
        port: PhonePort,
        salon: str,
        *,
        theme: Theme,
        words: Catalog,
        formats: Callable[[], Formats],
        clock: Clock,
        tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._port, self._salon, self._theme, self._words = port, salon, theme, words
        self._formats, self._clock, self._tasks = formats, clock, tasks
        self._people: tuple[PhonePerson, ...] = ()
        self._bubbles: tuple[PhoneBubble, ...] = ()
        self._number, self._ticket = "", 0
        self._stop_watching: Callable[[], None] | None = None
        self.setObjectName("practice_phone")
        self.band = PracticeBand(theme, words, height=Size.BAND)
        self.avatar = Avatar(theme, size=Size.MARK)
        self.title, self.line = ElidedLabel(role="heading"), ElidedLabel(role="small", tone="muted")
        self.change = Button(theme, size="small", icon="users")
        self.change.setCheckable(True)
        self.change.toggled.connect(self._turn)
        self.chat = PhoneChat(theme)
        self.chat.tapped.connect(self._tap)
        self.people = PeopleList(theme, words)
        self.people.chosen.connect(self.hold)
        self.quick = [ChipButton(theme) for _ in range(4)]
        for place, chip in enumerate(self.quick):
            chip.clicked.connect(partial(self._quick, place))
        self.field = QLineEdit()
        self.field.setMaxLength(4096)
        self.field.returnPressed.connect(self._say)
        self.send = SendButton(theme)
        self.send.clicked.connect(self._say)
        self._stack = QStackedWidget()
        self._lay_out()
        self._ring = FocusRing(theme, self)
        self._changed.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    def number(self) -> str:
        """Whose phone is held; "" for nobody's."""
        return self._number

    @Slot(str)
    def hold(self, number: str) -> None:
        """Take another person's phone in hand."""
        self._number, self._bubbles = number, ()
        self.change.setChecked(False)
        self.chat.show_rows(())
        self._name()
        self.refresh()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look at the phones anew."""
        self._ticket += 1
        number, port = self._number, self._port

        def look() -> tuple[Sequence[PhonePerson], Sequence[PhoneBubble]]:
            return port.people(), port.messages(number) if number else ()

        self._ask(look, partial(self._take, self._ticket))

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words = self._words
        self.setWindowTitle(words._("Practice phone"))
        self.change.set_words(
            words.p_("button: another person's phone", "Change"),
            tip=words._("Take another person's phone"),
        )
        for chip, text in zip(self.quick, self._quick_texts(), strict=True):
            chip.set_words(text)
        self.send.set_words(words._("Send"), "Enter")
        self.chat.setAccessibleName(words._("Chat on the client's phone"))
        self.people.retranslate()
        self._name()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.band.retranslate()
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stop_watching is None:
            self._stop_watching = self._port.watch(self._changed.emit)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.change.isChecked() and self._number:
            self.change.setChecked(False)
            return
        super().keyPressEvent(event)

    def _take(self, ticket: int, seen: tuple[Sequence[PhonePerson], Sequence[PhoneBubble]]) -> None:
        if ticket != self._ticket:
            return
        self._people, self._bubbles = tuple(seen[0]), tuple(seen[1])
        if not self._number and self._people:
            newest = person_rows(self._people, self._formats(), self._clock.now())[0]
            self.hold(newest.number)
            return
        self._name()
        self._show()
        self._read()

    def _show(self) -> None:
        now, formats = self._clock.now(), self._formats()
        self.chat.show_rows(phone_rows(self._bubbles, self._words, formats, now))
        self.people.show_people(person_rows(self._people, formats, now))

    def _name(self) -> None:
        words = self._words
        person = next((one for one in self._people if one.number == self._number), None)
        name = person_name(person) if person is not None else self._number
        self.avatar.show_salon(self._salon)
        self.title.setText(self._salon)
        if person is None:
            line = words._("nobody's phone is held")
        elif person.is_on:
            line = words._("{name}'s phone · online").format(name=name)
        else:
            line = words._("{name}'s phone · switched off").format(name=name)
        self.line.setText(line)
        first = name.split()[0] if name.split() else ""
        self.field.setPlaceholderText(words._("Write as {name}…").format(name=first))
        self.field.setAccessibleName(words._("Message to the salon"))

    def _read(self) -> None:
        """Whoever looks at a chat has read it."""
        person = next((one for one in self._people if one.number == self._number), None)
        if self.isVisible() and person is not None and person.unread:
            self._do(partial(self._port.read, self._number))

    @Slot(str)
    def _hear(self, _number: str) -> None:
        self.refresh()

    def _turn(self, to_people: bool) -> None:
        self._stack.setCurrentIndex(_PEOPLE if to_people else _CHAT)
        for part in (*self.quick, self.field, self.send):
            part.setEnabled(not to_people)
        if to_people:
            self.people.search.clear()
            self.people.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _quick_texts(self) -> tuple[str, str, str, str]:
        words = self._words
        return (
            "STOP",
            words.p_("a client writes", "I confirm"),
            words.p_("a client writes", "I am running late"),
            words.p_("a client sends", "photo"),
        )

    def _quick(self, place: int) -> None:
        if not self._number:
            return
        texts = self._quick_texts()
        if place == len(texts) - 1:
            self._do(partial(self._port.send_photo, self._number))
        else:
            self._do(partial(self._port.say, self._number, texts[place]))

    def _say(self) -> None:
        text = self.field.text().strip()
        if text and self._number:
            self.field.clear()
            self._do(partial(self._port.say, self._number, text))

    def _tap(self, message_id: str, index: int) -> None:
        self._do(partial(self._port.tap, self._number, message_id, index))

    def _do(self, work: Callable[[], None]) -> None:
        self._ask(work, self._done)

    def _done(self, _nothing: None) -> None:
        """Nothing to do: the phone tells by itself that it changed."""

    def _ask(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._tasks.ask_network(work, owner=self, on_done=on_done, on_failed=self.trouble.emit)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.line)
        names.addStretch(1)
        self._head = Part("head")
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self.avatar)
        self._head_row.addLayout(names, 1)
        self._head_row.addWidget(self.change)
        self._chips = QHBoxLayout()
        for chip in self.quick:
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._write = QHBoxLayout()
        self._write.addWidget(self.field, 1)
        self._write.addWidget(self.send)
        foot = Part("foot")
        self._foot = QVBoxLayout(foot)
        self._foot.addLayout(self._chips)
        self._foot.addLayout(self._write)
        self._stack.addWidget(self.chat)
        self._stack.addWidget(self.people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(foot)

    def _restyle(self) -> None:
        px = self._theme.px
        self._head.setFixedHeight(px(_HEAD))
        self._head_row.setContentsMargins(px(Space.L), 0, px(Space.L), 0)
        self._head_row.setSpacing(px(Space.M))
        self._chips.setSpacing(px(6))
        self._write.setSpacing(px(Space.S))
        self._foot.setContentsMargins(px(Space.L), px(10), px(Space.L), px(Space.M))
        self._foot.setSpacing(px(Space.S))
        self.field.setFixedHeight(px(_FIELD))
        self.setMinimumSize(px(320), px(480))
