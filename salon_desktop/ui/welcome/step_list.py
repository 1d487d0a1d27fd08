"""The steps of the first run at the left: done, here, still to come."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.painting import draw_box, draw_icon, draw_text

_ROW = 40
_SIGN = 24
WIDTH = 248


class StepList(QWidget):
    """Painted: it tells where one is and is not pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_steps(self, names: Sequence[str], here: int, described: str) -> None:
        """Show the names with the one at ``here`` marked; ``described`` says it in words."""
        self._names, self._here = tuple(names), here
        self.setAccessibleName(described)
        self._restyle()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(WIDTH - 2 * Space.XL), px(_ROW) * max(len(self._names), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._theme.px
        for number, name in enumerate(self._names):
            row = QRectF(0, number * px(_ROW), self.width(), px(_ROW))
            self._paint_sign(painter, row, number)
            here = number == self._here
            ink = "text" if here else "text_2" if number < self._here else "text_3"
            words = row.adjusted(px(_SIGN + Space.M), 0, 0, 0)
            font = self._theme.font("body", 600 if here else 400)
            draw_text(painter, words, name, font, self._theme.colour(ink))

    def _paint_sign(self, painter: QPainter, row: QRectF, number: int) -> None:
        theme, side = self._theme, self._theme.px(_SIGN)
        place = QRectF(0, row.center().y() - side / 2, side, side)
        if number < self._here:
            draw_box(painter, place, side / 2, theme.colour("accent_soft"))
            draw_icon(painter, theme, "check", QPointF(place.center()), 14, "on_accent_soft")
            return
        here = number == self._here
        fill = theme.colour("accent") if here else None
        edge = theme.colour("accent" if here else "line_strong")
        draw_box(painter, place, side / 2, fill, edge)
        ink = theme.colour("on_accent" if here else "text_3")
        draw_text(painter, place, str(number + 1), theme.font("small", 600), ink, centre=True)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
