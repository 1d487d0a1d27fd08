"""A template message must fit the approved template."""

from __future__ import annotations

from typing import Any

import pytest

from salon_desktop.practice import Trouble
from tests.practice.calling_salon import ANNA, Salon, filled


@pytest.fixture
def ready(salon: Salon) -> Salon:
    """The salon with the reminder template approved."""
    assert salon.create().json["status"] == "APPROVED"
    return salon


def body(*values: str) -> dict[str, Any]:
    return {"type": "body", "parameters": [{"type": "text", "text": value} for value in values]}


def test_a_named_template_is_rendered_on_the_phone(ready: Salon) -> None:
    assert ready.template("promemoria", *filled()).status == 200
    ready.platform.settle()
    (shown,) = ready.platform.phones.messages(ANNA)
    assert shown.header == "Promemoria"
    assert shown.text == (
        "Buongiorno Anna, la aspettiamo giovedì 5 marzo alle 10:00 nel nostro istituto in via Roma."
    )
    assert shown.footer == "Istituto Mirtilla"
    assert [(one.text, one.kind) for one in shown.buttons] == [
        ("Confermo", "quick-reply"),
        ("Devo spostare", "quick-reply"),
        ("Dettagli", "url"),
    ]
    assert shown.buttons[0].payload == "v1:confirm:4711"
    assert shown.buttons[2].url == "https://example.org/a/4711"


def test_the_order_of_named_parameters_is_free(ready: Salon) -> None:
    parts = filled()
    parts[0]["parameters"].reverse()
    assert ready.template("promemoria", *parts).status == 200
    ready.platform.settle()
    assert ready.platform.phones.messages(ANNA)[0].text.startswith("Buongiorno Anna,")


def test_a_quick_reply_without_payload_answers_with_its_text(ready: Salon) -> None:
    parts = filled()
    ready.template("promemoria", parts[0], parts[2])
    ready.platform.settle()
    assert ready.platform.phones.messages(ANNA)[0].buttons[0].payload == "Confermo"


def test_too_few_parameters_are_132000_with_the_counts(ready: Salon) -> None:
    parts = filled()
    del parts[0]["parameters"][0]
    reply = ready.template("promemoria", *parts)
    assert reply.code == 132000
    assert reply.error["error_data"]["details"] == (
        "body: number of localizable_params (2) does not match the expected number of params (3)"
    )


def test_no_components_at_all_are_132000(ready: Salon) -> None:
    assert ready.template("promemoria").code == 132000


def test_a_wrong_name_is_132012_and_a_missing_one_100(ready: Salon) -> None:
    wrong, unnamed, twice = filled(), filled(), filled()
    wrong[0]["parameters"][0]["parameter_name"] = "cognome"
    del unnamed[0]["parameters"][0]["parameter_name"]
    twice[0]["parameters"][0]["parameter_name"] = "ora"
    assert ready.template("promemoria", *wrong).code == 132012
    assert ready.template("promemoria", *unnamed).code == 100
    assert ready.template("promemoria", *twice).code == 132012


@pytest.mark.parametrize("value", ["a\nb", "a\tb", "a     b"])
def test_line_breaks_tabs_and_five_blanks_are_refused(ready: Salon, value: str) -> None:
    assert ready.template("promemoria", *filled(nome=value)).code == 132012


def test_four_blanks_pass(ready: Salon) -> None:
    assert ready.template("promemoria", *filled(nome="a    b")).status == 200


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_is_131008(ready: Salon, value: str) -> None:
    assert ready.template("promemoria", *filled(nome=value)).code == 131008


def test_a_text_that_grows_too_long_is_132005(ready: Salon) -> None:
    assert ready.template("promemoria", *filled(nome="x" * 1_024)).code == 132005


def test_a_url_button_needs_its_suffix(ready: Salon) -> None:
    assert ready.template("promemoria", *filled()[:2]).code == 131008


def test_a_payload_has_256_characters_at_most(ready: Salon) -> None:
    parts = filled()
    parts[1]["parameters"][0]["payload"] = "p" * 257
    assert ready.template("promemoria", *parts).code == 131009


def test_a_button_must_exist_and_be_of_its_kind(ready: Salon) -> None:
    far, other = filled(), filled()
    far[1]["index"] = "7"
    other[1]["index"] = 2
    assert ready.template("promemoria", *far).code == 132018
    assert ready.template("promemoria", *other[:2]).code == 132018


def test_a_fixed_header_takes_no_parameters(ready: Salon) -> None:
    header = {"type": "header", "parameters": [{"type": "text", "text": "x"}]}
    assert ready.template("promemoria", header, *filled()).code == 132000


def test_a_positional_template_takes_values_in_order(salon: Salon) -> None:
    text = "Gentile {{1}}, la aspettiamo il {{2}} nel nostro istituto."
    example = {"body_text": [["Giulia", "24/11"]]}
    salon.create(
        name="posizionale",
        parameter_format="POSITIONAL",
        components=[{"type": "BODY", "text": text, "example": example}],
    )
    assert salon.template("posizionale", body("Anna", "5 marzo")).status == 200
    salon.platform.settle()
    shown = salon.platform.phones.messages(ANNA)[0]
    assert shown.text == "Gentile Anna, la aspettiamo il 5 marzo nel nostro istituto."


def test_the_language_must_be_exactly_the_approved_one(ready: Salon) -> None:
    template = {"name": "promemoria", "language": {"code": "it_IT"}, "components": []}
    assert ready.send(type="template", template=template).code == 132001


def test_name_and_language_are_required(ready: Salon) -> None:
    assert ready.send(type="template", template={"name": "promemoria"}).code == 131008


def test_a_media_header_needs_the_media(salon: Salon) -> None:
    header = {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::abc"]}}
    text = {"type": "BODY", "text": "Il nostro nuovo istituto la aspetta."}
    salon.create(name="foto", components=[header, text])
    picture = {"type": "image", "image": {"link": "https://example.org/a.jpg"}}
    assert salon.template("foto").code == 132012
    empty = {"type": "image", "image": {}}
    assert salon.template("foto", {"type": "header", "parameters": [empty]}).code == 131008
    assert salon.template("foto", {"type": "header", "parameters": [picture]}).status == 200


@pytest.mark.parametrize(
    ("status", "code"),
    [("PAUSED", 132015), ("DISABLED", 132016), ("PENDING", 132001), ("REJECTED", 132001)],
)
def test_only_approved_templates_are_sent(ready: Salon, status: str, code: int) -> None:
    ready.platform.template("promemoria", "it").status = status
    assert ready.template("promemoria", *filled()).code == code


def test_marketing_can_be_off_on_this_api(ready: Salon) -> None:
    ready.platform.template("promemoria", "it").category = "MARKETING"
    waba = ready.platform.waba_id
    ready.post(waba, {"disable_marketing_messages_on_cloud_api": True})
    assert ready.template("promemoria", *filled()).code == 131063
    ready.post(waba, {"disable_marketing_messages_on_cloud_api": False})
    assert ready.template("promemoria", *filled()).status == 200


def test_misused_utility_templates_are_capped(ready: Salon) -> None:
    ready.platform.account.troubles.add(Trouble.UTILITY_CAP)
    assert ready.template("promemoria", *filled()).code == 131064


def test_a_paced_template_is_held_and_released(ready: Salon) -> None:
    template = ready.platform.template("promemoria", "it")
    template.paced = True
    reply = ready.template("promemoria", *filled())
    assert reply.json["messages"][0]["message_status"] == "held_for_quality_assessment"
    ready.platform.settle()
    assert ready.platform.phones.messages(ANNA) == []
    assert ready.platform.network.release_paced(template.id, drop=False) == 1
    ready.platform.settle()
    assert len(ready.platform.phones.messages(ANNA)) == 1


def test_authentication_by_user_id_is_131062(ready: Salon) -> None:
    ready.platform.template("promemoria", "it").category = "AUTHENTICATION"
    user_id = ready.platform.phones.state(ANNA).user_id
    template = {"name": "promemoria", "language": {"code": "it"}, "components": list(filled())}
    reply = ready.send(None, recipient=user_id, type="template", template=template)  # type: ignore[arg-type]
    assert reply.code == 131062


def made(salon: Salon, name: str, *shown: dict[str, Any]) -> None:
    """A template without variables, with these buttons."""
    text = {"type": "BODY", "text": "La aspettiamo nel nostro istituto."}
    reply = salon.create(name=name, components=[text, {"type": "BUTTONS", "buttons": list(shown)}])
    assert reply.status == 200


def button(index: int, kind: str, **parameter: str) -> dict[str, Any]:
    parameters = [parameter] if parameter else []
    return {"type": "button", "sub_type": kind, "index": index, "parameters": parameters}


def test_a_coupon_button_needs_its_code(salon: Salon) -> None:
    made(salon, "buono", {"type": "COPY_CODE", "example": "SPA15"})
    code = {"type": "coupon_code", "coupon_code": "SPA15"}
    assert salon.template("buono").code == 131008
    assert salon.template("buono", button(0, "copy_code", **code)).status == 200
    code["coupon_code"] = "x" * 16
    assert salon.template("buono", button(0, "copy_code", **code)).code == 131008
    salon.platform.settle()
    assert salon.platform.phones.messages(ANNA)[0].buttons[0].payload == "SPA15"


def test_fixed_buttons_take_no_parameters(salon: Salon) -> None:
    url = {"type": "URL", "text": "Apri", "url": "https://example.org/"}
    call = {"type": "PHONE_NUMBER", "text": "Chiama", "phone_number": "+390200000001"}
    made(salon, "fissi", url, call)
    text = {"type": "text", "text": "4711"}
    assert salon.template("fissi", button(0, "url", **text)).code == 132018
    assert salon.template("fissi", button(1, "phone_number", **text)).code == 132018
    assert salon.template("fissi").status == 200
    salon.platform.settle()
    shown = salon.platform.phones.messages(ANNA)[0].buttons
    assert [one.url for one in shown] == ["https://example.org/", "+390200000001"]


def test_a_url_has_2000_characters_at_most(ready: Salon) -> None:
    parts = filled()
    parts[2]["parameters"][0]["text"] = "x" * 2_000
    assert ready.template("promemoria", *parts).code == 132005


def test_a_quick_reply_takes_one_payload(ready: Salon) -> None:
    parts = filled()
    parts[1]["parameters"][0] = {"type": "text", "text": "x"}
    assert ready.template("promemoria", *parts).code == 131008


def test_money_and_dates_show_their_fallback(ready: Salon) -> None:
    parts = filled()
    date = {"type": "date_time", "parameter_name": "data", "date_time": {"fallback_value": "oggi"}}
    parts[0]["parameters"][1] = date
    assert ready.template("promemoria", *parts).status == 200
    ready.platform.settle()
    assert "la aspettiamo oggi" in ready.platform.phones.messages(ANNA)[0].text
    parts[0]["parameters"][1] = date | {"type": "smell"}
    assert ready.template("promemoria", *parts).code == 132012


def test_components_the_template_lacks_are_refused(ready: Salon, salon: Salon) -> None:
    made(salon, "senza", {"type": "QUICK_REPLY", "text": "Va bene"})
    header = {"type": "header", "parameters": []}
    assert salon.template("senza", header).code == 132000
    assert salon.template("senza", {"type": "carousel"}).code == 132000
    extra = body("troppo")
    assert salon.template("senza", extra).code == 132000


def test_a_positional_template_takes_no_names(salon: Salon) -> None:
    text = {
        "type": "BODY",
        "text": "Gentile {{1}}, la aspettiamo domani.",
        "example": {"body_text": [["Giulia"]]},
    }
    salon.create(name="posizionale", parameter_format="POSITIONAL", components=[text])
    named = {"type": "text", "parameter_name": "nome", "text": "Anna"}
    assert salon.template("posizionale", {"type": "body", "parameters": [named]}).code == 132012


def test_a_held_template_can_be_dropped(ready: Salon) -> None:
    template = ready.platform.template("promemoria", "it")
    template.paced = True
    ready.template("promemoria", *filled())
    assert ready.platform.network.release_paced(template.id, drop=True) == 1
    ready.platform.settle()
    assert (ready.platform.taken[0].status, ready.platform.taken[0].error) == ("failed", 131049)
