"""How long data stays."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.privacy.retention import (
    WARNING_DAYS,
    Clock,
    Period,
    RetentionClass,
    add_months,
    ends_on,
    period_of,
    warns_from,
)

RESOURCES = Path(__file__).parents[3] / "resources"
NEVER = {RetentionClass.SUPPRESSION, RetentionClass.NOT_PERSONAL}


@pytest.mark.parametrize(
    ("data", "country", "months"),
    [
        (RetentionClass.OFFERS_USE, "IT", 24),
        (RetentionClass.OFFERS_USE, "fr", 36),
        (RetentionClass.OFFERS_USE, "LV", 24),
        (RetentionClass.CONSENT_PROOF, "DE", 60),
        (RetentionClass.FISCAL, "DE", 96),
        (RetentionClass.FISCAL, "RO", 60),
        (RetentionClass.FISCAL, "LV", 60),
        (RetentionClass.SUPPRESSION, "IT", None),
    ],
)
def test_each_class_of_data_has_its_period(data, country, months):
    assert period_of(data, country).months == months


def test_the_shipped_file_says_the_same_as_the_rules():
    shipped = json.loads((RESOURCES / "retention.json").read_text("utf-8"))
    clocks = {each["code"]: each["clock"] for each in shipped["classes"]}
    assert shipped["warn_days_before"] == WARNING_DAYS
    for country, months in (shipped["months"] | {"LV": shipped["unlisted"]}).items():
        for code, wanted in months.items():
            period = period_of(RetentionClass(code), country)
            assert (period.months, period.clock) == (wanted, Clock(clocks[code])), (country, code)


def test_a_period_has_months_unless_it_never_ends():
    for nonsense in ((None, Clock.SENT), (12, Clock.NEVER), (0, Clock.SENT)):
        with pytest.raises(ValueError, match="period"):
            Period(months=nonsense[0], clock=nonsense[1])


@pytest.mark.parametrize(
    ("data", "since", "end"),
    [
        (RetentionClass.OFFERS_USE, date(2024, 2, 29), date(2026, 2, 28)),
        (RetentionClass.PROFILE_FIGURES, date(2026, 11, 12), date(2027, 11, 12)),
        (RetentionClass.FISCAL, date(2026, 1, 1), date(2037, 1, 1)),
        (RetentionClass.FISCAL, date(2026, 12, 31), date(2037, 1, 1)),
        (RetentionClass.SUPPRESSION, date(2026, 1, 1), None),
    ],
)
def test_a_period_ends_on_its_day(data, since, end):
    assert ends_on(period_of(data, "IT"), since) == end


def test_the_owner_is_told_sixty_days_before():
    assert warns_from(date(2027, 3, 2)) == date(2027, 1, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and add_months(later, 0) == later)
    assert later.day >= min(day.day, 28)


@given(
    st.sampled_from(sorted(set(RetentionClass) - NEVER)),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_a_later_contact_never_ends_a_period_earlier(data, since):
    period = period_of(data, "IT")
    end, later = ends_on(period, since), ends_on(period, add_months(since, 1))
    assert end is not None and later is not None and since < end <= later
