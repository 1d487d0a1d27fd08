"""From which age a person consents alone, and how old somebody is on a day.

Ages are those of the countries' laws on online services (GDPR art. 8; docs/rules.md, minors).
"""

from collections.abc import Mapping
from datetime import date

FULL_AGE = 18
# A country that is not listed gets the highest age of the table.
AGE_OF_CONSENT: Mapping[str, int] = {"IT": 14, "ES": 14, "FR": 15, "DE": 16, "RO": 16, "FI": 13}


def age_of_consent(country: str) -> int:
    """Return the age from which a person of ``country`` (two letters) consents alone."""
    return AGE_OF_CONSENT.get(country.upper(), max(AGE_OF_CONSENT.values()))


def age_on(birth: date, day: date) -> int:
    """Return the age in full years; who was born on 29 February turns on 1 March, the later day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
