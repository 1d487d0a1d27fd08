"""Dates of birth as five countries and their spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.clients.written_dates import read_date

TODAY = date(2026, 11, 23)
BORN = date(1985, 3, 12)


def read(text: str, *, month_first: bool = False) -> date | None:
    return read_date(text, month_first=month_first, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "1985-03-12", "1985/3/12", "1985.03.12", "19850312", "12/03/1985", "12.3.1985", "12-03-85",
        "12. 3. 1985", "12 03 1985", "12/03/1985 00:00:00", "1985-03-12T00:00:00", "12 marzo 1985",
        "12. März 1985", "12 martie 1985", "12. maaliskuuta 1985", "12 March 1985", "12-Mar-1985",
        "March 12, 1985", "March 12th, 1985", " 12/03/1985 ", "12 Mar. 1985",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert read(text) == BORN


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("gennaio", 1), ("Januar", 1), ("ianuarie", 1), ("tammikuu", 1), ("January", 1),
        ("febbraio", 2), ("helmikuuta", 2), ("aprile", 4), ("huhtikuu", 4), ("maggio", 5),
        ("Mai", 5), ("mai", 5), ("toukokuu", 5), ("May", 5), ("giugno", 6), ("Juni", 6),
        ("iunie", 6), ("kesäkuu", 6), ("luglio", 7), ("iulie", 7), ("heinäkuu", 7), ("agosto", 8),
        ("elokuu", 8), ("settembre", 9), ("syyskuu", 9), ("ottobre", 10), ("Oktober", 10),
        ("lokakuu", 10), ("noiembrie", 11), ("marraskuu", 11), ("dicembre", 12), ("Dezember", 12),
        ("decembrie", 12), ("joulukuu", 12),
    ],
)  # fmt: skip
def test_months_are_known_by_name(name: str, month: int) -> None:
    assert read(f"5 {name} 1990") == date(1990, month, 5)


def test_the_order_of_day_and_month_is_stated_and_never_turned_round() -> None:
    assert read("12/03/1985") == date(1985, 3, 12)
    assert read("12/03/1985", month_first=True) == date(1985, 12, 3)
    assert read("03/25/1985") is None
    assert read("25/03/1985", month_first=True) is None


@pytest.mark.parametrize(("year", "full"), [("26", 2026), ("27", 1927), ("00", 2000), ("99", 1999)])
def test_a_short_year_is_the_last_such_year(year: str, full: int) -> None:
    assert read(f"01.02.{year}") == date(full, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["", "31/02/1980", "12.03.", "03/1985", "1985", "31118", "ieri", "12 foo 1985", "0/0/0000",
     "12/13/1985", "99999999", "12/03/1985/7", "1985-3-12 mezzogiorno"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY), st.booleans())
def test_every_date_comes_back_in_every_order(day: date, month_first: bool) -> None:
    first = f"{day:%m/%d/%Y}" if month_first else f"{day:%d/%m/%Y}"
    assert read(first, month_first=month_first) == day
    assert read(day.isoformat(), month_first=month_first) == day


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    read(text)
