"""Plain text set in lines inside a bubble: measured once, drawn often."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import TYPE

# What Qt's text layout takes for a line break; a plain one is drawn as a box.
_LINE_BREAK = "\u2028"


class BubbleText:
    """A text broken at ``room`` pixels. ``width`` and ``height`` are what it takes.

    ``last_width`` is the width of its last line, so that a time can stand beside it.
    """

    def __init__(
        self, theme: Theme, text: str, role: str, room: int, weight: int | None = None
    ) -> None:
        self._font: QFont = theme.font(role, weight)
        self._line_height = theme.px(TYPE[role].line)
        self._layout = QTextLayout(text.replace("\n", _LINE_BREAK), self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.width, self.height, self.last_width = self._set(room)

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw the lines with their upper left corner at ``x``, ``y``."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))

    def _set(self, room: int) -> tuple[int, int, int]:
        width, last, y = 0.0, 0.0, 0
        self._layout.beginLayout()
        line = self._layout.createLine()
        while line.isValid():
            line.setLineWidth(max(room, 1))
            line.setPosition(QPointF(0, y + (self._line_height - line.height()) / 2))
            last = line.naturalTextWidth()
            width = max(width, last)
            y += self._line_height
            line = self._layout.createLine()
        self._layout.endLayout()
        return int(width) + 1, max(y, self._line_height), int(last) + 1


def draw_line(
    painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag
) -> None:
    """One line of plain text that is known to fit into ``rect``."""
    painter.setFont(font)
    painter.setPen(colour)
    flags = int(align.value) | int(Qt.AlignmentFlag.AlignVCenter.value)
    painter.drawText(rect, flags | int(Qt.TextFlag.TextSingleLine.value), text)
