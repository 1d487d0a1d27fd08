"""The gate: every reason, in its order, and nothing passes without a ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.consent.events import Channel, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState, Standing, StandingKey
from salon_desktop.domain.messaging.gate import (
    AgeFacts,
    Allowed,
    AppointmentFacts,
    Blocked,
    CapRules,
    Delayed,
    GateQuestion,
    Ground,
    InboundFacts,
    OfferFacts,
    Reason,
    TemplateFacts,
    may_send,
)
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, purpose_of
from salon_desktop.domain.messaging.quiet_hours import QuietHours, Windows, window
from salon_desktop.domain.messaging.reasons import TEMPORARY

NUMBER = "+393331234567"
ROME = ZoneInfo("Europe/Rome")
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)  # Monday, noon in Rome
EVENING = datetime(2026, 3, 2, 21, tzinfo=UTC)
UTILITY = TemplateFacts(approved=True, paused=False, category="UTILITY")
MARKETING = replace(UTILITY, category="MARKETING")


def standing(purpose: Purpose = Purpose.SERVICE_MESSAGES, **changes: Any) -> Standing:
    """Return a signed grant, or what the changes make of it."""
    key = StandingKey(client_id=12, channel=Channel.WHATSAPP, address=NUMBER, purpose=purpose)
    facts: dict[str, Any] = {
        "key": key,
        "state": ConsentState.GRANTED,
        "event_seq": 41,
        "strength": Strength.SIGNED,
    }
    return Standing(**(facts | changes))


def reminder(**changes: Any) -> GateQuestion:
    """Ask about a reminder that may leave, or what the changes make of it."""
    facts: dict[str, Any] = {
        "now": NOON,
        "kind": MessageKind.REMINDER_1,
        "client_id": 12,
        "channel": Channel.WHATSAPP,
        "address": NUMBER,
        "expires_at": NOON + timedelta(hours=20),
        "country": "IT",
        "zone": ROME,
        "planning": False,
        "erased": False,
        "standing": standing(),
        "template": UTILITY,
        "appointment": AppointmentFacts(stands=True, starts_as_planned=True),
        "drained": True,
    }
    return GateQuestion(**(facts | changes))


def offer(**changes: Any) -> GateQuestion:
    """Ask about a promotion that may leave, or what the changes make of it."""
    facts: dict[str, Any] = {
        "kind": MessageKind.PROMOTION,
        "standing": standing(Purpose.OFFERS),
        "template": MARKETING,
        "appointment": None,
    }
    return reminder(**(facts | changes))


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


def test_in_quiet_hours_a_message_waits_for_the_morning():
    later = EVENING + timedelta(days=2)
    morning = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert may_send(reminder(now=EVENING, expires_at=later)) == Delayed(morning, Reason.QUIET_HOURS)
    offers_morning = datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert may_send(offer(now=EVENING, expires_at=later)) == Delayed(
        offers_morning, Reason.QUIET_HOURS
    )


def test_an_offer_waits_over_sunday_and_a_holiday():
    saturday = datetime(2026, 3, 7, 18, 30, tzinfo=UTC)
    monday = date(2026, 3, 9)
    question = offer(
        now=saturday, expires_at=saturday + timedelta(days=9), holidays=frozenset({monday})
    )
    tuesday = datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert may_send(question) == Delayed(tuesday, Reason.QUIET_HOURS)


def test_what_cannot_wait_until_the_morning_goes_to_the_call_list_at_once():
    question = reminder(now=EVENING, expires_at=datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    assert may_send(question) == Blocked(Reason.QUIET_HOURS)


def test_what_is_already_stale_does_not_wait():
    assert may_send(reminder(now=EVENING, expires_at=EVENING)) == Blocked(Reason.STALE)


def test_without_any_window_in_a_month_nothing_waits():
    morning = window(600, 660)
    first_of_may = Windows(week=(morning,) * 7, holiday=None, eve=None)
    holidays = frozenset(NOON.date() + timedelta(days=day) for day in range(40))
    question = reminder(
        quiet=QuietHours(service=first_of_may, offers=first_of_may), holidays=holidays
    )
    assert may_send(question) == Blocked(Reason.QUIET_HOURS)


def test_the_owners_windows_count_before_the_countrys():
    afternoon = Windows(week=(window(900, 960),) * 7, holiday=None, eve=None)
    verdict = may_send(reminder(quiet=QuietHours(service=afternoon, offers=afternoon)))
    assert verdict == Delayed(datetime(2026, 3, 2, 14, tzinfo=UTC), Reason.QUIET_HOURS)


def days_ago(*days: float) -> tuple[datetime, ...]:
    """Return instants before noon."""
    return tuple(NOON - timedelta(days=each) for each in days)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (OfferFacts(sent_at=days_ago(3, 29.9)), Reason.OFFER_CAP),
        (OfferFacts(sent_at=days_ago(3, 30, 31, 90)), None),
        (OfferFacts(visits_at=days_ago(0.9)), Reason.NEAR_VISIT),
        (OfferFacts(visits_at=days_ago(-0.9)), Reason.NEAR_VISIT),
        (OfferFacts(visits_at=days_ago(1, -1, 40)), None),
        (OfferFacts(without_reaction=4), Reason.NO_REACTION),
        (OfferFacts(without_reaction=3), None),
    ],
)
def test_offers_are_rare(facts, reason):
    verdict = may_send(offer(offers=facts))
    assert verdict == Blocked(reason) if reason else isinstance(verdict, Allowed)
    assert isinstance(may_send(reminder(offers=facts)), Allowed)


def test_the_owner_may_set_other_caps():
    rules = CapRules(offers=1, days=7, hours_from_visit=48, without_reaction=1)
    assert may_send(offer(caps=rules, offers=OfferFacts(sent_at=days_ago(6)))) == Blocked(
        Reason.OFFER_CAP
    )


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (None, Reason.TEMPLATE_MISSING),
        (replace(UTILITY, approved=False), Reason.TEMPLATE_NOT_APPROVED),
        (replace(UTILITY, paused=True), Reason.TEMPLATE_PAUSED),
        (MARKETING, Reason.TEMPLATE_CATEGORY),
    ],
)
def test_a_template_must_be_approved_in_the_expected_category(template, reason):
    assert may_send(reminder(template=template)) == Blocked(reason)
    assert Blocked(reason).is_temporary
    assert isinstance(may_send(reminder(template=template, planning=True)), Allowed)


def test_an_offer_in_a_template_for_reminders_is_a_mismatch():
    assert may_send(offer(template=UTILITY)) == Blocked(Reason.TEMPLATE_CATEGORY)


def test_a_text_message_needs_no_template_of_the_platform():
    key = replace(standing().key, channel=Channel.SMS)
    question = reminder(channel=Channel.SMS, standing=standing(key=key), template=None)
    assert isinstance(may_send(question), Allowed)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (AppointmentFacts(stands=False, starts_as_planned=True), Reason.APPOINTMENT_GONE),
        (AppointmentFacts(stands=True, starts_as_planned=False), Reason.APPOINTMENT_MOVED),
    ],
)
def test_a_reminder_of_something_that_changed_is_not_sent(facts, reason):
    assert may_send(reminder(appointment=facts)) == Blocked(reason)
    assert not Blocked(reason).is_temporary


def test_a_message_may_not_leave_at_its_end():
    assert may_send(reminder(expires_at=NOON)) == Blocked(Reason.STALE)
    assert isinstance(may_send(reminder(expires_at=NOON + timedelta(seconds=1))), Allowed)


def test_while_planning_what_can_still_change_is_not_asked():
    question = reminder(
        planning=True, template=None, drained=False, valve_closed=True, daily_limit_reached=True
    )
    assert isinstance(may_send(question), Allowed)


def test_the_gate_needs_aware_instants():
    for changes in ({"now": NOON.replace(tzinfo=None)}, {"expires_at": NOON.replace(tzinfo=None)}):
        with pytest.raises(ValueError, match="aware"):
            reminder(**changes)


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
