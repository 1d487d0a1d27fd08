"""What a promotion needs, line by line: there, or missing with the way to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.promotions.presenter import Need
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Line


class NeedsCard(SectionCard):
    """A list that gets shorter by doing."""

    go_asked = Signal(object)
    """A button leads to this `Section`."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._look, self._words = theme, words
        self._rows: list[QWidget] = []
        self.buttons: list[Button] = []
        self.body.addStretch(1)

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show these needs in place of the others."""
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows, self.buttons = [], []
        for number, need in enumerate(needs):
            if number:
                self._add(Line(soft=True))
            self._add(self._row(need))

    def retranslate(self) -> None:
        """Name the card; the page shows the needs anew."""
        self.set_title(self._words._("What a promotion needs"))

    def _add(self, part: QWidget) -> None:
        self.body.insertWidget(len(self._rows), part)
        self._rows.append(part)

    def _row(self, need: Need) -> QWidget:
        row, theme = QWidget(), self._look
        inside, lines = QHBoxLayout(row), QVBoxLayout()
        inside.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        inside.setSpacing(theme.px(Space.M))
        lines.setSpacing(0)
        icon, tone = ("circle-check", "ok") if need.is_met else ("circle-dot", "muted")
        sign = IconLabel(theme, icon, size=16, tone=tone)
        sign.setAccessibleName(
            self._words.p_("something a promotion needs", "there")
            if need.is_met
            else self._words.p_("something a promotion needs", "missing")
        )
        lines.addWidget(Label(need.text, weight=500, wrap=True))
        if need.advice:
            lines.addWidget(Label(need.advice, role="small", tone="muted", wrap=True))
        inside.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(lines, 1)
        if need.place is not None:
            button = Button(theme, size="small", trailing_icon="chevron-right")
            button.set_words(need.action)
            button.clicked.connect(partial(self.go_asked.emit, need.place))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return row
