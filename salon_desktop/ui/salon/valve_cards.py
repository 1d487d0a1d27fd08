"""What is closed, why, and the button to open what a person may open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.salon.account_views import ValveView
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert


class ValveCards(QWidget):
    """One notice for each closed valve, nothing where all is open."""

    open_asked = Signal(object)
    """Somebody says that the reason of this `ValveView` was dealt with."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.alerts: list[Alert] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        theme.changed.connect(self._space)
        self._space()

    def show_valves(self, valves: Sequence[ValveView]) -> None:
        """Show these valves."""
        for old in self.alerts:
            old.hide()
            old.deleteLater()
        self.alerts = []
        for valve in valves:
            alert = Alert(self._theme, "danger" if valve.can_open else "warn")
            action = self._words._("This is done: open sending again") if valve.can_open else ""
            alert.set_words(valve.text, valve.advice, action)
            alert.acted.connect(partial(self.open_asked.emit, valve))
            self._column.addWidget(alert)
            self.alerts.append(alert)
        self.setVisible(bool(valves))

    def _space(self) -> None:
        self._column.setSpacing(self._theme.px(Space.S))
