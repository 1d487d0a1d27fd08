"""Line icons in any colour: Lucide's SVG files, tinted, drawn once and kept.

An icon is named by its file without the ending (``calendar-days``); sizes are device-independent
pixels. The stroke is given for the icons' own 24 px grid.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = 1.75
STROKE_SIGN = 2.5
"""Signs on appointments are drawn at 13 px and need a stronger line."""


class UnknownIcon(KeyError):
    """No file of that name lies in the icons' folder; carries the name."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    name: str
    size: int
    colour: str
    ratio: float
    stroke: float
    gap: int


class Icons:
    """Draws and keeps the icons of one folder; lives as long as the theme that owns it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._drawn: dict[_Drawing, QPixmap] = {}

    def names(self) -> list[str]:
        """All icons there are, sorted."""
        return sorted(file.stem for file in self._folder.glob("*.svg"))

    def tinted(self, name: str, colour: str, stroke: float = STROKE) -> str:
        """The icon's SVG text with its lines in ``colour`` (``#rrggbb``).

        Raises `UnknownIcon`.
        """
        source = self._sources.get(name)
        if source is None:
            try:
                source = (self._folder / f"{name}.svg").read_text("utf-8")
            except OSError as problem:
                raise UnknownIcon(name) from problem
            self._sources[name] = source
        return source.replace("currentColor", colour).replace(
            'stroke-width="2"', f'stroke-width="{stroke}"'
        )

    def pixmap(
        self,
        name: str,
        size: int,
        colour: QColor | str,
        ratio: float = 1.0,
        *,
        stroke: float = STROKE,
        gap: int = 0,
    ) -> QPixmap:
        """The icon as a picture for a screen of device pixel ratio ``ratio``.

        ``gap`` adds that many empty pixels at the right, where a style sets text too close.
        """
        ink = colour.name() if isinstance(colour, QColor) else colour
        drawing = _Drawing(name, size, ink, ratio, stroke, gap)
        found = self._drawn.get(drawing)
        if found is None:
            found = self._draw(drawing)
            self._drawn[drawing] = found
        return found

    def forget(self) -> None:
        """Drop all drawn pictures, after the colours or the scale changed."""
        self._drawn.clear()

    def _draw(self, drawing: _Drawing) -> QPixmap:
        text = self.tinted(drawing.name, drawing.colour, drawing.stroke)
        renderer = QSvgRenderer(QByteArray(text.encode("utf-8")))
        side = round(drawing.size * drawing.ratio)
        picture = QPixmap(side + round(drawing.gap * drawing.ratio), side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        picture.setDevicePixelRatio(drawing.ratio)
        return picture
