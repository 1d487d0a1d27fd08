"""The parts of the turned screen: head with the languages, questions with signature, foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.consent_texts import AskedText
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.consent.language_choice import LanguageChoice
from salon_desktop.ui.consent.own_phone_card import OwnPhoneCard
from salon_desktop.ui.consent.question_row import QuestionRow
from salon_desktop.ui.consent.signature_pad import SignaturePad
from salon_desktop.ui.shell.rail import SalonMark
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.avatar import salon_letters
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Line, Part
from salon_desktop.ui.widgets.states import set_tip

_HEAD, _FOOT = 72, 88


class CaptureHead(Part):
    """Whose salon it is, and in which language it speaks."""

    def __init__(self, theme: Theme, salon: str, languages: Sequence[str]) -> None:
        super().__init__("head")
        self._theme = theme
        self._mark = SalonMark(theme)
        self._mark.show_letters(salon_letters(salon))
        self._sign = IconLabel(theme, "languages", size=18)
        self.languages = LanguageChoice(theme, languages)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(Label(salon, role="turned_body", weight=600))
        self._row.addStretch(1)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.languages)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog) -> None:
        """Name the group of languages."""
        self.languages.say(words)

    def hide_languages(self) -> None:
        """Nothing is left to be said in another language."""
        self.languages.hide()
        self._sign.hide()

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(_HEAD))
        self._row.setContentsMargins(px(48), 0, px(48), 0)
        self._mark.setFixedSize(px(Size.MARK), px(Size.MARK))
        self._row.setSpacing(px(16))


class QuestionsView(ScrollColumn):
    """Greeting, questions, signature, and the way by telephone where the salon has a number."""

    answered = Signal(object, object)

    def __init__(self, theme: Theme, purposes: Sequence[Purpose], number: str) -> None:
        super().__init__(theme)
        self._greeting = Label(role="turned_title", wrap=True)
        self._introduction = Label(role="turned_body", tone="muted", wrap=True)
        self.read = Button(theme, icon="file-text", size="large")
        self.rows = {
            purpose: QuestionRow(theme, purpose, count)
            for count, purpose in enumerate(purposes, start=1)
        }
        self.pad = SignaturePad(theme)
        self.own_phone = OwnPhoneCard(theme, number) if number else None
        self._lay_out()
        for row in self.rows.values():
            row.answered.connect(self.answered)
        theme.changed.connect(self._measure)
        self._measure()

    def say(
        self,
        words: Catalog,
        greeting: str,
        introduction: str,
        texts: Sequence[AskedText],
        day: str,
    ) -> None:
        """Ask in the client's language."""
        self._greeting.setText(greeting)
        self._introduction.setText(introduction)
        self.read.set_words(words._("Read the full texts and the privacy notice"))
        for text in texts:
            self.rows[text.purpose].say(words, text)
        self.pad.say(words, day)
        if self.own_phone is not None:
            self.own_phone.say(words)

    def show_answer(self, purpose: Purpose, kind: EventKind) -> None:
        """Mark an answer."""
        self.rows[purpose].show_answer(kind)

    def show_received(self, words: Catalog, purpose: Purpose) -> None:
        """Her own message answered this question."""
        self.rows[purpose].show_received()
        if self.own_phone is not None:
            self.own_phone.show_arrived(words)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self._greeting)
        said.addWidget(self._introduction)
        self._top, self._below = QHBoxLayout(), QHBoxLayout()
        self._top.addLayout(said, 1)
        self._top.addWidget(self.read, 0, Qt.AlignmentFlag.AlignBottom)
        self._below.addWidget(self.pad, 1)
        if self.own_phone is not None:
            self._below.addWidget(self.own_phone)
        self.column.addLayout(self._top)
        self._gap = QWidget()
        self.column.addWidget(self._gap)
        for row in self.rows.values():
            self.column.addWidget(Line())
            self.column.addWidget(row)
        self.column.addWidget(Line())
        self.column.addLayout(self._below)
        self.column.addStretch(1)

    def _measure(self) -> None:
        px = self._theme.px
        self.column.setContentsMargins(px(3), px(24), px(3), px(12))
        self._gap.setFixedHeight(px(16))
        self._top.setSpacing(px(24))
        self._below.setContentsMargins(0, px(16), 0, 0)
        self._below.setSpacing(px(24))


class CaptureFoot(Part):
    """What is missing, "not today", and the confirmation that opens once nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("foot")
        self._theme = theme
        self._lock = IconLabel(theme, "lock", size=18, tone="faint")
        self._reason = Label(role="turned_small", tone="muted", wrap=True)
        self.decline = Button(theme, kind="answer", size="turned")
        self.confirm = Button(theme, kind="primary", size="turned")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._lock)
        self._row.addWidget(self._reason, 1)
        self._row.addWidget(self.decline)
        self._row.addWidget(self.confirm)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog, keys: str) -> None:
        """Name the buttons; ``keys`` open the lock."""
        self.decline.set_words(words._("I do not answer today"))
        self.confirm.set_words(words._("Confirm my answers"))
        locked = words._("The screen is locked for the client")
        self._lock.setAccessibleName(locked)
        set_tip(self._lock, locked, keys)

    def show_reason(self, text: str, *, is_trouble: bool) -> None:
        """Say why it cannot be confirmed yet."""
        self._reason.setText(text)
        self._reason.set_tone("danger" if is_trouble else "muted")
        self.confirm.setAccessibleDescription(text)

    def reason(self) -> str:
        """What is said now."""
        return self._reason.text()

    def set_side(self, side: int) -> None:
        """Stand under the questions; the lock stands left of them."""
        px = self._theme.px
        lock = min(px(48), side // 2)
        self._row.setContentsMargins(lock, 0, side, 0)
        self._row.setSpacing(px(16))
        self._lock.setFixedWidth(max(px(18), side - lock - px(16)))

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(_FOOT))
