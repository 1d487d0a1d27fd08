"""The salon stands: practise first, or open the agenda."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.draft import Draft
from salon_desktop.ui.welcome.step import Step
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Part


class _Way(Part):
    """One of the two ways on: what it is, and its button."""

    def __init__(self, theme: Theme, icon: str, kind: str) -> None:
        super().__init__("card")
        self._theme = theme
        self._sign = IconLabel(theme, icon, size=20, tone="accent")
        self._title, self._text = Label(role="heading"), Label(tone="muted", wrap=True)
        self.button = Button(theme, kind=kind, size="large")
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._row.addWidget(self._sign)
        self._row.addLayout(self._column, 1)
        self._row.addWidget(self.button)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, title: str, text: str, button: str) -> None:
        """Say what this way is."""
        self._title.setText(title)
        self._text.setText(text)
        self.button.set_words(button)

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(Space.L), px(Space.L), px(Space.L), px(Space.L))
        self._row.setSpacing(px(Space.L))
        self._column.setSpacing(px(Space.XS))


class ReadyStep(Step):
    """Ends the first run."""

    agenda_asked = Signal()
    practice_asked = Signal()

    def __init__(self, theme: Theme, words: Catalog, draft: Draft) -> None:
        super().__init__(theme, words)
        self._draft = draft
        self._agenda = _Way(theme, "calendar-days", "primary")
        self._practice = _Way(theme, "flask-conical", "normal")
        self.body.addWidget(self._agenda)
        self.body.addWidget(self._practice)
        self.agenda, self.practice = self._agenda.button, self._practice.button
        self.agenda.clicked.connect(self.agenda_asked)
        self.practice.clicked.connect(self.practice_asked)

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("Ready")

    def entered(self) -> None:
        """Put the keyboard on the main thing to do; name the salon."""
        self.retranslate()
        self.agenda.setFocus()

    def retranslate(self) -> None:
        """Set all text."""
        words = self.words
        self.title.setText(words._("{salon} is ready").format(salon=self._draft.name.strip()))
        self.lead.setText(
            words._(
                "Hours, treatments, rooms and consent texts stand in it as a start. "
                "WhatsApp is set up later, under Salon; until then nothing is sent."
            )
        )
        self._agenda.set_words(
            words._("Start working"),
            words._("Enter the first clients and appointments."),
            words._("Open the agenda"),
        )
        self._practice.set_words(
            words._("Practise first"),
            words._(
                "A second, invented salon with clients, a full week and a practice WhatsApp. "
                "Nothing you do there reaches anybody."
            ),
            words._("Try the practice salon"),
        )
