"""Names: what is stored, and how they are found again however they are typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.clients.names import (
    TextRefused,
    check_line,
    check_text,
    folded,
    full_name,
    initials,
)

UGLY = [
    "O'Brien",
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@x",
    "<img src='x'>",
    "<b>",
    "&amp;",
    "%",
    "_",
    "*",
    '"',
    "NEAR(",
    "\u202eanna\u202c",
    "an\u200bna",
    "a" + "\u0301" * 40,
    "👩‍👩‍👧‍👦",
    "Şükrü Iğdır",
    "../../x",
    "CON",
    "{0}",
    "%s",
    "{{1}}",
    "日本 花子",
]
typed = st.text(max_size=60)


@pytest.mark.parametrize("text", UGLY)
def test_ugly_text_is_data_like_any_other(text: str) -> None:
    assert check_line(text, "name", 80) == unicodedata.normalize("NFC", text)
    assert isinstance(folded(text), str)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("An\0na", "nul"),
        ("\ud800", "surrogate"),
        ("a\x1b[31m", "control"),
        ("x" * 81, "too_long"),
        ("x" * 1_000_000, "too_long"),
    ],
)
@pytest.mark.parametrize("check", [check_line, check_text])
def test_what_cannot_be_stored_is_refused_without_repeating_it(check, text, reason) -> None:
    with pytest.raises(TextRefused) as refused:
        check(text, "last_name", 80)
    assert refused.value.facts["reason"] == reason
    assert refused.value.facts["field"] == "last_name"
    assert text not in str(refused.value)


def test_the_refusal_of_a_long_text_names_the_limit() -> None:
    with pytest.raises(TextRefused) as refused:
        check_text("x" * 11, "note", 10)
    assert refused.value.facts["limit"] == 10


def test_a_name_has_one_line_and_a_note_keeps_its_lines() -> None:
    assert check_line("  Anna \t Maria\nRossi ", "name", 80) == "Anna Maria Rossi"
    assert check_text("  one\r\ntwo\rthree\u2028four\n", "note", 80) == "one\ntwo\nthree\nfour"
    assert check_text("   ", "note", 80) == ""


def test_the_same_name_in_two_encodings_is_stored_once() -> None:
    assert check_line("Jose\u0301", "name", 4) == check_line("Jos\u00e9", "name", 4) == "Jos\u00e9"


@given(typed)
def test_stored_text_is_composed_and_stored_again_unchanged(text: str) -> None:
    try:
        stored = check_line(text, "name", 80)
    except TextRefused:
        return
    assert unicodedata.is_normalized("NFC", stored)
    assert check_line(stored, "name", 80) == stored
    assert stored == stored.strip()
    assert "\0" not in stored
    stored.encode()


@given(typed)
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(typed)
def test_a_folded_text_can_always_be_searched(text: str) -> None:
    plain = folded(text)
    plain.encode()
    assert "\0" not in plain
    assert "  " not in plain
    assert plain == plain.strip()


@given(st.text(st.characters(max_codepoint=0x24F, categories=["L"]), max_size=20))
def test_case_and_encoding_make_no_difference_to_a_search(name: str) -> None:
    expected = folded(name)
    assert folded(unicodedata.normalize("NFD", name)) == expected
    assert folded(unicodedata.normalize("NFC", name)) == expected


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  Müller   Straße ", "muller strasse"),
        ("ÅÄÖ Øster", "aao oster"),
        ("Łukasz Đorđe", "lukasz dorde"),
        ("Ștefan Țară", "stefan tara"),
        ("D’Angelo", "d'angelo"),
        ("Anna–Maria", "anna-maria"),
        ("İzmir Iğdır ılık", "izmir igdir ilik"),
        ("Œuvre Ærø Þór", "oeuvre aero thor"),
        ("ΑΝΝΑ Νίκος", "αννα νικοσ"),  # noqa: RUF001
        ("an\u200bna \u202erossi", "anna rossi"),
        ("a\0b", "a b"),
        ("\ud800x", "x"),
    ],
)
def test_names_are_found_without_their_marks(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize(
    ("first", "last", "name", "letters"),
    [
        ("Anna", "Rossi", "Anna Rossi", "AR"),
        ("", "Rossi", "Rossi", "R"),
        ("Anna", "", "Anna", "A"),
        ("'t Hart", "42", "'t Hart 42", "T"),
    ],
)
def test_a_name_is_written_with_what_is_there(first, last, name, letters) -> None:
    assert full_name(first, last) == name
    assert initials(first, last) == letters
