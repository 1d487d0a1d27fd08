"""Bubbles as the client's phone shows them: text, time, and buttons as full rows below."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from salon_desktop.ui.messages.bubble_text import BubbleText, draw_line
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius, Size
from salon_desktop.ui.widgets.painting import draw_box, draw_icon

WIDE, SIDE, TOP, GAP = 300, 12, 8, 8
MARGIN_LEFT, MARGIN_RIGHT = 16, 6
SCROLL_BAR = 10
_BUTTON, _TIME_GAP, _FOOTER_GAP = 32, 12, 4


@dataclass(frozen=True, slots=True)
class PhoneDay:
    """A day between the bubbles."""

    text: str


@dataclass(frozen=True, slots=True)
class ShownTap:
    """A button as drawn; ``is_open`` can still be tapped."""

    index: int
    text: str
    chosen: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBubble:
    """A bubble in words."""

    id: str
    mine: bool
    text: str = field(repr=False)
    time: str
    header: str = ""
    footer: str = ""
    icon: str = ""
    taps: tuple[ShownTap, ...] = ()
    spoken: str = field(default="", repr=False)


PhoneRow = PhoneDay | ShownBubble


class PhoneBubbleBox:
    """One bubble laid out for a chat ``width`` pixels wide."""

    def __init__(self, theme: Theme, row: ShownBubble, width: int) -> None:
        self._theme, self._row = theme, row
        px = theme.px
        most = min(px(WIDE), width - px(MARGIN_LEFT) - px(MARGIN_RIGHT)) - 2 * px(SIDE)
        self._icon = px(Size.ICON) + px(6) if row.icon else 0
        self._header = BubbleText(theme, row.header, "body", most, 600) if row.header else None
        self._text = BubbleText(theme, row.text, "body", most - self._icon)
        self._footer = BubbleText(theme, row.footer, "caption", most) if row.footer else None
        self._footer_gap = px(_FOOTER_GAP) if row.footer else 0
        self._time = theme.metrics("caption").horizontalAdvance(row.time) + 2
        parts = [part for part in (self._header, self._text, self._footer) if part is not None]
        beside = parts[-1].last_width + px(_TIME_GAP) + self._time
        self._time_below = beside + self._icon > most
        wanted = max(part.width for part in parts) + self._icon
        if not self._time_below:
            wanted = max(wanted, beside + self._icon)
        inner = most if row.taps else min(max(wanted, self._time), most)
        body = px(TOP) + sum(part.height for part in parts) + self._footer_gap + px(TOP)
        if self._time_below:
            body += px(14)
        self._body = body
        height = body + len(row.taps) * px(_BUTTON)
        full = inner + 2 * px(SIDE)
        left = width - px(MARGIN_RIGHT) - full if row.mine else px(MARGIN_LEFT)
        self.rect = QRect(left, 0, full, height)

    @property
    def height(self) -> int:
        """The bubble with the air below it."""
        return self.rect.height() + self._theme.px(GAP)

    def tap_rect(self, place: int) -> QRect:
        """Where the button at ``place`` (from the top) stands, relative to the row."""
        tall = self._theme.px(_BUTTON)
        return QRect(self.rect.left(), self._body + place * tall, self.rect.width(), tall)

    def paint(self, painter: QPainter, row_rect: QRect, *, focused: int, pointed: int) -> None:
        """Paint it; ``focused`` and ``pointed`` are places of buttons, -1 for none."""
        theme, row, px = self._theme, self._row, self._theme.px
        place = self.rect.translated(row_rect.topLeft())
        fill, edge = ("accent_soft", "accent_soft") if row.mine else ("surface", "line")
        draw_box(painter, place, px(Radius.CARD), theme.colour(fill), theme.colour(edge))
        x, y = place.left() + px(SIDE), place.top() + px(TOP)
        if self._header is not None:
            self._header.draw(painter, x, y, theme.colour("text"))
            y += self._header.height
        if row.icon:
            middle = QPointF(x + px(Size.ICON) / 2, y + px(10))
            draw_icon(painter, theme, row.icon, middle, Size.ICON, "text_2")
        self._text.draw(painter, x + self._icon, y, theme.colour("text"))
        y += self._text.height
        quiet = theme.colour("text_2" if row.mine else "text_3")
        if self._footer is not None:
            self._footer.draw(painter, x, y + self._footer_gap, quiet)
        right, bottom = place.right() + 1 - px(SIDE), place.top() + self._body
        when = QRectF(right - self._time, bottom - px(TOP) - px(16), self._time, px(16))
        font, align = theme.font("caption"), Qt.AlignmentFlag.AlignRight
        draw_line(painter, when, row.time, font, quiet, align)
        for number, tap in enumerate(row.taps):
            where = self.tap_rect(number).translated(row_rect.topLeft())
            self._paint_tap(painter, where, tap, number == focused, number == pointed)

    def _paint_tap(
        self, painter: QPainter, where: QRect, tap: ShownTap, focused: bool, pointed: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        line = QRect(where.left() + 1, where.top(), where.width() - 2, 1)
        painter.fillRect(line, theme.colour("line"))
        inside = where.adjusted(px(3), px(3), -px(3), -px(3))
        if pointed and tap.is_open:
            draw_box(painter, inside, px(Radius.CONTROL), theme.colour("hover"))
        if focused:
            ring = theme.colour("focus")
            draw_box(painter, inside, px(Radius.CONTROL), None, ring, px(Size.RING))
        ink = "accent" if tap.chosen or tap.is_open else "text_3"
        metrics, font = theme.metrics("body", 600), theme.font("body", 600)
        sign = px(Size.ICON_SMALL) + px(5) if tap.chosen else 0
        room = where.width() - 2 * px(SIDE) - sign
        text = metrics.elidedText(tap.text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + 2
        left = where.left() + (where.width() - width - sign) / 2
        if tap.chosen:
            middle = QPointF(left + px(Size.ICON_SMALL) / 2, where.top() + where.height() / 2)
            draw_icon(painter, theme, "check", middle, Size.ICON_SMALL, ink)
        place = QRectF(left + sign, where.top(), width, where.height())
        draw_line(painter, place, text, font, theme.colour(ink), Qt.AlignmentFlag.AlignLeft)
