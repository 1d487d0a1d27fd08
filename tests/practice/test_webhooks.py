"""Handshake, signature, retries, and webhooks that are wrong on purpose."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from salon_desktop.practice import GraphRefusal, Misbehaviour, PracticePlatform
from tests.practice.calling_salon import ANNA, Receiver, Salon, StandingClock


def signed(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_receiver_with_another_verify_token_is_not_used(
    platform: PracticePlatform, receiver: Receiver
) -> None:
    receiver.verify_token = "another"
    with pytest.raises(GraphRefusal) as refused:
        platform.deliver_to(receiver.url)
    assert refused.value.code == 2200
    platform.phones.say(ANNA, "Ciao")
    assert platform.settle()
    assert receiver.posts == []


def test_a_receiver_that_is_not_there_is_not_used(
    platform: PracticePlatform, receiver: Receiver
) -> None:
    with pytest.raises(GraphRefusal) as refused:
        platform.deliver_to("http://127.0.0.1:9/hook")
    assert refused.value.code == 2200


def test_the_signature_covers_the_exact_bytes(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.say(ANNA, "Perché no? 😀 a/b")
    platform.settle()
    ((headers, body),) = subscribed.posts
    assert headers["x-hub-signature-256"] == [signed(platform.app_secret, body)]
    assert headers["content-type"] == ["application/json"]


def test_the_body_is_escaped_as_the_platform_escapes(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.say(ANNA, "Perché no? 😀 a/b")
    platform.settle()
    body = subscribed.posts[0][1]
    assert body.isascii()
    assert rb"Perch\u00e9 no? \ud83d\ude00 a\/b" in body
    assert subscribed.messages[0]["text"]["body"] == "Perché no? 😀 a/b"


def test_a_refused_webhook_comes_again_with_growing_gaps(
    platform: PracticePlatform, subscribed: Receiver, time: StandingClock
) -> None:
    subscribed.answers = [500, 401, 200]
    platform.phones.say(ANNA, "Ciao")
    counts = []
    for seconds in (0, 9, 1, 59, 1, 3_600):
        time.forward(seconds=seconds)
        assert platform.settle()
        counts.append(len(subscribed.posts))
    assert counts == [1, 1, 2, 2, 3, 3]
    assert len({body for _, body in subscribed.posts}) == 1
    (record,) = platform.webhooks.records
    assert (record.attempts, record.delivered, record.last_answer) == (3, True, 200)


def test_a_webhook_is_given_up_after_seven_days(
    platform: PracticePlatform, subscribed: Receiver, time: StandingClock
) -> None:
    subscribed.answers = [500] * 1_000
    platform.phones.say(ANNA, "Ciao")
    for _ in range(8 * 24):
        time.forward(hours=1)
        assert platform.settle()
    (record,) = platform.webhooks.records
    assert record.given_up
    assert not record.delivered
    assert platform.webhooks.timeline.waiting == 0
    tried = len(subscribed.posts)
    time.forward(days=7)
    platform.settle()
    assert len(subscribed.posts) == tried


def test_a_retry_can_be_hurried(platform: PracticePlatform, subscribed: Receiver) -> None:
    subscribed.answers = [500]
    platform.phones.say(ANNA, "Ciao")
    platform.settle()
    platform.fast_forward()
    assert platform.webhooks.records[0].delivered


def test_without_a_receiver_webhooks_are_given_up_at_once(platform: PracticePlatform) -> None:
    platform.phones.say(ANNA, "Ciao")
    assert platform.settle()
    (record,) = platform.webhooks.records
    assert record.given_up
    assert record.attempts == 0


@pytest.mark.parametrize("how", list(Misbehaviour))
def test_a_wrong_webhook_is_wrong_and_the_next_try_is_right(
    platform: PracticePlatform, subscribed: Receiver, how: Misbehaviour
) -> None:
    subscribed.answers = [401]
    platform.webhooks.misbehave(how)
    platform.phones.say(ANNA, "Ciao")
    platform.settle()
    platform.fast_forward()
    (wrong_headers, wrong_body), (headers, body) = subscribed.posts
    right = [signed(platform.app_secret, body)]
    assert headers["x-hub-signature-256"] == right
    assert wrong_headers.get("x-hub-signature-256") != [signed(platform.app_secret, wrong_body)]


def test_webhooks_can_be_held_and_come_in_one_body(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.webhooks.hold()
    for text in ("uno", "due", "tre"):
        platform.phones.say(ANNA, text)
    assert platform.settle()
    assert subscribed.posts == []
    assert platform.webhooks.release(batched=True) == 3
    platform.settle()
    assert len(subscribed.posts) == 1
    assert len(subscribed.bodies[0]["entry"]) == 3
    assert [one["text"]["body"] for one in subscribed.messages] == ["uno", "due", "tre"]


def test_held_webhooks_can_come_backwards_and_twice(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.webhooks.hold()
    platform.phones.say(ANNA, "uno")
    platform.phones.say(ANNA, "due")
    platform.webhooks.release(backwards=True, repeat=2)
    platform.settle()
    assert [one["text"]["body"] for one in subscribed.messages] == ["due", "uno"] * 2


def test_fields_statuses_and_bodies_nobody_knows_can_be_sent(
    platform: PracticePlatform, subscribed: Receiver, time: StandingClock
) -> None:
    platform.webhooks.tell("weather", {"sunny": True}, time())
    platform.webhooks.tell("messages", {"statuses": [{"id": "x", "status": "vanished"}]})
    platform.webhooks.send({"object": "page", "entry": []})
    platform.settle()
    platform.webhooks.send_bytes(b"not json")
    platform.settle()
    assert subscribed.posts[3][1] == b"not json"
    assert [change["field"] for change in subscribed_changes(subscribed)] == [
        "weather",
        "messages",
    ]


def subscribed_changes(receiver: Receiver) -> list[dict[str, object]]:
    receiver.posts.pop()
    return receiver.changes


def test_a_body_of_three_megabytes_is_sent_whole(
    platform: PracticePlatform, subscribed: Receiver
) -> None:
    platform.phones.say(ANNA, "x" * 3_000_000)
    assert platform.settle()
    assert len(subscribed.posts[0][1]) > 3_000_000


def test_statuses_and_inbound_keep_their_order(salon: Salon, subscribed: Receiver) -> None:
    salon.send()
    salon.platform.settle()
    salon.platform.phones.say(ANNA, "Grazie")
    salon.platform.settle()
    kinds = ["status" if "statuses" in one else "text" for one in subscribed.values("messages")]
    assert kinds == ["status", "status", "text"]
