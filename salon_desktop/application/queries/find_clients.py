"""Finding clients while somebody types: what was typed, who was found, and what to underline."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from salon_desktop.domain.clients.names import folded, full_name
from salon_desktop.domain.phone import digits_of, masked

LONGEST_TYPED = 200
MOST_WORDS = 8

_NUMBER = re.compile(r"[+()./\d-]*\d[+()./\d-]*")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A folded word of a search, or the digits of a number (``is_number``) typed with blanks."""

    text: str = field(repr=False)
    is_number: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and, for a national number, the number without its leading zero."""
        national = self.text[1:] if self.is_number and self.text.startswith("0") else ""
        return (self.text, national) if len(national) > 2 else (self.text,)


@dataclass(frozen=True, slots=True)
class FindClients:
    """What was typed, as it was typed; it is data, whatever signs it holds."""

    text: str = field(repr=False)
    limit: int = 20


@dataclass(frozen=True, slots=True)
class PhonePart:
    """A piece of a number to show; hidden digits are dots, typed ones are shown and a hit."""

    text: str = field(repr=False)
    is_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClient:
    """One hit. ``name_hits`` are (start, end) places in ``name`` to underline.

    ``phone`` is masked but for the digits that were typed; ``is_near`` marks a hit of the search
    for typing mistakes; ``reminders_allowed`` tells whether a consent to service messages stands.
    """

    id: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    name_hits: tuple[tuple[int, int], ...]
    phone: tuple[PhonePart, ...]
    last_visit_on: date | None
    has_alert: bool
    may_be_double: bool
    reminders_allowed: bool
    is_near: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return full_name(self.first_name, self.last_name)


class ClientFinder(Protocol):
    """Answers FindClients, most recent visit first; an empty search finds nobody."""

    def __call__(self, wish: FindClients) -> Sequence[FoundClient]:
        """Return at most ``limit`` hits; mistaken spellings only where the exact one finds few."""
        ...


def typed_words(text: str) -> tuple[TypedWord, ...]:
    """Return the words to look for, in order; pieces of a number side by side become one."""
    found: list[TypedWord] = []
    number: list[str] = []
    for piece in [*folded(text[:LONGEST_TYPED]).split(), ""]:
        if piece and _NUMBER.fullmatch(piece):
            number.append(piece)
            continue
        if number:
            found.append(TypedWord(_digits("".join(number)), is_number=True))
            number = []
        if piece:
            found.append(TypedWord(piece))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def name_hits(name: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the places in ``name`` where folded words stand, at a word's beginning if possible."""
    plain, origin = _folded_places(name)
    marks: set[int] = set()
    for word in words:
        start = 0 if plain.startswith(word) else plain.find(f" {word}") + 1
        if start == 0 and not plain.startswith(word):
            start = plain.find(word)
        if start >= 0:
            marks.update(range(origin[start], origin[start + len(word) - 1] + 1))
    return _spans(marks, name)


def phone_parts(e164: str, numbers: Sequence[TypedWord]) -> tuple[PhonePart, ...]:
    """Return a number that cannot be read but for its ends and the digits that were typed."""
    hit: set[int] = set()
    for number in numbers:
        for digits in number.spellings:
            start = e164.find(digits)
            if start >= 0:
                hit.update(range(start, start + len(digits)))
                break
    hidden = masked(e164)
    parts = groupby(range(len(e164)), hit.__contains__)
    return tuple(
        PhonePart("".join((e164 if is_hit else hidden)[place] for place in places), is_hit)
        for is_hit, places in parts
    )


def _digits(typed: str) -> str:
    digits = digits_of(typed)
    return digits[2:] if digits.startswith("00") and len(digits) > 4 else digits


def _folded_places(name: str) -> tuple[str, list[int]]:
    """Return the folded name and, for each of its signs, its place in ``name``."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(name):
        for one in " " if sign.isspace() else _folded_sign(sign):
            signs.append(one)
            origin.append(place)
    return "".join(signs), origin


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return folded(sign)


def _spans(marks: set[int], name: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for place, sign in enumerate(name):
        follows = bool(spans) and spans[-1][1] == place
        # A mark belongs to the letter before it.
        if place in marks or (follows and unicodedata.combining(sign)):
            if follows:
                spans[-1] = (spans[-1][0], place + 1)
            else:
                spans.append((place, place + 1))
    return tuple(spans)
