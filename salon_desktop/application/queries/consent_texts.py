"""What a client is asked and shown when she decides: texts of every language, ready to be read.

The texts are the salon's own stored wordings, so that the version recorded is the one on screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.events import Purpose

DEFAULT_QUESTIONS = (Purpose.SERVICE_MESSAGES, Purpose.OFFERS, Purpose.PHOTOS_RECORD)
QUESTIONS = "consent_questions"
"""The salon's setting: which purposes are asked on the turned screen, in order, as codes."""

BUSINESS_NUMBER = "business_number"
"""The salon's setting: its own number for messages, international."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedText:
    """One question as it is shown in one language; ``version`` is what the ledger will name.

    ``legal`` is the whole text she agrees to, ``spoken`` what is read out to her.
    """

    purpose: Purpose
    language: str
    version: int
    question: str
    explanation: str
    legal: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """The privacy notice in force in one language: headings with their paragraphs."""

    language: str
    version: int
    title: str
    short: str
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTexts:
    """Everything the turned screen and the spoken route need for one client.

    ``number`` is the one her answers about messages count for, empty if she has none;
    ``business_number`` the salon's own, empty where none is set. ``questions`` are the purposes
    the salon asks on the turned screen.
    """

    client_id: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    language: str
    number: str = field(repr=False)
    business_number: str
    questions: tuple[Purpose, ...]
    asked: Mapping[tuple[Purpose, str], AskedText]
    notices: Mapping[str, NoticeText]

    @property
    def name(self) -> str:
        """First and last name."""
        return full_name(self.first_name, self.last_name)

    def languages(self, purposes: Sequence[Purpose]) -> tuple[str, ...]:
        """Return the languages that have every text, the client's own first."""
        every = {language for _, language in self.asked}
        whole = sorted(
            one for one in every if all((purpose, one) in self.asked for purpose in purposes)
        )
        return tuple(sorted(whole, key=lambda one: one != self.language))


class ReadConsentTexts(Protocol):
    """Reads the texts in force for one client."""

    def __call__(self, client_id: int) -> ConsentTexts:
        """Return the texts with the salon's facts filled in; raises NotFound."""
        ...
