"""The day on paper: for each operator a list of appointments, black on white, page by page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from salon_desktop.ui.agenda.day_picture import BlockKind, Card, Column, DayPicture
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.widgets.paper_preview import PaperPreview

_POINTS_AN_INCH = 72
_MARGIN_MM = 12
_INK, _GREY, _LINE = QColor("#000000"), QColor("#444444"), QColor("#999999")


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the paper besides the appointments."""

    title: str
    salon: str
    nobody: str
    page: str
    """With {number}."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its cells as (share of the width, text, weight); ``height`` in points."""

    cells: tuple[tuple[float, str, int], ...]
    height: float
    size: float
    ruled: bool = False
    head: bool = False


def paint_sheet(
    device: QPagedPaintDevice, picture: DayPicture, say: DayWords, words: SheetWords, family: str
) -> int:
    """Paint a day onto pages of ``device``; returns how many there are."""
    painter = QPainter(device)
    scale = device.logicalDpiY() / _POINTS_AN_INCH
    page = QRectF(0, 0, device.width(), device.height())
    y, number = 0.0, 1
    lines = list(_lines(picture, say, words))
    for at, line in enumerate(lines):
        height = line.height * scale
        # A name alone at the foot of a page says nothing.
        needed = height + (lines[at + 1].height * scale if line.head and at + 1 < len(lines) else 0)
        if y + needed > page.height() - 16 * scale:
            _foot(painter, page, words, number, family, scale)
            device.newPage()
            y, number = 0.0, number + 1
        _paint_line(painter, QRectF(0, y, page.width(), height), line, family, scale)
        y += height
    _foot(painter, page, words, number, family, scale)
    painter.end()
    return number


def preview_sheet(
    parent: QWidget, picture: DayPicture, say: DayWords, words: SheetWords, family: str
) -> PaperPreview:
    """Open the system's preview; it prints, or saves a PDF, when it is asked to."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setDocName(words.title)
    printer.setPageMargins(
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM), QPageLayout.Unit.Millimeter
    )

    def paint(device: QPrinter) -> None:
        paint_sheet(device, picture, say, words, family)

    dialog = PaperPreview(printer, words.title, paint, parent)
    dialog.open()
    return dialog


def _lines(picture: DayPicture, say: DayWords, words: SheetWords) -> Iterator[_Line]:
    yield _Line(((0.7, words.title, 600), (0.3, words.salon, 400)), 26, 15)
    for number, column in enumerate(picture.columns):
        cards = [card for card in picture.cards if card.column == number]
        yield _Line(((0.7, column.name, 600), (0.3, _busy(column, say), 400)), 24, 11, head=True)
        rows = sorted([*_rows(cards, say), *_blocks(picture, number, say)], key=lambda row: row[0])
        if not rows:
            yield _Line(((1.0, words.nobody, 400),), 16, 9, ruled=True)
        for _, cells in rows:
            yield _Line(cells, 16, 9, ruled=True)


def _rows(
    cards: Iterable[Card], say: DayWords
) -> Iterator[tuple[int, tuple[tuple[float, str, int], ...]]]:
    for card in cards:
        who = card.client or say.walk_in()
        cells = (
            (0.14, say.span(card.start, card.end), 500),
            (0.26, who, 600),
            (0.32, card.service, 400),
            (0.16, ", ".join(card.rooms), 400),
            (0.12, say.status(card.status), 400),
        )
        yield card.start, cells


def _blocks(
    picture: DayPicture, number: int, say: DayWords
) -> Iterator[tuple[int, tuple[tuple[float, str, int], ...]]]:
    for block in picture.blocks:
        if block.column == number and block.kind is not BlockKind.CLOSED:
            span = say.span(block.start, block.end)
            yield block.start, ((0.14, span, 500), (0.86, say.block(block)[0], 400))


def _busy(column: Column, say: DayWords) -> str:
    return "" if column.busy is None else say.percent(column.busy)


def _paint_line(painter: QPainter, place: QRectF, line: _Line, family: str, scale: float) -> None:
    x = place.left()
    for number, (share, text, weight) in enumerate(line.cells):
        width = place.width() * share
        room = QRectF(x, place.top(), width - 4 * scale, place.height())
        font = QFont(family)
        font.setPixelSize(max(1, round(line.size * scale)))
        font.setWeight(QFont.Weight(weight))
        painter.setFont(font)
        painter.setPen(_INK if weight >= 500 else _GREY)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        last_of_head = number == len(line.cells) - 1 and not line.ruled and number > 0
        align = Qt.AlignmentFlag.AlignRight if last_of_head else Qt.AlignmentFlag.AlignLeft
        flags = int((align | Qt.AlignmentFlag.AlignVCenter).value)
        painter.drawText(room, flags | int(Qt.TextFlag.TextSingleLine.value), shown)
        x += width
    if line.ruled or line.head:
        painter.setPen(_LINE)
        painter.drawLine(place.bottomLeft(), place.bottomRight())


def _foot(
    painter: QPainter, page: QRectF, words: SheetWords, number: int, family: str, scale: float
) -> None:
    font = QFont(family)
    font.setPixelSize(max(1, round(8 * scale)))
    painter.setFont(font)
    painter.setPen(_GREY)
    flags = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom).value)
    painter.drawText(page, flags, words.page.format(number=number))
