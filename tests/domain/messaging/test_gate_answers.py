"""The gate: answers rely on her own message, and nothing at all passes without its ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.consent.events import Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.gate import (
    AgeFacts,
    Allowed,
    Blocked,
    Delayed,
    GateQuestion,
    Ground,
    InboundFacts,
    Reason,
    may_send,
)
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, purpose_of
from salon_desktop.domain.messaging.reasons import TEMPORARY
from tests.gate_questions import (
    EVENING,
    NOON,
    NUMBER,
    ROME,
    UTILITY,
    offer,
    reminder,
    standing,
)


def answer(**changes: Any) -> GateQuestion:
    """Ask about the answer to a STOP that may leave, or what the changes make of it."""
    inbound = InboundFacts(
        event_id=8, address=NUMBER, happened_at=NOON - timedelta(minutes=1), answered=False
    )
    facts: dict[str, Any] = {
        "kind": MessageKind.OPT_OUT_ANSWER,
        "standing": None,
        "template": None,
        "appointment": None,
        "inbound": inbound,
    }
    return reminder(**(facts | changes))


def test_an_answer_leaves_on_her_own_message():
    assert may_send(answer()) == Allowed(Ground(kind="inbound", event_id=8))


def test_an_answer_may_leave_at_night():
    inbound = InboundFacts(event_id=8, address=NUMBER, happened_at=EVENING, answered=False)
    question = answer(now=EVENING, inbound=inbound, expires_at=EVENING + timedelta(hours=24))
    assert isinstance(may_send(question), Allowed)


def inbound_facts(**changes: Any) -> InboundFacts:
    """Return her own message of a minute ago, changed."""
    made = answer().inbound
    assert made is not None
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"erased": True}, Reason.ERASED),
        ({"address": "333", "inbound": inbound_facts(address="333")}, Reason.ADDRESS_INVALID),
        ({"platform_block": True}, Reason.PLATFORM_BLOCK),
        ({"inbound": None}, Reason.NO_INBOUND),
        ({"inbound": inbound_facts(address="+393330000000")}, Reason.NO_INBOUND),
        (
            {"inbound": inbound_facts(happened_at=NOON - timedelta(hours=24))},
            Reason.WINDOW_CLOSED,
        ),
        (
            {"inbound": inbound_facts(happened_at=NOON + timedelta(hours=24))},
            Reason.WINDOW_CLOSED,
        ),
        ({"promotional": True}, Reason.PROMOTIONAL_ANSWER),
        ({"by_template": True}, Reason.ANSWER_BY_TEMPLATE),
        ({"inbound": inbound_facts(answered=True)}, Reason.ALREADY_ANSWERED),
        ({"expires_at": NOON}, Reason.STALE),
        ({"drained": False}, Reason.NOT_DRAINED),
        ({"valve_closed": True}, Reason.VALVE_CLOSED),
    ],
    ids=lambda each: str(each)[:40],
)
def test_an_answer_is_blocked_with_its_reason(changes, reason):
    assert may_send(answer(**changes)) == Blocked(reason)


def test_a_person_may_answer_more_than_once():
    question = answer(kind=MessageKind.REPLY, inbound=inbound_facts(answered=True))
    assert isinstance(may_send(question), Allowed)


def test_the_platforms_clock_may_run_a_little_before_ours():
    early = inbound_facts(happened_at=NOON + timedelta(minutes=3))
    assert isinstance(may_send(answer(inbound=early)), Allowed)


def test_no_consent_makes_an_answer_and_no_message_of_hers_makes_a_reminder():
    assert may_send(reminder(standing=None, inbound=inbound_facts())) == Blocked(Reason.NOT_ASKED)
    assert may_send(offer(standing=None, inbound=inbound_facts())) == Blocked(Reason.NOT_ASKED)


@given(
    kind=st.sampled_from(MessageKind),
    state=st.sampled_from(ConsentState),
    strength=st.none() | st.sampled_from(Strength),
    valid_days=st.none() | st.integers(-3, 3),
    age=st.none() | st.integers(0, 30),
    hours=st.integers(-48, 72),
    planning=st.booleans(),
    drained=st.booleans(),
    erased=st.booleans(),
    seq=st.none() | st.integers(1, 9),
    category=st.sampled_from(["UTILITY", "MARKETING"]),
    answered=st.booleans(),
)
def test_whatever_the_facts_nothing_passes_without_its_ground(
    kind,
    state,
    strength,
    valid_days,
    age,
    hours,
    planning,
    drained,
    erased,
    seq,
    category,
    answered,
):
    now = NOON + timedelta(hours=hours)
    purpose = purpose_of(kind)
    until = None if valid_days is None else NOON + timedelta(days=valid_days)
    by_consent = {
        MessagePurpose.SERVICE: Purpose.SERVICE_MESSAGES,
        MessagePurpose.OFFERS: Purpose.OFFERS,
    }.get(purpose)
    held = by_consent and standing(
        by_consent, state=state, strength=strength, valid_until=until, event_seq=seq
    )
    question = answer(
        kind=kind,
        now=now,
        expires_at=NOON + timedelta(hours=96),
        standing=held,
        age=AgeFacts(age=age),
        planning=planning,
        drained=drained,
        erased=erased,
        template=replace(UTILITY, category=category),
        inbound=inbound_facts(answered=answered),
    )
    verdict = may_send(question)
    if isinstance(verdict, Delayed):
        assert verdict.until > now
        assert not isinstance(may_send(replace(question, now=verdict.until)), Delayed)
    if not isinstance(verdict, Allowed):
        return
    assert not erased and (drained or planning)
    if purpose is MessagePurpose.ANSWER:
        assert verdict.ground == Ground(kind="inbound", event_id=8)
        assert abs(now - inbound_facts().happened_at) < timedelta(hours=24)
        return
    assert verdict.ground == Ground(kind="consent", event_id=seq)
    assert state is ConsentState.GRANTED and (until is None or now < until)
    assert strength is not None and strength >= Strength.SPOKEN
    local = now.astimezone(ROME)
    assert 8 <= local.hour < 21
    if purpose is MessagePurpose.OFFERS:
        assert (age is None or age >= 18) and local.weekday() != 6


def test_every_temporary_reason_passes_by_itself():
    assert Reason.WITHDRAWN not in TEMPORARY and Reason.STALE not in TEMPORARY
    assert Blocked(Reason.VALVE_CLOSED).is_temporary
