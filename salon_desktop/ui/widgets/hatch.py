"""The hatch that means "not free, yet nobody sits here": 45°, 1 px strokes, period 6 px."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size


def hatch_brush(theme: Theme, ratio: float = 1.0, opacity: float = 1.0) -> QBrush:
    """A brush for a screen of device pixel ratio ``ratio``.

    Use `QPainter.setBrushOrigin` at the grid, so that the strokes stay where they are while
    things scroll. ``opacity`` 0.55 is used under buffers, 0.6 on tentative cards.
    """
    # The period is across the strokes; along the axes it is longer by √2, rounded so that the
    # tile's edges meet on whole pixels.
    tile = max(4, round(theme.px(Size.HATCH_PERIOD) * 1.4142 * ratio))
    picture = QPixmap(tile, tile)
    picture.fill(Qt.GlobalColor.transparent)
    ink = QColor(theme.colour("hatch"))
    ink.setAlphaF(opacity)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.0, ratio)))
    for shift in (-tile, 0, tile):
        painter.drawLine(QPointF(shift - 1, tile + 1), QPointF(shift + tile + 1, -1))
    painter.end()
    brush = QBrush(picture)
    if ratio != 1.0:
        brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush
