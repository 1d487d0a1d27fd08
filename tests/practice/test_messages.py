"""What ``POST /messages`` takes and refuses, in the platform's order."""

from __future__ import annotations

import pytest

from salon_desktop.practice import PracticePlatform, Trouble
from tests.practice.calling_salon import ANNA, Salon, StandingClock


def test_a_template_is_taken_and_answered_like_the_platform_does(salon: Salon) -> None:
    reply = salon.send(biz_opaque_callback_data="job:1")
    assert reply.status == 200
    assert reply.json == {
        "messaging_product": "whatsapp",
        "contacts": [{"input": ANNA, "wa_id": ANNA[1:]}],
        "messages": [{"id": reply.message_id, "message_status": "accepted"}],
    }
    assert reply.message_id.startswith("wamid.")
    (taken,) = salon.platform.taken
    assert (taken.id, taken.key, taken.to) == (reply.message_id, "job:1", ANNA)
    assert (taken.template, taken.language) == ("hello_world", "en_US")


def test_a_refused_message_is_not_taken(salon: Salon) -> None:
    assert salon.template("missing").status == 404
    assert salon.platform.taken == ()


def test_the_messaging_product_is_required(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}/messages"
    reply = salon.post(path, {"to": ANNA, "type": "text", "text": {"body": "x"}})
    assert reply.code == 100


def test_the_recipient_is_required(salon: Salon) -> None:
    reply = salon.send(to=None)  # type: ignore[arg-type]  # a missing member
    assert reply.code == 100
    assert reply.error["message"].endswith("The parameter to is required.")


def test_an_unknown_type_is_131051_and_a_missing_object_131008(salon: Salon) -> None:
    assert salon.send(type="telegram").code == 131051
    assert salon.send(type="text").code == 131008


def test_blanks_hyphens_and_parentheses_are_dropped(salon: Salon) -> None:
    assert salon.send("+39 (333) 000-0001").json["contacts"][0]["wa_id"] == ANNA[1:]


def test_without_plus_the_business_country_is_put_in_front(salon: Salon) -> None:
    reply = salon.send(ANNA[1:])
    assert reply.json["contacts"] == [{"input": ANNA[1:], "wa_id": "39" + ANNA[1:]}]


@pytest.mark.parametrize("written", ["anna", "+39x", "+", "+12", "+" + "1" * 16, "+٣٩٣٣٣٠٠٠٠"])
def test_something_that_is_no_number_is_131009(salon: Salon, written: str) -> None:
    assert salon.send(written).code == 131009


def test_the_salon_cannot_write_to_itself(salon: Salon) -> None:
    assert salon.send(salon.platform.business_number).code == 131021


def test_a_test_number_writes_only_to_its_list(start) -> None:
    salon = start(test_recipients=frozenset({ANNA}))
    assert salon.send().status == 200
    assert salon.send("+393330000002").code == 131030


@pytest.mark.parametrize(
    "trouble", [Trouble.POLICY, Trouble.LOCKED, Trouble.NOT_REGISTERED, Trouble.MAINTENANCE]
)
def test_an_account_in_trouble_sends_nothing(salon: Salon, trouble: Trouble) -> None:
    salon.platform.account.troubles.add(trouble)
    assert salon.send().code == trouble
    salon.platform.account.troubles.clear()
    assert salon.send().status == 200


def test_spam_reports_refuse_templates(salon: Salon) -> None:
    salon.platform.account.troubles.add(Trouble.SPAM)
    assert salon.send().code == 131048


def test_a_payment_problem_may_be_told_at_once(start) -> None:
    salon = start(asynchronous_codes=frozenset())
    salon.platform.account.troubles.add(Trouble.PAYMENT)
    assert salon.send().code == 131042


def test_a_person_we_blocked_is_130403_until_unblocked(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}/block_users"
    users = {"messaging_product": "whatsapp", "block_users": [{"user": ANNA}]}
    assert salon.post(path, users).json["block_users"]["added_users"][0]["input"] == ANNA
    assert salon.send().code == 130403
    assert salon.get(path).json["data"][0]["wa_id"] == ANNA[1:]
    salon.call("DELETE", path, users)
    assert salon.send().status == 200


def test_a_number_without_whatsapp_may_be_refused_at_once(start) -> None:
    salon = start(asynchronous_codes=frozenset())
    salon.platform.phones.set_up(ANNA, has_whatsapp=False)
    assert salon.send().code == 131026


def test_the_key_is_at_most_512_characters(salon: Salon) -> None:
    assert salon.send(biz_opaque_callback_data="k" * 512).status == 200
    assert salon.send(biz_opaque_callback_data="k" * 513).code == 100


def test_a_person_can_be_addressed_by_scoped_user_id(salon: Salon) -> None:
    user_id = salon.platform.phones.state(ANNA).user_id
    reply = salon.send(to=None, recipient=user_id)  # type: ignore[arg-type]  # no number
    assert reply.json["contacts"] == [{"input": user_id, "user_id": user_id}]
    assert salon.platform.taken[0].to == ANNA


def test_a_foreign_or_malformed_user_id_is_refused(salon: Salon) -> None:
    assert salon.send(to=None, recipient="IT.1").code == 100  # type: ignore[arg-type]
    assert salon.send(to=None, recipient="anna").code == 131009  # type: ignore[arg-type]


def test_more_than_a_second_takes_is_130429(start, time: StandingClock) -> None:
    salon = start(throughput_per_second=3)
    assert [salon.send(f"+39333000000{n}").code for n in range(4)] == [None, None, None, 130429]
    time.forward(seconds=1)
    assert salon.send("+393330000009").status == 200


def test_a_burst_to_one_person_borrows_from_the_future(start, time: StandingClock) -> None:
    salon = start(pair_burst=3)
    assert [salon.send().code for _ in range(4)] == [None, None, None, 131056]
    assert salon.send("+393330000002").status == 200
    time.forward(seconds=6)
    assert [salon.send().code for _ in range(2)] == [None, 131056]


def test_the_days_people_are_counted_once_each(start, time: StandingClock) -> None:
    salon = start(unique_recipients=2)
    anna, bea, carla = (f"+39333000000{n}" for n in (1, 2, 3))
    codes = [salon.send(person).code for person in (anna, bea, anna, carla)]
    assert codes == [None, None, None, 131048]
    time.forward(hours=24)
    assert salon.send(carla).status == 200


def test_people_who_wrote_today_do_not_count(start) -> None:
    salon = start(unique_recipients=1)
    salon.platform.phones.say("+393330000002", "Ciao")
    assert salon.send("+393330000002").status == 200
    assert salon.send(ANNA).status == 200
    assert salon.send("+393330000003").code == 131048


def test_free_text_needs_a_window_of_24_hours(start, time: StandingClock) -> None:
    salon = start(asynchronous_codes=frozenset())
    assert salon.say("Buongiorno").code == 131047
    salon.platform.phones.say(ANNA, "Ciao")
    assert salon.say("Buongiorno").status == 200
    time.forward(hours=24)
    assert salon.say("Buongiorno").code == 131047


def test_a_status_or_a_preference_opens_no_window(start) -> None:
    salon = start(asynchronous_codes=frozenset())
    salon.send()
    salon.platform.settle()
    salon.platform.phones.read(ANNA)
    salon.platform.phones.stop_promotions(ANNA)
    assert salon.say("Buongiorno").code == 131047


def test_a_text_has_a_body_of_4096_characters_at_most(salon: Salon) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    assert salon.say("x" * 4_096).status == 200
    assert salon.say("x" * 4_097).code == 100
    assert salon.say("  ").code == 131008


def buttons(*titles: str) -> dict[str, object]:
    return {
        "type": "button",
        "body": {"text": "Vuole spostare l'appuntamento?"},
        "footer": {"text": "Istituto Mirtilla"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": f"v1:{n}", "title": title}}
                for n, title in enumerate(titles)
            ]
        },
    }


def test_reply_buttons_arrive_on_the_phone(platform: PracticePlatform, salon: Salon) -> None:
    platform.phones.say(ANNA, "Ciao")
    assert salon.send(type="interactive", interactive=buttons("Sposta", "Annulla")).status == 200
    platform.settle()
    shown = platform.phones.messages(ANNA)[-1]
    assert (shown.text, shown.footer) == ("Vuole spostare l'appuntamento?", "Istituto Mirtilla")
    assert [button.text for button in shown.buttons] == ["Sposta", "Annulla"]


@pytest.mark.parametrize(
    ("titles", "code"), [((), 131009), (("a", "b", "c", "d"), 131009), (("x" * 21,), 131009)]
)
def test_reply_buttons_have_their_limits(salon: Salon, titles: tuple[str, ...], code: int) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    assert salon.send(type="interactive", interactive=buttons(*titles)).code == code


def test_two_reply_buttons_must_differ(salon: Salon) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    assert salon.send(type="interactive", interactive=buttons("Sì", "Sì")).code == 131009


def test_a_clients_message_can_be_marked_as_read(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}/messages"
    wamid = salon.platform.phones.say(ANNA, "Ciao")
    mark = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    assert salon.post(path, mark).json == {"success": True}
    assert salon.post(path, mark | {"message_id": "wamid.other"}).code == 131009
    assert salon.platform.taken == ()


def test_the_first_broken_rule_is_the_one_that_is_told(salon: Salon) -> None:
    """An unknown template to a blocked person: the block stands earlier in the order."""
    salon.platform.account.troubles.add(Trouble.POLICY)
    assert salon.template("missing").code == 368
    assert salon.send("anna", type="telegram").code == 131051


def rows(*named: dict[str, str], button: str = "Giorni") -> dict[str, object]:
    sections = [{"title": "Settimana", "rows": list(named)}]
    return {
        "type": "list",
        "body": {"text": "Quando?"},
        "action": {"button": button, "sections": sections},
    }


@pytest.mark.parametrize(
    ("interactive", "code"),
    [
        (rows(*[{"id": f"r{n}", "title": f"T{n}"} for n in range(11)]), 131009),
        (rows(), 131009),
        (rows({"id": "r", "title": "x" * 25}), 131009),
        (rows({"id": "r" * 201, "title": "x"}), 131009),
        (rows({"id": "r", "title": "x", "description": "d" * 73}), 131009),
        (rows({"id": "r"}), 131008),
        (rows({"id": "r", "title": "x"}, button=""), 131008),
        ({"type": "button", "action": {}}, 131008),
        ({"type": "button", "body": {"text": "?"}}, 131008),
        ({"type": "dance", "body": {"text": "?"}, "action": {}}, 100),
        (buttons("a") | {"footer": {"text": "x" * 61}}, 131009),
        (buttons("a") | {"body": {"text": "x" * 1_025}}, 131009),
        (buttons("a") | {"action": {"buttons": [{"type": "reply"}]}}, 131008),
    ],
)
def test_interactive_messages_have_their_limits(
    salon: Salon, interactive: dict[str, object], code: int
) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    assert salon.send(type="interactive", interactive=interactive).code == code


def test_the_salon_can_ask_for_the_number_and_react(salon: Salon) -> None:
    wamid = salon.platform.phones.say(ANNA, "Ciao")
    asked = {
        "type": "request_contact_info",
        "body": {"text": "Ci lascia il suo numero?"},
        "action": {"name": "request_contact_info"},
    }
    assert salon.send(type="interactive", interactive=asked).status == 200
    reaction = {"message_id": wamid, "emoji": "👍"}
    assert salon.send(type="reaction", reaction=reaction).status == 200
    assert salon.send(type="reaction", reaction={"emoji": "👍"}).code == 131008


def test_an_answer_can_quote_a_message(salon: Salon) -> None:
    wamid = salon.platform.phones.say(ANNA, "Quando?")
    salon.send(type="text", text={"body": "Domani"}, context={"message_id": wamid})
    salon.platform.settle()
    assert salon.platform.phones.messages(ANNA)[-1].quotes == wamid
