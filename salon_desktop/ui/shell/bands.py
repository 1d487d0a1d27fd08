"""Bands over the page: PRACTICE where nothing is real, and trouble with the account."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.facts import Trouble
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import ICONS
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Part
from salon_desktop.ui.widgets.runs import RunLabel, led
from salon_desktop.ui.widgets.states import set_state


class PracticeBand(Part):
    """Says on every window and picture of a practice salon that nothing leaves it."""

    def __init__(
        self, theme: Theme, words: Catalog, *, height: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__("band", parent)
        self._theme, self._words, self._height = theme, words, height
        self._sign = IconLabel(theme, "flask-conical", tone="warn")
        self._name = Label(role="small", tone="warn", weight=700)
        self._rest = Label(role="small", tone="warn")
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        for part in (self._sign, self._name, self._rest):
            self._row.addWidget(part)
        self._row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the current language."""
        # Translators: capitals; the band over everything in a salon made for trying out
        self._name.setText(self._words._("PRACTICE"))
        self._rest.setText(self._words._("· a try-out, no message really leaves"))
        self.setAccessibleName(f"{self._name.text()} {self._rest.text()}")

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(self._height))
        self._row.setContentsMargins(px(Space.L), 0, px(Space.L), 0)
        self._row.setSpacing(px(Space.S))


class TroubleBanner(Part):
    """What happened to the account, what it means and what to do; gone when it is over."""

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self._theme = theme
        self._sign = IconLabel(theme, "triangle-alert", tone="danger")
        self._sentence = RunLabel(theme, role="small", wrap=True)
        self._action = Button(theme, size="small")
        self._action.clicked.connect(self.acted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Say ``trouble``, or nothing any more."""
        self.setVisible(trouble is not None)
        if trouble is None:
            return
        set_state(self, "tone", trouble.tone)
        self._sign.show_icon(ICONS[trouble.tone], trouble.tone)
        self._sentence.set_runs(led(trouble.lead, trouble.body))
        self._action.set_words(trouble.action)
        self._action.setVisible(bool(trouble.action))
        self.setAccessibleName(self._sentence.text())

    def text(self) -> str:
        """What is said now, "" if nothing is."""
        return "" if self.isHidden() else self._sentence.text()

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(Space.L), px(6), px(Space.L), px(6))
        self._row.setSpacing(px(Space.S))
