"""The date in the top bar: a heading that opens the calendar."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius, Size
from salon_desktop.ui.widgets.painting import draw_box, draw_icon, draw_text
from salon_desktop.ui.widgets.states import set_tip


class DateButton(QAbstractButton):
    """Shows a date; gives way in a narrow window by shortening it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._short = theme, "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, text: str, tip: str, *, short: str = "") -> None:
        """Show ``text``, or ``short`` where it does not fit; ``tip`` says what a press does."""
        self._words, self._short = text, short or text
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        set_tip(self, f"{text}\n{tip}")
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The date in full."""
        return self._words

    def shown_words(self) -> str:
        """The date as there is room for it."""
        letters = self._theme.metrics("heading").horizontalAdvance(self._words)
        return self._words if letters <= self.width() - self._beside_words() else self._short

    def sizeHint(self) -> QSize:
        return self._size_for(self._words)

    def minimumSizeHint(self) -> QSize:
        return self._size_for(self._short)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px = theme.px
        if self.underMouse() or self.isDown():
            ground = "pressed" if self.isDown() else "hover"
            draw_box(painter, self.rect(), px(Radius.CONTROL), theme.colour(ground))
        side = px(Size.ICON)
        room = self.rect().adjusted(px(8), 0, -px(8) - side - px(8), 0)
        used = draw_text(
            painter, room, self.shown_words(), theme.font("heading"), theme.colour("text")
        )
        x = room.left() + min(used, room.width()) + px(8) + side / 2
        middle = QPointF(x, self.height() / 2)
        draw_icon(painter, theme, "chevron-down", middle, Size.ICON, "text_3")

    def _beside_words(self) -> int:
        px = self._theme.px
        return px(8) * 3 + px(Size.ICON)

    def _size_for(self, text: str) -> QSize:
        letters = self._theme.metrics("heading").horizontalAdvance(text)
        return QSize(letters + self._beside_words() + 2, self._theme.px(Size.BUTTON))
