"""What did not leave this month, and why: the gate's work made visible."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.labels import Label

_MOST = 4


class BlockedCard(SectionCard):
    """Messages that were held back since the month began, by reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, role="body")
        self._desk = desk
        self.title.setProperty("weight", "600")
        self.figure = Label(role="figure")
        self._of = Label(tone="muted", wrap=True)
        self._lines = QVBoxLayout()
        self.body.addWidget(self.figure)
        self.body.addWidget(self._of)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_blocked(self, blocked: Mapping[str, int], since: datetime) -> None:
        """Show the commonest reasons."""
        words, formats = self._desk.words, self._desk.formats
        self.set_title(words._("Held back this month"))
        count = sum(blocked.values())
        self.figure.setText(formats.number(count))
        day = formats.long_date(since)
        of = words.n_(
            "message that was not allowed to leave since {day}",
            "messages that were not allowed to leave since {day}",
            count,
        )
        self._of.setText(of.format(day=day))
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason, times in list(blocked.items())[:_MOST]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            text = reason_words(reason, words, state=MessageState.BLOCKED)
            row.addWidget(Label(text, role="small", tone="muted", wrap=True), 1)
            row.addWidget(Label(formats.number(times), role="small", weight=600))
            self._lines.addWidget(line)
