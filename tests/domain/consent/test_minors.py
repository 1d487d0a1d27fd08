"""From which age somebody consents alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.consent.minors import age_of_consent, age_on


@pytest.mark.parametrize(
    ("country", "age"),
    [("IT", 14), ("it", 14), ("ES", 14), ("FR", 15), ("DE", 16), ("RO", 16), ("FI", 13)],
)
def test_each_country_has_its_age_of_consent(country, age):
    assert age_of_consent(country) == age


def test_an_unlisted_country_gets_the_highest_age():
    assert age_of_consent("LV") == 16


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2024, 2, 29), 0),
        (date(2028, 2, 28), 3),
        (date(2028, 2, 29), 4),
        (date(2027, 2, 28), 2),
        (date(2027, 3, 1), 3),
    ],
)
def test_who_was_born_on_a_leap_day_turns_on_the_first_of_march(day, age):
    assert age_on(date(2024, 2, 29), day) == age


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(0, 20_000))
def test_nobody_grows_younger_or_by_two_years_in_a_day(birth, days):
    day = birth + timedelta(days=days)
    assert age_on(birth, day + timedelta(days=1)) - age_on(birth, day) in (0, 1)
