"""Public holidays in the language of their country, whatever the machine speaks."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.infrastructure.public_holidays import PublicHolidays

CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("country", "name"),
    [("IT", "Natale"), ("DE", "Erster Weihnachtstag"), ("RO", "Crăciunul"), ("FI", "Joulupäivä")],
)
def test_a_holiday_is_called_as_in_its_country(country: str, name: str) -> None:
    assert PublicHolidays().between(country, CHRISTMAS, CHRISTMAS) == {CHRISTMAS: name}


def test_only_the_days_asked_for_are_returned_over_the_turn_of_the_year() -> None:
    days = PublicHolidays().between("IT", date(2026, 12, 26), date(2027, 1, 1))
    assert list(days) == [date(2026, 12, 26), date(2027, 1, 1)]


def test_francis_is_a_holiday_in_italy_again() -> None:
    assert date(2026, 10, 4) in PublicHolidays().between("IT", date(2026, 10, 4), date(2026, 10, 4))


def test_a_land_has_its_own_and_an_unknown_country_has_none() -> None:
    epiphany = date(2026, 1, 6)
    assert PublicHolidays().between("DE", epiphany, epiphany) == {}
    assert epiphany in PublicHolidays().between("DE", epiphany, epiphany, "BY")
    assert PublicHolidays().between("XX", CHRISTMAS, CHRISTMAS) == {}
