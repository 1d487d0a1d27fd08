"""The still layer of the grid, drawn once into a pixmap: closed time, lines, breaks, absences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from salon_desktop.ui.agenda.day_layout import (
    HOUR,
    QUARTER,
    ColumnScale,
    TimeScale,
    outside,
    span_box,
)
from salon_desktop.ui.agenda.day_picture import AWAY, Block, BlockKind, DayPicture
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import draw_box, draw_icon

BLOCK_ICONS = {
    BlockKind.BREAK: "coffee",
    BlockKind.BLOCK: "lock",
    BlockKind.TRAINING: "lock",
    BlockKind.LEAVE: "user-round-x",
    BlockKind.SICK: "user-round-x",
    BlockKind.OUT_OF_ORDER: "ban",
    BlockKind.CLOSED: "lock",
}

BlockWords = Callable[[Block], tuple[str, str]]
"""What a block is called and, on a second line, when it is (or "")."""

_LABEL_LEAST = 14


@dataclass(frozen=True, slots=True)
class GroundWords:
    """The words of the still layer."""

    off_shift: str
    closed: str
    block: BlockWords


def paint_ground(
    look: GridLook,
    picture: DayPicture,
    times: TimeScale,
    columns: ColumnScale,
    words: GroundWords,
) -> QPixmap:
    """Return the still layer of a day, as large as the whole content."""
    size = QSize(columns.width, times.height)
    ground = QPixmap(size * look.ratio)
    ground.setDevicePixelRatio(look.ratio)
    ground.fill(look.colour("surface"))
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    off = _off_spans(picture, times)
    for column, start, end in off:
        box = span_box(column, start, end, times, columns)
        painter.fillRect(QRectF(*box), look.brush("closed"))
    _paint_lines(painter, look, times, columns)
    for column, start, end in off:
        label = words.closed if picture.is_closed_in(column) else words.off_shift
        place = QRectF(*span_box(column, start, end, times, columns)).adjusted(
            look.px(10), look.px(4), -look.px(4), 0
        )
        _paint_label(painter, look, place, [label], "closed", icon=None)
    for block in picture.blocks:
        paint_block(painter, look, block, times, columns, words.block(block))
    painter.end()
    return ground


def paint_block(
    painter: QPainter,
    look: GridLook,
    block: Block,
    times: TimeScale,
    columns: ColumnScale,
    words: tuple[str, str],
) -> None:
    """A break, blocked time or absence over its column."""
    whole = span_box(block.column, block.start, block.end, times, columns)
    air = look.air
    place = QRectF(
        round(whole.x + air.left),
        round(whole.y + air.top),
        round(whole.width - air.left - air.right),
        round(whole.height - air.top - air.bottom),
    )
    away = block.kind in AWAY
    ground = "closed" if away else "sunken"
    draw_box(painter, place, look.radius, look.colour(ground))
    if away:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.hatch)
        painter.drawRoundedRect(place, look.radius, look.radius)
    draw_box(painter, place, look.radius, None, look.colour("line"))
    inside = place.adjusted(look.px(8), look.px(4), -look.px(4), -look.px(2))
    lines = [line for line in words if line]
    icon = BLOCK_ICONS[block.kind]
    _paint_label(painter, look, inside, lines, ground if away else "", icon=icon)


def _off_spans(picture: DayPicture, times: TimeScale) -> list[tuple[int, int, int]]:
    return [
        (number, start, end)
        for number, column in enumerate(picture.columns)
        for start, end in outside(column.shift, times.first, times.last)
    ]


def _paint_lines(painter: QPainter, look: GridLook, times: TimeScale, columns: ColumnScale) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    soft: list[QLineF] = []
    strong: list[QLineF] = []
    for minute in range(times.first, times.last + 1, QUARTER):
        y = round(times.y(minute))
        lines = strong if minute % HOUR == 0 else soft
        lines.append(QLineF(0, y, columns.width, y))
    upright = [
        QLineF(columns.x(number), 0, columns.x(number), times.height)
        for number in range(columns.count)
    ]
    painter.setPen(look.pen("line_soft"))
    painter.drawLines(soft)
    painter.setPen(look.pen("line"))
    painter.drawLines(strong + upright)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_label(
    painter: QPainter,
    look: GridLook,
    place: QRectF,
    lines: Sequence[str],
    patch: str,
    *,
    icon: str | None,
) -> None:
    """Words at the top of ``place``, wrapped, on a clear patch of ``patch`` if it is named."""
    if place.height() < look.px(_LABEL_LEAST) or not lines:
        return
    side = look.px(Size.ICON_SMALL)
    left = place.left() + (side + look.px(6) if icon is not None else 0)
    room = QRectF(left, place.top(), place.right() - left, place.height())
    flags = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop).value)
    flags |= int(Qt.TextFlag.TextWordWrap.value)
    y = room.top()
    # Qt measures nothing without a pen.
    painter.setPen(look.colour("text_2"))
    rows: list[tuple[QRectF, str, bool]] = []
    for number, text in enumerate(lines):
        font = look.label_font if number == 0 else look.line_font
        painter.setFont(font)
        wanted = painter.boundingRect(QRectF(left, y, room.width(), place.height()), flags, text)
        if y + wanted.height() > place.bottom() + 2 and number:
            break
        rows.append((wanted, text, number == 0))
        y += wanted.height()
    if patch:
        wide = max(row.width() for row, _, _ in rows)
        clear = QRectF(
            place.left() - look.px(2),
            place.top() - look.px(2),
            left - place.left() + wide + look.px(8),
            y - place.top() + look.px(4),
        )
        draw_box(painter, clear, look.px(4), look.colour(patch))
    if icon is not None:
        middle = QPointF(place.left() + side / 2, place.top() + look.second_line / 2)
        draw_icon(painter, look.theme, icon, middle, Size.ICON_SMALL, "text_2")
    painter.setPen(look.colour("text_2"))
    for row, text, first in rows:
        painter.setFont(look.label_font if first else look.line_font)
        painter.drawText(row.intersected(place.adjusted(0, 0, 0, 4)), flags, text)
