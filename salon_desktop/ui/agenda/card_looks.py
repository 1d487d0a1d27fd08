"""Preparing a day's cards for painting: boxes, shortened texts and signs, once a load or resize."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QPixmap, QStaticText

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.card_signs import (
    BAR_COLOURS,
    FLAT,
    MOST_DRAWN,
    NEW_MARK,
    RING_MARK,
    Mark,
    marks_of,
    tone_of,
)
from salon_desktop.ui.agenda.day_layout import (
    Box,
    ColumnScale,
    Lane,
    TimeScale,
    card_box,
    lanes_of,
)
from salon_desktop.ui.agenda.day_picture import Block, Card
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.widgets.avatar import initials


@dataclass(slots=True)
class Line:
    """A piece of text, shaped once: where its top left corner stands, font and colour."""

    text: QStaticText
    at: QPointF
    font: QFont
    colour: str
    struck: float = 0.0
    """How wide a line through it is, 0 for none."""


@dataclass(slots=True)
class PlacedSign:
    """A sign at its place; ``picture`` is None for those that are drawn by hand."""

    mark: Mark
    picture: QPixmap | None
    at: QPointF


@dataclass(slots=True)
class CardLook:
    """A card ready for painting. ``fill``, ``edge`` and ``bar`` are names of the colour table."""

    card: Card
    box: Box
    rect: QRectF
    body: QPainterPath
    fill: str
    edge: str
    bar: str
    lines: list[Line]
    signs: list[PlacedSign]
    gap: QRectF | None
    buffer: QRectF | None
    nested: bool = False
    """Set over another card, inside its processing time."""


WriteMinute = Callable[[int], str]


class CardDresser:
    """Makes looks for one arrangement of columns and hours."""

    def __init__(
        self,
        look: GridLook,
        times: TimeScale,
        columns: ColumnScale,
        write_minute: WriteMinute,
        walk_in: str,
        blocks: Iterable[Block] = (),
    ) -> None:
        self._look, self._times, self._columns = look, times, columns
        self._write_minute, self._walk_in = write_minute, walk_in
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for block in blocks:
            self._blocks.setdefault(block.column, []).append((block.start, block.end))

    def dress(self, cards: Sequence[Card]) -> list[CardLook]:
        """Return the looks of all cards, those set over others last."""
        lanes = lanes_of([card.stretch for card in cards])
        looks = [self._look_of(card, lane) for card, lane in zip(cards, lanes, strict=True)]
        return sorted(looks, key=lambda look: look.nested)

    def ghost(self, card: Card) -> CardLook:
        """Return the look of one card by itself, over the whole width of its column."""
        return self._look_of(card, Lane(0, 1))

    def _look_of(self, card: Card, lane: Lane) -> CardLook:
        look = self._look
        box = card_box(card.stretch, lane, self._times, self._columns, look.air)
        box = _tall_enough(Box(*(float(round(value)) for value in box)), look.least_height)
        flat = card.status in FLAT
        tone = "done" if flat else tone_of(card.category)
        signs = self._signs_beside_name(card, box)
        lines = self._lines(card, box, signs)
        return CardLook(
            card=card,
            box=box,
            rect=QRectF(*box),
            body=_body(box, look.bar, look.radius),
            fill=f"cat_{tone}",
            edge=f"edge_{tone}",
            bar=BAR_COLOURS.get(card.status, "st_booked"),
            lines=lines,
            signs=signs,
            gap=self._gap(card, box, lines),
            buffer=self._buffer(card, box),
            nested=lane.nested,
        )

    def _signs_beside_name(self, card: Card, box: Box) -> list[PlacedSign]:
        """As many signs as leave the name a room in which it can be read."""
        look = self._look
        font, _ = self._name_font(card, box)
        whole = look.metrics(font).horizontalAdvance(card.client or self._walk_in)
        wanted = min(whole, look.name_least)
        left = box.x + look.text_left
        for most in range(MOST_DRAWN, 0, -1):
            signs = self._signs(card, box, most)
            if not signs or self._end_of_words(box, signs) - left >= wanted:
                return signs
        return []

    def _end_of_words(self, box: Box, signs: Sequence[PlacedSign]) -> float:
        look = self._look
        return signs[-1].at.x() - look.px(2) if signs else box.right - look.text_right

    def _signs(self, card: Card, box: Box, most: int) -> list[PlacedSign]:
        look = self._look
        right = box.right - look.px(5)
        middle = box.y + _first_line_middle(look, box)
        placed: list[PlacedSign] = []
        for mark in marks_of(card, most):
            side = look.px(14) if mark is NEW_MARK else look.sign_side
            if mark is RING_MARK:
                side = look.px(9)
            if right - side < box.x + look.text_left:
                break
            by_hand = mark is NEW_MARK or mark is RING_MARK
            at = QPointF(round(right - side), round(middle - side / 2))
            placed.append(PlacedSign(mark, None if by_hand else look.sign(mark), at))
            right -= side + look.sign_gap
        return placed

    def _lines(self, card: Card, box: Box, signs: Sequence[PlacedSign]) -> list[Line]:
        look = self._look
        left = box.x + look.text_left
        end = self._end_of_words(box, signs)
        name_font, ink = self._name_font(card, box)
        name = card.client or self._walk_in
        if end - left < look.px(28):
            name = initials(name) if name else ""
        one_line = box.height < look.one_line_under
        top = box.y + (_first_line_middle(look, box) - look.name_line / 2)
        shown = look.metrics(name_font).elidedText(
            name, Qt.TextElideMode.ElideRight, max(0, int(end - left))
        )
        lines = [self._line(shown, left, top, look.name_line, name_font, ink)]
        if card.status is Status.NO_SHOW:
            lines[0].struck = look.metrics(name_font).horizontalAdvance(shown)
        if one_line:
            begin = left + look.metrics(name_font).horizontalAdvance(shown) + look.px(4)
            if box.height >= look.tiny_under and shown == name and end - begin > look.px(24):
                lines += self._second(card.service, begin, top, look.name_line, end - begin)
            return lines
        room = box.right - look.text_right - left
        text = f"{self._write_minute(card.start)} · {card.service}"
        if card.late_minutes:
            text = f"{self._write_minute(card.start)} +{card.late_minutes} · {card.service}"
        return lines + self._second(text, left, top + look.name_line, look.second_line, room)

    def _second(self, text: str, left: float, top: float, height: int, room: float) -> list[Line]:
        look = self._look
        shown = look.metrics(look.line_font).elidedText(
            text, Qt.TextElideMode.ElideRight, max(0, int(room))
        )
        return [self._line(shown, left, top, height, look.line_font, "text_2")]

    def _line(
        self, text: str, left: float, top: float, height: float, font: QFont, colour: str
    ) -> Line:
        shaped = QStaticText(text)
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        shaped.prepare(font=font)
        drop = (height - self._look.metrics(font).height()) / 2
        return Line(shaped, QPointF(round(left), round(top + drop)), font, colour)

    def _name_font(self, card: Card, box: Box) -> tuple[QFont, str]:
        look = self._look
        if card.status is Status.NO_SHOW:
            return look.name_font, "danger"
        if box.height < look.tiny_under:
            return look.tiny_name_font, "text_2" if card.status in FLAT else "text"
        return (look.done_font, "text_2") if card.status in FLAT else (look.name_font, "text")

    def _gap(self, card: Card, box: Box, lines: Sequence[Line]) -> QRectF | None:
        if card.processing is None:
            return None
        top = round(self._times.y(card.processing[0]))
        bottom = min(round(self._times.y(card.processing[1])), box.bottom - 1)
        left = box.x + self._look.bar
        # Words are worth more than the first minutes of the hatch.
        below = round(max(line.at.y() + line.text.size().height() for line in lines))
        if bottom - below >= self._look.px(5):
            top = max(top, below)
        if bottom <= top:
            return None
        return QRectF(left, top, box.right - 1 - left, bottom - top)

    def _buffer(self, card: Card, box: Box) -> QRectF | None:
        if card.blocked_until <= card.end:
            return None
        look = self._look
        top = box.bottom - look.px(2)
        # What a break or an absence says stays readable.
        begins = (start for start, end in self._blocks.get(card.column, ()) if end > card.end)
        until = min([card.blocked_until, *begins])
        if until <= card.end:
            return None
        bottom = round(self._times.y(until))
        side = look.px(5)
        return QRectF(box.x + side, top, max(1.0, box.width - 2 * side), max(1.0, bottom - top))


def _tall_enough(box: Box, least: float) -> Box:
    """A card of a few minutes is painted a line of text high, around its true middle."""
    lacking = least - box.height
    return box if lacking <= 0 else box._replace(y=box.y - lacking // 2, height=least)


def _first_line_middle(look: GridLook, box: Box) -> float:
    """How far below a card's upper edge the middle of its first line stands."""
    if box.height < look.px(20):
        return box.height / 2
    return look.name_line / 2 + 2


def _body(box: Box, bar: float, radius: float) -> QPainterPath:
    """The card's fill right of its bar: square at the left, round at the right."""
    path = QPainterPath()
    radius = min(radius, box.height / 2, max(1.0, box.width - bar))
    path.moveTo(box.x + bar, box.y)
    path.lineTo(box.right - radius, box.y)
    path.arcTo(box.right - 2 * radius, box.y, 2 * radius, 2 * radius, 90, -90)
    path.lineTo(box.right, box.bottom - radius)
    path.arcTo(box.right - 2 * radius, box.bottom - 2 * radius, 2 * radius, 2 * radius, 0, -90)
    path.lineTo(box.x + bar, box.bottom)
    path.closeSubpath()
    return path
