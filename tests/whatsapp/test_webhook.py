"""How the desk takes a webhook apart, whatever state it is in (drill W3)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from salon_desktop.whatsapp.events import (
    TextReceived,
    UnknownEvent,
)
from salon_desktop.whatsapp.webhook import MalformedWebhook, read_events

# ---- batches, repetitions, odd times


def test_every_entry_change_message_and_status_is_read_in_order(messages, inbound, received):
    texts = [inbound("text", text={"body": str(n)}) | {"id": f"m{n}"} for n in range(4)]
    statuses = [{"id": "wamid.OURS", "status": word} for word in ("sent", "read")]
    first = messages(*texts[:2]) | {"statuses": statuses}
    body = {
        "entry": [
            {"id": "1", "changes": [{"field": "messages", "value": first}]},
            {
                "id": "2",
                "changes": [
                    {"field": "messages", "value": messages(texts[2])},
                    {"field": "messages", "value": messages(texts[3])},
                ],
            },
        ]
    }
    events = read_events(json.dumps(body).encode(), received)
    assert [event.dedupe_key for event in events] == [
        "message:m0",
        "message:m1",
        "status:wamid.OURS:sent",
        "status:wamid.OURS:read",
        "message:m2",
        "message:m3",
    ]
    assert [event.account_id for event in events] == ["1", "1", "1", "1", "2", "2"]


@pytest.mark.parametrize("broken", [None, 7, "x", [], {}, {"changes": 7}, {"changes": [7]}])
def test_one_broken_entry_does_not_lose_the_others(messages, inbound, received, broken):
    good = {"changes": [{"field": "messages", "value": messages(inbound("text", text={}))}]}
    for entries in ([broken, good], [good, broken]):
        events = read_events(json.dumps({"entry": entries}).encode(), received)
        assert sorted(type(event).__name__ for event in events)[:1] == ["TextReceived"]
        assert len(events) == (1 if broken == {"changes": []} else 2)


@pytest.mark.parametrize("broken", [None, 7, "x", [], {}, {"type": 7}, {"type": "text"}])
def test_one_broken_message_does_not_lose_the_others(hook, messages, inbound, received, broken):
    good = inbound("text", text={"body": "STOP"})
    for members in ([broken, good], [good, broken]):
        events = read_events(hook(messages(*members)), received)
        assert [event.said for event in events if isinstance(event, TextReceived)].count(
            "STOP"
        ) == 1
        assert len(events) == 2


def test_a_repeated_delivery_has_the_same_keys_and_another_notice_another_one(hook, received):
    def keys(*bodies: bytes) -> list[str]:
        return [event.dedupe_key for raw in bodies for event in read_events(raw, received)]

    notice = hook({"event": "ACCOUNT_DELETED"}, field="account_update", entry={"time": 5})
    later = hook({"event": "ACCOUNT_DELETED"}, field="account_update", entry={"time": 6})
    elsewhere = hook({"event": "ACCOUNT_DELETED"}, field="account_update", entry={"id": "3"})
    again = json.dumps(json.loads(notice), indent=2).encode()
    assert len(set(keys(notice, again))) == 1
    assert len(set(keys(notice, later, elsewhere))) == 3


def test_the_same_event_twice_in_one_body_comes_once(hook, messages, inbound, received):
    twice = hook(messages(inbound("text", text={"body": "a"}), inbound("text", text={"body": "a"})))
    assert len(read_events(twice, received)) == 1


def test_a_message_without_an_id_is_told_apart_by_its_content(hook, messages, inbound, received):
    first, second = (inbound("text", text={"body": body}) for body in "ab")
    del first["id"], second["id"]
    one, two = read_events(hook(messages(first, second)), received)
    assert one.dedupe_key != two.dedupe_key


@pytest.mark.parametrize(
    "timestamp", [None, "", "soon", "-5", 0, 10**17, "9" * 40, 1.5, True, [], "١٢٣"]
)
def test_a_time_that_is_none_falls_back_to_the_time_of_receiving(
    only, hook, messages, inbound, received, timestamp
):
    message = inbound("text", text={"body": "a"}) | {"timestamp": timestamp}
    assert only(hook(messages(message)), TextReceived).at == received


def test_a_time_in_another_zone_is_the_same_moment(hook, messages, inbound, received):
    east = received.astimezone(tz=None) + timedelta(0)
    message = inbound("text", text={"body": "a"}) | {"timestamp": ""}
    (event,) = read_events(hook(messages(message)), east)
    assert event.at == received


def test_the_receiving_time_must_be_aware():
    with pytest.raises(ValueError, match="aware"):
        read_events(b"{}", datetime(2026, 1, 1))  # that is what is refused


# ---- bodies that are none


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"entry":[NaN]}',
        b'{"a":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"entry":[' + b"9" * 5_000 + b"]}",
    ],
)
def test_a_body_that_is_no_object_is_malformed_and_says_nothing_of_itself(received, raw):
    with pytest.raises(MalformedWebhook) as malformed:
        read_events(raw, received)
    assert malformed.value.args == ()
    assert malformed.value.__context__ is None


@pytest.mark.parametrize("body", [{}, {"entry": 7}, {"object": "page"}, {"entry": None}])
def test_an_object_without_entries_is_kept_as_unknown(only, body):
    event = only(json.dumps(body).encode(), UnknownEvent)
    assert json.loads(event.value) == body


def test_halves_of_characters_and_nul_cannot_reach_the_database(read_one):
    event = read_one(TextReceived, "text", text={"body": "a\x00b\ud83dc"})
    assert event.body == "a\ufffdb\ufffdc"
    event.body.encode("utf-8")


def test_a_body_of_three_megabytes_is_read(only, hook, messages, inbound):
    huge = hook(messages(inbound("text", text={"body": "x" * 3_000_000})))
    assert len(only(huge, TextReceived).body) == 3_000_000
