"""The languages on the turned screen: each by its own name, large enough for a finger."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius
from salon_desktop.ui.widgets.painting import draw_box, draw_text

_HEIGHT = 44
_LETTERS = 15


class _Choice(QAbstractButton):
    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(LANGUAGES[language].own_name)
        self.setAccessibleName(LANGUAGES[language].own_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        strong = QFontMetrics(self._theme.sized_font(_LETTERS, 600))
        wide = strong.horizontalAdvance(self.text()) + self._theme.px(32)
        return QSize(wide, self._theme.px(_HEIGHT - 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        chosen = self.isChecked()
        if chosen:
            raised, line = theme.colour("raised"), theme.colour("line")
            draw_box(painter, self.rect(), theme.px(Radius.MARK), raised, line)
        ink = "text" if chosen or self.underMouse() else "text_2"
        font = theme.sized_font(_LETTERS, 600 if chosen else 500)
        draw_text(painter, self.rect(), self.text(), font, theme.colour(ink), centre=True)


class LanguageChoice(QWidget):
    """Exactly one language is chosen; arrow keys move, as in a group of radio buttons."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, languages: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QAbstractButton] = {}
        self._row = QHBoxLayout(self)
        for language in LANGUAGES:
            if language in languages:
                button = _Choice(theme, language)
                button.clicked.connect(partial(self._tell, language))
                self.buttons[language] = button
                self._group.addButton(button)
                self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def choose(self, language: str) -> None:
        """Choose without telling anybody."""
        self.buttons[language].setChecked(True)

    def say(self, words: Catalog) -> None:
        """Name the group."""
        self.setAccessibleName(words._("Language"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        ground, line = theme.colour("sunken"), theme.colour("line")
        draw_box(QPainter(self), self.rect(), theme.px(Radius.CONTROL), ground, line)

    def _tell(self, language: str) -> None:
        self.chosen.emit(language)

    def _restyle(self) -> None:
        edge = self._theme.px(3)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(0)
        self.setFixedHeight(self._theme.px(_HEIGHT))
        for button in self.buttons.values():
            button.updateGeometry()
        self.update()
