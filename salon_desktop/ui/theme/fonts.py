"""The bundled typeface: loading it, and fonts by role with tabular figures."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from salon_desktop.ui.theme.tokens import TYPE

FILES = (
    "Inter_400Regular.ttf",
    "Inter_500Medium.ttf",
    "Inter_600SemiBold.ttf",
    "Inter_700Bold.ttf",
)
"""The static cuts of Inter under ``resources/fonts``."""

_POINTS_AN_INCH = 72
_TABULAR = QFont.Tag("tnum")


class TypefaceMissing(Exception):
    """A file of the bundled typeface is not there or cannot be read; carries its name."""


def load_typeface(folder: Path) -> str:
    """Make the files of ``folder`` known to Qt and return the family's name.

    Raises `TypefaceMissing`: a program that silently took another font would cut words off.
    """
    family = ""
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(folder / name))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if not families:
            raise TypefaceMissing(name)
        family = family or families[0]
    return family


def font(family: str, role: str, scale: float, weight: int | None = None) -> QFont:
    """The font of a role of `TYPE` at ``scale``; ``weight`` replaces the role's own."""
    cut = TYPE[role]
    face = sized_font(family, cut.size * scale, weight or cut.weight)
    if cut.spacing:
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, cut.spacing * scale)
    return face


def sized_font(family: str, pixels: float, weight: int) -> QFont:
    """A font of ``pixels`` height, fractions allowed, with figures of one width."""
    face = QFont(family)
    if float(pixels).is_integer():
        face.setPixelSize(int(pixels))
    else:
        # Qt takes whole pixels only; points may be broken.
        face.setPointSizeF(pixels * _POINTS_AN_INCH / _dots_an_inch())
    face.setWeight(QFont.Weight(weight))
    face.setFeature(_TABULAR, 1)
    return face


def _dots_an_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInch()
