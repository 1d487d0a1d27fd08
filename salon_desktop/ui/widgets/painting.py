"""Strokes that widgets and delegates share: text, icons, chips, avatars, badges, proof bars."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from salon_desktop.ui.theme.icons import STROKE
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import CATEGORIES, Radius, Size


@dataclass(frozen=True, slots=True)
class ChipLook:
    """Fill, border and ink of a chip, as names of the colour table; None for no border."""

    fill: str
    border: str | None
    ink: str


CHIP_LOOKS = {
    "neutral": ChipLook("sunken", None, "text"),
    "muted": ChipLook("sunken", None, "text_2"),
    "ok": ChipLook("ok_soft", None, "ok"),
    "warn": ChipLook("warn_soft", None, "warn"),
    "danger": ChipLook("danger_soft", None, "danger"),
    "info": ChipLook("info_soft", None, "info"),
    "chosen": ChipLook("accent_soft", None, "on_accent_soft"),
    "outlined": ChipLook("surface", "line", "text_2"),
    "outlined_strong": ChipLook("surface", "line", "text"),
    **{name: ChipLook(f"cat_{name}", f"edge_{name}", "text") for name in CATEGORIES},
}
"""Chips by tone; the categories of services are tones too."""

_CHIP_GAP = 5


def draw_text(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    right: bool = False,
    centre: bool = False,
    elide: bool = True,
) -> int:
    """One line of plain text, upright in the middle of ``rect``; answers its width in pixels."""
    place = QRectF(rect)
    metrics = QFontMetrics(font)
    if elide:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()) + 1)
    align = Qt.AlignmentFlag.AlignVCenter
    align |= (
        Qt.AlignmentFlag.AlignHCenter
        if centre
        else Qt.AlignmentFlag.AlignRight
        if right
        else Qt.AlignmentFlag.AlignLeft
    )
    painter.setFont(font)
    painter.setPen(colour)
    # Without TextSingleLine a name with a line break would be drawn over its neighbours.
    painter.drawText(place, int(align.value) | int(Qt.TextFlag.TextSingleLine.value), text)
    return metrics.horizontalAdvance(text)


def draw_icon(
    painter: QPainter,
    theme: Theme,
    name: str,
    centre: QPointF,
    size: int = Size.ICON,
    colour: str | QColor = "text_2",
    *,
    stroke: float = STROKE,
) -> None:
    """An icon around ``centre``; ``size`` at 100 %, ``colour`` a name of the table or a colour."""
    ratio = painter.device().devicePixelRatioF()
    side = theme.px(size)
    ink = colour if isinstance(colour, QColor) else theme.colour(colour)
    picture = theme.icons.pixmap(name, side, ink, ratio, stroke=stroke)
    # On whole pixels, or thin lines turn grey.
    painter.drawPixmap(round(centre.x() - side / 2), round(centre.y() - side / 2), picture)


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded box with an inner border of ``width`` pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(rect)
    if border is not None:
        place.adjust(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(border, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, radius, radius)
    painter.restore()


def chip_width(theme: Theme, text: str, icon: str | None = None, *, small: bool = False) -> int:
    """How wide `draw_chip` will paint; ``small`` is the chip inside a list row."""
    font_role = "caption" if small else "small"
    width = theme.px(6 if small else 8) * 2
    width += theme.metrics(font_role, 500).horizontalAdvance(text) + 1
    if icon is not None:
        width += theme.px(Size.ICON_SMALL) + (theme.px(_CHIP_GAP) if text else 0)
    return width


def draw_chip(
    painter: QPainter,
    theme: Theme,
    rect: QRect | QRectF,
    text: str,
    tone: str = "neutral",
    icon: str | None = None,
    *,
    small: bool = False,
) -> None:
    """A chip filling ``rect``, its text shortened if need be."""
    look = CHIP_LOOKS[tone]
    place = QRectF(rect)
    fill = theme.colour(look.fill)
    border = theme.colour(look.border) if look.border else None
    draw_box(painter, place, theme.px(Radius.CONTROL), fill, border)
    x = place.left() + theme.px(6 if small else 8)
    if icon is not None:
        side = theme.px(Size.ICON_SMALL)
        middle = QPointF(x + side / 2, place.center().y())
        draw_icon(painter, theme, icon, middle, Size.ICON_SMALL, look.ink)
        x += side + theme.px(_CHIP_GAP)
    font = theme.font("caption" if small else "small", 500)
    room = QRectF(x, place.top(), place.right() - theme.px(4) - x, place.height())
    draw_text(painter, room, text, font, theme.colour(look.ink))


def draw_avatar(
    painter: QPainter,
    theme: Theme,
    rect: QRect | QRectF,
    initials: str,
    tone: str = "accent",
    *,
    bordered: bool = False,
) -> None:
    """A circle with initials; ``tone`` is a category, ``done`` or ``accent``."""
    place = QRectF(rect)
    if tone == "accent":
        fill, edge, ink = "accent_soft", "accent", "on_accent_soft"
    elif tone == "salon":
        fill, edge, ink = "accent", "accent", "on_accent"
    else:
        fill, edge, ink = f"cat_{tone}", f"edge_{tone}", "text"
    border = theme.colour(edge) if bordered else None
    draw_box(painter, place, place.width() / 2, theme.colour(fill), border)
    pixels = place.width() / theme.scale
    size = 12 if pixels < 40 else 14 if pixels < 52 else 18
    draw_text(painter, place, initials, theme.sized_font(size, 600), theme.colour(ink), centre=True)


def badge_width(theme: Theme, text: str, height: int = Size.BADGE) -> int:
    """How wide `draw_badge` will paint."""
    letters = QFontMetrics(theme.sized_font(10.5, 600)).horizontalAdvance(text)
    return max(theme.px(height), letters + theme.px(8))


def draw_badge(
    painter: QPainter, theme: Theme, rect: QRect | QRectF, text: str, tone: str = "accent"
) -> None:
    """A count in a pill; ``tone`` accent (unread) or warn (a person has to act)."""
    place = QRectF(rect)
    if tone == "warn":
        fill, border, ink = "warn_soft", theme.colour("warn"), "warn"
    else:
        fill, border, ink = "accent", None, "on_accent"
    draw_box(painter, place, place.height() / 2, theme.colour(fill), border)
    draw_text(painter, place, text, theme.sized_font(10.5, 600), theme.colour(ink), centre=True)


STRENGTHS = 4
"""A proof has up to four segments."""


def strength_width(theme: Theme) -> int:
    """How wide `draw_strength` paints."""
    return theme.px(14) * STRENGTHS + theme.px(3) * (STRENGTHS - 1)


def draw_strength(
    painter: QPainter, theme: Theme, left: float, middle: float, strength: int
) -> None:
    """Segments for the strength of a proof, 0 to 4, from ``left``, around the height ``middle``."""
    width, gap, height = theme.px(14), theme.px(3), theme.px(6)
    for number in range(STRENGTHS):
        name = f"strength_{strength}" if number < strength else "line"
        x = left + number * (width + gap)
        place = QRectF(x, round(middle - height / 2), width, height)
        draw_box(painter, place, theme.px(2), theme.colour(name))
