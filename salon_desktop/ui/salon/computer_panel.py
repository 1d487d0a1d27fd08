"""This computer: the language of the desk, light or dark, and the size of the text."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from salon_desktop.application.settings import SCHEMES, Settings
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.port import Computer
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.segments import SegmentedControl

SIZES = (100, 110, 125, 150, 175, 200)
"""Sizes of text to choose from, in percent."""

LONGEST_DESK_NAME = 40


def nearest_size(percent: int) -> int:
    """Return the size on offer that is nearest to ``percent``."""
    return min(SIZES, key=lambda size: abs(size - percent))


class ComputerPanel(Panel):
    """Every change is kept and shown at once."""

    def __init__(self, desk: Desk, computer: Computer) -> None:
        super().__init__(desk)
        self._computer = computer
        theme = desk.theme
        self.language = SegmentedControl(theme, list(LANGUAGES))
        self.scheme = SegmentedControl(theme, list(SCHEMES))
        self.text_size = SegmentedControl(theme, [str(size) for size in SIZES])
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_DESK_NAME)
        self._name_field = LabelledField(theme, self.name)
        self._cards = [self.card() for _ in range(4)]
        self._notes = [Label(role="small", tone="muted", wrap=True) for _ in range(3)]
        parts = (self.language, self.scheme, self.text_size)
        for card, part, note in zip(self._cards, parts, self._notes, strict=False):
            card.body.addWidget(part)
            card.body.addWidget(note)
        self._cards[3].body.addWidget(self._name_field)
        self.language.chosen.connect(self._speak)
        self.scheme.chosen.connect(self._dress)
        self.text_size.chosen.connect(self._enlarge)
        self.name.editingFinished.connect(self._rename)

    def ask(self) -> None:
        """Show the settings as they hold."""
        settings = self._computer.settings()
        self.language.choose(self._language_of(settings))
        self.scheme.choose(settings.scheme)
        self.text_size.choose(str(nearest_size(settings.text_percent)))
        if not self.name.hasFocus():
            self.name.setText(settings.desk_name)

    def retranslate(self) -> None:
        """Set all visible text."""
        words, formats = self.desk.words, self.desk.formats
        self.title.setText(words._("This computer"))
        self.lead.setText(words._("These settings hold at this desk only, and at once."))
        titles = (
            words._("Language of this desk"),
            words.p_("look of the program", "Light or dark"),
            words._("Size of the text"),
            words._("Name of this desk"),
        )
        # The last card holds a field, which has its name above it already.
        for card, title in zip(self._cards[:3], titles, strict=False):
            card.set_title(title)
        self.language.set_words(titles[0], [one.own_name for one in LANGUAGES.values()])
        self.scheme.set_words(
            titles[1],
            [
                words.p_("look of the program", "Light"),
                words.p_("look of the program", "Dark"),
                words.p_("look of the program", "As the system"),
            ],
        )
        self.text_size.set_words(titles[2], [formats.percent(size / 100) for size in SIZES])
        self._notes[0].setText(
            words._("Clients are written to in their own language, whatever this desk speaks.")
        )
        self._notes[1].setText(words._("As the system: it follows day and night where that does."))
        self._notes[2].setText(words._("Enlarges everything, besides what the system enlarges."))
        self._name_field.set_words(
            titles[3], words._("Shown at the bottom of the window, such as “Front desk”.")
        )
        self.ask()

    def _language_of(self, settings: Settings) -> str:
        used = settings.language or self.desk.words.language
        return used if used in LANGUAGES else self.desk.facts.language

    def _speak(self, language: str) -> None:
        self._computer.change(replace(self._computer.settings(), language=language))

    def _dress(self, scheme: str) -> None:
        self._computer.change(replace(self._computer.settings(), scheme=scheme))

    def _enlarge(self, size: str) -> None:
        self._computer.change(replace(self._computer.settings(), text_percent=int(size)))

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        if name != self._computer.settings().desk_name:
            self._computer.change(replace(self._computer.settings(), desk_name=name))
