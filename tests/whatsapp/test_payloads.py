"""What may be queued, and what it looks like on the wire."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.whatsapp.payloads import (
    ButtonsMessage,
    PayloadRefused,
    ReplyButton,
    TemplateMessage,
    TextMessage,
    check_line,
    graph_body,
)

HERE = "+390200000000"
REMINDER = TemplateMessage(
    key="key-1",
    to=HERE,
    template="appointment_reminder_1",
    language="it",
    parameters={"first_name": "Giulia", "time": "15:30"},
    button_payloads=["v1:confirm:4711", "v1:move:4711"],
)


def text(body: str) -> TextMessage:
    return TextMessage(key="key-1", to=HERE, body=body)


def reminder(value: str) -> TemplateMessage:
    return TemplateMessage(
        key="key-1", to=HERE, template="x", language="it", parameters={"first_name": value}
    )


# ---- the shapes


def test_a_template_names_its_parameters_and_carries_our_key():
    assert graph_body(REMINDER) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+390200000000",
        "biz_opaque_callback_data": "key-1",
        "type": "template",
        "template": {
            "name": "appointment_reminder_1",
            "language": {"code": "it"},
            "components": [
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "parameter_name": "first_name", "text": "Giulia"},
                        {"type": "text", "parameter_name": "time", "text": "15:30"},
                    ],
                },
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "0",
                    "parameters": [{"type": "payload", "payload": "v1:confirm:4711"}],
                },
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "1",
                    "parameters": [{"type": "payload", "payload": "v1:move:4711"}],
                },
            ],
        },
    }


def test_a_header_has_parameters_of_its_own():
    message = TemplateMessage(
        key="k", to=HERE, template="x", language="en_US", header_parameters={"salon": "Mirtilla"}
    )
    (component,) = graph_body(message)["template"]["components"]
    assert component == {
        "type": "header",
        "parameters": [{"type": "text", "parameter_name": "salon", "text": "Mirtilla"}],
    }


def test_a_template_without_values_has_no_components():
    message = TemplateMessage(key="k", to=HERE, template="hello_world", language="en_US")
    assert graph_body(message)["template"] == {
        "name": "hello_world",
        "language": {"code": "en_US"},
    }


def test_free_text_asks_for_no_preview():
    assert graph_body(text("Va bene,\na domani!")) | {"to": ""} == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "",
        "biz_opaque_callback_data": "key-1",
        "type": "text",
        "text": {"body": "Va bene,\na domani!", "preview_url": False},
    }


def test_reply_buttons_stand_under_their_text():
    message = ButtonsMessage(
        key="k",
        to=HERE,
        body="Vuole spostare?",
        buttons=[ReplyButton("v1:move:1", "Sposta"), ReplyButton("v1:cancel:1", "Annulla")],
        footer="Istituto Mirtilla",
    )
    assert graph_body(message)["interactive"] == {
        "type": "button",
        "body": {"text": "Vuole spostare?"},
        "footer": {"text": "Istituto Mirtilla"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "v1:move:1", "title": "Sposta"}},
                {"type": "reply", "reply": {"id": "v1:cancel:1", "title": "Annulla"}},
            ]
        },
    }


def test_an_empty_footer_is_left_out():
    message = ButtonsMessage(key="k", to=HERE, body="?", buttons=[ReplyButton("1", "Sì")])
    assert "footer" not in graph_body(message)["interactive"]


def test_a_person_without_a_number_is_reached_by_user_id():
    body = graph_body(TextMessage(key="k", to="IT.900000000000001", body="Salve"))
    assert body["recipient"] == "IT.900000000000001"
    assert "to" not in body


def test_values_cannot_be_changed_behind_the_checks():
    given_values = {"first_name": "Giulia"}
    message = TemplateMessage(
        key="k", to=HERE, template="x", language="it", parameters=given_values
    )
    given_values["first_name"] = "line\nbreak"
    assert message.parameters == {"first_name": "Giulia"}


def test_nothing_about_a_person_stands_in_the_representation():
    shown = repr(REMINDER) + repr(text("Planted words"))
    for secret in ("Giulia", "390200000000", "Planted"):
        assert secret not in shown
    assert "key-1" in shown


# ---- the limits


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("two\nlines", "line_break"),
        ("two\r\nlines", "line_break"),
        ("two\u2028lines", "line_break"),
        ("a\ttab", "tab"),
        ("five     spaces", "five_spaces"),
        ("nul\x00", "not_text"),
        ("half \ud83d", "not_text"),
        ("x" * 1025, "too_long"),
    ],
)
def test_values_the_platform_refuses_are_refused_before_queueing(value, code):
    with pytest.raises(PayloadRefused) as refused:
        reminder(value)
    assert refused.value.code == code
    assert refused.value.facts["where"] == "first_name"
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "value",
    [
        "O'Brien",
        "four    spaces",
        "x" * 1024,
        "è à ß ă 💆‍♀️",
        "{0} %s {{1}}",
        "=HYPERLINK(1)",
        "\u202eabc",
    ],
)
def test_ugly_but_harmless_values_pass(value):
    parameters = graph_body(reminder(value))["template"]["components"][0]["parameters"]
    assert parameters[0]["text"] == value


@pytest.mark.parametrize(
    "to",
    [
        "390200000000",
        "+0390200000",
        "+39 02 0000",
        "",
        "+39",
        "+1234567890123456",
        "IT.",
        "it.9",
        "+39\u0660\u0660\u0660\u0660\u0660\u0660\u0660",
    ],
)
def test_anything_but_a_full_number_or_user_id_is_no_address(to):
    with pytest.raises(PayloadRefused) as refused:
        TextMessage(key="k", to=to, body="Salve")
    assert refused.value.code == "not_an_address"


@pytest.mark.parametrize("key", ["", "x" * 513, "due\nrighe", "chiave è"])
def test_a_key_that_cannot_travel_is_refused(key):
    with pytest.raises(PayloadRefused) as refused:
        TextMessage(key=key, to=HERE, body="Salve")
    assert refused.value.code == "bad_key"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"template": "Reminder"}, "bad_template_name"),
        ({"template": ""}, "bad_template_name"),
        ({"language": "it-IT"}, "bad_language"),
        ({"language": "italiano"}, "bad_language"),
        ({"parameters": {"First": "x"}}, "bad_parameter_name"),
        ({"header_parameters": {"a": "x" * 61}}, "too_long"),
        ({"button_payloads": ["x"] * 11}, "too_many"),
        ({"button_payloads": [""]}, "empty"),
        ({"button_payloads": ["x" * 129]}, "too_long"),
    ],
)
def test_a_template_that_cannot_be_sent_is_refused(changed, code):
    whole = {"key": "k", "to": HERE, "template": "x", "language": "it"}
    with pytest.raises(PayloadRefused) as refused:
        TemplateMessage(**(whole | changed))
    assert refused.value.code == code


@pytest.mark.parametrize(("body", "code"), [(" \n ", "empty"), ("x" * 4097, "too_long")])
def test_free_text_must_have_something_to_say_and_fit(body, code):
    with pytest.raises(PayloadRefused) as refused:
        text(body)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"buttons": []}, "too_few"),
        ({"buttons": [ReplyButton(str(n), str(n)) for n in range(4)]}, "too_many"),
        ({"buttons": [ReplyButton("1", "Sì"), ReplyButton("1", "No")]}, "twice"),
        ({"buttons": [ReplyButton("1", "Sì"), ReplyButton("2", "Sì")]}, "twice"),
        ({"body": "x" * 1025}, "too_long"),
        ({"footer": "x" * 61}, "too_long"),
    ],
)
def test_a_message_with_buttons_keeps_its_limits(changed, code):
    whole = {"key": "k", "to": HERE, "body": "?", "buttons": [ReplyButton("1", "Sì")]}
    with pytest.raises(PayloadRefused) as refused:
        ButtonsMessage(**(whole | changed))
    assert refused.value.code == code


@pytest.mark.parametrize(("button_id", "title"), [("", "Sì"), ("1", ""), ("1", "x" * 21)])
def test_a_button_needs_an_id_and_a_short_title(button_id, title):
    with pytest.raises(PayloadRefused):
        ReplyButton(button_id, title)


@given(st.text())
def test_a_value_is_either_refused_or_arrives_unchanged(value):
    try:
        check_line(value, where="value", limit=1024)
    except PayloadRefused:
        return
    body = json.loads(json.dumps(graph_body(reminder(value))).encode("ascii"))
    assert body["template"]["components"][0]["parameters"][0]["text"] == value
    assert not set(value) & set("\n\r\t\x00")
    assert " " * 5 not in value
    assert value.strip()
