"""The square button that sends what was typed on the phone."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius
from salon_desktop.ui.widgets.painting import draw_box, draw_icon
from salon_desktop.ui.widgets.states import set_tip

SIDE, ICON = 40, 18


class SendButton(QAbstractButton):
    """An icon on the accent; it has a name and a tip with its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, name: str, key: str) -> None:
        """What the button does, and the key that does the same."""
        self.setAccessibleName(name)
        set_tip(self, name, key)

    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        lit = self.underMouse() or self.isDown()
        fill = "accent_hover" if lit else "accent"
        ink = "on_accent"
        if not self.isEnabled():
            fill, ink = "sunken", "text_3"
        draw_box(painter, self.rect(), theme.px(Radius.CONTROL), theme.colour(fill))
        middle = QPointF(self.width() / 2, self.height() / 2)
        draw_icon(painter, theme, "send", middle, ICON, ink)
