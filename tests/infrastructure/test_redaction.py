"""What the log hides, and that a long line cannot hold it up."""

import pytest

from salon_desktop.infrastructure.redaction import MAIL, redact


@pytest.mark.parametrize("address", ["anna@example.org", "a.b+c-d@mail.example.co.uk", "ä@b.it"])
def test_an_address_is_hidden_wherever_it_stands(address):
    assert redact(f"no such <{address}>, sorry") == "no such <[mail]>, sorry"


def test_the_longest_address_there_can_be_is_hidden_whole():
    assert redact("x" * 64 + "@example.org") == "[mail]"


def test_from_no_letter_of_a_long_word_more_than_an_address_is_read():
    """Otherwise each letter is a start that reads to the end: a square of the line's length."""
    long = "x" * 200_000
    found = MAIL.search(long[:1_000] + "@example.org")
    assert found is not None
    assert found[0] == "x" * 64 + "@example.org"
    assert redact(long) == long
