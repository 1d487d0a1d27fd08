"""A count in a pill: unread (accent) or waiting for a person (warn)."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import badge_width, draw_badge

MOST = 99


def count_text(count: int) -> str:
    """The figures of a badge; from 100 on "99+", so that it stays small."""
    return str(count) if count <= MOST else f"{MOST}+"


class CountBadge(QWidget):
    """Shows a count and hides itself at nought. Name it in words where it stands alone."""

    def __init__(self, theme: Theme, tone: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tone, self._count = theme, tone, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.changed.connect(self._restyle)

    def count(self) -> int:
        """What is counted now."""
        return self._count

    def show_count(self, count: int) -> None:
        """Count ``count`` things."""
        self._count = count
        self.setVisible(count > 0)
        self._restyle()

    def sizeHint(self) -> QSize:
        text = count_text(self._count)
        return QSize(badge_width(self._theme, text), self._theme.px(Size.BADGE))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_badge(QPainter(self), self._theme, self.rect(), count_text(self._count), self._tone)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
