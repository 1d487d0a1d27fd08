"""One of a few: day, week, rooms."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.labels import Part


class SegmentedControl(Part):
    """Buttons of which exactly one is chosen. Arrow keys move, as in a group of radio buttons."""

    chosen = Signal(str)
    """The user chose the option with this key."""

    def __init__(self, theme: Theme, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("segments", parent)
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for key in keys:
            self._add(key)
        if keys:
            self._buttons[keys[0]].setChecked(True)
        self._group.buttonClicked.connect(self._tell)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, name: str, texts: Sequence[str]) -> None:
        """The group's accessible name, and the options' texts in the order of their keys."""
        self.setAccessibleName(name)
        for button, text in zip(self._buttons.values(), texts, strict=True):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(text)
        self._restyle()

    def key(self) -> str:
        """The key of the chosen option."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without telling anybody."""
        self._buttons[key].setChecked(True)

    def _add(self, key: str) -> None:
        button = QToolButton()
        button.setProperty("part", "segment")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons[key] = button
        self._group.addButton(button)
        self._row.addWidget(button)

    def _tell(self) -> None:
        self.chosen.emit(self.key())

    def _restyle(self) -> None:
        px, strong = self._theme.px, self._theme.metrics("body", 600)
        self._row.setContentsMargins(px(2), px(2), px(2), px(2))
        self._row.setSpacing(0)
        for button in self._buttons.values():
            # The widest weight decides, or the row would jump when another is chosen.
            letters = strong.horizontalAdvance(button.text().replace("&&", "&"))
            button.setFixedSize(letters + px(12) * 2 + 2, px(Size.BUTTON) - 2 * px(2) - 2)
        self.setFixedHeight(px(Size.BUTTON))
        self.updateGeometry()
