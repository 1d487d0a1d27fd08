"""Phone numbers: hidden where they are printed, equal in all their written variants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.phone import PhoneKind, PhoneNumber, digits_of, masked, variants_of

e164 = st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True)


def a_number(e164: str = "+393331234567", kind: PhoneKind = PhoneKind.MOBILE) -> PhoneNumber:
    return PhoneNumber(as_typed=f" {e164[3:]}", e164=e164, region="IT", kind=kind)


def test_a_printed_number_shows_no_digit_of_it() -> None:
    assert "333" not in repr(a_number())
    assert "4567" not in repr(a_number())


@pytest.mark.parametrize(
    "wrong", ["", "393331234567", "+0393331234567", "+39 333", "+39333123456712345"]
)
def test_only_the_international_form_is_a_number(wrong: str) -> None:
    with pytest.raises(ValueError, match="international") as refused:
        a_number(wrong)
    assert wrong == "" or wrong not in str(refused.value)


def test_what_was_typed_has_a_limit() -> None:
    with pytest.raises(ValueError, match="too long"):
        PhoneNumber(as_typed="3" * 65, e164="+393331234567", region="IT", kind=PhoneKind.MOBILE)


def test_a_landline_gets_no_messages_and_everything_else_may() -> None:
    assert not a_number(kind=PhoneKind.LANDLINE).may_have_messages
    assert all(
        a_number(kind=kind).may_have_messages for kind in set(PhoneKind) - {PhoneKind.LANDLINE}
    )


def test_digits_are_found_in_any_script() -> None:
    assert digits_of("+39 (333) 12-34") == "393331234"
    assert digits_of("٠١٢ x ३") == "0123"
    assert digits_of("x²") == ""


@given(e164)
def test_a_masked_number_cannot_be_dialled_and_keeps_its_length(number: str) -> None:
    hidden = masked(number)
    assert len(hidden) == len(number)
    assert len(digits_of(hidden)) == 4
    assert hidden[-2:] == number[-2:]


def test_a_short_text_is_masked_wholly() -> None:
    assert masked("+3912") == "•••••"


@given(e164)
def test_all_variants_of_a_number_have_the_same_variants(number: str) -> None:
    assert number in variants_of(number)
    assert {variants_of(variant) for variant in variants_of(number)} == {variants_of(number)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+5215512345678", "+525512345678"),
        ("+5491123456789", "+541123456789"),
        ("+5511987654321", "+551187654321"),
        ("+390612345678", "+39612345678"),
    ],
)
def test_the_same_telephone_is_recognised_however_it_is_written(one: str, other: str) -> None:
    assert variants_of(one) == variants_of(other) == {one, other}


def test_an_italian_mobile_has_one_form_only() -> None:
    assert variants_of("+393331234567") == {"+393331234567"}
