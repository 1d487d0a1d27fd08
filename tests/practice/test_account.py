"""Reads and changes of the number and the account."""

from __future__ import annotations

from salon_desktop.practice import Trouble
from tests.practice.calling_salon import ANNA, Receiver, Salon, StandingClock


def test_the_number_shows_what_is_asked(salon: Salon) -> None:
    fields = (
        "display_phone_number,verified_name,quality_rating,status,throughput,"
        "whatsapp_business_manager_messaging_limit,code_verification_status"
    )
    shown = salon.get(f"{salon.platform.phone_number_id}?fields={fields}").json
    assert shown == {
        "display_phone_number": "+390200000001",
        "verified_name": "Istituto Mirtilla",
        "quality_rating": "GREEN",
        "status": "CONNECTED",
        "throughput": {"level": "STANDARD"},
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "code_verification_status": "VERIFIED",
        "id": salon.platform.phone_number_id,
    }


def test_without_fields_a_number_shows_the_usual_ones(salon: Salon) -> None:
    shown = salon.get(salon.platform.phone_number_id).json
    assert {"verified_name", "display_phone_number", "quality_rating", "id"} <= shown.keys()
    assert "health_status" not in shown


def test_an_unknown_field_names_the_node(salon: Salon) -> None:
    reply = salon.get(f"{salon.platform.phone_number_id}?fields=messaging_limit_tier")
    assert reply.code == 100
    assert "WhatsAppBusinessPhoneNumber" in reply.error["message"]


def test_the_account_shows_what_is_asked(salon: Salon) -> None:
    fields = "name,currency,account_review_status,marketing_messages_onboarding_status"
    shown = salon.get(f"{salon.platform.waba_id}?fields={fields}").json
    assert shown["currency"] == "EUR"
    assert shown["account_review_status"] == "APPROVED"


def test_the_account_lists_its_number(salon: Salon) -> None:
    (one,) = salon.get(f"{salon.platform.waba_id}/phone_numbers").json["data"]
    assert one["id"] == salon.platform.phone_number_id


def test_health_is_available_while_nothing_is_wrong(salon: Salon) -> None:
    health = salon.get(f"{salon.platform.waba_id}?fields=health_status").json["health_status"]
    assert health["can_send_message"] == "AVAILABLE"
    kinds = [one["entity_type"] for one in health["entities"]]
    assert kinds == ["PHONE_NUMBER", "WABA", "BUSINESS", "APP"]


def test_a_payment_problem_blocks_health_with_code_and_way_out(salon: Salon) -> None:
    salon.platform.account.troubles.add(Trouble.PAYMENT)
    path = f"{salon.platform.phone_number_id}?fields=health_status"
    health = salon.get(path).json["health_status"]
    assert health["can_send_message"] == "BLOCKED"
    (waba,) = [one for one in health["entities"] if one["entity_type"] == "WABA"]
    assert waba["errors"][0]["error_code"] == 141006
    assert waba["errors"][0]["possible_solution"]


def test_red_quality_limits_the_number(salon: Salon) -> None:
    salon.platform.account.quality = "RED"
    path = f"{salon.platform.phone_number_id}?fields=quality_rating,health_status"
    shown = salon.get(path).json
    assert shown["quality_rating"] == "RED"
    assert shown["health_status"]["can_send_message"] == "LIMITED"


def test_an_unregistered_number_is_registered_with_a_pin(salon: Salon) -> None:
    salon.platform.account.troubles.add(Trouble.NOT_REGISTERED)
    path = f"{salon.platform.phone_number_id}/register"
    assert salon.post(path, {"messaging_product": "whatsapp", "pin": "12"}).code == 133005
    assert salon.send().code == 133010
    reply = salon.post(path, {"messaging_product": "whatsapp", "pin": "123456"})
    assert reply.json == {"success": True}
    assert salon.send().status == 200


def test_a_restriction_is_told_and_refuses(
    salon: Salon, subscribed: Receiver, time: StandingClock
) -> None:
    until = time()
    salon.platform.account.restrict("RESTRICTED_BIZ_INITIATED_MESSAGING", until)
    assert salon.send().code == 368
    salon.platform.settle()
    (told,) = subscribed.values("account_update")
    assert told["event"] == "ACCOUNT_RESTRICTION"
    assert told["restriction_info"][0]["expiration"] == int(until.timestamp())
    assert subscribed.bodies[0]["entry"][0]["time"] == int(time().timestamp())


def test_a_new_limit_is_told_and_shown(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.account.set_limit("TIER_10K")
    salon.platform.settle()
    (told,) = subscribed.values("business_capability_update")
    assert told == {"max_daily_conversations_per_business": 10_000}
    path = f"{salon.platform.phone_number_id}?fields=whatsapp_business_manager_messaging_limit"
    assert "TIER_10K" in salon.get(path).json.values()


def test_management_calls_are_counted_by_the_hour(start, time: StandingClock) -> None:
    salon = start(management_per_hour=2)
    path = salon.platform.waba_id
    assert [salon.get(path).status for _ in range(3)] == [200, 200, 429]
    assert salon.get(path).code == 80007
    assert salon.send().status == 200
    time.forward(hours=1)
    assert salon.get(path).status == 200


def test_the_history_of_a_message_can_be_polled(salon: Salon) -> None:
    wamid = salon.send().message_id
    salon.platform.settle()
    salon.platform.phones.read(ANNA)
    path = f"{salon.platform.phone_number_id}/message_history?message_id="
    (entry,) = salon.get(path + wamid.replace("+", "%2B")).json["data"]
    steps = [event["delivery_status"] for event in entry["events"]["data"]]
    assert steps == ["ACCEPTED", "SENT", "DELIVERED", "READ"]
    assert salon.get(path + "wamid.other").json == {"data": []}


def test_subscribing_with_an_own_receiver_makes_the_handshake(
    salon: Salon, receiver: Receiver
) -> None:
    receiver.verify_token = "ours"
    path = f"{salon.platform.waba_id}/subscribed_apps"
    assert salon.get(path).json == {"data": []}
    wrong = {"override_callback_uri": receiver.url, "verify_token": "theirs"}
    reply = salon.post(path, wrong)
    assert reply.code == 2200
    assert "403" in reply.error["message"]
    assert salon.get(path).json == {"data": []}
    assert salon.post(path, wrong | {"verify_token": "ours"}).json == {"success": True}
    assert salon.get(path).json["data"][0]["override_callback_uri"] == receiver.url
    salon.platform.phones.say(ANNA, "Ciao")
    salon.platform.settle()
    assert receiver.messages[0]["text"]["body"] == "Ciao"


def test_nothing_comes_after_unsubscribing(salon: Salon, subscribed: Receiver) -> None:
    path = f"{salon.platform.waba_id}/subscribed_apps"
    assert salon.call("DELETE", path).json == {"success": True}
    salon.platform.phones.say(ANNA, "Ciao")
    salon.platform.settle()
    assert subscribed.posts == []
    salon.call("POST", path)
    salon.platform.phones.say(ANNA, "Ciao di nuovo")
    salon.platform.settle()
    assert [one["text"]["body"] for one in subscribed.messages] == ["Ciao di nuovo"]


def test_practice_messages_never_leave_this_computer(salon: Salon) -> None:
    path = f"{salon.platform.waba_id}/subscribed_apps"
    body = {"override_callback_uri": "http://salon.example/hook", "verify_token": "x"}
    reply = salon.post(path, body)
    assert reply.code == 2200
    assert "this computer" in reply.error["message"]


def test_the_number_tells_where_its_webhooks_go(salon: Salon, subscribed: Receiver) -> None:
    path = f"{salon.platform.phone_number_id}?fields=webhook_configuration"
    assert salon.get(path).json["webhook_configuration"] == {"application": subscribed.url}
    salon.call(
        "POST",
        f"{salon.platform.waba_id}/subscribed_apps",
        {"override_callback_uri": subscribed.url, "verify_token": subscribed.verify_token},
    )
    told = salon.get(path).json["webhook_configuration"]
    assert told["whatsapp_business_account"] == subscribed.url
