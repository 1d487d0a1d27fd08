"""The round sign of a person: initials on a calm colour that is always the same for them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import CATEGORIES
from salon_desktop.ui.widgets.painting import draw_avatar

# Neighbours in a list should differ, so lilac and peach come first as in the design.
_ORDER = ("lash", "face", "wax", "laser", "foot", "hand", "body")
assert set(_ORDER) == set(CATEGORIES)


def avatar_tone(number: int) -> str:
    """The tone of the person (or column) with this number: always the same one."""
    return _ORDER[number % len(_ORDER)]


def initials(name: str) -> str:
    """Two letters: of first and last word, or the first two of a single word; "?" for none."""
    words = [word for word in name.split() if any(letter.isalpha() for letter in word)]
    if not words:
        return "?"
    if len(words) == 1:
        return _letters(words[0])[:2].upper()
    return (_letters(words[0])[:1] + _letters(words[-1])[:1]).upper()


def salon_letters(name: str) -> str:
    """The first two letters of the last word: salons differ there, not in "Istituto" or "Salon"."""
    words = [letters for letters in map(_letters, name.split()) if letters]
    return words[-1][:2].capitalize() if words else "S"


def _letters(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())


class Avatar(QWidget):
    """A circle with initials. Decoration beside a name, so it is not read out."""

    def __init__(
        self,
        theme: Theme,
        *,
        size: int = 32,
        bordered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._size, self._bordered = theme, size, bordered
        self._letters, self._tone = "", "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_person(self, name: str, tone: str) -> None:
        """Show the initials of ``name`` on ``tone`` (see `avatar_tone`; also ``accent``, ``salon``,
        ``done``).
        """
        self._letters, self._tone = initials(name), tone
        self.update()

    def show_salon(self, name: str) -> None:
        """Show the letters of the salon's mark."""
        self._letters, self._tone = salon_letters(name), "salon"
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_avatar(
            QPainter(self),
            self._theme,
            self.rect(),
            self._letters,
            self._tone,
            bordered=self._bordered,
        )

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
