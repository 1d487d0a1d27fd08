"""Dates of birth as people and spreadsheets write them, in five languages.

Which of two numbers is the day cannot be seen in a date, so the caller says it; a date that is
impossible in that order is refused and never turned round by itself.
"""

import re
from datetime import date

from salon_desktop.domain.clients.names import folded

# Beginnings of month names: Italian, German, Romanian, English; Finnish with four letters where
# three would name another month.
_MONTHS = (
    "gen jan ian tam",
    "feb hel",
    "mar maal",
    "apr huh",
    "mag mai may tou",
    "giu jun iun kes",
    "lug jul iul hei",
    "ago aug elo",
    "set sep syy",
    "ott okt oct lok",
    "nov noi marr",
    "dic dez dec jou",
)
_MONTH_OF = {start: number for number, names in enumerate(_MONTHS, 1) for start in names.split()}
_MIDNIGHT = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})\.?|(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[-./ ]*(?:de )?([^\W\d]{3,})[-./, ]*(\d{4})")
_NAMED_FIRST = re.compile(r"([^\W\d]{3,})[-./ ]*(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})")


def read_date(text: str, *, month_first: bool, today: date) -> date | None:
    """Return the date a text says, or None if it says none.

    A year of two digits is the last such year that is not after ``today``.
    """
    plain = _MIDNIGHT.sub("", folded(text))
    if match := _YEAR_FIRST.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups() if part)
        return _date(year, month, day)
    if match := _YEAR_LAST.fullmatch(plain):
        one, two = int(match[1]), int(match[2])
        day, month = (two, one) if month_first else (one, two)
        return _date(_year(match[3], today), month, day)
    if match := _NAMED.fullmatch(plain):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _NAMED_FIRST.fullmatch(plain):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _month(name: str) -> int:
    return _MONTH_OF.get(name[:4]) or _MONTH_OF.get(name[:3], 0)


def _year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    century = today.year - today.year % 100
    return century + int(text) - (100 if century + int(text) > today.year else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
