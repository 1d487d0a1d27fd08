"""Creating, reading, changing and losing templates."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from salon_desktop.practice import ReviewPolicy
from tests.practice.calling_salon import Receiver, Salon, StandingClock, filled, reminder


def part(kind: str, **changes: Any) -> dict[str, Any]:
    """The good template with one component changed; a value of None removes a member."""
    components = copy.deepcopy(reminder()["components"])
    for component in components:
        if component["type"] == kind:
            component.update(changes)
            for member in [name for name, value in changes.items() if value is None]:
                del component[member]
    return {"components": components}


def body(text: str, *names: str) -> dict[str, Any]:
    """The good template with another body and an example for each name."""
    given = [{"param_name": name, "example": "x"} for name in names]
    return part("BODY", text=text, example={"body_text_named_params": given})


def buttons(*shown: dict[str, Any]) -> dict[str, Any]:
    return part("BUTTONS", buttons=list(shown))


def reply(text: str = "Va bene") -> dict[str, Any]:
    return {"type": "QUICK_REPLY", "text": text}


URL = {"type": "URL", "text": "Apri", "url": "https://example.org/"}
CALL = {"type": "PHONE_NUMBER", "text": "Chiama", "phone_number": "+390200000001"}


def test_hello_world_is_approved_from_the_beginning(salon: Salon) -> None:
    (one,) = salon.get(f"{salon.platform.waba_id}/message_templates").json["data"]
    assert (one["name"], one["language"], one["status"]) == ("hello_world", "en_US", "APPROVED")


def test_a_created_template_is_approved_at_once_and_can_be_read(salon: Salon) -> None:
    made = salon.create(message_send_ttl_seconds=21_600).json
    assert (made["status"], made["category"]) == ("APPROVED", "UTILITY")
    read = salon.get(f"{made['id']}?fields=name,message_send_ttl_seconds,parameter_format").json
    assert read == {
        "name": "promemoria",
        "message_send_ttl_seconds": 21_600,
        "parameter_format": "NAMED",
        "id": made["id"],
    }


def test_lower_case_categories_are_understood(salon: Salon) -> None:
    assert salon.create(category="utility").json["category"] == "UTILITY"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Promemoria"},
        {"name": "pro memoria"},
        {"name": "n" * 513},
        {"language": "italiano"},
        {"category": "FUN"},
        {"parameter_format": "LOOSE"},
        {"message_send_ttl_seconds": 29},
        {"message_send_ttl_seconds": 43_201},
        {"category": "MARKETING", "message_send_ttl_seconds": 600},
        {"components": [{"type": "BODY", "text": "Ciao."}, {"type": "SIDEBAR"}]},
        buttons(*[reply(f"n{n}") for n in range(11)]),
        buttons(URL, URL, URL),
        buttons(CALL, CALL),
        buttons(reply("a"), URL, reply("b")),
        buttons({"type": "LEVER", "text": "x"}),
        buttons({"type": "URL", "text": "x", "url": "https://example.org/{{1}}/a"}),
        buttons({"type": "URL", "text": "x", "url": "example.org"}),
    ],
)
def test_a_malformed_template_is_refused_with_100(salon: Salon, changes: dict[str, Any]) -> None:
    answer = salon.create(**changes)
    assert (answer.status, answer.code) == (400, 100)
    assert "error_subcode" not in answer.error


@pytest.mark.parametrize(
    ("changes", "subcode"),
    [
        (body("{{nome}}, la aspettiamo domani nel nostro istituto.", "nome"), 2388299),
        (body("La aspettiamo domani nel nostro istituto, {{nome}}", "nome"), 2388299),
        (body("Ecco {{a}} {{b}} {{c}} qui.", "a", "b", "c"), 2388293),
        (body("x" * 1_025), 2388040),
        (body(""), 2388072),
        (body("Buongiorno {{Nome}}, la aspettiamo nel nostro istituto.", "Nome"), 2388072),
        (body("Buongiorno {{nome, la aspettiamo nel nostro istituto."), 2388072),
        (part("BODY", example=None), 2388043),
        (part("BODY", example={"body_text_named_params": []}), 2388043),
        (part("HEADER", text="x" * 61), 2388040),
        (part("HEADER", text="Prima\nSeconda"), 2388047),
        (part("HEADER", text="*Promemoria*"), 2388047),
        (part("HEADER", text="Ciao {{a}} e {{b}}"), 2388047),
        (part("HEADER", text="Ciao {{a}}"), 2388043),
        (part("HEADER", format="IMAGE"), 2388043),
        (part("HEADER", format="SMELL"), 2388047),
        (part("FOOTER", text="x" * 61), 2388040),
        (part("FOOTER", text="Da {{nome}}"), 2388073),
        (buttons(reply("x" * 26)), 2388040),
        (buttons(reply("")), 2388043),
        (buttons({"type": "URL", "text": "x", "url": "https://example.org/{{1}}"}), 2388043),
        ({"components": []}, 2388043),
    ],
)
def test_a_template_that_breaks_a_rule_is_refused_with_its_code(
    salon: Salon, changes: dict[str, Any], subcode: int
) -> None:
    answer = salon.create(**changes)
    assert (answer.status, answer.code) == (400, 100)
    assert answer.error["error_subcode"] == subcode
    assert answer.error["error_user_title"]
    assert answer.error["error_user_msg"]
    assert len(salon.platform.templates.all()) == 1


def test_creation_codes_can_stand_in_code_itself(start) -> None:
    salon = start(creation_codes_as_subcodes=False)
    assert salon.create(**body("")).code == 2388072


def test_positional_variables_are_numbered_in_order(salon: Salon) -> None:
    text = "Gentile {{2}}, la aspettiamo il {{1}} nel nostro bell'istituto."
    example = {"body_text": [["a", "b"]]}
    components = [{"type": "BODY", "text": text, "example": example}]
    answer = salon.create(parameter_format="POSITIONAL", components=components)
    assert answer.error["error_subcode"] == 2388072


def test_one_name_and_language_exists_once(salon: Salon) -> None:
    salon.create()
    assert salon.create().error["error_subcode"] == 2388024
    assert salon.create(language="de").status == 200


def test_the_account_has_a_limit_of_templates(start) -> None:
    salon = start(templates_limit=2)
    assert salon.create().status == 200
    assert salon.create(name="altro").error["error_subcode"] == 2388019


def test_templates_are_paged_with_cursors(salon: Salon) -> None:
    for number in range(4):
        salon.create(name=f"promemoria_{number}")
    path = f"{salon.platform.waba_id}/message_templates?fields=name&limit=2"
    names: list[str] = []
    after = ""
    while True:
        page = salon.get(path + after).json
        names += [one["name"] for one in page["data"]]
        if "next" not in page.get("paging", {}):
            break
        assert page["paging"]["next"].startswith(salon.platform.address)
        after = "&after=" + page["paging"]["cursors"]["after"]
    assert names == ["hello_world", *(f"promemoria_{number}" for number in range(4))]


def test_a_foreign_cursor_or_limit_is_refused(salon: Salon) -> None:
    path = f"{salon.platform.waba_id}/message_templates"
    assert salon.get(path + "?after=xyz").code == 100
    assert salon.get(path + "?limit=0").code == 100


def test_templates_are_filtered(salon: Salon) -> None:
    salon.create()
    salon.create(name="natale", category="MARKETING")
    salon.platform.template("natale", "it").status = "PAUSED"

    def names(query: str) -> list[str]:
        found = salon.get(f"{salon.platform.waba_id}/message_templates?{query}")
        return [one["name"] for one in found.json["data"]]

    assert names("name=natale") == ["natale"]
    assert names("status=PAUSED") == ["natale"]
    assert names("category=UTILITY") == ["hello_world", "promemoria"]
    assert names("language=it,de") == ["promemoria", "natale"]
    assert names("content=aspettiamo") == ["promemoria", "natale"]
    assert names("name_or_content=hello") == ["hello_world"]


def test_the_summary_tells_the_limit(salon: Salon) -> None:
    query = "summary=message_template_count,message_template_limit"
    told = salon.get(f"{salon.platform.waba_id}/message_templates?{query}").json["summary"]
    assert (told["message_template_count"], told["message_template_limit"]) == (1, 250)


def test_an_unknown_field_is_refused(salon: Salon) -> None:
    answer = salon.get(f"{salon.platform.waba_id}/message_templates?fields=name,colour")
    assert answer.code == 100
    assert "(colour)" in answer.error["message"]


def test_a_review_can_be_pending_and_then_decided(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.review_by(ReviewPolicy("PENDING"))
    assert salon.create().json["status"] == "PENDING"
    assert salon.template("promemoria", *filled()).code == 132001
    template = salon.platform.template("promemoria", "it")
    salon.platform.templates.review(template, approved=True)
    assert salon.template("promemoria", *filled()).status == 200
    salon.platform.settle()
    (told,) = subscribed.values("message_template_status_update")
    assert told["event"] == "APPROVED"
    assert told["message_template_id"] == int(template.id)
    assert told["message_template_name"] == "promemoria"
    assert told["message_template_language"] == "it"


def test_a_review_can_reject_with_a_reason(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.review_by(ReviewPolicy("REJECTED", reason="PROMOTIONAL"))
    made = salon.create().json
    assert made["status"] == "REJECTED"
    assert salon.get(f"{made['id']}?fields=rejected_reason").json["rejected_reason"] == (
        "PROMOTIONAL"
    )
    salon.platform.settle()
    (told,) = subscribed.values("message_template_status_update")
    assert (told["event"], told["reason"]) == ("REJECTED", "PROMOTIONAL")


def test_utility_may_be_approved_as_marketing(salon: Salon) -> None:
    salon.platform.review_by(ReviewPolicy(as_marketing=True))
    made = salon.create(message_send_ttl_seconds=600).json
    assert (made["status"], made["category"]) == ("APPROVED", "MARKETING")
    assert (
        "message_send_ttl_seconds"
        not in salon.get(f"{made['id']}?fields=message_send_ttl_seconds").json
    )


def test_a_category_changes_24_hours_after_its_notice(
    salon: Salon, subscribed: Receiver, time: StandingClock
) -> None:
    made = salon.create().json
    template = salon.platform.template("promemoria", "it")
    salon.platform.templates.notice_category(template, "MARKETING")
    fields = f"{made['id']}?fields=category,correct_category"
    assert salon.get(fields).json["correct_category"] == "MARKETING"
    assert salon.get(fields).json["category"] == "UTILITY"
    time.forward(hours=24)
    assert salon.get(fields).json == {"category": "MARKETING", "id": made["id"]}
    salon.platform.settle()
    notice, done = subscribed.values("template_category_update")
    assert (notice["new_category"], notice["correct_category"]) == ("UTILITY", "MARKETING")
    assert (done["previous_category"], done["new_category"]) == ("UTILITY", "MARKETING")


def test_red_quality_pauses_three_hours_then_six_then_disables(
    salon: Salon, time: StandingClock
) -> None:
    salon.create()
    book, template = salon.platform.templates, salon.platform.template("promemoria", "it")

    def code() -> int | None:
        return salon.template("promemoria", *filled()).code

    for hours in (3, 6):
        book.set_quality(template, "RED")
        assert code() == 132015
        time.forward(hours=hours - 0.1)
        assert code() == 132015
        time.forward(hours=0.1)
        assert code() is None
    book.set_quality(template, "RED")
    assert code() == 132016


def test_quality_is_told_and_shown(salon: Salon, subscribed: Receiver) -> None:
    made = salon.create().json
    template = salon.platform.template("promemoria", "it")
    salon.platform.templates.set_quality(template, "YELLOW")
    shown = salon.get(f"{made['id']}?fields=quality_score").json["quality_score"]
    assert shown["score"] == "YELLOW"
    salon.platform.settle()
    (told,) = subscribed.values("message_template_quality_update")
    assert (told["previous_quality_score"], told["new_quality_score"]) == ("UNKNOWN", "YELLOW")


def test_a_paused_template_can_be_unpaused_by_call(salon: Salon) -> None:
    made = salon.create().json
    template = salon.platform.template("promemoria", "it")
    salon.platform.templates.set_quality(template, "RED")
    assert salon.call("POST", f"{made['id']}/unpause", {}).json == {"success": True}
    assert salon.template("promemoria", *filled()).status == 200
    assert salon.call("POST", f"{made['id']}/unpause", {}).error["error_subcode"] == 2388039


def test_an_approved_template_is_edited_once_a_day(salon: Salon, time: StandingClock) -> None:
    made = salon.create().json
    change = part("FOOTER", text="Istituto Mirtilla, Milano")
    assert salon.post(made["id"], change).json["success"] is True
    assert salon.platform.template("promemoria", "it").text_of("FOOTER").endswith("Milano")
    assert salon.post(made["id"], change).error["error_subcode"] == 2388039
    time.forward(hours=24)
    assert salon.post(made["id"], change).status == 200
    assert salon.post(made["id"], {"category": "MARKETING"}).code == 100


def test_a_rejected_template_is_edited_freely(salon: Salon) -> None:
    salon.platform.review_by(ReviewPolicy("REJECTED"))
    made = salon.create().json
    for _ in range(3):
        assert salon.post(made["id"], part("FOOTER", text="Mirtilla")).status == 200
    assert salon.post(made["id"], part("FOOTER", text="Da {{nome}}")).code == 100


def test_deleting_a_name_removes_all_languages_and_locks_it(
    salon: Salon, time: StandingClock
) -> None:
    salon.create()
    salon.create(language="de")
    path = f"{salon.platform.waba_id}/message_templates?name=promemoria"
    assert salon.call("DELETE", path).json == {"success": True}
    assert len(salon.platform.templates.all()) == 1
    assert salon.create().error["error_subcode"] == 2388023
    time.forward(days=30)
    assert salon.create().status == 200


def test_one_language_can_be_deleted_by_id(salon: Salon) -> None:
    salon.create()
    german = salon.create(language="de").json["id"]
    path = f"{salon.platform.waba_id}/message_templates?name=promemoria&hsm_id={german}"
    assert salon.call("DELETE", path).status == 200
    assert salon.platform.template("promemoria", "it").language == "it"
    assert salon.call("DELETE", path).code == 100
