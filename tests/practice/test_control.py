"""The control endpoints, as another process uses them."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from salon_desktop.practice import (
    OrderRefused,
    PracticePlatform,
    PracticeRemote,
    PracticeUnreachable,
)
from tests.practice.calling_salon import ANNA, Receiver, Salon, filled


@pytest.fixture
def remote(platform: PracticePlatform) -> PracticeRemote:
    return PracticeRemote(platform.address, platform.control_key)


def raw(platform: PracticePlatform, method: str, path: str, key: str | None) -> tuple[int, Any]:
    line = http.client.HTTPConnection("127.0.0.1", int(platform.address.rpartition(":")[2]))
    try:
        line.request(method, path, headers={"X-Practice-Key": key} if key else {})
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        line.close()


@pytest.mark.parametrize("key", [None, "guess", "EAAPractice"])
def test_without_the_key_nothing_is_told(platform: PracticePlatform, key: str | None) -> None:
    assert raw(platform, "GET", "/practice", key)[0] == 401
    assert raw(platform, "GET", "/practice/phones", key)[0] == 401


def test_an_unknown_order_is_404_and_a_wrong_method_405(platform: PracticePlatform) -> None:
    assert raw(platform, "GET", "/practice/dance", platform.control_key)[0] == 404
    assert raw(platform, "DELETE", "/practice/taken", platform.control_key)[0] == 405


def test_the_overview_tells_no_secret(platform: PracticePlatform, remote: PracticeRemote) -> None:
    told = remote.overview()
    assert told["waba_id"] == platform.waba_id
    assert told["quality"] == "GREEN"
    text = json.dumps(told)
    for secret in (platform.token, platform.app_secret, platform.verify_token):
        assert secret not in text


def test_a_phone_is_shown_and_answers(
    salon: Salon, remote: PracticeRemote, subscribed: Receiver
) -> None:
    salon.create()
    salon.template("promemoria", *filled())
    assert remote.settle()
    (shown,) = remote.show(ANNA)["messages"]
    assert shown["text"].startswith("Buongiorno Anna")
    assert [button["text"] for button in shown["buttons"]][:2] == ["Confermo", "Devo spostare"]
    assert remote.read(ANNA) == 1
    remote.tap(ANNA, 1)
    remote.say(ANNA[1:], "STOP")
    assert remote.settle()
    assert subscribed.messages[0]["button"]["text"] == "Devo spostare"
    assert subscribed.messages[1]["text"]["body"] == "STOP"
    assert [one["number"] for one in remote.phones()] == [ANNA]


def test_another_process_can_play_the_client(
    salon: Salon, platform: PracticePlatform, subscribed: Receiver
) -> None:
    script = (
        "import sys; from salon_desktop.practice import PracticeRemote;"
        "print(PracticeRemote(*sys.argv[1:3]).say(sys.argv[3], 'Perché no?'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, platform.address, platform.control_key, ANNA],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    platform.settle()
    assert subscribed.messages[0]["id"] == done.stdout.strip()
    assert subscribed.messages[0]["text"]["body"] == "Perché no?"


def test_bad_orders_are_refused_with_a_reason(remote: PracticeRemote) -> None:
    with pytest.raises(OrderRefused, match="no such message or button"):
        remote.tap(ANNA)
    with pytest.raises(OrderRefused, match="not a phone number"):
        remote.say("anna", "Ciao")
    with pytest.raises(OrderRefused, match="text is missing"):
        remote.say(ANNA, "")
    with pytest.raises(OrderRefused, match="unknown fault"):
        remote.order("POST", "faults", {"name": "gremlins"})
    with pytest.raises(OrderRefused, match="unknown member"):
        remote.order("POST", "delivery", {"speed": 1})
    with pytest.raises(OrderRefused, match="unknown trouble"):
        remote.order("POST", "account", {"troubles": ["boredom"]})
    with pytest.raises(OrderRefused, match="not found"):
        remote.order("POST", "templates/1", {"status": "PAUSED"})


def test_nobody_there_is_told_as_such(platform: PracticePlatform) -> None:
    platform.stop()
    with pytest.raises(PracticeUnreachable):
        PracticeRemote(platform.address, platform.control_key, timeout=2).overview()


def test_taken_messages_are_listed_by_key(salon: Salon, remote: PracticeRemote) -> None:
    for number in range(3):
        salon.send(biz_opaque_callback_data=f"job:{number}")
    assert len(remote.taken()) == 3
    (one,) = remote.taken("job:1")
    assert (one["key"], one["to"]) == ("job:1", ANNA)


def test_faults_are_ordered_and_cleared(salon: Salon, remote: PracticeRemote) -> None:
    remote.order("POST", "faults", {"name": "500", "times": 2})
    assert salon.send().status == 500
    told = remote.order("POST", "faults", {"kind": "error", "code": 4, "times": None, "to": ANNA})
    assert (len(told["faults"]), told["struck"]) == (2, 1)
    assert remote.order("DELETE", "faults")["faults"] == []
    assert salon.send().status == 200


def test_delivery_plans_are_ordered(
    salon: Salon, remote: PracticeRemote, subscribed: Receiver
) -> None:
    remote.order("POST", "delivery", {"fail_with": 131049, "times": 1, "to": ANNA})
    salon.send()
    salon.send()
    assert remote.settle()
    assert [one["status"] for one in subscribed.statuses] == ["failed", "sent", "delivered"]
    remote.order("POST", "delivery", {"lost": ["sent"]})
    remote.order("DELETE", "delivery")
    salon.send()
    assert remote.settle()
    assert subscribed.statuses[3]["status"] == "sent"


def test_the_account_changes(salon: Salon, remote: PracticeRemote) -> None:
    told = remote.order(
        "POST", "account", {"quality": "RED", "limit": "TIER_250", "troubles": ["payment"]}
    )
    assert (told["quality"], told["limit"], told["troubles"]) == ("RED", "TIER_250", ["payment"])
    remote.order("POST", "account", {"restrict": {"hours": 2}})
    assert salon.send().code == 368


def test_the_token_expires_and_is_renewed(salon: Salon, remote: PracticeRemote) -> None:
    remote.order("POST", "token", {"do": "expire"})
    assert salon.send().error["error_subcode"] == 463
    assert remote.overview()["token_works"] is False
    salon.token = remote.order("POST", "token", {"do": "renew"})["token"]
    assert salon.send().status == 200
    remote.order("POST", "token", {"do": "revoke"})
    assert salon.send().code == 190


def test_templates_change_with_their_webhooks(
    salon: Salon, remote: PracticeRemote, subscribed: Receiver
) -> None:
    remote.order("POST", "review", {"outcome": "PENDING"})
    made = salon.create().json["id"]
    assert remote.order("POST", f"templates/{made}", {"status": "APPROVED"})["status"] == "APPROVED"
    assert remote.order("POST", f"templates/{made}", {"quality": "RED"})["status"] == "PAUSED"
    shown = remote.order("POST", f"templates/{made}", {"category": "MARKETING"})
    assert shown["category"] == "MARKETING"
    assert len(remote.order("GET", "templates")["templates"]) == 2
    remote.settle()
    assert [change["field"] for change in subscribed.changes] == [
        "message_template_status_update",
        "message_template_quality_update",
        "message_template_status_update",
        "template_category_update",
    ]


def test_webhooks_are_aimed_sent_spoiled_and_listed(
    platform: PracticePlatform, remote: PracticeRemote, receiver: Receiver
) -> None:
    receiver.verify_token = "ours"
    with pytest.raises(OrderRefused, match="verification failed"):
        remote.order("POST", "deliver-to", {"url": receiver.url})
    remote.order("POST", "deliver-to", {"url": receiver.url, "verify_token": "ours"})
    remote.order("POST", "webhooks/misbehave", {"how": "no-signature"})
    remote.order("POST", "webhooks", {"field": "weather", "value": {"sunny": True}})
    remote.order("POST", "webhooks", {"body": {"object": "page", "entry": []}})
    remote.settle()
    assert "x-hub-signature-256" not in receiver.posts[0][0]
    assert "x-hub-signature-256" in receiver.posts[1][0]
    told = remote.order("GET", "webhooks")["webhooks"]
    assert [(one["fields"], one["delivered"]) for one in told] == [(["weather"], True), ([], True)]


def test_phones_are_set_up_and_moved(
    platform: PracticePlatform, remote: PracticeRemote, subscribed: Receiver
) -> None:
    told = remote.order("POST", f"phones/{ANNA}", {"name": "Anna", "has_whatsapp": False})
    assert (told["name"], told["has_whatsapp"]) == ("Anna", False)
    remote.order("POST", f"phones/{ANNA}/promotions", {"value": "stop"})
    remote.order("POST", f"phones/{ANNA}/media", {"kind": "unsupported"})
    remote.order("POST", f"phones/{ANNA}/react", {"message_id": "wamid.x", "emoji": "👍"})
    remote.order("POST", f"phones/{ANNA}/change-number", {"to": "+393330000077"})
    remote.settle(fast_forward=True)
    assert platform.phones.state("+393330000077").stopped_promotions
    assert [one["type"] for one in subscribed.messages] == ["unsupported", "reaction", "system"]
