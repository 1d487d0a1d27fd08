"""The answers of the first run while they are given: what follows, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from salon_desktop.ui.welcome.port import Home, NewSalonAnswers, OperatorAnswer

LONGEST = 120
TREATING_ROLES = (
    "beautician",
    "technical_manager",
    "nail_technician",
    "masseuse",
    "trainee",
)
"""Roles of people with a column of their own in the agenda."""

OWNER = "owner"
FOLLOWING = ("zone", "currency", "language")
COUNTRY_OF_LANGUAGE = {"it": "IT", "de": "DE", "ro": "RO", "fi": "FI", "en": "GB"}


@dataclass
class Draft:
    """What was typed so far.

    Zone, currency and language follow the country until somebody chooses another one; the country
    follows the language of the screen in the same way.
    """

    homes: Sequence[Home]
    name: str = ""
    country: str = ""
    owner: str = ""
    desk: str = ""
    owner_treats: bool = False
    operators: list[OperatorAnswer] = field(default_factory=list)
    _chosen: dict[str, str] = field(default_factory=dict)
    _country_chosen: bool = False

    def speak(self, language: str) -> None:
        """The screen speaks ``language``: without a choice the salon is in its country."""
        if not self._country_chosen:
            known = self.country or self.homes[0].country
            self.country = COUNTRY_OF_LANGUAGE.get(language, known)

    def choose_country(self, country: str) -> None:
        """The salon is in ``country``."""
        self.country, self._country_chosen = country, True

    def choose(self, what: str, value: str) -> None:
        """Take another zone, currency or language than the country's; the country's own follows."""
        if value == self._following(what):
            self._chosen.pop(what, None)
        else:
            self._chosen[what] = value

    def value(self, what: str) -> str:
        """Return the zone, currency or language as it stands."""
        return self._chosen.get(what) or self._following(what)

    def missing_of_salon(self) -> tuple[str, ...]:
        """Return which facts of the salon cannot stand like that."""
        return () if _is_name(self.name) else ("name",)

    def missing_of_people(self) -> tuple[str, ...]:
        """Return which of ``owner``, ``desk`` and ``operators`` are missing."""
        found = [what for what in ("owner", "desk") if not _is_name(getattr(self, what))]
        if not self.treating():
            found.append("operators")
        return tuple(found)

    def treating(self) -> tuple[OperatorAnswer, ...]:
        """Return everybody with a column, the owner first if she treats.

        Rows without a name are left out; a name given twice has one column.
        """
        owner = [OperatorAnswer(name=self.owner, role=OWNER)] if self.owner_treats else []
        seen: dict[str, OperatorAnswer] = {}
        for one in (*owner, *self.operators):
            name = " ".join(one.name.split())
            if _is_name(name):
                seen.setdefault(name.casefold(), OperatorAnswer(name=name, role=one.role))
        return tuple(seen.values())

    def answers(self, passphrase: str | None) -> NewSalonAnswers:
        """Return everything as the program takes it."""
        return NewSalonAnswers(
            name=" ".join(self.name.split()),
            country=self.country,
            zone=self.value("zone"),
            currency=self.value("currency"),
            language=self.value("language"),
            owner=" ".join(self.owner.split()),
            desk=" ".join(self.desk.split()),
            operators=self.treating(),
            passphrase=passphrase,
        )

    def _following(self, what: str) -> str:
        home = next((one for one in self.homes if one.country == self.country), None)
        return "" if home is None else str(getattr(home, what))


def _is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST
