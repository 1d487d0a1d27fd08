"""The field a client signs in, with mouse, finger or pen."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.consent.strokes import Point, Signature, Stroke, as_svg
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label

HEIGHT = 188
PEN = 2.5
_DASHES = (4.0, 3.0)


class SignaturePad(QWidget):
    """Collects strokes; `signature` is what is kept. Keyboard users sign on paper instead."""

    changed = Signal()
    """A stroke ended, or everything was taken away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._signature = Signature()
        self._timer = QElapsedTimer()
        self._by_pen = False
        self._hint = Label(role="turned_small", tone="muted", weight=500)
        self._sign = IconLabel(theme, "signature", size=18)
        self._day = Label(role="turned_small", tone="faint")
        self.again = Button(theme, icon="undo-2")
        self.again.setCursor(Qt.CursorShape.ArrowCursor)
        self.again.clicked.connect(self.clear)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_signed(self) -> bool:
        """Whether what was drawn can be taken for a signature."""
        return self._signature.is_enough

    def svg(self) -> bytes:
        """The signature as a drawing of its own."""
        scale, strokes = self._theme.scale, self._signature.strokes
        # A field that became narrower meanwhile must not cut the drawing off.
        right = max((point.x for stroke in strokes for point in stroke), default=0.0)
        return as_svg(strokes, max(right, self.width() / scale), self.height() / scale)

    def clear(self) -> None:
        """Begin again."""
        self._signature.clear()
        self._show_hint(shown=True)
        self._tell()

    def say(self, words: Catalog, day: str) -> None:
        """Name everything in the client's language; ``day`` is today, written out."""
        self._hint.setText(words._("Sign here with your finger or the mouse"))
        self._day.setText(day)
        self.again.set_words(words._("Sign again"))
        self.setAccessibleName(words._("Field for the signature"))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(520), self._theme.px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A tablet's events arrive a second time as mouse events where nobody takes them.
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._by_pen:
            self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._tell()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._by_pen = True
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove and self._by_pen:
            self._go_on(event.position())
        elif kind == QEvent.Type.TabletRelease and self._by_pen:
            self._by_pen = False
            self._tell()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = QPen(theme.colour("line_strong"), 1)
        border.setDashPattern(list(_DASHES))
        painter.setPen(border)
        painter.setBrush(theme.colour("surface"))
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(place, px(Radius.CARD), px(Radius.CARD))
        painter.setPen(QPen(theme.colour("line"), 1))
        line = self.height() - px(40) + 0.5
        painter.drawLine(QPointF(px(24), line), QPointF(self.again.x() - px(16), line))
        ink = QPen(theme.colour("text"), PEN * theme.scale)
        ink.setCapStyle(Qt.PenCapStyle.RoundCap)
        ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._signature.strokes:
            painter.drawPath(_drawn(stroke, theme.scale))

    def _begin(self, place: QPointF) -> None:
        if not self._signature.strokes:
            self._timer.start()
        self._signature.begin(self._point(place))
        self._show_hint(shown=False)
        self.update()

    def _go_on(self, place: QPointF) -> None:
        self._signature.go_on(self._point(place))
        self.update()

    def _show_hint(self, *, shown: bool) -> None:
        # A signature that crosses words is hard to compare with another one.
        self._hint.setVisible(shown)
        self._sign.setVisible(shown)

    def _point(self, place: QPointF) -> Point:
        scale = self._theme.scale
        x = min(max(place.x(), 0.0), float(self.width()))
        y = min(max(place.y(), 0.0), float(self.height()))
        return Point(round(x / scale, 1), round(y / scale, 1), int(self._timer.elapsed()))

    def _tell(self) -> None:
        self.again.setEnabled(bool(self._signature.strokes))
        self.update()
        self.changed.emit()

    def _lay_out(self) -> None:
        self._top, self._bottom = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self._sign)
        self._top.addWidget(self._hint)
        self._top.addStretch(1)
        self._bottom.addWidget(self._day, 0, Qt.AlignmentFlag.AlignBottom)
        self._bottom.addStretch(1)
        self._bottom.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addStretch(1)
        self._column.addLayout(self._bottom)
        for part in (self._hint, self._sign, self._day):
            # What is written in the field must not keep the pen from drawing over it.
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.again.setEnabled(False)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(12), px(12), px(12))
        self._top.setSpacing(px(8))
        self._bottom.setContentsMargins(px(8), 0, 0, 0)
        self.updateGeometry()
        self.update()


def _drawn(stroke: Stroke, scale: float) -> QPainterPath:
    start, *rest = stroke
    path = QPainterPath(QPointF(start.x * scale, start.y * scale))
    for point in rest or [start]:
        path.lineTo(point.x * scale, point.y * scale)
    return path
