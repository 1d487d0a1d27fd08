"""Tabs as words with a line under the current one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from salon_desktop.ui.theme.theme import Theme

_GAP = 24


class Tabs(QTabBar):
    """A bar of tabs; what they show is the page's business (a QStackedWidget beside it)."""

    chosen = Signal(str)
    """The tab with this key became the current one by the user's hand."""

    def __init__(self, theme: Theme, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, tuple(keys)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for key in self._keys:
            self.addTab(key)
        self.currentChanged.connect(self._tell)
        theme.changed.connect(self._restyle)

    def set_words(self, name: str, texts: Sequence[str]) -> None:
        """The bar's accessible name, and the tabs' texts in the order of their keys."""
        self.setAccessibleName(name)
        for number, text in enumerate(texts):
            self.setTabText(number, text.replace("&", "&&"))
        self._restyle()

    def key(self) -> str:
        """The key of the current tab."""
        return self._keys[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Make the tab current without telling anybody."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._keys.index(key))
        self.blockSignals(blocked)

    def tabSizeHint(self, index: int) -> QSize:
        text = self.tabText(index).replace("&&", "&")
        letters = self._theme.metrics("body", 600).horizontalAdvance(text)
        return QSize(letters + self._theme.px(_GAP) + 1, self._theme.px(40))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(40))

    def _tell(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(self._keys[index])

    def _restyle(self) -> None:
        # Qt caches the tabs' places; a text set anew makes it measure again.
        for number in range(self.count()):
            text = self.tabText(number)
            self.setTabText(number, f"{text} ")
            self.setTabText(number, text)
        self.updateGeometry()
