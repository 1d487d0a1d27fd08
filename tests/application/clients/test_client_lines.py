"""A row of a list becomes a client whole, or is refused whole with the column to look at."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.application.client_lines import Draft, Habits, LineReader
from salon_desktop.application.ports.files import Cell, ClientField, ClientLine
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.infrastructure.phones import NumberingPlans

F = ClientField
BOTH = {Purpose.SERVICE_MESSAGES: True, Purpose.OFFERS: True}


def read(*cells: tuple[ClientField, str], missing: int = 0, region: str = "IT", **how) -> Draft:
    """Read a row whose cells stand in the columns 1, 2, …"""
    line = ClientLine(
        line=2,
        last_line=2,
        sheet_row=2,
        cells=tuple(Cell(place, field, text) for place, (field, text) in enumerate(cells, 1)),
        missing=missing,
    )
    habits = Habits(
        region=region, language="it", zone="Europe/Rome", today=date(2026, 11, 23), **how
    )
    return LineReader(NumberingPlans(), habits)(line)


def numbers(draft: Draft) -> list[str]:
    assert draft.client is not None, draft.reason
    return [phone.number.e164 for phone in draft.client.phones]


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        ([(F.FIRST_NAME, "Anna"), (F.LAST_NAME, "Bia")], "Anna", "Bia"),
        ([(F.NAME, "Anna Maria Bia")], "Anna Maria", "Bia"),
        ([(F.NAME, "Bia, Anna Maria")], "Anna Maria", "Bia"),
        ([(F.NAME, "Anna")], "Anna", ""),
        ([(F.NAME_LAST_FIRST, "Bia Anna Maria")], "Anna Maria", "Bia"),
        ([(F.NAME_LAST_FIRST, "De Luca, Anna")], "Anna", "De Luca"),
        ([(F.NAME, "Somebody Else"), (F.FIRST_NAME, "Anna")], "Anna", ""),
        ([(F.LAST_NAME, "=1+1")], "", "=1+1"),
    ],
)
def test_names_come_from_their_columns_or_out_of_one(
    cells: list[tuple[ClientField, str]], first: str, last: str
) -> None:
    client = read(*cells).client
    assert client is not None
    assert (client.first_name, client.last_name) == (first, last)


@pytest.mark.parametrize(
    ("typed", "region", "expected"),
    [
        ("333 1234567", "IT", ["+393331234567"]),
        ("0039 333/1234567", "IT", ["+393331234567"]),
        ("0471/123456", "IT", ["+390471123456"]),
        ("333 1234567 / 06 12345678", "IT", ["+393331234567", "+390612345678"]),
        ("333 1234567, 333 1234567", "IT", ["+393331234567"]),
        ("0722 123 456 sau 0733 123 456", "RO", ["+40722123456", "+40733123456"]),
        ("040 1234567; 050 7654321", "FI", ["+358401234567", "+358507654321"]),
        ("0151 23456789 oder 030 123456", "DE", ["+4915123456789", "+4930123456"]),
        ("393331234567", "IT", ["+393331234567"]),
    ],
)
def test_numbers_are_understood_as_the_salons_country_writes_them(
    typed: str, region: str, expected: list[str]
) -> None:
    assert numbers(read((F.NAME, "Anna Bia"), (F.PHONE, typed), region=region)) == expected


def test_the_mobile_comes_first_and_a_number_once() -> None:
    draft = read(
        (F.PHONE, "06 12345678"),
        (F.NAME, "Anna Bia"),
        (F.MOBILE, "333 1234567"),
        (F.PHONE, "+39 333 1234567"),
    )
    assert numbers(draft) == ["+393331234567", "+390612345678"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ((F.PHONE, "chiedere"), "phone_not_a_number"),
        ((F.PHONE, "3,33123E+09"), "phone_not_a_number"),
        ((F.PHONE, "12"), "phone_impossible"),
        ((F.PHONE, "333 1234567 / chiedere"), "phone_not_a_number"),
        ((F.PHONE, "3" * 70), "phone_too_long"),
        ((F.EMAIL, "anna(at)example.org"), "email_not_understood"),
        ((F.BIRTH_DATE, "31/02/1980"), "birth_date_unclear"),
        ((F.BIRTH_DATE, "12.03."), "birth_date_unclear"),
        ((F.BIRTH_DATE, "01/01/2030"), "birth_date_impossible"),
        ((F.LANGUAGE, "klingonisch"), "language_unknown"),
        ((F.CONSENT, "forse"), "consent_unclear"),
        ((F.NOTE, "a\0b"), "text_nul"),
        ((F.NOTE, "\ud800"), "text_surrogate"),
        ((F.ALERT, "a\x1bb"), "text_control"),
        ((F.ALERT, "x" * 301), "text_too_long"),
    ],
)
def test_a_cell_that_cannot_be_taken_refuses_the_row_and_is_named(
    cell: tuple[ClientField, str], reason: str
) -> None:
    draft = read((F.FIRST_NAME, "Anna"), (F.LAST_NAME, "Bia"), cell)
    assert (draft.client, draft.reason, draft.column) == (None, reason, 3)


@pytest.mark.parametrize("field", [F.FIRST_NAME, F.LAST_NAME, F.NAME, F.NAME_LAST_FIRST])
def test_a_name_that_cannot_be_stored_names_its_column(field: ClientField) -> None:
    draft = read((F.NOTE, "nota"), (field, "x" * 121 + " y\0z"))
    assert draft.column == 2
    assert draft.reason in ("text_nul", "text_too_long")


def test_a_row_without_a_name_is_nameless() -> None:
    assert read((F.PHONE, "333 1234567")).reason == "nameless"
    assert read((F.FIRST_NAME, "\u200b"), (F.PHONE, "333 1234567")).reason == "nameless"


def test_a_row_the_reader_could_not_read_keeps_its_reason() -> None:
    line = ClientLine(line=2, last_line=2, sheet_row=2, problem="quote_open")
    habits = Habits(region="IT", language="it", zone="Europe/Rome", today=date(2026, 11, 23))
    draft = LineReader(NumberingPlans(), habits)(line)
    assert (draft.client, draft.reason, draft.column) == (None, "quote_open", None)


def test_a_short_row_is_taken_with_a_warning_only_if_it_has_a_number() -> None:
    taken = read((F.NAME, "Anna Bia"), (F.PHONE, "333 1234567"), missing=3)
    assert (taken.reason, taken.warning) == (None, "too_few_columns")
    assert read((F.NAME, "resto di una nota"), missing=3).reason == "too_few_columns"


def test_an_odd_number_is_taken_with_a_warning() -> None:
    assert read((F.NAME, "Anna Bia"), (F.PHONE, "333 123456")).warning == "short_mobile"


def test_notes_of_several_columns_are_kept_together() -> None:
    client = read((F.NAME, "Anna Bia"), (F.NOTE, "prima"), (F.NOTE, "seconda")).client
    assert client is not None
    assert client.note == "prima\nseconda"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "it"), ("de", "de"), ("de-AT", "de"), ("Deutsch", "de"), ("TEDESCO", "de"),
        ("română", "ro"), ("suomi", "fi"), ("inglese", "en"), ("fr", "fr"), ("ita", "it"),
    ],
)  # fmt: skip
def test_languages_by_code_and_by_name(said: str, code: str) -> None:
    cells = [(F.NAME, "Anna Bia")] + ([(F.LANGUAGE, said)] if said else [])
    client = read(*cells).client
    assert client is not None
    assert client.language == code


def test_the_order_of_day_and_month_follows_the_wish() -> None:
    for month_first, born in ((False, date(1985, 3, 12)), (True, date(1985, 12, 3))):
        cells = [(F.NAME, "Anna Bia"), (F.BIRTH_DATE, "12/03/1985")]
        client = read(*cells, month_first=month_first).client
        assert client is not None
        assert client.birth_date == born


@pytest.mark.parametrize(
    ("cells", "claims"),
    [
        ([(F.CONSENT, "sì")], BOTH),
        ([(F.CONSENT, "JA")], BOTH),
        ([(F.CONSENT, "x")], BOTH),
        ([(F.CONSENT, "12/03/2021")], BOTH),
        ([(F.CONSENT, "no")], dict.fromkeys(BOTH, False)),
        ([(F.CONSENT, "-")], {}),
        ([(F.CONSENT_SERVICE, "da")], {Purpose.SERVICE_MESSAGES: True}),
        ([(F.CONSENT_OFFERS, "Ei")], {Purpose.OFFERS: False}),
        ([(F.CONSENT, "yes"), (F.CONSENT_OFFERS, "no")], BOTH | {Purpose.OFFERS: False}),
        ([(F.CONSENT, "no"), (F.CONSENT_OFFERS, "yes")], dict.fromkeys(BOTH, False)),
        ([], {}),
    ],
)
def test_what_the_list_claims_of_consent(
    cells: list[tuple[ClientField, str]], claims: dict[Purpose, bool]
) -> None:
    draft = read((F.NAME, "Anna Bia"), (F.PHONE, "333 1234567"), *cells)
    assert dict(draft.claims) == claims


@pytest.mark.parametrize("number", ["", "06 12345678"])
def test_a_claim_without_a_number_for_messages_is_no_claim(number: str) -> None:
    phone = [(F.PHONE, number)] if number else []
    draft = read((F.NAME, "Anna Bia"), (F.CONSENT, "si"), *phone)
    assert (draft.claims, draft.warning) == ((), "consent_without_number")
