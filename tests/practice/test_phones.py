"""What clients do with their phones, and how the webhook tells it."""

from __future__ import annotations

import pytest

from salon_desktop.practice import NothingToTap, PracticePlatform
from tests.practice.calling_salon import ANNA, Receiver, Salon, StandingClock, filled


@pytest.fixture
def reminded(salon: Salon, subscribed: Receiver) -> Salon:
    """Anna has the reminder on her phone."""
    salon.create()
    salon.template("promemoria", *filled())
    salon.platform.settle()
    subscribed.posts.clear()
    return salon


def test_a_text_is_told_with_sender_and_contact(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.set_up(ANNA, name="Anna R.")
    wamid = platform.phones.say(ANNA, "Confermo!")
    platform.settle()
    (value,) = subscribed.values("messages")
    user_id = platform.phones.state(ANNA).user_id
    assert value == {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "390200000001",
            "phone_number_id": platform.phone_number_id,
        },
        "contacts": [{"profile": {"name": "Anna R."}, "wa_id": ANNA[1:], "user_id": user_id}],
        "messages": [
            {
                "id": wamid,
                "timestamp": "1772442000",
                "type": "text",
                "from": ANNA[1:],
                "from_user_id": user_id,
                "text": {"body": "Confermo!"},
            }
        ],
    }
    entry = subscribed.bodies[0]["entry"][0]
    assert entry["id"] == platform.waba_id
    assert "time" not in entry


def test_what_a_client_writes_stands_on_the_phone(platform: PracticePlatform) -> None:
    platform.phones.say(ANNA[1:], "Ciao")
    (shown,) = platform.phones.messages(ANNA)
    assert (shown.direction, shown.text) == ("from-client", "Ciao")


def test_a_reply_names_the_message_it_answers(reminded: Salon, subscribed: Receiver) -> None:
    wamid = reminded.platform.phones.messages(ANNA)[0].id
    reminded.platform.phones.say(ANNA, "STOP", reply_to=wamid)
    reminded.platform.settle()
    context = subscribed.messages[0]["context"]
    assert context == {"from": "390200000001", "id": wamid}


def test_a_tap_on_a_template_button_is_a_button_message(
    reminded: Salon, subscribed: Receiver
) -> None:
    wamid = reminded.platform.phones.messages(ANNA)[0].id
    reminded.platform.phones.tap(ANNA)
    reminded.platform.settle()
    (tap,) = subscribed.messages
    assert tap["type"] == "button"
    assert tap["button"] == {"payload": "v1:confirm:4711", "text": "Confermo"}
    assert tap["context"]["id"] == wamid
    assert [one["status"] for one in subscribed.statuses] == ["read"]
    shown = reminded.platform.phones.messages(ANNA)[0]
    assert (shown.tapped, shown.status) == ("Confermo", "read")


def test_a_tap_on_a_reply_button_is_a_button_reply(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    reply = {"type": "reply", "reply": {"id": "v1:move", "title": "Sposta"}}
    question = {"type": "button", "body": {"text": "?"}, "action": {"buttons": [reply]}}
    salon.send(type="interactive", interactive=question)
    salon.platform.settle()
    salon.platform.phones.tap(ANNA)
    salon.platform.settle()
    assert subscribed.messages[-1]["interactive"] == {
        "type": "button_reply",
        "button_reply": {"id": "v1:move", "title": "Sposta"},
    }


def test_a_chosen_row_is_a_list_reply(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.phones.say(ANNA, "Ciao")
    rows = [{"id": "r1", "title": "Lunedì"}, {"id": "r2", "title": "Martedì"}]
    action = {"button": "Giorni", "sections": [{"title": "Settimana", "rows": rows}]}
    salon.send(
        type="interactive", interactive={"type": "list", "body": {"text": "?"}, "action": action}
    )
    salon.platform.settle()
    salon.platform.phones.tap(ANNA, index=1)
    salon.platform.settle()
    reply = subscribed.messages[-1]["interactive"]
    assert (reply["type"], reply["list_reply"]["id"]) == ("list_reply", "r2")


def test_a_web_address_sends_nothing_back(reminded: Salon) -> None:
    with pytest.raises(NothingToTap):
        reminded.platform.phones.tap(ANNA, index=2)
    with pytest.raises(NothingToTap):
        reminded.platform.phones.tap("+393330000009")
    with pytest.raises(NothingToTap):
        reminded.platform.phones.tap(ANNA, "wamid.other")


def test_a_reaction_comes_and_goes(reminded: Salon, subscribed: Receiver) -> None:
    wamid = reminded.platform.phones.messages(ANNA)[0].id
    reminded.platform.phones.react(ANNA, wamid, "👍")
    reminded.platform.phones.react(ANNA, wamid, None)
    reminded.platform.settle()
    came, gone = (one["reaction"] for one in subscribed.messages)
    assert came == {"message_id": wamid, "emoji": "👍"}
    assert gone == {"message_id": wamid}


def test_media_come_as_ids(platform: PracticePlatform, subscribed: Receiver) -> None:
    platform.phones.send_media(ANNA, caption="Così?")
    platform.settle()
    (message,) = subscribed.messages
    assert message["type"] == "image"
    assert message["image"].keys() == {"id", "mime_type", "sha256", "caption"}


def test_something_unsupported_says_so(platform: PracticePlatform, subscribed: Receiver) -> None:
    platform.phones.send_unsupported(ANNA)
    platform.settle()
    (message,) = subscribed.messages
    assert message["type"] == "unsupported"
    assert message["errors"][0]["code"] == 131051


def test_a_type_nobody_knows_can_be_sent(platform: PracticePlatform, subscribed: Receiver) -> None:
    platform.phones.send_typed(ANNA, "hologram", {"hologram": {"id": "1"}})
    platform.settle()
    assert subscribed.messages[0]["type"] == "hologram"


def test_stopping_promotions_is_a_preference(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.stop_promotions(ANNA)
    platform.phones.resume_promotions(ANNA)
    platform.settle()
    stop, resume = (
        one for value in subscribed.values("user_preferences") for one in value["user_preferences"]
    )
    assert (stop["wa_id"], stop["category"]) == (ANNA[1:], "marketing_messages")
    assert (stop["value"], resume["value"]) == ("stop", "resume")
    assert stop["timestamp"] == 1_772_442_000
    assert stop["detail"]


def test_a_new_number_is_a_system_message_without_contacts(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    before = platform.phones.state(ANNA).user_id
    platform.phones.change_number(ANNA, "+393330000077")
    platform.settle()
    (value,) = subscribed.values("messages")
    assert "contacts" not in value
    system = value["messages"][0]["system"]
    assert (system["type"], system["wa_id"]) == ("user_changed_number", "393330000077")
    assert system["user_id"] != before
    assert platform.phones.state("+393330000077").window_until is None


def test_a_hidden_number_leaves_only_the_scoped_id(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.set_up(ANNA, username="anna.r", number_hidden=True)
    platform.phones.say(ANNA, "Ciao")
    platform.settle()
    (value,) = subscribed.values("messages")
    (contact,) = value["contacts"]
    assert "wa_id" not in contact
    assert contact["profile"]["username"] == "anna.r"
    assert "from" not in value["messages"][0]
    assert value["messages"][0]["from_user_id"] == contact["user_id"]


def test_a_send_by_user_id_to_a_hidden_number_hides_it_in_statuses(
    salon: Salon, subscribed: Receiver
) -> None:
    salon.platform.phones.set_up(ANNA, username="anna.r", number_hidden=True)
    user_id = salon.platform.phones.state(ANNA).user_id
    salon.send(to=None, recipient=user_id)  # type: ignore[arg-type]  # no number
    salon.platform.settle()
    for status in subscribed.statuses:
        assert "recipient_id" not in status
        assert status["recipient_user_id"] == user_id


def test_the_window_lasts_24_hours_from_the_last_message(
    platform: PracticePlatform, time: StandingClock
) -> None:
    platform.phones.say(ANNA, "Ciao")
    first = platform.phones.state(ANNA).window_until
    time.forward(hours=2)
    platform.phones.say(ANNA, "Ancora io")
    second = platform.phones.state(ANNA).window_until
    assert first is not None
    assert second is not None
    assert (second - first).total_seconds() == 7_200


def test_watchers_hear_of_every_change_until_they_stop(
    salon: Salon, platform: PracticePlatform
) -> None:
    heard: list[str] = []
    stop = platform.phones.watch(heard.append)
    salon.send()
    platform.settle()
    platform.phones.say("+393330000002", "Ciao")
    assert heard == [ANNA, "+393330000002"]
    stop()
    platform.phones.say(ANNA, "Ciao")
    assert len(heard) == 2


def test_a_phone_has_no_other_facts(platform: PracticePlatform) -> None:
    with pytest.raises(ValueError, match="unknown fact"):
        platform.phones.set_up(ANNA, messages=[])
    with pytest.raises(ValueError, match="wrong kind"):
        platform.phones.set_up(ANNA, name=5)
    with pytest.raises(ValueError, match="not a phone number"):
        platform.phones.say("anna", "Ciao")


def test_nobody_can_move_to_somebody_elses_number(platform: PracticePlatform) -> None:
    platform.phones.say("+393330000002", "Ciao")
    with pytest.raises(ValueError, match="somebody else"):
        platform.phones.change_number(ANNA, "+393330000002")
