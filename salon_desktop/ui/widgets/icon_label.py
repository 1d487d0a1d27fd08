"""A line icon as a widget, in a colour of the table."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import COLOURS, Scheme, Size
from salon_desktop.ui.widgets.painting import draw_icon


class IconLabel(QWidget):
    """Shows an icon. Where it says something by itself, give it an accessible name.

    ``scheme`` takes the colours of one scheme whatever is in use, for grounds that never change.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        *,
        size: int = Size.ICON,
        tone: str = "muted",
        scheme: Scheme | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._size, self._tone = theme, icon, size, tone
        self._scheme = scheme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_icon(self, icon: str, tone: str | None = None) -> None:
        """Show another icon, in another tone if given."""
        self._icon, self._tone = icon, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        ink = self._theme.ink(self._tone)
        if self._scheme is not None:
            ink = QColor(COLOURS[self._scheme][self._tone])
        draw_icon(QPainter(self), self._theme, self._icon, middle, self._size, ink)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
