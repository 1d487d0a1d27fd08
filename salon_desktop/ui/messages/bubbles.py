"""Bubbles of a thread: measuring one once for a width, and painting it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from salon_desktop.ui.messages.bubble_text import BubbleText, draw_line
from salon_desktop.ui.messages.rows import BubbleRow
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius, Size
from salon_desktop.ui.widgets.painting import chip_width, draw_box, draw_chip, draw_icon

WIDEST, SIDE, TOP = 360, 12, 8
# The scroll bar takes half of the right margin.
LEFT, RIGHT, GAP, SCROLL_BAR = 20, 10, 10, 10
_CHIP_GAP, _FOOT, _FOOT_GAP = 6, 16, 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A chip of a bubble and where it stands, relative to the bubble's corner."""

    rect: QRect
    text: str
    tone: str
    icon: str | None = None


class Bubble:
    """One bubble laid out for a column ``width`` pixels wide."""

    def __init__(self, theme: Theme, row: BubbleRow, width: int) -> None:
        self._theme, self._row = theme, row
        px = theme.px
        most = min(px(WIDEST), width - px(LEFT) - px(RIGHT)) - 2 * px(SIDE)
        lead = px(Size.ICON_SMALL) + px(6) if row.lead else 0
        weight = 500 if row.lead else None
        self._lead = lead
        self._text = BubbleText(theme, row.text, "body", most - lead, weight)
        self._trouble = BubbleText(theme, row.trouble, "small", most) if row.trouble else None
        self._foot_width = self._foot()
        wanted = max(self._text.width + lead, min(self._foot_width, most))
        if self._trouble is not None:
            wanted = max(wanted, self._trouble.width)
        inner = min(max(wanted, self._chips_width(most)), most)
        self.chips, chips_height = self._place_chips(inner)
        self._chips_height = chips_height
        height = px(TOP) + self._text.height + chips_height
        if self._trouble is not None:
            height += px(_FOOT_GAP) + self._trouble.height
        height += px(_FOOT_GAP) + px(_FOOT) + px(TOP)
        left = width - px(RIGHT) - inner - 2 * px(SIDE) if row.mine else px(LEFT)
        self.rect = QRect(left, 0, inner + 2 * px(SIDE), height)

    @property
    def height(self) -> int:
        """The bubble with the air below it."""
        return self.rect.height() + self._theme.px(GAP)

    def done_rect(self) -> QRect:
        """Where its *Done* can be pressed, relative to the row; empty if it has none."""
        if not self._row.done:
            return QRect()
        return self.chips[-1].rect.translated(self.rect.topLeft())

    def paint(self, painter: QPainter, row_rect: QRect, *, focused: bool, pointed: bool) -> None:
        """Paint it into its row; ``pointed`` lights up *Done*."""
        theme, row = self._theme, self._row
        px = theme.px
        place = self.rect.translated(row_rect.topLeft())
        fill, edge = ("accent_soft", "accent_soft") if row.mine else ("surface", "line")
        draw_box(painter, place, px(Radius.CARD), theme.colour(fill), theme.colour(edge))
        if focused:
            ring = place.adjusted(-px(2), -px(2), px(2), px(2))
            draw_box(painter, ring, px(Radius.CARD), None, theme.colour("focus"), px(Size.RING))
        x, y = place.left() + px(SIDE), place.top() + px(TOP)
        if row.lead:
            middle = QPointF(x + px(Size.ICON_SMALL) / 2, y + px(10))
            draw_icon(painter, theme, row.lead, middle, Size.ICON_SMALL, "text_2")
        ink = theme.colour("text_2" if row.aside else "text")
        self._text.draw(painter, x + self._lead, y, ink)
        for chip in self.chips:
            tone = "outlined_strong" if pointed and chip is self.chips[-1] else chip.tone
            where = chip.rect.translated(place.topLeft())
            draw_chip(painter, theme, where, chip.text, tone, chip.icon)
        y += self._text.height + self._chips_height
        if self._trouble is not None:
            self._trouble.draw(painter, x, y + px(_FOOT_GAP), theme.colour("danger"))
        self._paint_foot(painter, place)

    def _paint_foot(self, painter: QPainter, place: QRect) -> None:
        theme, row = self._theme, self._row
        px = theme.px
        right = place.right() + 1 - px(SIDE)
        top = place.bottom() + 1 - px(TOP) - px(_FOOT)
        if row.sign:
            middle = QPointF(right - px(Size.ICON_SMALL) / 2, top + px(_FOOT) / 2)
            draw_icon(painter, theme, row.sign, middle, Size.ICON_SMALL, theme.ink(row.sign_tone))
            right -= px(Size.ICON_SMALL) + px(6)
        left = place.left() + px(SIDE)
        metrics = theme.metrics("caption")
        foot = metrics.elidedText(row.foot, Qt.TextElideMode.ElideLeft, right - left)
        # On her own ground the faint tone would fall under the contrast of text.
        ink = theme.colour("text_2" if row.mine else "text_3")
        where = QRectF(left, top, right - left, px(_FOOT))
        draw_line(painter, where, foot, theme.font("caption"), ink, Qt.AlignmentFlag.AlignRight)

    def _foot(self) -> int:
        width = self._theme.metrics("caption").horizontalAdvance(self._row.foot) + 2
        if self._row.sign:
            width += self._theme.px(Size.ICON_SMALL) + self._theme.px(6)
        return width

    def _facts(self) -> list[tuple[str, str, str | None]]:
        facts: list[tuple[str, str, str | None]] = [
            (title, "outlined", None) for title in self._row.buttons
        ]
        if self._row.for_person:
            facts.append((self._row.for_person, "warn", "circle-help"))
        if self._row.done:
            facts.append((self._row.done, "outlined", "check"))
        return facts

    def _chips_width(self, most: int) -> int:
        widths = [chip_width(self._theme, text, icon) for text, _, icon in self._facts()]
        gaps = self._theme.px(_CHIP_GAP) * max(0, len(widths) - 1)
        return min(sum(widths) + gaps, most)

    def _place_chips(self, inner: int) -> tuple[tuple[Placed, ...], int]:
        """Set the chips in rows under the text; returns them and the height they add."""
        px = self._theme.px
        facts = self._facts()
        if not facts:
            return (), 0
        gap, tall = px(_CHIP_GAP), px(Size.CHIP)
        x, y = 0, px(TOP) + self._text.height + px(TOP)
        placed = []
        for text, tone, icon in facts:
            wide = min(chip_width(self._theme, text, icon), inner)
            if x and x + wide > inner:
                x, y = 0, y + tall + gap
            placed.append(Placed(QRect(px(SIDE) + x, y, wide, tall), text, tone, icon))
            x += wide + gap
        return tuple(placed), y + tall - px(TOP) - self._text.height
