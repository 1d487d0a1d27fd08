"""A notice in place: what happened, why, and what to do, in the tone it deserves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.runs import Run, RunLabel, led, plain
from salon_desktop.ui.widgets.states import set_state

ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-x",
    "info": "info",
    "muted": "lock",
}
"""The icon of a tone where no other is given."""


class Alert(Part):
    """An icon and a sentence, with one action if there is something to do about it.

    ``tone``: ok, warn, danger, info, muted. The sentence wraps.
    """

    acted = Signal()
    """The action was pressed."""

    def __init__(
        self,
        theme: Theme,
        tone: str = "info",
        *,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("alert", parent)
        self._theme, self._tone, self._own_icon = theme, tone, icon
        self.setProperty("tone", tone)
        self._sign = IconLabel(theme, icon or ICONS[tone], tone=tone)
        self._sentence = RunLabel(theme, role="small", wrap=True)
        self._action = Button(theme, kind="link_text")
        self._action.hide()
        self._action.clicked.connect(self.acted)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, lead: str, body: str = "", action: str = "") -> None:
        """Show a strong opening, the rest of the sentence, and what the action is called."""
        self.set_runs(led(lead, body), action)

    def set_runs(self, runs: Sequence[Run], action: str = "") -> None:
        """The same with emphasis anywhere in the sentence."""
        tone = "muted" if self._tone == "muted" else "text"
        self._sentence.set_tone(tone)
        self._sentence.set_runs(runs)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(plain(tuple(runs)))

    def text(self) -> str:
        """The sentence as one string."""
        return self._sentence.text()

    def set_tone(self, tone: str, icon: str | None = None) -> None:
        """Take another tone, with its icon."""
        self._tone = tone
        self._own_icon = icon or self._own_icon
        set_state(self, "tone", tone)
        self._sign.show_icon(self._own_icon or ICONS[tone], tone)

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(10), px(6), px(10), px(6))
        self._row.setSpacing(px(8))
