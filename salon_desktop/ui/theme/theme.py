"""The look in use: scheme, scale, colours, fonts and icons, and switching them while running."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from salon_desktop.ui.theme.fonts import font, load_typeface, sized_font
from salon_desktop.ui.theme.icons import STROKE, Icons
from salon_desktop.ui.theme.palette import palette
from salon_desktop.ui.theme.stylesheet import stylesheet
from salon_desktop.ui.theme.tokens import COLOURS, LEAST_TEXT, Scheme

LEAST_SCALE = 1.0
LARGEST_SCALE = 2.0
_INKS = {"muted": "text_2", "faint": "text_3"}


class Theme(QObject):
    """What every painter and widget asks for its colours, sizes, fonts and icons.

    Made once by whoever builds the window and handed to each widget; nobody finds it by itself.
    ``resources`` is the folder that holds ``fonts/`` and ``icons/``. ``motion`` is False where
    the user wants nothing to move. Raises `fonts.TypefaceMissing`.
    """

    changed = Signal()
    """The scheme or the scale is another one: ask again for everything, then repaint."""

    def __init__(
        self, resources: Path, parent: QObject | None = None, *, motion: bool = True
    ) -> None:
        super().__init__(parent)
        self.motion = motion
        self._family = load_typeface(resources / "fonts")
        self._icons = Icons(resources / "icons")
        self._sheet_icons = QTemporaryDir()
        self._scheme = Scheme.LIGHT
        self._scale = 1.0
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None], QFont] = {}
        self._metrics: dict[tuple[str, int | None], QFontMetrics] = {}
        self._take(Scheme.LIGHT, 1.0)

    @property
    def scheme(self) -> Scheme:
        """Light or dark."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The user's enlargement, 1.0 to 2.0, besides what the system scales."""
        return self._scale

    @property
    def icons(self) -> Icons:
        """The drawn icons, for painters that know their device pixel ratio."""
        return self._icons

    def apply(self, app: QApplication, scheme: Scheme, scale: float = 1.0) -> None:
        """Show the whole application in ``scheme`` at ``scale`` and say so to everybody."""
        self._take(scheme, min(max(scale, LEAST_SCALE), LARGEST_SCALE))
        if app.style().objectName().lower() != "fusion":
            app.setStyle("Fusion")
        app.setPalette(palette(self._table))
        app.setFont(self.font("body"))
        app.setStyleSheet(stylesheet(self._table, self._scale, self._icon_address))
        self.changed.emit()

    def px(self, length: float) -> int:
        """Pixels for a length of the design at 100 %; never 0 for a length that is something."""
        pixels = round(length * self._scale)
        return pixels or (1 if length > 0 else 0)

    def colour(self, name: str) -> QColor:
        """The colour ``name`` of the table, e.g. ``"text_2"``. Raises KeyError.

        Shared: copy it before changing it.
        """
        return self._colours[name]

    def ink(self, tone: str) -> QColor:
        """The colour of words in ``tone``: text, muted, faint, accent, ok, warn, danger, info …"""
        return self._colours[_INKS.get(tone, tone)]

    def font(self, role: str, weight: int | None = None) -> QFont:
        """The font of a role of the type table. Not to be changed; copy it first."""
        found = self._fonts.get((role, weight))
        if found is None:
            found = font(self._family, role, self._scale, weight)
            self._fonts[role, weight] = found
        return found

    def metrics(self, role: str, weight: int | None = None) -> QFontMetrics:
        """Measures of the same font, for a layout that does not yet know its screen."""
        found = self._metrics.get((role, weight))
        if found is None:
            found = QFontMetrics(self.font(role, weight))
            self._metrics[role, weight] = found
        return found

    def sized_font(self, pixels: float, weight: int = 400) -> QFont:
        """A font between the roles, for the few places that need one (``pixels`` at 100 %)."""
        return sized_font(self._family, max(pixels, LEAST_TEXT) * self._scale, weight)

    def pixmap(
        self, name: str, size: int, colour: str, ratio: float = 1.0, *, stroke: float = STROKE
    ) -> QPixmap:
        """Icon ``name`` at ``size`` (at 100 %) in the colour of the table called ``colour``."""
        return self._icons.pixmap(name, self.px(size), self._table[colour], ratio, stroke=stroke)

    def icon(
        self,
        name: str,
        size: int = 16,
        colour: str = "text_2",
        *,
        checked: str | None = None,
        disabled: str = "disabled",
        gap: int = 0,
    ) -> QIcon:
        """A QIcon in the table's colours: plain, when checked, and when disabled.

        ``size`` and ``gap`` (empty space at the right) are at 100 %.
        """
        result = QIcon()
        for ratio in self._ratios():
            for ink, mode, state in (
                (colour, QIcon.Mode.Normal, QIcon.State.Off),
                (checked or colour, QIcon.Mode.Normal, QIcon.State.On),
                (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
                (disabled, QIcon.Mode.Disabled, QIcon.State.On),
            ):
                picture = self._icons.pixmap(
                    name, self.px(size), self._table[ink], ratio, gap=self.px(gap)
                )
                result.addPixmap(picture, mode, state)
        return result

    @property
    def _table(self) -> Mapping[str, str]:
        return COLOURS[self._scheme]

    def _take(self, scheme: Scheme, scale: float) -> None:
        self._scheme, self._scale = scheme, scale
        self._colours = {name: QColor(value) for name, value in self._table.items()}
        self._fonts.clear()
        self._metrics.clear()
        self._icons.forget()

    def _icon_address(self, name: str, colour: str) -> str:
        # A style sheet can only name files, so tinted ones lie in a folder that dies with us.
        file = Path(self._sheet_icons.path()) / f"{name}-{colour.removeprefix('#')}.svg"
        if not file.exists():
            file.write_text(self._icons.tinted(name, colour, stroke=2.25), "utf-8")
        return file.as_posix()

    def _ratios(self) -> list[float]:
        return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


def system_scheme() -> Scheme:
    """What the desktop asks for; light where it does not say."""
    wish = QGuiApplication.styleHints().colorScheme()
    return Scheme.DARK if wish == Qt.ColorScheme.Dark else Scheme.LIGHT
