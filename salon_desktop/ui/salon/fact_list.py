"""Facts as pairs of a label and what holds, with the sign of its tone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from salon_desktop.ui.salon.account_views import HealthFact
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label


class FactList(QWidget):
    """Two columns of pairs; a plain fact has no sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        theme.changed.connect(self._space)
        self._space()

    def show_facts(self, facts: Sequence[HealthFact]) -> None:
        """Show these facts in place of the others, read row by row."""
        self._clear()
        for number, fact in enumerate(facts):
            row, column = divmod(number, 2)
            label = Label(fact.label, role="small", tone="muted")
            self._grid.addWidget(label, row, column * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._value(fact), row, column * 2 + 1)

    def _value(self, fact: HealthFact) -> QWidget:
        value = QWidget()
        line = QHBoxLayout(value)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(6))
        said = fact.said
        if said.icon:
            sign = IconLabel(self._theme, said.icon, size=14, tone=said.tone)
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        tone = said.tone if said.tone != "info" else "text"
        words = Label(said.text, role="small", tone=tone, weight=600, wrap=True, selectable=True)
        words.setAccessibleName(f"{fact.label}: {said.text}")
        line.addWidget(words, 1)
        return value

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.px(Space.M))
        self._grid.setVerticalSpacing(self._theme.px(Space.S))
