"""The one shadow of the design (0 8 24), painted from a small picture in nine parts."""

from math import erfc, sqrt

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import SHADOWS, Radius, Scheme

REACH = 24
"""How far the shadow goes beyond the box, in pixels at 100 %."""

DROP = 8
"""How far it lies below."""

_SIGMA = REACH / 2


class Shadow:
    """Paints the shadow under boxes; keeps its picture as long as scheme and scale stay."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._key: tuple[Scheme, float] | None = None
        self._picture = QPixmap()

    def paint(self, painter: QPainter, box: QRect) -> None:
        """Paint the shadow of a box with card corners; the box itself comes afterwards."""
        theme = self._theme
        picture = self._made()
        reach = theme.px(REACH)
        corner = reach + theme.px(Radius.CARD) + reach
        place = box.translated(0, theme.px(DROP)).adjusted(-reach, -reach, reach, reach)
        corner = min(corner, place.width() // 2, place.height() // 2)
        side = picture.width()
        xs = (place.left(), place.left() + corner, place.right() + 1 - corner, place.right() + 1)
        ys = (place.top(), place.top() + corner, place.bottom() + 1 - corner, place.bottom() + 1)
        cuts = (0, corner, side - corner, side)
        for row in range(3):
            for column in range(3):
                target = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
                source = QRectF(
                    QPointF(cuts[column], cuts[row]), QPointF(cuts[column + 1], cuts[row + 1])
                )
                if not target.isEmpty():
                    painter.drawPixmap(target, picture, source)

    def _made(self) -> QPixmap:
        key = (self._theme.scheme, self._theme.scale)
        if key != self._key:
            self._picture = self._draw()
            self._key = key
        return self._picture

    def _draw(self) -> QPixmap:
        theme = self._theme
        name, strength = SHADOWS[theme.scheme]
        reach, radius = theme.px(REACH), theme.px(Radius.CARD)
        side = 2 * (2 * reach + radius) + 4
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(reach, reach, side - 2 * reach, side - 2 * reach)
        for distance in range(reach, -reach - 1, -1):
            # The blur of an edge is the integral of a bell curve.
            share = 0.5 * erfc(distance / theme.scale / (_SIGMA * sqrt(2)))
            ink = QColor(name)
            ink.setAlphaF(strength * share)
            painter.setBrush(ink)
            corner = max(1.0, radius + distance)
            painter.drawRoundedRect(
                box.adjusted(-distance, -distance, distance, distance), corner, corner
            )
        painter.end()
        return picture
