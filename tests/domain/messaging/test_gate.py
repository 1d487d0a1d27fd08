"""The gate: every reason, in its order, and nothing passes without a ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from salon_desktop.domain.consent.events import Channel, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState, StandingKey
from salon_desktop.domain.messaging.gate import (
    AgeFacts,
    Allowed,
    AppointmentFacts,
    Blocked,
    Ground,
    Reason,
    may_send,
)
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose
from tests.gate_questions import (
    NOON,
    NUMBER,
    UTILITY,
    offer,
    reminder,
    standing,
)


def test_a_reminder_with_consent_leaves_on_its_grant():
    assert may_send(reminder()) == Allowed(Ground(kind="consent", event_id=41))


def test_an_offer_with_consent_leaves_on_its_grant():
    assert may_send(offer()) == Allowed(Ground(kind="consent", event_id=41))


# In the order of the questions; each case alone is enough to stop a message.
BLOCKS: list[tuple[dict[str, Any], Reason]] = [
    ({"erased": True}, Reason.ERASED),
    ({"on_platform": False}, Reason.NOT_ON_PLATFORM),
    ({"platform_block": True}, Reason.PLATFORM_BLOCK),
    ({"standing": standing(state=ConsentState.WITHDRAWN)}, Reason.WITHDRAWN),
    ({"standing": standing(valid_until=NOON)}, Reason.CONSENT_EXPIRED),
    ({"standing": standing(strength=Strength.IMPORTED)}, Reason.PROOF_TOO_WEAK),
    ({"age": AgeFacts(age=13)}, Reason.GUARDIAN_MISSING),
    ({"template": replace(UTILITY, paused=True)}, Reason.TEMPLATE_PAUSED),
    (
        {"appointment": AppointmentFacts(stands=False, starts_as_planned=True)},
        Reason.APPOINTMENT_GONE,
    ),
    ({"drained": False}, Reason.NOT_DRAINED),
    ({"valve_closed": True}, Reason.VALVE_CLOSED),
    ({"test_recipient": False}, Reason.NOT_A_TEST_RECIPIENT),
    ({"daily_limit_reached": True}, Reason.DAILY_LIMIT),
]


@pytest.mark.parametrize(("changes", "reason"), BLOCKS, ids=lambda each: str(each)[:40])
def test_a_reminder_is_blocked_with_its_reason(changes, reason):
    assert may_send(reminder(**changes)) == Blocked(reason)


@pytest.mark.parametrize("first", range(len(BLOCKS)))
@pytest.mark.parametrize("second", range(len(BLOCKS)))
def test_of_two_reasons_people_read_the_first_in_the_order(first, second):
    earlier, later = sorted((first, second))
    both = BLOCKS[later][0] | BLOCKS[earlier][0]
    facts = [
        changes["standing"]
        for changes, _ in (BLOCKS[earlier], BLOCKS[later])
        if "standing" in changes
    ]
    if len(facts) == 2:
        mine, yours = facts
        state = mine.state if mine.state is not ConsentState.GRANTED else yours.state
        both["standing"] = standing(
            state=state,
            valid_until=mine.valid_until or yours.valid_until,
            strength=min(mine.strength, yours.strength),
        )
    assert may_send(reminder(**both)) == Blocked(BLOCKS[earlier][1])


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (ConsentState.UNKNOWN, Reason.NOT_ASKED),
        (ConsentState.ASKED, Reason.NO_ANSWER_YET),
        (ConsentState.REFUSED, Reason.REFUSED),
        (ConsentState.NOT_NOW, Reason.NOT_NOW),
        (ConsentState.WITHDRAWN, Reason.WITHDRAWN),
        (ConsentState.EXPIRED, Reason.CONSENT_EXPIRED),
        (ConsentState.IMPORTED, Reason.IMPORTED_WITHOUT_PROOF),
        (ConsentState.NUMBER_CHANGED, Reason.NUMBER_CHANGED),
    ],
)
def test_each_state_but_a_grant_blocks_with_its_own_reason(state, reason):
    assert may_send(reminder(standing=standing(state=state))) == Blocked(reason)


def test_silence_blocks():
    assert may_send(reminder(standing=None)) == Blocked(Reason.NOT_ASKED)


def test_a_grant_the_ledger_has_not_stored_proves_nothing():
    assert may_send(reminder(standing=standing(event_seq=None))) == Blocked(Reason.NOT_ASKED)


def test_a_grant_without_a_known_proof_is_too_weak():
    assert may_send(reminder(standing=standing(strength=None))) == Blocked(Reason.PROOF_TOO_WEAK)


def test_the_standing_must_speak_about_this_very_question():
    for changes in (
        {"client_id": 13},
        {"address": "+393330000000"},
        {"channel": Channel.SMS},
        {"kind": MessageKind.PROMOTION},
        {"kind": MessageKind.REPLY},
    ):
        with pytest.raises(ValueError, match="another question"):
            reminder(**changes)


@pytest.mark.parametrize(
    ("channel", "address", "is_valid"),
    [
        (Channel.WHATSAPP, NUMBER, True),
        (Channel.WHATSAPP, "IT.900000000000001", True),
        (Channel.WHATSAPP, "IT.ENT.9000", True),
        (Channel.WHATSAPP, "3331234567", False),
        (Channel.WHATSAPP, "+39 333 1234567", False),
        (Channel.WHATSAPP, "", False),
        (Channel.SMS, NUMBER, True),
        (Channel.SMS, "IT.900000000000001", False),
        (Channel.EMAIL, "anna@example.org", True),
        (Channel.EMAIL, NUMBER, False),
        (Channel.DESK, "", False),
    ],
)
def test_an_address_must_have_the_form_of_its_channel(channel, address, is_valid):
    key = StandingKey(
        client_id=12, channel=channel, address=address, purpose=Purpose.SERVICE_MESSAGES
    )
    verdict = may_send(reminder(channel=channel, address=address, standing=standing(key=key)))
    assert isinstance(verdict, Allowed) is is_valid
    assert is_valid or verdict == Blocked(Reason.ADDRESS_INVALID)


def test_the_platforms_own_block_stops_offers_and_not_reminders():
    blocked = standing(Purpose.OFFERS, platform_blocked=True)
    assert may_send(offer(standing=blocked)) == Blocked(Reason.PLATFORM_BLOCK)


def test_offers_end_when_she_has_not_been_heard_of_for_too_long():
    assert may_send(offer(offers_until=NOON)) == Blocked(Reason.TOO_LONG_SINCE_CONTACT)
    assert isinstance(may_send(offer(offers_until=NOON + timedelta(days=1))), Allowed)
    assert isinstance(may_send(reminder(offers_until=NOON)), Allowed)


def test_the_owner_may_demand_a_better_proof():
    signed = {MessagePurpose.SERVICE: Strength.SIGNED}
    spoken = standing(strength=Strength.SPOKEN)
    assert isinstance(may_send(reminder(standing=spoken)), Allowed)
    assert may_send(reminder(standing=spoken, minimum_strength=signed)) == Blocked(
        Reason.PROOF_TOO_WEAK
    )
    # A purpose the owner's table forgot gets the strongest demand, not the weakest.
    assert may_send(offer(minimum_strength=signed)) == Blocked(Reason.PROOF_TOO_WEAK)


@pytest.mark.parametrize(
    ("country", "age", "reason"),
    [
        ("IT", 14, None),
        ("IT", 13, Reason.GUARDIAN_MISSING),
        ("DE", 15, Reason.GUARDIAN_MISSING),
        ("DE", 16, None),
        ("LV", 15, Reason.GUARDIAN_MISSING),
        ("FI", 13, None),
        ("IT", None, None),
    ],
)
def test_below_the_age_of_consent_the_guardian_gets_the_messages(country, age, reason):
    verdict = may_send(reminder(country=country, age=AgeFacts(age=age)))
    assert verdict == Blocked(reason) if reason else isinstance(verdict, Allowed)
    to_guardian = may_send(reminder(country=country, age=AgeFacts(age=age, to_guardian=True)))
    assert isinstance(to_guardian, Allowed)


def test_whoever_looks_too_young_is_treated_so():
    assert may_send(reminder(age=AgeFacts(unsure=True))) == Blocked(Reason.GUARDIAN_MISSING)
    assert may_send(offer(age=AgeFacts(unsure=True))) == Blocked(Reason.MINOR)


@pytest.mark.parametrize(("age", "is_allowed"), [(17, False), (18, True), (None, True)])
def test_offers_go_to_grown_ups_only(age, is_allowed):
    verdict = may_send(offer(age=AgeFacts(age=age, to_guardian=True)))
    assert isinstance(verdict, Allowed) if is_allowed else verdict == Blocked(Reason.MINOR)


def test_the_gate_needs_aware_instants():
    for changes in ({"now": NOON.replace(tzinfo=None)}, {"expires_at": NOON.replace(tzinfo=None)}):
        with pytest.raises(ValueError, match="aware"):
            reminder(**changes)
