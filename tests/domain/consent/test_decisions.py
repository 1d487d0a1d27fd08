"""The events a client's own act leads to."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from salon_desktop.domain.consent.decisions import (
    OwnAct,
    Recording,
    answer_offers,
    keep_reminders,
    number_changed,
    platform_resume,
    platform_stop,
    withdraw,
)
from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    Strength,
    WordingRef,
)
from salon_desktop.domain.consent.fold import ConsentState, fold
from salon_desktop.domain.consent.refusals import EvidenceMissing
from tests.builders import NOON

NUMBER, SECOND = "+393331234567", "+393330000000"
WORDING = WordingRef(id=7, version=4, hash="a" * 64, language="it")
WHATSAPP = Channel.WHATSAPP


@pytest.fixture
def recording() -> Recording:
    """Write in the name of the one person at the one desk, with keys in order."""
    numbers = count(1)
    return Recording(
        recorded_at=NOON,
        zone="Europe/Rome",
        staff_id=1,
        desk_id=1,
        new_key=lambda: f"key {next(numbers)}",
    )


def act(method: Method = Method.OWN_MESSAGE, said: str = "STOP", minute: int = 0) -> OwnAct:
    """Return what she did, some minutes after noon."""
    return OwnAct(
        happened_at=NOON + timedelta(minutes=minute),
        method=method,
        said=said,
        evidence_ref="inbound 5",
    )


def states(*events: ConsentEvent) -> dict[tuple[str, Purpose], ConsentState]:
    """Return the state by address and purpose."""
    return {(key.address, key.purpose): each.state for key, each in fold(events).items()}


def test_stop_ends_every_kind_of_message_on_every_address(recording):
    events = withdraw(
        client_id=12,
        channel=WHATSAPP,
        addresses=[NUMBER, SECOND, NUMBER],
        act=act(said="Stop!!"),
        recording=recording,
    )
    assert [each.key for each in events] == ["key 1", "key 2", "key 3", "key 4"]
    assert {each.withdrawn_via for each in events} == {"Stop!!"}
    assert states(*events) == {
        (address, purpose): ConsentState.WITHDRAWN
        for address in (NUMBER, SECOND)
        for purpose in (Purpose.SERVICE_MESSAGES, Purpose.OFFERS)
    }


def test_stop_promo_ends_offers_only(recording):
    events = withdraw(
        client_id=12,
        channel=WHATSAPP,
        addresses=[NUMBER],
        act=act(said="stop promo"),
        recording=recording,
        purposes=[Purpose.OFFERS],
    )
    assert states(*events) == {(NUMBER, Purpose.OFFERS): ConsentState.WITHDRAWN}


def test_keeping_reminders_after_stop_is_a_new_grant_proved_by_the_button(recording):
    stop = withdraw(
        client_id=12, channel=WHATSAPP, addresses=[NUMBER], act=act(), recording=recording
    )
    kept = keep_reminders(
        client_id=12,
        channel=WHATSAPP,
        address=NUMBER,
        act=OwnAct(
            happened_at=NOON + timedelta(minutes=1),
            method=Method.BUTTON,
            said="v1:keep_reminders",
            evidence_ref="v1:keep_reminders",
        ),
        wording=WORDING,
        recording=recording,
    )
    assert (kept.evidence_ref, kept.strength) == ("v1:keep_reminders", Strength.OWN_MESSAGE)
    assert kept.wording == WORDING and kept.withdrawn_via == ""
    assert states(*stop, kept) == {
        (NUMBER, Purpose.SERVICE_MESSAGES): ConsentState.GRANTED,
        (NUMBER, Purpose.OFFERS): ConsentState.WITHDRAWN,
    }


def test_a_grant_without_the_proof_of_the_act_is_refused(recording):
    unproved = OwnAct(happened_at=NOON, method=Method.BUTTON, said="yes", evidence_ref="")
    with pytest.raises(EvidenceMissing):
        keep_reminders(
            client_id=12,
            channel=WHATSAPP,
            address=NUMBER,
            act=unproved,
            wording=WORDING,
            recording=recording,
        )


@pytest.mark.parametrize(
    ("yes", "kind", "days"), [(True, EventKind.GRANTED, 700), (False, EventKind.REFUSED, None)]
)
def test_the_answer_about_offers_is_written_with_the_question(recording, yes, kind, days):
    event = answer_offers(
        client_id=12,
        channel=WHATSAPP,
        address=NUMBER,
        yes=yes,
        act=act(Method.BUTTON),
        wording=WORDING,
        recording=recording,
        valid_until=NOON + timedelta(days=700),
    )
    assert (event.kind, event.purpose, event.wording) == (kind, Purpose.OFFERS, WORDING)
    assert event.valid_until == (None if days is None else NOON + timedelta(days=days))


def test_the_platforms_switch_touches_offers_only(recording):
    facts: dict[str, Any] = {
        "client_id": 12,
        "channel": WHATSAPP,
        "address": NUMBER,
        "recording": recording,
    }
    stop = platform_stop(**facts, act=act(Method.PLATFORM_EVENT, "stop"))
    resume = platform_resume(**facts, act=act(Method.PLATFORM_EVENT, "resume", 1))
    assert states(stop, resume) == {(NUMBER, Purpose.OFFERS): ConsentState.WITHDRAWN}
    (blocked,), (lifted,) = fold([stop]).values(), fold([stop, resume]).values()
    assert (blocked.platform_blocked, lifted.platform_blocked) == (True, False)


def test_a_changed_number_ends_every_yes_on_the_old_one(recording):
    kept = keep_reminders(
        client_id=12,
        channel=WHATSAPP,
        address=NUMBER,
        act=act(Method.BUTTON),
        wording=WORDING,
        recording=recording,
    )
    changed = number_changed(
        client_id=12,
        channel=WHATSAPP,
        old_address=NUMBER,
        act=act(Method.PLATFORM_EVENT, "", 1),
        recording=recording,
    )
    assert states(kept, *changed) == {
        (NUMBER, Purpose.SERVICE_MESSAGES): ConsentState.NUMBER_CHANGED,
        (NUMBER, Purpose.OFFERS): ConsentState.NUMBER_CHANGED,
    }
