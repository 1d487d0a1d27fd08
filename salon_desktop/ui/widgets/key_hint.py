"""Key caps: the keys written beside what they do."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius
from salon_desktop.ui.widgets.painting import draw_box, draw_text


def key_width(theme: Theme, key: str) -> int:
    """How wide `draw_key` paints."""
    return theme.metrics("caption", 500).horizontalAdvance(key) + theme.px(5) * 2 + 2


def draw_key(painter: QPainter, theme: Theme, rect: QRectF, key: str) -> None:
    """A key cap filling ``rect``: its lower edge is one pixel thicker."""
    line, surface = theme.colour("line"), theme.colour("surface")
    draw_box(painter, rect, theme.px(Radius.MARK), line)
    draw_box(painter, rect.adjusted(1, 1, -1, -2), theme.px(3), surface)
    face = rect.adjusted(0, 0, 0, -1)
    draw_text(painter, face, key, theme.font("caption", 500), theme.colour("text_2"), centre=True)


class KeyHint(QWidget):
    """One key cap; words beside it belong into a label of their own."""

    def __init__(self, theme: Theme, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)
        theme.changed.connect(self._restyle)

    def set_key(self, key: str) -> None:
        """Show the key's name as the user's keyboard has it."""
        self._key = key
        self.setAccessibleName(key)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(key_width(self._theme, self._key), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_key(QPainter(self), self._theme, QRectF(self.rect()), self._key)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
