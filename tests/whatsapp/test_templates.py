"""Our templates, the platform's answer about them, and filling them in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.whatsapp.payloads import PayloadRefused
from salon_desktop.whatsapp.templates import (
    TemplateRefused,
    TemplateText,
    check_filled,
    create_body,
    load_definitions,
    pick_language,
    read_platform_template,
    render,
    render_template,
)


def file(**changed: Any) -> dict[str, Any]:
    """Return one of our files in Italian and German."""
    italian = {
        "body": "Buongiorno {{first_name}}, la aspettiamo alle {{time}}.",
        "footer": "Istituto Mirtilla",
        "buttons": ["Confermo", "Disdico"],
        "examples": {"first_name": "Giulia", "time": "15:30"},
    }
    german = {
        "body": "Hallo {{first_name}}, bis {{time}} Uhr.",
        "buttons": ["Ja", "Nein"],
        "examples": {"first_name": "Julia", "time": "15:30"},
    }
    whole = {
        "name": "appointment_reminder_1",
        "category": "UTILITY",
        "ttl_seconds": 43200,
        "languages": {"it": italian, "de": german},
    }
    return whole | changed


def words(**changed: Any) -> dict[str, Any]:
    """Return the same with its Italian changed, alone."""
    return file(languages={"it": file()["languages"]["it"] | changed})


# ---- our files


def test_a_file_gives_one_definition_a_language():
    italian, german = load_definitions(json.dumps(file()))
    assert (italian.name, italian.language, german.language) == (
        "appointment_reminder_1",
        "it",
        "de",
    )
    assert italian.ttl_seconds == 43_200
    assert italian.text.parameter_names == ("first_name", "time")
    assert german.text.footer == ""


def test_the_request_to_the_platform_has_names_examples_and_the_time_to_live():
    italian = load_definitions(json.dumps(file()).encode())[0]
    assert create_body(italian) == {
        "name": "appointment_reminder_1",
        "language": "it",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "message_send_ttl_seconds": 43200,
        "components": [
            {
                "type": "BODY",
                "text": "Buongiorno {{first_name}}, la aspettiamo alle {{time}}.",
                "example": {
                    "body_text_named_params": [
                        {"param_name": "first_name", "example": "Giulia"},
                        {"param_name": "time", "example": "15:30"},
                    ]
                },
            },
            {"type": "FOOTER", "text": "Istituto Mirtilla"},
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Confermo"},
                    {"type": "QUICK_REPLY", "text": "Disdico"},
                ],
            },
        ],
    }


def test_what_a_template_does_not_have_is_not_asked_for():
    plain = file(languages={"it": {"header": "Ciao", "body": "A domani."}})
    del plain["ttl_seconds"]
    created = create_body(load_definitions(json.dumps(plain))[0])
    assert "message_send_ttl_seconds" not in created
    assert created["components"] == [
        {"type": "HEADER", "format": "TEXT", "text": "Ciao"},
        {"type": "BODY", "text": "A domani."},
    ]


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ([], "not_a_definition"),
        (file(languages={}), "not_a_definition"),
        (file(name="Reminder 1"), "bad_name"),
        (file(category="AUTHENTICATION"), "bad_category"),
        (file(languages={"it-IT": {"body": "Ciao"}}), "bad_language"),
        (file(ttl_seconds=29), "bad_ttl"),
        (file(ttl_seconds=43_201), "bad_ttl"),
        (file(ttl_seconds="soon"), "bad_ttl"),
        (file(category="MARKETING", ttl_seconds=3600), "bad_ttl"),
        (words(body=" "), "empty"),
        (words(body="x" * 1025), "too_long"),
        (words(footer="x" * 61), "too_long"),
        (words(header="x" * 61), "too_long"),
        (words(buttons=["x" * 26, "y"]), "too_long"),
        (words(buttons=[str(n) for n in range(11)]), "too_many"),
        (words(buttons=["Sì", "Sì"]), "twice"),
        (words(buttons=["Sì", ""]), "empty"),
        (words(buttons=["Sì", {"type": "URL"}]), "empty"),
        (words(footer="di {{first_name}}"), "variable_not_allowed"),
        (words(buttons=["Sì", "{{time}}"]), "variable_not_allowed"),
        (words(body="Ciao {{ first_name }}, alle {{time}}."), "bad_variable"),
        (words(body="Ciao {{First}}, alle {{time}}."), "bad_variable"),
        (words(body="{{first_name}}, alle {{time}}."), "variable_at_edge"),
        (words(body="Ciao {{first_name}}, alle {{time}}"), "variable_at_edge"),
        (words(examples={"first_name": "Giulia"}), "examples_differ"),
        (words(examples={"first_name": "G", "time": "1", "more": "x"}), "examples_differ"),
        (words(examples={"first_name": "G", "time": ""}), "examples_differ"),
    ],
)
def test_a_file_the_platform_would_refuse_is_refused_here(shape, code):
    with pytest.raises(TemplateRefused) as refused:
        load_definitions(json.dumps(shape))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "german",
    [
        {"body": "Hallo {{name}}.", "buttons": ["Ja", "Nein"], "examples": {"name": "J"}},
        {
            "body": "Hallo {{first_name}}, {{time}} Uhr.",
            "buttons": ["Ja"],
            "examples": {"first_name": "J", "time": "1"},
        },
    ],
)
def test_all_languages_of_a_template_take_the_same_values_and_buttons(german):
    shape = file()
    shape["languages"]["de"] = german
    with pytest.raises(TemplateRefused) as refused:
        load_definitions(json.dumps(shape))
    assert refused.value.code == "languages_differ"
    assert refused.value.facts["language"] == "de"


@given(st.one_of(st.binary(), st.text()))
def test_a_file_of_anything_is_refused_by_name(raw):
    with pytest.raises(TemplateRefused):
        load_definitions(raw)


# ---- the platform's answer


def test_the_platforms_answer_is_read_and_compares_with_ours():
    italian = load_definitions(json.dumps(file()))[0]
    told = create_body(italian) | {
        "id": "77",
        "status": "APPROVED",
        "category": "MARKETING",
        "correct_category": "MARKETING",
        "quality_score": {"score": "GREEN", "date": 1},
        "rejected_reason": "NONE",
    }
    theirs = read_platform_template(told)
    assert theirs is not None
    assert theirs.text == italian.text
    assert (theirs.template_id, theirs.status, theirs.category) == ("77", "APPROVED", "MARKETING")
    assert (theirs.quality, theirs.rejected_reason, theirs.ttl_seconds) == ("GREEN", "", 43200)
    assert theirs.sendable


def test_only_an_approved_template_with_names_can_be_sent():
    told = create_body(load_definitions(json.dumps(file()))[0]) | {"status": "APPROVED"}
    approved = read_platform_template(told)
    assert approved is not None
    assert approved.sendable
    assert not replace(approved, status="PAUSED").sendable
    assert not replace(approved, named=False).sendable


@pytest.mark.parametrize("shape", [None, 7, [], {}, {"name": "x"}, {"name": {}, "language": "it"}])
def test_an_answer_without_name_and_language_is_no_template(shape):
    assert read_platform_template(shape) is None


def test_an_answer_with_odd_members_is_read_as_far_as_it_goes():
    odd = {"name": "x", "language": "it", "components": [7, {"type": "BODY", "text": 7}], "id": []}
    theirs = read_platform_template(odd)
    assert theirs is not None
    assert (theirs.text.body, theirs.template_id, theirs.quality) == ("7", "", "UNKNOWN")


# ---- filling in

TEXT = TemplateText("Da {{salon}}", "Ciao {{name}}, alle {{time}}. {{name}}!", "piede", ("Sì",))


def test_values_that_fit_are_taken():
    check_filled(TEXT, {"time": "1", "name": "G"}, {"salon": "M"}, ["v1:yes"])


@pytest.mark.parametrize(
    ("given_values", "missing", "extra"),
    [
        ({"name": "G"}, "time", ""),
        ({"name": "G", "time": "1", "more": "x"}, "", "more"),
        ({"nome": "G", "time": "1"}, "name", "nome"),
    ],
)
def test_missing_and_extra_values_are_named(given_values, missing, extra):
    with pytest.raises(PayloadRefused) as refused:
        check_filled(TEXT, given_values, {"salon": "M"})
    assert refused.value.code == "parameters_differ"
    assert (refused.value.facts["missing"], refused.value.facts["extra"]) == (missing, extra)


def test_a_header_is_not_filled_with_the_values_of_the_body():
    with pytest.raises(PayloadRefused) as refused:
        check_filled(TEXT, {"name": "G", "time": "1", "salon": "M"})
    assert refused.value.facts == {"missing": "header salon", "extra": "salon"}


def test_more_payloads_than_buttons_are_refused():
    with pytest.raises(PayloadRefused) as refused:
        check_filled(TEXT, {"name": "G", "time": "1"}, {"salon": "M"}, ["a", "b"])
    assert refused.value.code == "too_many"


def test_what_the_client_sees_is_filled_in_once():
    seen = render_template(TEXT, {"name": "{{time}}", "time": "15:30"}, {"salon": "Mirtilla"})
    assert seen.header == "Da Mirtilla"
    assert seen.body == "Ciao {{time}}, alle 15:30. {{time}}!"
    assert (seen.footer, seen.buttons) == ("piede", ("Sì",))


def test_a_variable_without_a_value_stays_visible():
    assert render("Ciao {{name}}", {}) == "Ciao {{name}}"


@given(st.text(), st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text()))
def test_filling_in_never_raises_and_leaves_plain_text_alone(plain, values):
    assert render(plain.replace("{{", ""), values) == plain.replace("{{", "")


@pytest.mark.parametrize(
    ("wanted", "available", "picked"),
    [
        ("it", ["de", "it", "it_CH"], "it"),
        ("it_CH", ["de", "it", "it_CH"], "it_CH"),
        ("it-CH", ["de", "it"], "it"),
        ("en", ["de", "en_GB", "en_US"], "en_GB"),
        ("ro", ["de", "it"], "it"),
        ("ro", ["de", "it_CH"], "it_CH"),
        ("", ["de", "it"], "it"),
        ("ro", ["de"], None),
        ("it", [], None),
    ],
)
def test_a_person_gets_the_nearest_language_there_is(wanted, available, picked):
    assert pick_language(wanted, available, fallback="it") == picked


def test_without_a_fallback_no_foreign_language_is_picked():
    assert pick_language("ro", ["de", "it"]) is None
