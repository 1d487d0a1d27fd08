"""How good a passphrase is, as a hint while it is typed: pure, and never kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log2

SHORTEST = 10
PLAINEST = 5
"""Fewer different letters than this are no passphrase."""

_FAIR_BITS, _GOOD_BITS, _STRONG_BITS = 45.0, 62.0, 80.0
_CLASSES = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHER_SIGNS = 33
_KNOWN_LEAST = 4


class Flaw(StrEnum):
    """What is wrong with a passphrase that is too weak to be taken."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_PLAIN = "too_plain"
    NAMES_THE_SALON = "names_the_salon"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``level`` 0 to 4, and why it is refused below 2."""

    level: int
    flaw: Flaw | None = None

    @property
    def is_enough(self) -> bool:
        """Whether it may be used."""
        return self.flaw is None


def judge(passphrase: str, known: Sequence[str] = ()) -> Judgement:
    """Return how hard ``passphrase`` is to guess; ``known`` are names that anybody would try."""
    if not passphrase:
        return Judgement(0, Flaw.EMPTY)
    if len(passphrase) < SHORTEST:
        return Judgement(1, Flaw.TOO_SHORT)
    rest = _without(passphrase.casefold(), known)
    if len(rest) < SHORTEST and rest != passphrase.casefold():
        return Judgement(1, Flaw.NAMES_THE_SALON)
    if len(set(rest)) < PLAINEST or _runs(rest):
        return Judgement(1, Flaw.TOO_PLAIN)
    bits = _bits(passphrase) * len(rest) / len(passphrase)
    if bits < _FAIR_BITS:
        return Judgement(1, Flaw.TOO_PLAIN)
    return Judgement(2 if bits < _GOOD_BITS else 3 if bits < _STRONG_BITS else 4)


def _without(text: str, known: Sequence[str]) -> str:
    words = {word for name in known for word in name.casefold().split()}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _KNOWN_LEAST:
            text = text.replace(word, "")
    return text


def _runs(text: str) -> bool:
    """Tell whether most letters follow the one before: abcdef, 123456, aaaaaa."""
    steps = sum(abs(ord(one) - ord(two)) <= 1 for one, two in pairwise(text))
    return steps * 2 > len(text)


def _bits(text: str) -> float:
    signs = sum(size for holds, size in _CLASSES if any(holds(letter) for letter in text))
    if any(not letter.isalnum() for letter in text):
        signs += _OTHER_SIGNS
    # A letter that comes again tells less than the first time.
    return log2(max(signs, 2)) * (len(set(text)) + (len(text) - len(set(text))) / 2)
