"""A step of a visit in the drawer: service, price, who and where, and its parts as a strip."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salon_desktop.ui.agenda.card_signs import tone_of
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.hatch import hatch_brush
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.painting import draw_box, draw_text

_LEAST_SHARE = 0.16
"""A part of a few minutes must still be seen, with its words under it."""


class StepStrip(QWidget):
    """Active, processing, active, clean-up, side by side, with their minutes below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[tuple[int, str], ...] = ()
        self._tone = "face"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_parts(self, parts: Sequence[tuple[int, str]], tone: str) -> None:
        """Show minutes and words of the four parts in the colours of a category."""
        self._parts, self._tone = tuple(parts), tone
        self.setAccessibleName(", ".join(text for minutes, text in parts if minutes))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px = theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, 0.5, self.width() - 1, px(10))
        shape = QPainterPath()
        shape.addRoundedRect(bar, px(3), px(3))
        x = 0.0
        shares = self._shares()
        for number, ((_, text), share) in enumerate(zip(self._parts, shares, strict=True)):
            if not share:
                continue
            place = QRectF(x, 0, share * self.width(), px(11))
            painter.setClipPath(shape)
            self._paint_part(painter, place, number)
            painter.setClipping(False)
            room = QRectF(x, px(13), place.width() - px(2), px(14))
            font = theme.font("caption")
            draw_text(painter, room, text, font, theme.colour("text_3"))
            x += place.width()
        draw_box(painter, bar.adjusted(-0.5, -0.5, 0.5, 0.5), px(3), None, self._edge())

    def _paint_part(self, painter: QPainter, place: QRectF, number: int) -> None:
        theme = self._theme
        hatched = number in (1, 3)
        ground = "sunken" if number == 3 else "surface" if hatched else f"cat_{self._tone}"
        painter.fillRect(place, theme.colour(ground))
        if hatched:
            painter.fillRect(place, hatch_brush(theme, self.devicePixelRatioF()))
        if number:
            painter.fillRect(QRectF(place.left(), 0, 1, place.height()), self._edge())

    def _edge(self) -> QColor:
        return self._theme.colour(f"edge_{self._tone}")

    def _shares(self) -> list[float]:
        whole = sum(minutes for minutes, _ in self._parts)
        if not whole:
            return [0.0] * len(self._parts)
        raw = [max(m / whole, _LEAST_SHARE) if m else 0.0 for m, _ in self._parts]
        total = sum(raw)
        return [share / total for share in raw]


class StepRow(QWidget):
    """One service of a visit with a tick in the colour of its category."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._service, self._price = Label(weight=500, wrap=True), Label(weight=600)
        self._about = Label(role="small", tone="muted", wrap=True)
        self._strip = StepStrip(theme)
        self._tone = "face"
        top = QHBoxLayout()
        top.addWidget(self._service, 1)
        top.addWidget(self._price, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.addLayout(top)
        self._column.addWidget(self._about)
        self._column.addSpacing(theme.px(4))
        self._column.addWidget(self._strip)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._column, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_step(
        self,
        service: str,
        price: str,
        about: str,
        parts: Sequence[tuple[int, str]],
        category: str,
    ) -> None:
        """Say what it is, what it costs, when and by whom, and how its time is made up."""
        self._service.setText(service)
        self._price.setText(price)
        self._about.setText(about)
        self._tone = tone_of(category)
        self._strip.show_parts(parts, self._tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        tick = QRectF(0, px(1), px(4), self.height() - px(3))
        edge = self._theme.colour(f"edge_{self._tone}")
        draw_box(QPainter(self), tick, px(2), edge)

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), 0, 0, 0)
        self._column.setSpacing(px(1))
        self.update()
