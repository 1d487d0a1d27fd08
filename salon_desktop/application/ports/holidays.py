"""Public holidays of a country, from a library with a date of issue."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol


class Holidays(Protocol):
    """Knows the public holidays of a country and its parts."""

    def between(
        self, country: str, start: date, end: date, subdivision: str | None = None
    ) -> Mapping[date, str]:
        """Return day → name (in the country's own language), both ends included.

        An unknown country has none.
        """
        ...
