"""Pens, brushes, fonts and measures of the grid for one theme, scale and screen; made once each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPen, QPixmap

from salon_desktop.ui.agenda.card_signs import Mark
from salon_desktop.ui.agenda.day_layout import Insets
from salon_desktop.ui.theme.icons import STROKE, STROKE_SIGN
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.hatch import hatch_brush

_BUFFER_OPACITY = 0.55
_TENTATIVE_OPACITY = 0.6


class GridLook:
    """What painters of the grid take their colours and sizes from; thrown away on a new theme."""

    def __init__(self, theme: Theme, ratio: float, font: QFont | None = None) -> None:
        self.theme, self.ratio = theme, ratio
        px = theme.px
        self.px = px
        self.name_font = theme.font("small", 600)
        self.done_font = theme.font("small", 500)
        self.tiny_name_font = theme.font("caption", 600)
        self.line_font = theme.font("caption")
        self.label_font = theme.font("caption", 500)
        self.air = Insets(left=px(4), right=px(3), top=1, bottom=1, between=px(2), nested=px(12))
        self.bar, self.radius = px(5), px(6)
        self.text_left, self.text_right = px(10), px(6)
        self.name_line, self.second_line = px(16), px(14)
        self.one_line_under, self.tiny_under = px(33), px(16)
        self.least_height, self.name_least = px(14), px(64)
        self.hatch = hatch_brush(theme, ratio)
        self.hatch_soft = hatch_brush(theme, ratio, _BUFFER_OPACITY)
        self.hatch_tentative = hatch_brush(theme, ratio, _TENTATIVE_OPACITY)
        self.sign_side, self.sign_gap = px(Size.ICON_SIGN), px(3)
        self._metrics: dict[str, QFontMetrics] = {}
        self._pens: dict[tuple[str, float, bool], QPen] = {}
        self._brushes: dict[str, QBrush] = {}

    def colour(self, name: str) -> QColor:
        """A colour of the table."""
        return self.theme.colour(name)

    def brush(self, name: str) -> QBrush:
        """A flat brush in a colour of the table."""
        found = self._brushes.get(name)
        if found is None:
            found = self._brushes[name] = QBrush(self.colour(name))
        return found

    def pen(self, name: str, width: float = 1.0, *, dashed: bool = False) -> QPen:
        """A pen in a colour of the table, dashed 4 on, 3 off if wanted."""
        key = (name, width, dashed)
        found = self._pens.get(key)
        if found is None:
            found = QPen(self.colour(name), width)
            if dashed:
                found.setDashPattern([4 / width, 3 / width])
                found.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._pens[key] = found
        return found

    def metrics(self, font: QFont) -> QFontMetrics:
        """Measures of one of the fonts here."""
        key = font.key()
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(font)
        return found

    def sign(self, mark: Mark) -> QPixmap:
        """The picture of a sign, drawn once."""
        return self.theme.pixmap(
            mark.icon,
            Size.ICON_SIGN,
            mark.colour,
            self.ratio,
            stroke=STROKE_SIGN if mark.strong else STROKE,
        )
