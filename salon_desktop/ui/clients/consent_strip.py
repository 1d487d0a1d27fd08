"""The five answers on a card: how each question stands, how well it is proved, and "Ask"."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from salon_desktop.application.explaining.consent_words import channel_words
from salon_desktop.application.queries.consent_status import ConsentLine
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.clients.card_facts import STRIP, CardFacts
from salon_desktop.ui.clients.consent_looks import (
    STATE_LOOKS,
    StateLook,
    proof_title,
    purpose_title,
    since_until,
    since_until_in_words,
    state_title,
)
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.painting import draw_icon, draw_strength, draw_text, strength_width
from salon_desktop.ui.widgets.states import set_tip

HEIGHT = 97
_NARROW_UNDER = 120
_NOT_ASKED = StateLook("circle-help", "text_2")


class ConsentCell(QAbstractButton):
    """One question; pressed, it shows the events behind it."""

    def __init__(self, theme: Theme, purpose: Purpose, *, first: bool) -> None:
        super().__init__()
        self._theme, self.purpose, self._first = theme, purpose, first
        self._title = self._channel = self._state = self._proof = self._since = ""
        self._look, self._strength, self._tall = _NOT_ASKED, 0, False
        self.ask = Button(theme, size="small", icon="signature", parent=self)
        self.ask.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._place)

    def show_line(self, words: Catalog, formats: Formats, line: ConsentLine | None) -> None:
        """Show how the question stands; None: there is no number to ask about."""
        self._title = purpose_title(words, self.purpose)
        self._proof = self._since = self._channel = ""
        self._strength, may_ask, sentence = 0, False, ""
        if line is None:
            self._look, self._state = _NOT_ASKED, words._("No number for messages")
        else:
            self._look = STATE_LOOKS[line.state]
            self._state = state_title(words, line.state)
            at_desk = line.channel is Channel.DESK
            desk = words.p_("where an answer counts", "desk")
            self._channel = desk if at_desk else channel_words(line.channel, words)
            self._since = since_until(formats, line)
            sentence = since_until_in_words(words, formats, line)
            may_ask = line.may_be_asked
            if line.state is ConsentState.GRANTED and line.strength is not None:
                self._strength, self._proof = int(line.strength), proof_title(words, line)
        self.ask.set_words(words.p_("put the question to the client", "Ask"))
        self.ask.setAccessibleName(
            words._("Ask about this: {question}").format(question=self._title)
        )
        self.ask.setVisible(may_ask)
        said = (self._title, self._state, self._proof, self._channel, sentence)
        self.setAccessibleName(", ".join(part for part in said if part))
        set_tip(self, "\n".join(part for part in said if part))
        self.update()

    def needs_height(self, width: int) -> bool:
        """Tell whether the words for the proof find no room beside its bar."""
        theme, px = self._theme, self._theme.px
        beside = width - 2 * px(14) - strength_width(theme) - px(8)
        return theme.metrics("caption").horizontalAdvance(self._proof) > beside

    def set_tall(self, tall: bool) -> None:
        """Set the proof's words below its bar instead of beside it."""
        self._tall = tall
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), theme.colour("hover"))
        if not self._first:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(0.5, 0), QPointF(0.5, self.height()))
        left = self._side()
        wide = self.width() - 2 * left
        small, caption, faint = theme.font("small"), theme.font("caption"), theme.colour("text_3")
        used = theme.metrics("small").horizontalAdvance(self._title)
        top = QRectF(left, px(10), wide, px(16))
        draw_text(painter, top, self._title, small, theme.colour("text_2"))
        needed = theme.metrics("small").horizontalAdvance(self._channel) + px(8)
        if used + needed <= wide:
            draw_text(painter, top, self._channel, small, faint, right=True)
        self._paint_state(painter, QRectF(left, px(28), wide, px(20)))
        at = px(52)
        if self._strength:
            draw_strength(painter, theme, left, px(60), self._strength)
            beside = 0 if self._tall else strength_width(theme) + px(8)
            at = px(68 if self._tall else 52)
            room = QRectF(left + beside, at, wide - beside, px(16))
            draw_text(painter, room, self._proof, caption, faint)
            at += px(16)
        if not self.ask.isVisibleTo(self):
            draw_text(painter, QRectF(left, at, wide, px(16)), self._since, caption, faint)

    def _paint_state(self, painter: QPainter, room: QRectF) -> None:
        """How it stands; where the cell is narrow the words stay and the icon drops out."""
        theme, px, ink = self._theme, self._theme.px, self._look.ink
        role, icon_room = "body", px(22)
        if theme.metrics(role, 600).horizontalAdvance(self._state) > room.width() - icon_room:
            role = "small"
        if theme.metrics(role, 600).horizontalAdvance(self._state) <= room.width() - icon_room:
            middle = QPointF(room.left() + px(Size.ICON) / 2, room.center().y())
            draw_icon(painter, theme, self._look.icon, middle, Size.ICON, ink)
            room.setLeft(room.left() + icon_room)
        draw_text(painter, room, self._state, theme.font(role, 600), theme.colour(ink))

    def _side(self) -> int:
        return self._theme.px(14 if self.width() >= self._theme.px(_NARROW_UNDER) else 8)

    def _height(self) -> int:
        return self._theme.px(HEIGHT + (16 if self._tall else 0))

    def _place(self) -> None:
        px = self._theme.px
        side = self._side()
        self.ask.setGeometry(side, px(56), max(0, self.width() - 2 * side), px(28))
        self.updateGeometry()
        self.update()


class ConsentStrip(Part):
    """The five answers side by side."""

    opened = Signal(object)
    """Show the events of this purpose."""

    ask_asked = Signal(object)
    """Turn the screen to the client and ask about this purpose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self.cells = {
            purpose: ConsentCell(theme, purpose, first=purpose is STRIP[0]) for purpose in STRIP
        }
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        for purpose, cell in self.cells.items():
            cell.clicked.connect(partial(self._open, purpose))
            cell.ask.clicked.connect(partial(self._ask, purpose))
            self._row.addWidget(cell, 1)

    def show_consent(self, words: Catalog, formats: Formats, facts: CardFacts) -> None:
        """Show how all five stand."""
        self.setAccessibleName(words._("What this client agreed to"))
        for purpose, cell in self.cells.items():
            cell.show_line(words, formats, facts.line(purpose))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All cells are of one height, and no taller than the narrowest needs."""
        tall = any(cell.needs_height(self.width() // len(STRIP)) for cell in self.cells.values())
        for cell in self.cells.values():
            cell.set_tall(tall)

    def _open(self, purpose: Purpose) -> None:
        self.opened.emit(purpose)

    def _ask(self, purpose: Purpose) -> None:
        self.ask_asked.emit(purpose)
