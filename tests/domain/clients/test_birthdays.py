"""Ages and birthdays, with the leap day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.clients.birthdays import (
    BirthDateImpossible,
    age_on,
    birthday_in,
    check_birth_date,
)

LEAP = date(2008, 2, 29)
born = st.dates(date(1920, 1, 1), date(2020, 12, 31))


@given(born, st.integers(0, 100))
def test_a_year_is_complete_on_the_birthday_and_not_the_day_before(birth: date, age: int) -> None:
    birthday = birthday_in(birth, birth.year + age)
    assert age_on(birth, birthday) == age
    assert age_on(birth, birthday - timedelta(days=1)) == age - 1


def test_somebody_born_on_the_leap_day_is_of_age_on_the_first_of_march() -> None:
    assert birthday_in(LEAP, 2026) == date(2026, 3, 1)
    assert birthday_in(LEAP, 2028) == date(2028, 2, 29)
    assert age_on(LEAP, date(2026, 2, 28)) == 17
    assert age_on(LEAP, date(2026, 3, 1)) == 18


@pytest.mark.parametrize(("year", "day"), [(2100, date(2100, 3, 1)), (2000, date(2000, 2, 29))])
def test_centuries_are_leap_years_only_every_four_hundred(year: int, day: date) -> None:
    assert birthday_in(date(1996, 2, 29), year) == day


@pytest.mark.parametrize("birth", [date(2027, 6, 2), date(1890, 1, 1)])
def test_nobody_is_born_tomorrow_or_too_long_ago(birth: date) -> None:
    with pytest.raises(BirthDateImpossible) as refused:
        check_birth_date(birth, date(2027, 6, 1))
    assert refused.value.facts == {}


def test_a_birth_date_of_today_is_possible() -> None:
    check_birth_date(date(2027, 6, 1), date(2027, 6, 1))
