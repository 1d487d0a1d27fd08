"""Everything of a day at its place in the grid's content, ready to be painted and to be found."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.card_looks import CardDresser, CardLook
from salon_desktop.ui.agenda.card_painter import (
    paint_buffer,
    paint_card,
    paint_ghost,
    paint_ring,
)
from salon_desktop.ui.agenda.day_layout import (
    DAY,
    HOUR,
    QUARTER,
    ColumnScale,
    TimeScale,
    hit,
    span_box,
)
from salon_desktop.ui.agenda.day_picture import Card, DayPicture, Hold
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.agenda.grid_walk import Stop
from salon_desktop.ui.agenda.ground_painter import GroundWords, paint_ground
from salon_desktop.ui.agenda.hold_painter import (
    bubble_rect,
    paint_bubble,
    paint_hold,
    paint_now,
)


@dataclass(frozen=True, slots=True)
class Ghost:
    """A visit being carried: its cards where they would stand, what is in the way, words.

    ``trouble`` is "", warn (a reason would do) or danger.
    """

    cards: tuple[Card, ...]
    lines: tuple[str, ...]
    trouble: str = ""


class GridScene:
    """One day for one theme and one size of the view; a new one is made when any of them changes.

    All rectangles are of the content, before scrolling.
    """

    def __init__(
        self,
        look: GridLook,
        words: DayWords,
        picture: DayPicture,
        times: TimeScale,
        columns: ColumnScale,
    ) -> None:
        self.look, self.words, self.picture = look, words, picture
        self.times, self.columns = times, columns
        self.today: date | None = None
        self._dresser = CardDresser(
            look, times, columns, words.minute, words.walk_in(), picture.blocks
        )
        self.cards: list[CardLook] = self._dresser.dress(picture.cards)
        self._boxes = [card.box for card in self.cards]
        # What lies over a card that changes by the minute is painted anew with it.
        self._living = [
            card for card in self.cards if card.card.status is Status.IN_SERVICE or card.nested
        ]
        self._still: QPixmap | None = None
        self._ghost: Ghost | None = None
        self._ghost_cards: list[CardLook] = []

    def paint(
        self,
        painter: QPainter,
        exposed: QRect,
        now: datetime | None,
        now_minute: int | None,
        ring: QRectF | None,
    ) -> None:
        """Paint the exposed part; the painter stands in the content already."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._still is None:
            self._still = self._make_still()
        ratio = self.look.ratio
        source = QRectF(
            exposed.x() * ratio,
            exposed.y() * ratio,
            exposed.width() * ratio,
            exposed.height() * ratio,
        )
        painter.drawPixmap(QRectF(exposed), self._still, source)
        painter.setBrushOrigin(QPointF(0, 0))
        area = QRectF(exposed)
        minute = DAY if now_minute is None else now_minute
        for card in self._living:
            if _reach(card).intersects(area):
                paint_card(painter, self.look, card, minute - card.card.start)
        for hold in self.picture.holds:
            place = self.hold_rect(hold)
            if place.intersects(area) and now is not None:
                paint_hold(painter, self.look, place, self.words.hold(hold, now))
        if ring is not None:
            paint_ring(painter, self.look, ring)
        if now_minute is not None:
            left, width = self.now_span(now)
            paint_now(painter, self.look, self.times.y(now_minute), left, width)
        self._paint_ghost(painter)

    def now_span(self, now: datetime | None) -> tuple[int, int]:
        """From where and how far the now-line goes: over all columns, in a week over today."""
        if not self.picture.is_week or now is None or self.today is None:
            return 0, self.columns.width
        column = self.picture.column_of_day(self.today)
        return (0, 0) if column is None else self.columns.span(column)

    def card_at(self, x: float, y: float) -> Card | None:
        """The card that is seen at a point."""
        number = hit(self._boxes, x, y)
        return None if number is None else self.cards[number].card

    def is_processing(self, card: Card, y: float) -> bool:
        """Tell whether a point at height ``y`` of a card lies in its processing time."""
        gap = card.processing
        return gap is not None and gap[0] <= self.times.minute(y) < gap[1]

    def cell_at(self, x: float, y: float, step: int = QUARTER) -> tuple[int, int] | None:
        """Column and minute at a point, None beside the columns."""
        column = self.columns.at(x)
        if column is None or not 0 <= y < self.times.height:
            return None
        return column, self.times.cell(y, step)

    def stop_rect(self, stop: Stop) -> QRectF:
        """Where a stop of the keyboard stands."""
        if stop.card is not None:
            for card in self.cards:
                if card.card.key == stop.card.key and card.card.column == stop.column:
                    return card.rect
        return self._column_rect(stop.column, stop.minute, stop.end)

    def hold_rect(self, hold: Hold) -> QRectF:
        """Where a held place stands."""
        return self._column_rect(hold.column, hold.start, hold.end)

    def living_rects(self) -> list[QRectF]:
        """What changes as time goes by besides the now-line: running bars and holds."""
        running = [card.rect for card in self.cards if card.card.status is Status.IN_SERVICE]
        return running + [self.hold_rect(hold) for hold in self.picture.holds]

    def set_ghost(self, ghost: Ghost | None) -> None:
        """Carry these cards, or none."""
        self._ghost = ghost
        cards = () if ghost is None else ghost.cards
        self._ghost_cards = [self._dresser.ghost(card) for card in cards]

    def ghost_rect(self, shown: QRectF) -> QRectF:
        """What the ghost and its words cover, of what is ``shown``."""
        whole = QRectF()
        for card in self._ghost_cards:
            whole = whole.united(_reach(card))
        if self._ghost is not None and self._ghost_cards:
            self._bubble = bubble_rect(
                self.look, self._ghost_cards[0].rect, self._ghost.lines, shown
            )
            whole = whole.united(self._bubble)
        return whole.adjusted(-4, -4, 4, 4) if not whole.isNull() else whole

    _bubble = QRectF()

    def _paint_ghost(self, painter: QPainter) -> None:
        if self._ghost is None:
            return
        for card in self._ghost_cards:
            paint_ghost(painter, self.look, card, self._ghost.trouble)
        if self._ghost.lines and not self._bubble.isNull():
            paint_bubble(painter, self.look, self._bubble, self._ghost.lines, self._ghost.trouble)

    def _column_rect(self, column: int, start: int, end: int) -> QRectF:
        air = self.look.air
        box = span_box(column, start, end, self.times, self.columns)
        return QRectF(*box).adjusted(air.left, air.top, -air.right, -air.bottom)

    def _make_still(self) -> QPixmap:
        """Everything that stays as it is until the next picture, painted once."""
        words, look = self.words, self.look
        closed = words.closed(self.picture.closed_label)
        said = GroundWords(words.off_shift(), closed, words.block)
        still = paint_ground(look, self.picture, self.times, self.columns, said)
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for card in self.cards:
            paint_buffer(painter, look, card)
        for card in self.cards:
            if card.card.status is not Status.IN_SERVICE:
                paint_card(painter, look, card, 0)
        painter.end()
        return still


def fitting_times(picture: DayPicture, quarter: int, room: int) -> TimeScale:
    """Return the hours of a day, and as many before or after as the view has room for.

    Where a rest of the view would stay empty the hours grow a little and fill it.
    """
    first, last = picture.hours
    hour = quarter * HOUR / QUARTER
    hours = (last - first) // HOUR
    while (hours + 1) * hour <= room and hours < DAY // HOUR:
        if last < DAY:
            last += HOUR
        else:
            first -= HOUR
        hours += 1
    if hours * hour < room:
        return TimeScale(first, last, room * QUARTER / (hours * HOUR))
    return TimeScale(first, last, quarter)


def _reach(card: CardLook) -> QRectF:
    """A card with its buffer and the ring around it."""
    whole = card.rect.adjusted(-4, -4, 4, 4)
    return whole if card.buffer is None else whole.united(card.buffer)
