"""Small figures as bars: strength of a proof, shares of a whole, a value against its limit.

Each has an accessible name in words; the same figures stand beside it as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.hatch import hatch_brush
from salon_desktop.ui.widgets.painting import draw_box, draw_strength, strength_width


class StrengthBar(QWidget):
    """Four segments; as many are filled as the proof is strong. The word for it stands beside."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._strength = theme, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_strength(self, strength: int, words: str) -> None:
        """Fill ``strength`` segments (0 to 4); ``words`` says the same to a screen reader."""
        self._strength = strength
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(strength_width(self._theme), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_strength(QPainter(self), self._theme, 0, self.height() / 2, self._strength)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its size, its colour in the table; ``hatched`` for what is not reached."""

    size: float
    colour: str
    hatched: bool = False


class StackedBar(QWidget):
    """Shares of a whole side by side, 2 px apart."""

    def __init__(self, theme: Theme, *, height: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._height = theme, height
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_shares(self, shares: Sequence[Share], words: str) -> None:
        """Show these shares; ``words`` says the same to a screen reader."""
        self._shares = tuple(share for share in shares if share.size > 0)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        radius = theme.px(min(6, self._height // 2))
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(shape)
        total = sum(share.size for share in self._shares)
        if not total:
            painter.fillRect(self.rect(), theme.colour("sunken"))
            return
        gap, x = theme.px(2), 0.0
        room = self.width() - gap * (len(self._shares) - 1)
        for share in self._shares:
            width = room * share.size / total
            place = QRectF(x, 0, width, self.height())
            painter.fillRect(place, theme.colour("sunken" if share.hatched else share.colour))
            if share.hatched:
                painter.fillRect(place, hatch_brush(theme, self.devicePixelRatioF()))
            x += width + gap


class Meter(QWidget):
    """A value against its limit, with a mark at four fifths, where attention begins.

    Under the mark it is in the colour of good, above in the colour of attention, at the limit in
    that of refusal.
    """

    MARK = 0.8

    def __init__(
        self, theme: Theme, *, height: int = 6, mark: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._height, self._mark = theme, height, mark
        self._share, self._colour = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_share(self, share: float, words: str, colour: str = "") -> None:
        """Fill ``share`` (0 to 1) of the bar; ``colour`` overrides what its size implies."""
        self._share, self._colour = min(max(share, 0.0), 1.0), colour
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(108), self._theme.px(12 if self._mark else self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        height = theme.px(self._height)
        track = QRectF(0, round((self.height() - height) / 2), self.width(), height)
        draw_box(painter, track, height / 2, theme.colour("sunken"))
        if self._share > 0:
            filled = QRectF(track)
            filled.setWidth(max(height, track.width() * self._share))
            draw_box(painter, filled, height / 2, theme.colour(self._colour or self._implied()))
        if self._mark:
            x = round(self.width() * self.MARK)
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.SolidLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _implied(self) -> str:
        if self._share >= 1.0:
            return "st_noshow"
        return "strength_2" if self._share >= self.MARK else "st_confirmed"
