"""The recovery code on paper: one page with the salon, the code in groups, and what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

COLUMNS = 4
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """What stands on the page, ready in words."""

    title: str
    salon: str
    lines: Sequence[str]
    groups: Sequence[str] = field(repr=False)


def page_of(printer: QPrinter) -> None:
    """Make the printer print one upright A4 page with wide margins."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)


def print_sheet(printer: QPrinter, sheet: CodeSheet, font: QFont) -> None:
    """Paint the page; black on white whatever the screen shows."""
    painter = QPainter(printer)
    try:
        _paint(painter, sheet, font, printer.resolution() / _MM_PER_INCH, printer.width())
    finally:
        painter.end()


def _paint(painter: QPainter, sheet: CodeSheet, font: QFont, mm: float, width: int) -> None:
    painter.setPen(QPen(Qt.GlobalColor.black, 0.2 * mm))
    y = _words(painter, font, sheet.title, 6.5, 600, mm, 0.0, width)
    y = _words(painter, font, sheet.salon, 4.5, 400, mm, y + 2 * mm, width) + 8 * mm
    cell, height = width / COLUMNS, 18 * mm
    for number, group in enumerate(sheet.groups):
        row, column = divmod(number, COLUMNS)
        box = QRectF(column * cell, y + row * height, cell - 3 * mm, height - 4 * mm)
        painter.drawRoundedRect(box, 2 * mm, 2 * mm)
        painter.setFont(_sized(font, 2.6, 400, mm))
        painter.drawText(box.topLeft() + QPointF(1.5 * mm, 3.6 * mm), str(number + 1))
        painter.setFont(_sized(font, 6, 600, mm))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter.value), " ".join(group))
    rows = -(-len(sheet.groups) // COLUMNS)
    y += rows * height + 6 * mm
    for line in sheet.lines:
        y = _words(painter, font, line, 3.8, 400, mm, y, width) + 3 * mm


def _words(
    painter: QPainter,
    font: QFont,
    text: str,
    size: float,
    weight: int,
    mm: float,
    top: float,
    width: int,
) -> float:
    """Set ``text`` at ``top``, ``size`` millimetres high; answers where the next line begins."""
    painter.setFont(_sized(font, size, weight, mm))
    room = QRectF(0, top, width, 200 * mm)
    used = painter.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), text)
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap.value), text)
    return used.bottom()


def _sized(font: QFont, size: float, weight: int, mm: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(1, round(size * mm)))
    made.setWeight(QFont.Weight(weight))
    return made
