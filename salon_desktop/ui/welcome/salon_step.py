"""The salon itself: its name, its country, and what follows from the country."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit

from salon_desktop.application.commands.set_up_salon import SalonFactsWrong
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.choice_field import ChoiceField
from salon_desktop.ui.welcome.draft import LONGEST, Draft
from salon_desktop.ui.welcome.port import Founding
from salon_desktop.ui.welcome.step import Step
from salon_desktop.ui.welcome.wording import country_words, told
from salon_desktop.ui.widgets.fields import LabelledField


class SalonStep(Step):
    """Asks for the facts of the salon; zone, currency and language follow the country."""

    def __init__(self, theme: Theme, words: Catalog, draft: Draft, founding: Founding) -> None:
        super().__init__(theme, words)
        self._draft, self._founding = draft, founding
        self.salon_name, self.country = QLineEdit(), ChoiceField()
        self.salon_name.setMaxLength(LONGEST)
        self.zone, self.currency, self.language = ChoiceField(), ChoiceField(), ChoiceField()
        self.fields = {
            "name": LabelledField(theme, self.salon_name),
            "country": LabelledField(theme, self.country),
            "zone": LabelledField(theme, self.zone),
            "currency": LabelledField(theme, self.currency),
            "language": LabelledField(theme, self.language),
        }
        self._grid = QGridLayout()
        self._grid.addWidget(self.fields["name"], 0, 0, 1, 2)
        for number, what in enumerate(("country", "zone", "currency", "language")):
            place = (1 + number // 2, number % 2)
            self._grid.addWidget(self.fields[what], *place, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.salon_name.textChanged.connect(self._take_name)
        self.salon_name.returnPressed.connect(self.going_on)
        self.country.picked.connect(self._take_country)
        for what in ("zone", "currency", "language"):
            self._choice(what).picked.connect(self._taking(what))
        theme.changed.connect(self._restyle)
        self._restyle()

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("Your salon")

    def entered(self) -> None:
        """Put the keyboard into the name."""
        self.salon_name.setFocus()
        self._show_following()

    def missing(self) -> str:
        """Return why there is no going on."""
        if self._draft.missing_of_salon():
            return self.words._("The salon needs a name.")
        return ""

    def point_out(self) -> None:
        """Say beside the name that it is missing."""
        for what in self._draft.missing_of_salon():
            self.show_wrong(what)

    def show_wrong(self, what: str) -> None:
        """Say beside the field ``what`` why the program does not take it."""
        text, advice = told(SalonFactsWrong(field=what), self.words)
        self.fields[what].show_error(f"{text} {advice}")
        self.fields[what].editor.setFocus()

    def retranslate(self) -> None:
        """Set all text; what was chosen stays chosen."""
        words = self.words
        self.title.setText(words._("Your salon"))
        self.lead.setText(words._("The country decides the hours and rules to start from."))
        self.fields["name"].set_words(
            words._("Name of the salon"), words._("As clients read it in their reminders.")
        )
        self.fields["country"].set_words(words._("Country"))
        self.fields["zone"].set_words(words._("Time zone"))
        self.fields["currency"].set_words(words._("Currency"))
        self.fields["language"].set_words(
            words._("Language of treatments and reminders"),
            words._("Each client can be written to in another one."),
        )
        self._fill_choices()
        self._show_following()

    def _choice(self, what: str) -> ChoiceField:
        return {"zone": self.zone, "currency": self.currency, "language": self.language}[what]

    def _fill_choices(self) -> None:
        homes = self._founding.homes
        countries = [(one.country, country_words(one.country, self.words)) for one in homes]
        self.country.set_choices(sorted(countries, key=lambda pair: pair[1].casefold()))
        if not self.zone.count():
            self.zone.set_choices([(zone, zone.replace("_", " ")) for zone in self._founding.zones])
        currencies = list(dict.fromkeys(one.currency for one in homes))
        self.currency.set_choices([(one, one) for one in currencies])
        self.language.set_choices([(code, one.own_name) for code, one in LANGUAGES.items()])

    def _show_following(self) -> None:
        draft = self._draft
        self.country.choose(draft.country)
        for what in ("zone", "currency", "language"):
            self._choice(what).choose(draft.value(what))

    def _take_name(self, name: str) -> None:
        self._draft.name = name
        self.fields["name"].show_error("")
        self.changed.emit()

    def _take_country(self, country: str) -> None:
        self._draft.choose_country(country)
        self._show_following()
        self.changed.emit()

    def _taking(self, what: str) -> Callable[[str], None]:
        def take(value: str) -> None:
            self._draft.choose(what, value)
            self.changed.emit()

        return take

    def _restyle(self) -> None:
        px = self.theme.px
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(Space.L))
