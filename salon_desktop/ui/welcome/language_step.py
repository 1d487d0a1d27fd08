"""First of all the language: five names, each in its own, switched at once."""

from PySide6.QtWidgets import QButtonGroup

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.option_card import OptionCard
from salon_desktop.ui.welcome.step import Step


class LanguageStep(Step):
    """Chooses the language of this desk by using it."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme, words)
        self._group = QButtonGroup(self)
        self.cards: dict[str, OptionCard] = {}
        for code, language in LANGUAGES.items():
            card = OptionCard(theme)
            card.set_words(language.own_name)
            self.cards[code] = card
            self._group.addButton(card)
            self.body.addWidget(card)
            card.clicked.connect(self._use_chosen)
        self._restyle()
        theme.changed.connect(self._restyle)

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("Language")

    def entered(self) -> None:
        """Put the keyboard on the language in use."""
        self._current().setFocus()

    def retranslate(self) -> None:
        """Set all text and mark the language in use."""
        words = self.words
        self.title.setText(words._("Welcome to Salon Desktop"))
        self.lead.setText(
            words._(
                "In a few steps the agenda, the client book and the consent register stand ready. "
                "Which language does this desk speak? It can be changed at any time."
            )
        )
        self._current().setChecked(True)

    def _current(self) -> OptionCard:
        return self.cards.get(self.words.language, self.cards["en"])

    def _use_chosen(self) -> None:
        chosen = next(code for code, card in self.cards.items() if card.isChecked())
        if chosen != self.words.language:
            self.words.use(chosen)
        self.changed.emit()

    def _restyle(self) -> None:
        self.body.setSpacing(self.theme.px(Space.S))
