"""Money as whole cents in one currency, so that sums of lines are their total to the cent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from salon_desktop.domain.errors import DomainError

_CURRENCY = re.compile(r"[A-Z]{3}")


class CurrencyMismatch(DomainError):
    """Two amounts of different currencies cannot be added or compared."""

    code: ClassVar[str] = "currency_mismatch"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents (minor units) of an ISO 4217 currency; may be negative (a refund)."""

    cents: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise ValueError("cents must be a whole number")
        if not _CURRENCY.fullmatch(self.currency):
            raise ValueError("currency must be three capital letters")

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in ``currency``."""
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        """Return the sum of ``amounts``; of none it is zero in ``currency``."""
        result = Money(0, currency)
        for amount in amounts:
            result += amount
        return result

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.cents, self.currency)

    def times(self, count: int) -> "Money":
        """Return ``count`` of it (sessions of a course, nails of a hand)."""
        return Money(self.cents * count, self.currency)

    def percent(self, rate: int) -> "Money":
        """Return ``rate`` hundredths of it, half a cent rounded away from zero (late fees)."""
        scaled = abs(self.cents * rate)
        rounded = (scaled + 50) // 100
        return Money(rounded if self.cents * rate >= 0 else -rounded, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.cents < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.cents <= self._same(other)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return other.cents
