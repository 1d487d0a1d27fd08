"""How near a typed word is to a name, against a plain table of distances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.clients.nearness import Nearness, allowed_mistakes, nearness

words = st.text(alphabet="abc", min_size=1, max_size=10)


def mistakes(one: str, other: str) -> int:
    """Return the distance by the textbook: the whole table, nothing left out."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            ]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one), len(other)]


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("rossi", "rossi", Nearness(0, False)),
        ("rosi", "rossi", Nearness(1, False)),
        ("rosssi", "rossi", Nearness(1, False)),
        ("rsosi", "rossi", Nearness(1, False)),
        ("rozzi", "rossi", None),
        ("smirn", "smirnova", Nearness(0, True)),
        ("smrin", "smirnova", Nearness(1, True)),
        ("francseca", "francesca", Nearness(1, False)),
        ("francseka", "francesca", Nearness(2, False)),
        ("francseka", "francescani", Nearness(2, True)),
        ("ada", "aba", None),
        ("ada", "ada", Nearness(0, False)),
        ("abcd", "wxyz", None),
        ("abcd", "", None),
    ],
)
def test_mistakes_of_a_typing_hand(typed: str, name: str, expected: Nearness | None) -> None:
    assert nearness(typed, name) == expected


@pytest.mark.parametrize(
    ("word", "most"), [("abc", 0), ("abcd", 1), ("abcdef", 1), ("abcdefg", 2), ("a" * 30, 2)]
)
def test_longer_words_may_have_more_mistakes(word: str, most: int) -> None:
    assert allowed_mistakes(word) == most


@given(words, words)
def test_the_answer_is_that_of_the_whole_table(typed: str, word: str) -> None:
    most = allowed_mistakes(typed)
    whole = mistakes(typed, word)
    beginnings = [word[:end] for end in range(max(1, len(typed) - most), len(word))]
    begun = min((mistakes(typed, one) for one in beginnings), default=99)
    found = nearness(typed, word)
    if min(whole, begun) > most:
        assert found is None
    elif whole <= begun:
        assert found == Nearness(whole, False)
    else:
        assert found == Nearness(begun, True)
