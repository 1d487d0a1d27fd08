"""What stands on the turned screen once everything is recorded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label


class ThanksView(QWidget):
    """Thanks her, and leads back to the desk."""

    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = IconLabel(theme, "circle-check", size=56, tone="ok")
        self.title = Label(role="turned_title", wrap=True)
        self._advice = Label(role="turned_body", tone="muted", wrap=True)
        self.leave = Button(theme, kind="answer", size="turned")
        self.leave.clicked.connect(self.done)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._sign, 0, centre)
        for words in (self.title, self._advice):
            words.setAlignment(centre)
        self._column.addWidget(self.title)
        self._line = QHBoxLayout()
        self._line.addStretch(1)
        self._line.addWidget(self._advice, 100)
        self._line.addStretch(1)
        self._column.addLayout(self._line)
        self._air = QSpacerItem(0, 0)
        self._column.addItem(self._air)
        self._column.addWidget(self.leave, 0, centre)
        self._column.addStretch(3)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog, name: str) -> None:
        """Say it in the client's language."""
        thanks = words._("Thank you, {name}").format(name=name) if name else words._("Thank you")
        self.title.setText(thanks)
        self._advice.setText(
            words._(
                "Your answers are recorded. You can change your mind at any time: tell us, or"
                " write STOP. Please turn the screen back now."
            )
        )
        self.leave.set_words(words._("Done"))

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(16))
        self._air.changeSize(0, self._theme.px(24))
        self._advice.setMaximumWidth(self._theme.px(720))
        self._column.invalidate()
