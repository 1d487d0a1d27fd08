"""Whatever comes in: events, or the one named error, and never anything else (drill H9)."""

from __future__ import annotations

import copy
import json
import random
from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from salon_desktop.whatsapp.events import Event, TextReceived, UnknownEvent
from salon_desktop.whatsapp.webhook import MalformedWebhook, read_events

RECEIVED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

WORDS = st.sampled_from(
    (
        *("id", "time", "changes", "field", "value", "messages", "statuses", "contacts", "errors"),
        *("from", "type", "timestamp", "text", "body", "button", "interactive", "button_reply"),
        *("reaction", "image", "location", "edit", "system", "status", "failed", "read", "stop"),
        *("user_preferences", "wa_id", "user_id", "event", "code", "restriction_info", "phones"),
        *("payload", "context", "account_update", "new_category", "pricing", "metadata"),
        *("biz_opaque_callback_data", "phone_number_id", "390200000000", "1763712345"),
    )
)
ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(), inner, max_size=6)
    ),
    max_leaves=25,
)
FIELDS = st.sampled_from(
    [
        "messages",
        "user_preferences",
        "message_template_status_update",
        "message_template_quality_update",
        "template_category_update",
        "account_update",
        "business_capability_update",
        "nothing we know",
    ]
)
GENUINE: dict[str, Any] = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "id": "2000",
            "time": 1763712000,
            "changes": [
                {
                    "field": "messages",
                    "value": {
                        "metadata": {"phone_number_id": "1000"},
                        "contacts": [{"wa_id": "390200000000", "user_id": "IT.9"}],
                        "messages": [
                            {"from": "390200000000", "id": "m1", "type": "text",
                             "timestamp": "1763712345", "text": {"body": "STOP"}},
                            {"id": "m2", "type": "contacts",
                             "contacts": [{"phones": [{"phone": "+39 02 00000"}]}]},
                            {"id": "m3", "type": "edit", "edit": {"message": {"type": "text"}}},
                            {"id": "m4", "type": "system", "system": {"wa_id": "390200000001"}},
                            {"id": "m5", "type": "interactive",
                             "interactive": {"type": "list_reply", "list_reply": {"id": "1"}}},
                        ],
                        "statuses": [
                            {"id": "s1", "status": "failed", "errors": [{"code": 131026}],
                             "pricing": {"category": "utility"}},
                        ],
                        "errors": [{"code": 1}],
                    },
                },
                {"field": "user_preferences",
                 "value": {"user_preferences": [{"wa_id": "390200000000", "value": "stop"}]}},
                {"field": "account_update",
                 "value": {"restriction_info": [{"expiration": 1763712345}]}},
            ],
        }
    ],
}  # fmt: skip


def check(events: list[Event]) -> None:
    keys = [event.dedupe_key for event in events]
    assert len(set(keys)) == len(keys)
    for event in events:
        assert event.dedupe_key
        assert event.at.utcoffset() is not None
        event.dedupe_key.encode("utf-8")
        if isinstance(event, UnknownEvent):
            json.loads(event.value)
        if isinstance(event, TextReceived):
            event.body.encode("utf-8")


@given(st.binary())
@example(b'{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"type":"text"}]}}]}]}')
def test_any_bytes_give_events_or_the_named_error(raw):
    try:
        check(read_events(raw, RECEIVED))
    except MalformedWebhook:
        return


@given(ANY)
def test_any_json_gives_events_or_the_named_error(body):
    try:
        check(read_events(json.dumps(body).encode(), RECEIVED))
    except MalformedWebhook:
        assert not isinstance(body, dict)


@given(FIELDS, ANY, ANY)
def test_any_value_of_any_field_gives_events(field, value, entry_id):
    entry = {"id": entry_id, "changes": [{"field": field, "value": value}]}
    events = read_events(json.dumps({"entry": [entry]}).encode(), RECEIVED)
    assert events
    check(events)


@given(st.lists(ANY, min_size=1, max_size=4), st.lists(ANY, max_size=3), st.lists(ANY, max_size=3))
def test_every_member_of_the_arrays_gives_an_event_of_its_own(members, statuses, contacts):
    value = {"messages": members, "statuses": statuses, "contacts": contacts}
    body = {"entry": [{"changes": [{"field": "messages", "value": value}]}]}
    events = read_events(json.dumps(body).encode(), RECEIVED)
    check(events)
    assert events


@given(st.integers(), st.integers(1, 6), ANY)
def test_a_genuine_webhook_with_parts_replaced_never_raises(seed, times, other):
    draw = random.Random(seed)
    body = copy.deepcopy(GENUINE)
    for _ in range(times):
        replace_one(body, draw, other)
    try:
        check(read_events(json.dumps(body).encode(), RECEIVED))
    except MalformedWebhook:
        raise AssertionError("still an object") from None


@given(st.integers(), st.integers(1, 8))
def test_a_genuine_webhook_with_bytes_flipped_never_raises_anything_else(seed, times):
    draw = random.Random(seed)
    raw = bytearray(json.dumps(GENUINE).encode())
    for _ in range(times):
        raw[draw.randrange(len(raw))] = draw.randrange(256)
    try:
        check(read_events(bytes(raw), RECEIVED))
    except MalformedWebhook:
        return


def replace_one(body: Any, draw: random.Random, other: Any) -> None:
    """Walk down at random and put ``other`` (or nothing) in the place of what is there."""
    spot = body
    while spot:
        name = draw.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
        inner = spot[name]
        if not isinstance(inner, dict | list) or not inner or draw.random() < 0.2:
            if draw.random() < 0.3 and isinstance(spot, dict):
                del spot[name]
            else:
                spot[name] = copy.deepcopy(other)
            return
        spot = inner
