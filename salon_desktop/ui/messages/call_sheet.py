"""The call list on paper: a plain page to tick off beside the phone."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from salon_desktop.ui.messages.rows import CallRow
from salon_desktop.ui.theme.theme import Theme

_INK, _GREY = QColor("black"), QColor("#555555")
_MARGIN_MM = 15.0
_MM_AN_INCH = 25.4
_ROW_MM, _HEAD_MM, _BOX_MM = 16.0, 16.0, 5.0
# Names, visits and reasons share the line in these parts.
_NAME, _PHONE, _REASON = 0.0, 0.36, 0.66


class CallSheet:
    """Draws the call list on any paged device; as many pages as it takes."""

    def __init__(self, theme: Theme, title: str, subtitle: str, rows: Sequence[CallRow]) -> None:
        self._family = theme.font("body").family()
        self._title, self._subtitle, self._rows = title, subtitle, tuple(rows)

    def prepare(self, device: QPrinter | QPdfWriter) -> None:
        """Set the page: A4, upright, 15 mm all around."""
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
        device.setPageLayout(layout)

    def print_on(self, device: QPrinter | QPdfWriter) -> int:
        """Draw everything; returns the number of pages."""
        painter = QPainter(device)
        dots = device.resolution() / _MM_AN_INCH
        page = QRectF(device.pageLayout().paintRectPixels(device.resolution()))
        page.moveTo(0, 0)
        pages, y = 1, self._head(painter, page, dots)
        for row in self._rows:
            if y + _ROW_MM * dots > page.height():
                device.newPage()
                pages, y = pages + 1, self._head(painter, page, dots)
            self._line(painter, QRectF(0, y, page.width(), _ROW_MM * dots), row, dots)
            y += _ROW_MM * dots
        painter.end()
        return pages

    def _head(self, painter: QPainter, page: QRectF, dots: float) -> float:
        self._text(painter, QRectF(0, 0, page.width(), 7 * dots), self._title, 14, bold=True)
        under = QRectF(0, 7 * dots, page.width(), 5 * dots)
        self._text(painter, under, self._subtitle, 9, ink=_GREY)
        return _HEAD_MM * dots

    def _line(self, painter: QPainter, place: QRectF, row: CallRow, dots: float) -> None:
        painter.setPen(QPen(_GREY, max(1.0, 0.2 * dots)))
        painter.drawLine(place.topLeft(), place.topRight())
        side = _BOX_MM * dots
        painter.drawRect(QRectF(place.left(), place.top() + 3 * dots, side, side))
        left, top = place.left() + 9 * dots, place.top() + 2 * dots
        width, tall = place.right() - left, 6 * dots
        name = QRectF(left, top, width * (_PHONE - _NAME) - 2 * dots, tall)
        self._text(painter, name, row.name, 11, bold=True)
        visit = QRectF(left, top + tall, width * (_REASON - _NAME) - 2 * dots, tall)
        self._text(painter, visit, row.visit, 9, ink=_GREY)
        phone = QRectF(left + width * _PHONE, top, width * (_REASON - _PHONE) - 2 * dots, tall)
        self._text(painter, phone, row.phone, 11, whole=True)
        reason = QRectF(left + width * _REASON, top, width * (1 - _REASON), 2 * tall)
        self._text(painter, reason, row.reason, 9, wrap=True)

    def _text(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        points: float,
        *,
        bold: bool = False,
        wrap: bool = False,
        whole: bool = False,
        ink: QColor = _INK,
    ) -> None:
        font = QFont(self._family)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(ink)
        if wrap:
            painter.drawText(place, int(Qt.TextFlag.TextWordWrap.value), text)
            return
        metrics = painter.fontMetrics()
        room = int(place.width())
        # Half a number is no number, so it may rather run into the reason.
        shown = text if whole else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        flags = int(Qt.AlignmentFlag.AlignVCenter.value) | int(Qt.TextFlag.TextSingleLine.value)
        painter.drawText(place, flags, shown)
