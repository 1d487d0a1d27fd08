"""What an inbound event leads to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import (
    ABOUT_APPOINTMENT,
    PAYLOAD_MAX,
    Inbound,
    InboundContext,
    InboundKind,
    Intent,
    IntentKind,
    Payload,
    TappedAppointment,
    Verb,
    WhyPerson,
    decide,
    parse_payload,
)
from salon_desktop.domain.messaging.keywords import keyword_lists
from salon_desktop.domain.messaging.message import (
    AUTOMATIC_ANSWERS,
    MessageKind,
    MessagePurpose,
    purpose_of,
)
from tests.builders import NOON

RESOURCES = Path(__file__).parents[3] / "resources"
LISTS = keyword_lists(json.loads((RESOURCES / "keywords.json").read_text("utf-8"))["languages"])
KEY = "7f3a0c1e-0000-4000-8000-000000000001"
TOMORROW = TappedAppointment(
    key=KEY, client_id=12, stands=True, starts_at=NOON + timedelta(days=1), as_written=True
)


def context(**changes: Any) -> InboundContext:
    """Know one client at this address, with an appointment tomorrow."""
    facts: dict[str, Any] = {
        "language": "it",
        "lists": LISTS,
        "clients": (12,),
        "appointment": TOMORROW,
    }
    return InboundContext(**(facts | changes))


def wrote(text: str, **changes: Any) -> Intent:
    """Decide about a text."""
    return decide(Inbound(kind=InboundKind.TEXT, happened_at=NOON, text=text), context(**changes))


def tapped(verb: Verb, **changes: Any) -> Intent:
    """Decide about a tap on a button of ours."""
    key = KEY if verb in ABOUT_APPOINTMENT else ""
    payload = str(Payload(verb=verb, appointment_key=key))
    inbound = Inbound(kind=InboundKind.BUTTON, happened_at=NOON, text="Conferma", payload=payload)
    return decide(inbound, context(**changes))


def test_a_button_says_its_verb_and_its_appointment():
    assert str(Payload(verb=Verb.CONFIRM, appointment_key=KEY)) == f"v1:confirm:{KEY}"
    assert str(Payload(verb=Verb.KEEP_REMINDERS)) == "v1:keep_reminders"
    assert parse_payload(f"v1:nothing:{KEY}") == Payload(verb=Verb.NOTHING, appointment_key=KEY)
    assert parse_payload("v1:nothing:") == parse_payload("v1:nothing")


@pytest.mark.parametrize("verb", sorted(ABOUT_APPOINTMENT))
@pytest.mark.parametrize("key", ["", "7", KEY.upper(), KEY + "0"])
def test_a_button_about_an_appointment_carries_its_key(verb, key):
    with pytest.raises(ValueError, match="UUID"):
        Payload(verb=verb, appointment_key=key)
    assert parse_payload(f"v1:{verb}:{key}") is None


@given(st.sampled_from(Verb), st.uuids())
def test_what_a_button_carries_reads_back_the_same_and_fits_the_platform(verb, key):
    payload = Payload(verb=verb, appointment_key=str(key))
    assert parse_payload(str(payload)) == payload
    assert len(str(payload)) <= PAYLOAD_MAX


@given(st.text(max_size=60) | st.text("v12:confirmnothig_-0af", max_size=60))
def test_a_foreign_payload_is_none_of_ours(text):
    parsed = parse_payload(text)
    assert parsed is None or text in (str(parsed), str(parsed) + ":")


@pytest.mark.parametrize(
    "text", ["v1:yes", "v2:confirm:" + KEY, "confirm", "v1:confirm:" + KEY + "\n", "V1:nothing"]
)
def test_other_grammars_are_not_guessed(text):
    assert parse_payload(text) is None


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        (Verb.CONFIRM, IntentKind.CONFIRM),
        (Verb.MOVE, IntentKind.WISH_TO_MOVE),
        (Verb.CANCEL, IntentKind.WISH_TO_CANCEL),
    ],
)
def test_a_tap_about_an_appointment_is_about_that_one(verb, kind):
    intent = tapped(verb, clients=(12, 13))
    assert (intent.kind, intent.clients, intent.appointment_key) == (kind, (12,), KEY)
    assert (intent.answer, intent.frees_slot) == (None, False)
    assert intent.evidence == f"v1:{verb.value}:{KEY}"


def test_a_cancel_frees_the_slot_only_by_tap_and_if_the_owner_wants_it():
    assert tapped(Verb.CANCEL, cancel_frees_slot=True).frees_slot
    assert not tapped(Verb.MOVE, cancel_frees_slot=True).frees_slot
    assert not wrote("annulla", cancel_frees_slot=True).frees_slot


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"appointment": None}, WhyPerson.UNKNOWN_APPOINTMENT),
        (
            {"appointment": replace(TOMORROW, key=KEY[:-1] + "2")},
            WhyPerson.UNKNOWN_APPOINTMENT,
        ),
        ({"clients": (13,)}, WhyPerson.OTHER_PERSON),
        ({"appointment": replace(TOMORROW, stands=False)}, WhyPerson.APPOINTMENT_GONE),
        ({"appointment": replace(TOMORROW, starts_at=NOON)}, WhyPerson.APPOINTMENT_PAST),
        ({"appointment": replace(TOMORROW, as_written=False)}, WhyPerson.APPOINTMENT_MOVED),
        ({"clients": ()}, WhyPerson.UNKNOWN_SENDER),
    ],
    ids=lambda each: str(each)[:40],
)
@pytest.mark.parametrize("verb", sorted(ABOUT_APPOINTMENT))
def test_a_tap_that_no_longer_fits_goes_to_a_person(verb, changes, why):
    intent = tapped(verb, **changes)
    assert (intent.kind, intent.why, intent.appointment_key) == (IntentKind.TO_PERSON, why, KEY)


def test_stop_ends_everything_with_one_answer():
    intent = wrote("STOP", clients=(12, 13))
    assert (intent.kind, intent.clients) == (IntentKind.STOP_EVERYTHING, (12, 13))
    assert (intent.answer, intent.evidence) == (MessageKind.OPT_OUT_ANSWER, "STOP")
    assert wrote("STOP", answered=True).answer is None
    assert wrote("STOP", answers_stop=False).answer is None


def test_a_stop_of_nobody_we_know_still_counts_and_is_not_answered():
    intent = wrote("STOP", clients=())
    assert (intent.kind, intent.answer) == (IntentKind.STOP_EVERYTHING, None)


def test_stop_promo_ends_offers_only():
    intent = wrote("stop promo")
    assert intent.kind is IntentKind.STOP_OFFERS
    assert intent.answer is MessageKind.OFFERS_STOPPED_ANSWER


def test_only_the_button_of_the_answer_keeps_reminders():
    intent = tapped(Verb.KEEP_REMINDERS, reminders_question_open=True)
    assert intent.kind is IntentKind.KEEP_REMINDERS
    assert intent.answer is MessageKind.REMINDERS_KEPT_ANSWER
    assert intent.evidence == "v1:keep_reminders"
    unasked = tapped(Verb.KEEP_REMINDERS)
    assert (unasked.kind, unasked.why) == (IntentKind.TO_PERSON, WhyPerson.NOT_ASKED)


def test_nothing_stays_stopped_in_silence():
    intent = tapped(Verb.NOTHING)
    assert (intent.kind, intent.answer) == (IntentKind.STAY_STOPPED, None)


def test_only_yes_after_the_question_opens_offers():
    intent = tapped(Verb.YES_OFFERS, offers_question_open=True)
    assert intent.kind is IntentKind.GRANT_OFFERS
    assert intent.answer is MessageKind.OFFERS_GRANTED_ANSWER
    unasked = tapped(Verb.YES_OFFERS)
    assert (unasked.kind, unasked.answer) == (IntentKind.ASK_OFFERS, MessageKind.ARE_YOU_SURE)


def test_no_to_the_question_is_a_refusal_and_on_an_offer_a_withdrawal():
    assert tapped(Verb.NO_OFFERS, offers_question_open=True).kind is IntentKind.REFUSE_OFFERS
    assert tapped(Verb.NO_OFFERS).kind is IntentKind.STOP_OFFERS
    granted = tapped(Verb.NO_OFFERS, offers_question_open=True, offers=ConsentState.GRANTED)
    assert granted.kind is IntentKind.STOP_OFFERS


def test_an_opt_in_opens_the_question_and_grants_nothing():
    intent = wrote("START")
    assert (intent.kind, intent.answer) == (IntentKind.ASK_OFFERS, MessageKind.ARE_YOU_SURE)
    stranger = wrote("START", clients=())
    assert (stranger.kind, stranger.why) == (IntentKind.TO_PERSON, WhyPerson.UNKNOWN_SENDER)


@pytest.mark.parametrize("text", ["sì", "ok", "yes", "Ja gerne", "👍", "1", "certo, volentieri!"])
def test_yes_never_opens_anything(text):
    intent = wrote(text, offers_question_open=True, reminders_question_open=True)
    assert (intent.kind, intent.why) == (IntentKind.TO_PERSON, WhyPerson.UNCLEAR)


def test_a_request_about_data_goes_its_own_way():
    intent = wrote("vorrei copia dei dati")
    assert (intent.kind, intent.asks_privacy) == (IntentKind.PRIVACY_REQUEST, True)
    both = wrote("Non scrivetemi più, cancellate i miei dati")
    assert (both.kind, both.asks_privacy) == (IntentKind.STOP_EVERYTHING, True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("stop", IntentKind.PLATFORM_STOP), ("RESUME", IntentKind.PLATFORM_RESUME)],
)
def test_the_switch_in_her_app_is_taken_as_it_is(text, kind):
    inbound = Inbound(kind=InboundKind.PREFERENCE, happened_at=NOON, text=text)
    intent = decide(inbound, context())
    assert (intent.kind, intent.answer) == (kind, None)


def test_an_unknown_position_of_the_switch_goes_to_a_person():
    inbound = Inbound(kind=InboundKind.PREFERENCE, happened_at=NOON, text="signup")
    assert decide(inbound, context()).kind is IntentKind.TO_PERSON


def test_a_changed_number_is_told():
    inbound = Inbound(kind=InboundKind.NUMBER_CHANGED, happened_at=NOON)
    assert decide(inbound, context()).kind is IntentKind.NUMBER_CHANGED


def test_a_voice_note_or_a_sticker_goes_to_a_person():
    intent = decide(Inbound(kind=InboundKind.OTHER, happened_at=NOON), context())
    assert (intent.kind, intent.why) == (IntentKind.TO_PERSON, WhyPerson.NO_TEXT)


def test_a_button_of_the_platforms_own_manager_speaks_by_its_words():
    button = Inbound(kind=InboundKind.BUTTON, happened_at=NOON, text="Stop promo", payload="x")
    assert decide(button, context()).kind is IntentKind.STOP_OFFERS
    strange = decide(replace(button, text="Scopri di più"), context())
    assert (strange.kind, strange.why) == (IntentKind.TO_PERSON, WhyPerson.UNKNOWN_BUTTON)


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in ABOUT_APPOINTMENT])
def test_a_tap_of_nobody_we_know_goes_to_a_person(verb):
    intent = tapped(verb, clients=())
    assert (intent.kind, intent.why) == (IntentKind.TO_PERSON, WhyPerson.UNKNOWN_SENDER)


CONTEXTS = st.builds(
    context,
    clients=st.sampled_from([(), (12,), (12, 13)]),
    offers=st.sampled_from(ConsentState),
    offers_question_open=st.booleans(),
    reminders_question_open=st.booleans(),
    answered=st.booleans(),
    answers_stop=st.booleans(),
    appointment=st.sampled_from([None, TOMORROW, replace(TOMORROW, stands=False)]),
)
INBOUNDS = st.builds(
    Inbound,
    kind=st.sampled_from(InboundKind),
    happened_at=st.just(NOON),
    text=st.sampled_from(["", "STOP", "stop promo", "start", "sì", "resume", "gdpr"]) | st.text(),
    payload=st.sampled_from(
        ["", *(f"v1:{verb.value}" for verb in Verb), *(f"v1:{verb.value}:{KEY}" for verb in Verb)]
    ),
)


@given(INBOUNDS, CONTEXTS)
def test_whatever_comes_in_only_an_asked_tap_grants_and_one_answer_follows_at_most(inbound, known):
    intent = decide(inbound, known)
    if intent.kind in (IntentKind.GRANT_OFFERS, IntentKind.KEEP_REMINDERS):
        assert inbound.kind is InboundKind.BUTTON and known.clients
        opened = {
            IntentKind.GRANT_OFFERS: known.offers_question_open,
            IntentKind.KEEP_REMINDERS: known.reminders_question_open,
        }
        assert opened[intent.kind]
        assert intent.evidence == inbound.payload
    if intent.answer is not None:
        assert known.clients and not known.answered
        assert intent.answer in AUTOMATIC_ANSWERS
        assert purpose_of(intent.answer) is MessagePurpose.ANSWER
    assert (intent.why is not None) is (intent.kind is IntentKind.TO_PERSON)
    assert set(intent.clients) <= set(known.clients)
