"""The other way to answer: from her own telephone, with a message that is written already."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.consent.qr_code import QrCode, chat_link
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Part

OPT_IN_WORD = "START"
"""Understood in every language; the salon then asks "are you sure?", and only YES opens offers."""

_WIDE = 340


class OwnPhoneCard(Part):
    """Shows the code and whether her message has come. ``number`` is the salon's own."""

    def __init__(self, theme: Theme, number: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self.link = chat_link(number, OPT_IN_WORD)
        self._arrived = False
        self._title = Label(role="turned_small", weight=600, wrap=True)
        self._advice = Label(role="heading", tone="muted", weight=400, wrap=True)
        self._code = QrCode(theme)
        self._code.show_link(self.link)
        self._sign = IconLabel(theme, "smartphone", size=18, tone="info")
        self._state = Label(role="small", tone="info", weight=500, wrap=True)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog) -> None:
        """Explain it in the client's language."""
        self._title.setText(words._("Rather from your own phone?"))
        self._advice.setText(
            words._("Scan the code and send the message that is already written, for the offers.")
        )
        waiting = words._("We are waiting for your message")
        arrived = words._("Your message has arrived")
        self._state.setText(arrived if self._arrived else waiting)
        self._code.setAccessibleName(words._("Code that opens a chat with the salon"))

    def show_arrived(self, words: Catalog) -> None:
        """Her message has come."""
        self._arrived = True
        self._sign.show_icon("circle-check", "ok")
        self._state.set_tone("ok")
        self.say(words)

    def _lay_out(self) -> None:
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.addWidget(self._state, 1)
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._advice)
        self._words.addStretch(1)
        self._words.addLayout(self._foot)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(_WIDE + 60))
        self._row.setContentsMargins(px(20), px(16), px(16), px(16))
        self._row.setSpacing(px(16))
        self._words.setSpacing(px(4))
        self._foot.setSpacing(px(8))
