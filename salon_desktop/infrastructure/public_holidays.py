"""Public holidays from the holidays library, computed once for each country and year."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays


class PublicHolidays:
    """The port's shape over the library; an unknown country has no holidays."""

    def between(
        self, country: str, start: date, end: date, subdivision: str | None = None
    ) -> Mapping[date, str]:
        """Return day → name in the country's own language, both ends included."""
        found: dict[date, str] = {}
        for year in range(start.year, end.year + 1):
            found |= {
                day: name
                for day, name in _year(country, subdivision, year).items()
                if start <= day <= end
            }
        return found


@lru_cache(maxsize=256)
def _year(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    try:
        language = holidays.country_holidays(country).default_language
        # Without a language the library would speak that of the machine.
        table = holidays.country_holidays(
            country, subdiv=subdivision, years=year, language=language
        )
    except NotImplementedError:
        return {}
    return dict(table.items())
