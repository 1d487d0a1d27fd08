"""Ages and birthdays, with 29 February taken as 1 March in common years.

Only then a year is complete, and a rule about minors must not open a day early.
"""

from datetime import date
from typing import ClassVar

from salon_desktop.domain.errors import DomainError

_OLDEST = 130


class BirthDateImpossible(DomainError):
    """Nobody alive was born then; facts: none, because the date is the person's."""

    code: ClassVar[str] = "birth_date_impossible"


def age_on(birth_date: date, day: date) -> int:
    """Return the completed years of life on ``day``."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)


def birthday_in(birth_date: date, year: int) -> date:
    """Return the day of a year on which a year of life is completed."""
    if (birth_date.month, birth_date.day) == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return birth_date.replace(year=year)


def check_birth_date(birth_date: date, today: date) -> None:
    """Refuse a birth date in the future or too long ago; raises BirthDateImpossible."""
    if not 0 <= age_on(birth_date, today) <= _OLDEST:
        raise BirthDateImpossible()


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
