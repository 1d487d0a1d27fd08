"""How near a typed word is to a name: letters left out, doubled, mistaken or swapped.

Counts the single mistakes of a typing hand (restricted Damerau-Levenshtein distance), against the
whole word and against its beginning, because people are found before they are typed to the end.
"""

from dataclasses import dataclass

SHORTEST = 4
LONG = 7
_FAR = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Nearness:
    """Mistakes between two words; ``begun`` if only the beginning of the longer one is near."""

    mistakes: int
    begun: bool


def allowed_mistakes(word: str) -> int:
    """Return how many mistakes a word of that length may have and still be meant."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def nearness(typed: str, word: str) -> Nearness | None:
    """Return how near ``typed`` is to ``word``, or None beyond the allowed mistakes."""
    most = allowed_mistakes(typed)
    row = _last_row(typed, word[: len(typed) + most], most)
    if row is None:
        return None
    whole = row[-1] if len(word) <= len(typed) + most else _FAR
    # A beginning is as long as what was typed, give or take the mistakes.
    begun = min(row[max(1, len(typed) - most) :], default=_FAR)
    if whole <= most and whole <= begun:
        return Nearness(whole, False)
    return Nearness(begun, True) if begun <= most else None


def _last_row(typed: str, word: str, most: int) -> list[int] | None:
    """Return the mistakes between ``typed`` and each beginning of ``word``; None once all exceed.

    Rows follow the letters typed; each cell is the cheapest way to the one above, left, across,
    or two back for a swap.
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(word, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return None
    return row
