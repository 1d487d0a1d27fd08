"""Drills W1 to W3 at the desk: forged, altered, repeated, disordered, early and huge webhooks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from salon_desktop.application.commands.pull_relay import PullRelayHandler
from salon_desktop.application.ports.relay import Pulled, RelayEvent
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.practice import DeliveryPlan, Misbehaviour
from tests.drills.sending_world import World, number_of, world

JsonObject = dict[str, Any]


def _stands(made: World, index: int) -> ConsentState:
    with made.salon.do.open_unit() as unit:
        return unit.consent.standing(
            made.clients[index], Channel.WHATSAPP, number_of(index), Purpose.SERVICE_MESSAGES
        ).state


def _body(made: World, value: JsonObject) -> JsonObject:
    platform = made.practice.platform
    change = {
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": platform.phone_number_id},
            **value,
        },
    }
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": platform.waba_id, "changes": [change]}],
    }


def _status(wamid: str, status: str, index: int = 0) -> JsonObject:
    return {
        "id": wamid,
        "status": status,
        "timestamp": "1795511000",
        "recipient_id": number_of(index).lstrip("+"),
    }


@pytest.mark.parametrize("how", list(Misbehaviour))
def test_w1_a_forged_or_altered_webhook_changes_nothing(tmp_path: Path, how: Misbehaviour) -> None:
    with world(tmp_path, people=1) as made:
        platform = made.practice.platform
        platform.webhooks.misbehave(how)
        platform.phones.say(number_of(0), "STOP")
        refused = platform.webhooks.records[-1]
        made.salon.do.drain()
        assert _stands(made, 0) is ConsentState.GRANTED, refused
        # The platform's own next try of the same event is genuine and counts.
        platform.fast_forward()
        made.hear()
        assert _stands(made, 0) is ConsentState.WITHDRAWN
        assert made.salon.ask.check(made.clock.now()) == []


class TakenOver:
    """A relay that somebody took over: the desk must not believe it."""

    def __init__(self, events: Sequence[RelayEvent]) -> None:
        self._events = list(events)
        self.acknowledged: list[int] = []

    def pull(self, after: int, wait: float) -> Pulled:
        return Pulled([event for event in self._events if event.seq > after], 99, gap=False)

    def acknowledge(self, through: int) -> None:
        self.acknowledged.append(through)


def test_w1_the_desk_verifies_again_what_a_broken_relay_hands_over(tmp_path: Path) -> None:
    with world(tmp_path, people=2) as made:
        platform, now = made.practice.platform, made.clock.now()
        stop = _body(
            made,
            {
                "messages": [
                    {
                        "from": number_of(0).lstrip("+"),
                        "id": "wamid.forged",
                        "timestamp": "1795511000",
                        "type": "text",
                        "text": {"body": "STOP"},
                    }
                ]
            },
        )
        raw = json.dumps(stop).encode()
        genuine = platform.webhooks.signature(raw)
        altered = raw.replace(b"STOP", b"stop")
        relay = TakenOver(
            [
                RelayEvent(10**15, now, "sha256=" + "0" * 64, raw),
                RelayEvent(10**15 + 1, now, genuine, altered),
                RelayEvent(10**15 + 2, now, "", raw),
            ]
        )
        pull = PullRelayHandler(made.salon.do.open_unit, made.clock, relay, made.salon.secrets)
        counts = pull()
        made.salon.do.apply_inbound()
        assert (counts.forged, counts.stored) == (3, 0)
        assert _stands(made, 0) is ConsentState.GRANTED
        assert relay.acknowledged == [10**15 + 2], "forged ones never stand in the way"
        assert made.salon.ask.status(now).forged == 3, "the owner is told"
        assert made.salon.ask.conversations() == []


def test_w2_everything_ten_times_is_applied_once(tmp_path: Path) -> None:
    with world(tmp_path, people=2) as made:
        platform = made.practice.platform
        platform.plan_delivery(DeliveryPlan(repeat=10, read_after=0.0))
        assert made.salon.do.send_due(drained=True).accepted == 2
        platform.webhooks.hold()
        platform.phones.tap(number_of(0), index=0)
        platform.phones.say(number_of(1), "STOP")
        platform.webhooks.release(repeat=10)
        made.hear()
        assert made.states()[:2] == [MessageState.READ] * 2
        with made.salon.do.open_unit() as unit:
            seqs = [event.seq for event in unit.consent.events_of(made.clients[1])]
            assert len(seqs) == 3, "the grant, and one STOP for both purposes"
            kinds = Counter(event.kind for event in unit.appointments.recent_events(1, 50))
            assert kinds[EventKind.STATUS_CHANGED] == 1
        assert made.salon.ask.check(made.clock.now()) == []


def test_w3_read_before_delivered_before_sent_ends_in_read(tmp_path: Path) -> None:
    with world(tmp_path, people=2) as made:
        plan = DeliveryPlan(reversed_order=True, read_after=0.0)
        made.practice.platform.plan_delivery(plan)
        assert made.salon.do.send_due(drained=True).accepted == 2
        made.hear()
        assert made.states() == [MessageState.READ] * 2


def test_w3_a_status_that_overtakes_the_answer_is_joined_later(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        platform = made.practice.platform
        # Nothing of ours is known under this id yet: the webhook came before the HTTP answer.
        early = platform.webhooks
        platform.plan_delivery(DeliveryPlan(lost=frozenset({"sent", "delivered"})))
        early.send(_body(made, {"statuses": [_status("wamid.early", "read")]}))
        made.hear()
        with made.salon.do.open_unit() as unit:
            parked = unit.outbox.parked_statuses("wamid.early")
        assert [status for status, _, _ in parked] == ["read"]
        assert made.salon.do.send_due(drained=True).accepted == 1
        assert made.states() == [MessageState.ACCEPTED]
        wamid = platform.taken[0].id
        early.send(_body(made, {"statuses": [_status(wamid, "read")]}))
        made.hear()
        assert made.states() == [MessageState.READ]


def test_w3_a_thousand_updates_in_one_body_with_one_bad_lose_none(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        platform = made.practice.platform
        statuses: list[Any] = [_status(f"wamid.{number}", "delivered") for number in range(1000)]
        statuses[500] = {"id": 7, "status": ["nonsense"]}
        platform.webhooks.send(_body(made, {"statuses": statuses}))
        body = _body(made, {})
        stop = {
            "from": number_of(0).lstrip("+"),
            "id": "wamid.stop",
            "timestamp": "1795511000",
            "type": "text",
            "text": {"body": "STOP"},
        }
        body["entry"].insert(0, {"id": platform.waba_id, "changes": "not a list"})
        body["entry"][1]["changes"][0]["value"]["messages"] = [{"type": "text"}, stop]
        platform.webhooks.send_bytes(json.dumps(body).encode())
        assert platform.settle()
        drained = made.salon.do.drain()
        assert drained.events >= 1000
        assert _stands(made, 0) is ConsentState.WITHDRAWN
        assert made.salon.ask.check(made.clock.now()) == []


def test_w2_rubbish_with_a_genuine_signature_stands_in_nobodys_way(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        platform = made.practice.platform
        platform.webhooks.send_bytes(b"\xff\xfe not json at all")
        platform.webhooks.send({"object": "something_new", "entry": [{"id": "x"}]})
        platform.phones.say(number_of(0), "STOP")
        made.hear()
        assert _stands(made, 0) is ConsentState.WITHDRAWN
