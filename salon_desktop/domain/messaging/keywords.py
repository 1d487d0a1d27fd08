"""Understanding a written STOP, and never taking a "yes" for a consent.

The lists are data the owner may edit; here is only how they are compared with what somebody
wrote. Words about a visit ("cancel", "annulla", "peru") are never an opt-out, and what is not
understood goes to a person (docs/rules.md, keywords).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from salon_desktop.domain.errors import DomainError

TEXT_MAX = 4096  # the longest text the platform delivers; nothing behind it is compared
INSIDE = "»"  # marks an entry that also counts inside a longer text
INSIDE_WORDS = 2  # fewer words are too common to be safe inside a sentence

_KEPT = {"👍", "✅", "❌"}
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
# Every sign people type for an apostrophe, taken out before the accents are: the acute accent
# would fall apart into a blank and a mark.
_NO_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`\u00b4\u02bc\u2032\uff07"))


class WordClass(StrEnum):
    """What a list of words is about."""

    OPT_OUT_ALL = "opt_out_all"
    OPT_OUT_OFFERS = "opt_out_offers"
    OPT_IN = "opt_in"
    PRIVACY = "privacy"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    MOVE = "move"
    LATE = "late"


class KeywordRefused(DomainError):
    """An entry that would catch innocent messages; facts: language, word_class, why."""

    code: ClassVar[str] = "keyword_refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in the form it is compared in; ``inside`` if it counts inside a longer text."""

    text: str
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordLists:
    """All lists by language and class, ready for comparison. Made by ``keyword_lists``."""

    by_language: Mapping[str, Mapping[WordClass, tuple[Entry, ...]]]

    def languages(self, first: str) -> tuple[str, ...]:
        """Return all languages to try, the person's own first."""
        others = sorted(language for language in self.by_language if language != first)
        return (first, *others) if first in self.by_language else tuple(others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a text means: ``meaning`` is None if it is for a person to read.

    ``evidence`` is the text exactly as received. ``privacy`` tells that it also asks for data or
    their erasure, whatever else it means.
    """

    meaning: WordClass | None
    evidence: str = field(repr=False)
    entry: str = ""
    language: str = ""
    privacy: bool = False


def keyword_lists(raw: Mapping[str, Mapping[str, Iterable[str]]]) -> KeywordLists:
    """Return lists read from data: language → class → entries, a leading » marks INSIDE.

    Raises KeywordRefused for an entry that is empty, or marked and too short to be safe inside
    a sentence; ValueError for an unknown class.
    """
    lists: dict[str, dict[WordClass, tuple[Entry, ...]]] = {}
    for language, classes in raw.items():
        lists[language] = {
            WordClass(name): tuple(_entry(text, language, name) for text in entries)
            for name, entries in classes.items()
        }
    return KeywordLists(by_language=lists)


def normalised(text: str) -> str:
    """Return ``text`` as it is compared: folded, without accents and punctuation.

    Words are separated by single blanks; 👍 ✅ ❌ stay words. The original stays the evidence.
    """
    plain = text[:TEXT_MAX].translate(_NO_APOSTROPHES)  # "don't", "dont" and "don’t" are one word
    folded = unicodedata.normalize("NFKD", plain).casefold().translate(_LETTERS)
    signs: list[str] = []
    for sign in folded:
        if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
            continue
        if sign in _KEPT:
            signs.append(f" {sign} ")
        else:
            signs.append(sign if sign.isalnum() else " ")
    return " ".join("".join(signs).split())


def understand(text: str, lists: KeywordLists, language: str) -> Understood:
    """Return what ``text`` means for the consent of the person who wrote it.

    Only opt-outs, opt-ins and privacy requests are decided here. An opt-out of everything wins
    over one of offers unless the whole text is the latter; neither is ever overruled by an opt-in.
    ``language`` is the person's: its lists are tried first, then all others.
    """
    bare = " ".join(word for word in normalised(text).split() if word not in _KEPT)
    privacy = _find(bare, lists, language, WordClass.PRIVACY)
    order = (
        (WordClass.OPT_OUT_OFFERS, False),
        (WordClass.OPT_OUT_ALL, True),
        (WordClass.OPT_OUT_OFFERS, True),
        (WordClass.OPT_IN, True),
    )
    for word_class, inside in order:
        found = _find(bare, lists, language, word_class, inside=inside)
        if found is not None:
            return Understood(
                meaning=word_class,
                evidence=text,
                entry=found[0],
                language=found[1],
                privacy=privacy is not None,
            )
    if privacy is not None:
        return Understood(
            meaning=WordClass.PRIVACY,
            evidence=text,
            entry=privacy[0],
            language=privacy[1],
            privacy=True,
        )
    return Understood(meaning=None, evidence=text)


def _find(
    said: str,
    lists: KeywordLists,
    language: str,
    word_class: WordClass,
    *,
    inside: bool = True,
) -> tuple[str, str] | None:
    if not said:
        return None
    words = said.split()
    once = words[0] if len(set(words)) == 1 else said  # "STOP STOP STOP" is one STOP
    for each in lists.languages(language):
        for entry in lists.by_language[each].get(word_class, ()):
            if entry.text in (said, once):
                return entry.text, each
            if inside and entry.inside and f" {entry.text} " in f" {said} ":
                return entry.text, each
    return None


def _entry(raw: str, language: str, word_class: str) -> Entry:
    inside = raw.lstrip().startswith(INSIDE)
    text = normalised(raw.lstrip().removeprefix(INSIDE))
    if not text:
        raise KeywordRefused(language=language, word_class=word_class, why="empty")
    if inside and len(text.split()) < INSIDE_WORDS:
        raise KeywordRefused(language=language, word_class=word_class, why="too_short")
    return Entry(text, inside)
