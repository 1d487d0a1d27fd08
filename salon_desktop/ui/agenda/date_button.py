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
        self._theme, self._words = theme, ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, text: str, tip: str) -> None:
        """Show ``text``; ``tip`` says what a press does."""
        self._words = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        set_tip(self, f"{text}\n{tip}")
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The date as shown."""
        return self._words

    def sizeHint(self) -> QSize:
        px = self._theme.px
        letters = self._theme.metrics("heading").horizontalAdvance(self._words)
        return QSize(letters + px(8) * 2 + px(Size.ICON) + px(8) + 2, px(Size.BUTTON))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(Size.BUTTON))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px = theme.px
        if self.underMouse() or self.isDown():
            ground = "pressed" if self.isDown() else "hover"
            draw_box(painter, self.rect(), px(Radius.CONTROL), theme.colour(ground))
        side = px(Size.ICON)
        room = self.rect().adjusted(px(8), 0, -px(8) - side - px(8), 0)
        used = draw_text(painter, room, self._words, theme.font("heading"), theme.colour("text"))
        x = room.left() + min(used, room.width()) + px(8) + side / 2
        middle = QPointF(x, self.height() / 2)
        draw_icon(painter, theme, "chevron-down", middle, Size.ICON, "text_3")
