"""The code a client points her telephone at: opens a chat with the salon, text already written."""

from urllib.parse import quote

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.domain.phone import digits_of
from salon_desktop.ui.theme.theme import Theme

_QUIET = 4
"""Modules of white around a code: without them a camera does not find it."""


def chat_link(number: str, text: str) -> str:
    """Return the address that opens a chat with ``number`` (international), ``text`` prepared."""
    return f"https://wa.me/{digits_of(number)}?text={quote(text, safe='')}"


class QrCode(QWidget):
    """A code, black on white in every scheme, because cameras expect it so."""

    def __init__(self, theme: Theme, *, side: int = 148, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._side = theme, side
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_link(self, link: str) -> None:
        """Show the code of an address."""
        matrix = segno.make(link, error="m", micro=False).matrix
        self._modules = tuple(tuple(bool(module) for module in row) for row in matrix)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if not self._modules:
            return
        ratio = self.devicePixelRatioF()
        count = len(self._modules) + 2 * _QUIET
        # Whole device pixels, or neighbours grow together.
        module = max(1, int(self.width() * ratio / count)) / ratio
        start = (self.width() - module * len(self._modules)) / 2
        ink = QColor(Qt.GlobalColor.black)
        for row, line in enumerate(self._modules):
            for column, dark in enumerate(line):
                if dark:
                    place = QRectF(start + column * module, start + row * module, module, module)
                    painter.fillRect(place, ink)
