"""One question on the turned screen: its text, and three answers of the same size and weight."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from salon_desktop.application.queries.consent_texts import AskedText
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.painting import draw_box, draw_text

_ICONS = {EventKind.GRANTED: "check", EventKind.REFUSED: "x", EventKind.NOT_NOW: "clock"}
_ANSWER = 136
_BETWEEN = 12


class _Number(QWidget):
    """The question's number in a circle."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        draw_box(painter, self.rect(), self.height() / 2, theme.colour("sunken"))
        font = theme.sized_font(16, 600)
        draw_text(painter, self.rect(), str(self._number), font, theme.colour("text"), centre=True)


class AnswerButton(Button):
    """An answer: chosen it has an icon besides its colour, so that colour is not alone."""

    def __init__(self, theme: Theme, kind: EventKind) -> None:
        super().__init__(theme, kind="answer", size="turned")
        self.answer = kind
        self.setCheckable(True)
        self.toggled.connect(self._mark)

    def _mark(self, chosen: bool) -> None:
        self.set_icon(_ICONS[self.answer] if chosen else None)


class QuestionRow(QWidget):
    """Asks about one purpose; nothing is chosen until she chooses."""

    answered = Signal(object, object)
    """This purpose was answered with this kind of event."""

    def __init__(
        self, theme: Theme, purpose: Purpose, number: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.purpose, self._number = theme, purpose, number
        self._circle = _Number(theme, number)
        self._question = Label(role="turned_heading", wrap=True)
        self._explanation = Label(role="turned_small", tone="muted", wrap=True)
        self._received = Label(role="turned_small", tone="ok", weight=600, wrap=True)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = {kind: AnswerButton(theme, kind) for kind in _ICONS}
        for kind, button in self.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(partial(self._tell, kind))
        self._lay_out()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog, text: AskedText) -> None:
        """Ask in the client's language."""
        self._question.setText(text.question)
        self._explanation.setText(text.explanation)
        self._received.setText(words._("Received from your phone, thank you"))
        # Translators: the three answers on the screen turned to the client
        names = {
            EventKind.GRANTED: words.p_("answer", "Yes"),
            EventKind.REFUSED: words.p_("answer", "No"),
            EventKind.NOT_NOW: words.p_("answer", "Not now"),
        }
        for kind, button in self.buttons.items():
            button.set_words(names[kind])
            # Alone "Yes" says nothing to who cannot see the question.
            button.setAccessibleName(f"{names[kind]}: {text.question}")
        self._restyle()

    def show_answer(self, kind: EventKind) -> None:
        """Mark an answer as chosen."""
        self.buttons[kind].setChecked(True)

    def show_received(self) -> None:
        """Her own message arrived: there is nothing to answer here any more."""
        self._side.setCurrentWidget(self._done)

    def _tell(self, kind: EventKind) -> None:
        self.answered.emit(self.purpose, kind)

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        self._words.addWidget(self._question)
        self._words.addWidget(self._explanation)
        choices, self._done = QWidget(), QWidget()
        self._choices = QHBoxLayout(choices)
        self._choices.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            self._choices.addWidget(button)
        done = QHBoxLayout(self._done)
        done.setContentsMargins(0, 0, 0, 0)
        done.addWidget(IconLabel(self._theme, "circle-check", size=20, tone="ok"))
        done.addWidget(self._received, 1)
        self._side = QStackedWidget()
        self._side.addWidget(choices)
        self._side.addWidget(self._done)
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._circle, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._side, 0, Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        px = self._theme.px
        self._circle.setFixedSize(px(36), px(36))
        self._words.setSpacing(px(2))
        self._row.setSpacing(px(24))
        self._row.setContentsMargins(0, px(16), 0, px(16))
        self._choices.setSpacing(px(_BETWEEN))
        # All as wide as the widest: no answer may look weightier than another.
        letters = self._theme.metrics("turned_heading")
        widest = max(letters.horizontalAdvance(one.words()) for one in self.buttons.values())
        wide = max(px(_ANSWER), widest + px(64))
        for button in self.buttons.values():
            button.setFixedWidth(wide)
        self._side.setFixedSize(3 * wide + 2 * px(_BETWEEN), px(56))
