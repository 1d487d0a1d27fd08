"""One of a few large choices: a card with a radio sign, a title and a line of explanation."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import TYPE, Radius, Space
from salon_desktop.ui.widgets.painting import draw_box, draw_text

_SIGN = 16
_DOT = 6
_LEAST_HEIGHT = 44


class OptionCard(QAbstractButton):
    """A checkable card; put several into a `QButtonGroup` and arrow keys move between them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._more = theme, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def set_words(self, title: str, more: str = "") -> None:
        """What the choice is called, and what it means."""
        self.setText(title.replace("&", "&&"))
        self._more = more
        self.setAccessibleName(title)
        self.setAccessibleDescription(more)
        self._restyle()

    def words(self) -> str:
        """The title as shown."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_LEAST_HEIGHT))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._theme.px
        if not self._more:
            return px(_LEAST_HEIGHT)
        return px(Space.M) * 2 + px(TYPE["body"].line) + px(2) + self._lines_height(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        chosen = self.isChecked()
        ground = "accent_soft" if chosen else "hover" if self.underMouse() else "surface"
        edge = "accent" if chosen else "line_strong"
        draw_box(painter, self.rect(), px(Radius.CARD), theme.colour(ground), theme.colour(edge))
        ink = "on_accent_soft" if chosen else "text"
        line = px(TYPE["body"].line)
        top = px(Space.M) if self._more else (self.height() - line) / 2
        self._paint_sign(painter, QPointF(px(Space.L) + px(_SIGN) / 2, top + line / 2), chosen)
        left = self._text_left()
        title = QRectF(left, top, self.width() - left - px(Space.L), line)
        draw_text(painter, title, self.words(), theme.font("body", 600), theme.colour(ink))
        if self._more:
            room = title.translated(0, line + px(2))
            room.setHeight(self.height() - room.top())
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("on_accent_soft" if chosen else "text_2"))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap.value), self._more)

    def _paint_sign(self, painter: QPainter, middle: QPointF, chosen: bool) -> None:
        theme, side = self._theme, self._theme.px(_SIGN)
        place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        fill = theme.colour("accent" if chosen else "surface")
        edge = theme.colour("accent" if chosen else "line_strong")
        draw_box(painter, place, side / 2, fill, edge)
        if chosen:
            dot = theme.px(_DOT)
            inner = QRectF(middle.x() - dot / 2, middle.y() - dot / 2, dot, dot)
            draw_box(painter, inner, dot / 2, theme.colour("on_accent"))

    def _text_left(self) -> int:
        return self._theme.px(Space.L) + self._theme.px(_SIGN) + self._theme.px(Space.M)

    def _lines_height(self, width: int) -> int:
        room = max(width - self._text_left() - self._theme.px(Space.L), 1)
        metrics: QFontMetrics = self._theme.metrics("small")
        flags = int(Qt.TextFlag.TextWordWrap.value)
        return metrics.boundingRect(0, 0, room, 10_000, flags, self._more).height()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
