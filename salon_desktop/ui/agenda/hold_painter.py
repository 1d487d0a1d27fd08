"""Painting what comes and goes over the grid: held places, the now-line, words beside a ghost."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import draw_box, draw_icon, draw_text

_BUBBLE_WIDTH = 300


def paint_hold(painter: QPainter, look: GridLook, place: QRectF, words: str) -> None:
    """A place held for a booking in progress: hatched, dashed, with the time it has left."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.brush("surface"))
    painter.drawRoundedRect(place, look.radius, look.radius)
    painter.setBrush(look.hatch)
    width = 1.5
    pen = QPen(look.pen("st_hold", width, dashed=True))
    painter.setPen(pen)
    inside = place.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inside, look.radius, look.radius)
    px, side = look.px, look.px(Size.ICON_SMALL)
    font = look.theme.font("caption", 600)
    line = min(float(px(16)), place.height() - 2)
    wide = look.metrics(font).horizontalAdvance(words) + side + px(5) + px(8)
    clear = QRectF(place.left() + px(6), place.top() + px(5), 0, line)
    if place.height() < px(26):
        clear.moveTop(place.center().y() - line / 2)
    clear.setWidth(min(wide, place.width() - px(12)))
    draw_box(painter, clear, px(4), look.colour("surface"))
    middle = QPointF(clear.left() + px(4) + side / 2, clear.center().y())
    draw_icon(painter, look.theme, "hourglass", middle, Size.ICON_SMALL, "warn")
    room = clear.adjusted(px(4) + side + px(5), 0, 0, 0)
    draw_text(painter, room, words, font, look.colour("warn"))


def paint_now(painter: QPainter, look: GridLook, y: float, left: float, width: float) -> None:
    """The line of now, over everything but a ghost."""
    painter.fillRect(QRectF(left, round(y), width, look.px(2)), look.brush("now"))


def bubble_rect(look: GridLook, beside: QRectF, lines: Sequence[str], shown: QRectF) -> QRectF:
    """Where the words of a ghost stand: under it, over it where there is no room, never cut."""
    px = look.px
    room = min(px(_BUBBLE_WIDTH), shown.width() - px(8))
    metrics = look.metrics(look.theme.font("small"))
    height, wide = px(6) * 2, 0.0
    for line in lines:
        flags = int(Qt.TextFlag.TextWordWrap.value)
        taken = metrics.boundingRect(0, 0, int(room - px(20)), 1000, flags, line)
        height += taken.height()
        wide = max(wide, taken.width())
    width = wide + px(20)
    left = min(max(beside.left(), shown.left() + px(4)), shown.right() - width - px(4))
    top = beside.bottom() + px(6)
    if top + height > shown.bottom():
        top = max(shown.top() + px(4), beside.top() - px(6) - height)
    return QRectF(round(left), round(top), width, height)


def paint_bubble(
    painter: QPainter, look: GridLook, place: QRectF, lines: Sequence[str], trouble: str
) -> None:
    """Where a carried visit would stand, and what is in the way, in words."""
    px = look.px
    draw_box(painter, place, look.radius, look.colour("tooltip"), look.colour("line"))
    y = place.top() + px(6)
    font = look.theme.font("small")
    strong = look.theme.font("small", 600)
    for number, line in enumerate(lines):
        room = QRectF(place.left() + px(10), y, place.width() - px(20), place.bottom() - y)
        flags = int(Qt.TextFlag.TextWordWrap.value)
        painter.setFont(strong if number == 0 else font)
        painter.setPen(look.colour("on_tooltip"))
        taken = painter.boundingRect(room, flags, line)
        painter.drawText(taken, flags, line)
        y += taken.height()
    if trouble:
        edge = QRectF(place.left(), place.top() + px(4), px(3), place.height() - px(8))
        painter.fillRect(edge, look.brush("st_hold" if trouble == "warn" else "st_noshow"))
