"""Painting prepared cards: fill, bar, processing time, signs, running bar, selection."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.card_looks import CardLook, PlacedSign
from salon_desktop.ui.agenda.card_signs import NEW_MARK
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.widgets.painting import draw_text

_GHOST_OPACITY = 0.92


def paint_buffer(painter: QPainter, look: GridLook, card: CardLook) -> None:
    """The clean-up time under a card: hatched, without a border."""
    if card.buffer is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.hatch_soft)
    painter.drawRoundedRect(card.buffer, look.px(4), look.px(4))


def paint_card(painter: QPainter, look: GridLook, card: CardLook, minutes_gone: float) -> None:
    """A whole card; ``minutes_gone`` since its start feeds the running bar."""
    tentative = card.card.status is Status.TENTATIVE
    _paint_fill(painter, look, card, tentative=tentative)
    if card.gap is not None:
        _paint_gap(painter, look, card.gap, card.edge)
    if card.card.status is Status.IN_SERVICE:
        _paint_running(painter, look, card, minutes_gone)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(card.edge, dashed=tentative))
    painter.drawRoundedRect(card.rect.adjusted(0.5, 0.5, -0.5, -0.5), look.radius, look.radius)
    if card.gap is not None:
        _clear_lines(painter, look, card, card.gap)
    for line in card.lines:
        painter.setFont(line.font)
        painter.setPen(look.colour(line.colour))
        painter.drawStaticText(line.at, line.text)
        if line.struck:
            # Qt loses the place of a struck-out QStaticText.
            y = line.at.y() + round(look.metrics(line.font).height() * 0.56)
            painter.fillRect(QRectF(line.at.x(), y, line.struck, 1.5), look.colour(line.colour))
    for sign in card.signs:
        _paint_sign(painter, look, sign)


def paint_ring(painter: QPainter, look: GridLook, rect: QRectF) -> None:
    """The ring of a selected card or cell: 2 px, 1 px outside."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("focus", look.px(2)))
    reach = look.px(2) / 2 + 1
    radius = look.radius + look.px(2)
    painter.drawRoundedRect(rect.adjusted(-reach, -reach, reach, reach), radius, radius)


def paint_ghost(painter: QPainter, look: GridLook, card: CardLook, trouble: str) -> None:
    """A card that is being moved, with the colour of what is in its way (``trouble``) around it.

    ``trouble``: "" for none, warn where a reason would do, danger where it cannot stand.
    """
    painter.setOpacity(_GHOST_OPACITY)
    paint_card(painter, look, card, 0)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(trouble or "accent", look.px(2), dashed=bool(trouble)))
    painter.drawRoundedRect(card.rect.adjusted(-1, -1, 1, 1), look.radius + 1, look.radius + 1)


def _paint_fill(painter: QPainter, look: GridLook, card: CardLook, *, tentative: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if tentative:
        painter.setBrush(look.brush(card.fill))
        painter.drawRoundedRect(card.rect, look.radius, look.radius)
        painter.setBrush(look.hatch_tentative)
        painter.drawRoundedRect(card.rect, look.radius, look.radius)
        pen = QPen(look.colour(card.bar), look.bar)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([look.px(4) / look.bar, look.px(3) / look.bar])
        painter.setPen(pen)
        middle = card.rect.left() + look.bar / 2
        inset = look.px(2)
        painter.drawLine(
            QPointF(middle, card.rect.bottom() - inset), QPointF(middle, card.rect.top() + inset)
        )
        return
    painter.setBrush(look.brush(card.bar))
    painter.drawRoundedRect(card.rect, look.radius, look.radius)
    painter.setBrush(look.brush(card.fill))
    painter.drawPath(card.body)


def _paint_gap(painter: QPainter, look: GridLook, gap: QRectF, edge: str) -> None:
    """Processing time: the operator is free there, so the ground shows through."""
    painter.fillRect(gap, look.brush("surface"))
    painter.fillRect(gap, look.hatch)
    painter.setPen(look.pen(edge, dashed=True))
    top, bottom = gap.top() + 0.5, gap.bottom() - 0.5
    painter.drawLine(QPointF(gap.left(), top), QPointF(gap.right(), top))
    painter.drawLine(QPointF(gap.left(), bottom), QPointF(gap.right(), bottom))


def _clear_lines(painter: QPainter, look: GridLook, card: CardLook, gap: QRectF) -> None:
    """A patch in the card's colour under words and signs that would stand over the hatch."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.brush(card.fill))
    for line in card.lines:
        size = line.text.size()
        words = QRectF(
            line.at.x() - look.px(2), line.at.y(), size.width() + look.px(4), size.height()
        )
        _clear(painter, look, words, gap)
    side = look.px(14)
    for sign in card.signs:
        _clear(painter, look, QRectF(sign.at.x() - 1, sign.at.y(), side + 2, side), gap)


def _clear(painter: QPainter, look: GridLook, place: QRectF, gap: QRectF) -> None:
    # The whole line, not only its half in the hatch, or the dashes would cross the letters.
    if place.intersects(gap.adjusted(0, -1, 0, 1)):
        painter.drawRoundedRect(place, look.px(3), look.px(3))


def _paint_running(painter: QPainter, look: GridLook, card: CardLook, minutes_gone: float) -> None:
    length = card.card.end - card.card.start
    share = min(max(minutes_gone / length, 0.0), 1.0)
    height = look.px(3)
    track = QRectF(
        card.rect.left() + look.text_left,
        card.rect.bottom() - 1 - look.px(3) - height,
        card.rect.width() - look.text_left - look.px(6),
        height,
    )
    if track.width() <= 0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.brush("surface"))
    painter.drawRoundedRect(track, height / 2, height / 2)
    painter.setBrush(look.brush("st_service"))
    track.setWidth(track.width() * share)
    painter.drawRoundedRect(track, height / 2, height / 2)


def _paint_sign(painter: QPainter, look: GridLook, sign: PlacedSign) -> None:
    if sign.picture is not None:
        painter.drawPixmap(sign.at, sign.picture)
        return
    if sign.mark is NEW_MARK:
        side = look.px(14)
        place = QRectF(sign.at.x(), sign.at.y(), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.brush("text"))
        painter.drawRoundedRect(place, look.px(4), look.px(4))
        font = look.theme.sized_font(10.5, 700)
        draw_text(painter, place, "N", font, look.colour("surface"), centre=True, elide=False)
        return
    side, width = look.px(7), 1.25 * look.theme.scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("text_2", width))
    inset = look.px(1) + width / 2
    painter.drawEllipse(
        QRectF(sign.at.x() + inset, sign.at.y() + inset, side - width, side - width)
    )
