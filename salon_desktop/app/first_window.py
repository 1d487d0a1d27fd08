"""What is seen first: the desk's frame, painted before anything heavy is loaded.

It stands where the desk will stand, in its colours, with rail, bars and the salon's ground, and
gives way to it. It knows Qt, the colour table and the settings file, nothing else.
"""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from salon_desktop.ui.theme.tokens import COLOURS, Scheme, Size

SHARE = 0.92
ROOMY = 1500


class FirstWindow(QWidget):
    """The empty frame. ``say`` writes one line in its middle."""

    def __init__(self, settings: dict[str, Any], *, practice: bool) -> None:
        super().__init__()
        self._colours = COLOURS[_scheme(str(settings.get("scheme", "")))]
        self._scale = float(settings.get("text_percent", 100)) / 100
        self._practice, self._line = practice, ""
        self.setWindowTitle("Salon Desktop")
        # Closing it is not the end of the program: the desk is on its way.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._place(str(settings.get("window_place", "")))

    def say(self, line: str) -> None:
        """Tell what is being waited for."""
        self._line = line
        self.setAccessibleName(line)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tone = QPainter(self), self._tone
        painter.fillRect(self.rect(), tone("bg"))
        band = self._px(Size.BAND) if self._practice else 0
        painter.fillRect(0, 0, self.width(), band, tone("warn_soft"))
        rail, bar, status = self._px(Size.RAIL), self._px(Size.TOP_BAR), self._px(Size.STATUS_BAR)
        painter.fillRect(0, band, rail, self.height() - band, tone("rail"))
        painter.fillRect(rail, band, self.width() - rail, bar, tone("surface"))
        painter.fillRect(rail, band + bar - 1, self.width() - rail, 1, tone("line"))
        low = self.height() - status
        painter.fillRect(0, low, self.width(), status, tone("surface"))
        painter.fillRect(0, low, self.width(), 1, tone("line"))
        if self._line:
            painter.setPen(tone("text_2"))
            room = QRect(rail, band + bar, self.width() - rail, low - band - bar)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._line)

    def _tone(self, name: str) -> QColor:
        return QColor(self._colours[name])

    def _px(self, size: int) -> int:
        return round(size * self._scale)

    def _place(self, kept: str) -> None:
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        place = QRect(0, 0, round(room.width() * SHARE), round(room.height() * SHARE))
        if room.width() < ROOMY:
            place = QRect(room)
        place.moveCenter(room.center())
        self.setGeometry(place)


def kept_settings(file: Path) -> dict[str, Any]:
    """Return what the settings file says, as it is; nothing where it cannot be read."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _scheme(wanted: str) -> Scheme:
    if wanted in {"light", "dark"}:
        return Scheme(wanted)
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT
