"""Money: whole cents, one currency, totals that are the sum of their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.money import CurrencyMismatch, Money

cents = st.integers(-(10**9), 10**9)


@given(st.lists(cents))
def test_a_total_is_the_sum_of_its_lines_to_the_cent(lines: list[int]) -> None:
    assert Money.total([Money(line, "EUR") for line in lines], "EUR") == Money(sum(lines), "EUR")


@given(cents, cents)
def test_taking_away_what_was_added_gives_the_same_amount(one: int, other: int) -> None:
    assert Money(one, "EUR") + Money(other, "EUR") - Money(other, "EUR") == Money(one, "EUR")
    assert (Money(one, "EUR") < Money(other, "EUR")) == (one < other)
    assert (Money(one, "EUR") <= Money(other, "EUR")) == (one <= other)


def test_currencies_are_never_mixed() -> None:
    with pytest.raises(CurrencyMismatch) as refused:
        Money(1, "EUR") + Money(1, "RON")
    assert refused.value.facts == {"left": "EUR", "right": "RON"}
    with pytest.raises(CurrencyMismatch):
        assert Money(1, "EUR") < Money(1, "RON")


@pytest.mark.parametrize(
    ("amount", "rate", "expected"), [(4500, 50, 2250), (101, 50, 51), (-101, 50, -51), (99, 0, 0)]
)
def test_a_late_fee_is_rounded_half_away_from_zero(amount: int, rate: int, expected: int) -> None:
    assert Money(amount, "EUR").percent(rate) == Money(expected, "EUR")


def test_times_and_minus_keep_the_currency() -> None:
    assert Money(250, "EUR").times(10) == Money(2500, "EUR")
    assert -Money(250, "EUR") == Money(-250, "EUR")
    assert Money.zero("RON") == Money(0, "RON")


@pytest.mark.parametrize(("amount", "currency"), [(1.5, "EUR"), (True, "EUR"), (1, "eur"), (1, "")])
def test_nonsense_is_refused_when_it_is_made(amount: int, currency: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        Money(amount, currency)
