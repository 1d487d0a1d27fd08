"""What the ledger says: silence is unknown, and only a grant allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    Strength,
    WordingRef,
    strength_of,
)
from salon_desktop.domain.consent.fold import (
    ConsentState,
    Standing,
    StandingKey,
    after,
    fold,
    key_of,
    standing_in,
)
from tests.builders import NOON

NUMBER = "+393331234567"
KEY = StandingKey(client_id=12, channel=Channel.WHATSAPP, address=NUMBER, purpose=Purpose.OFFERS)
WORDING = WordingRef(id=7, version=4, hash="a" * 64, language="it")


def event(kind: EventKind, minute: int = 0, **changes: Any) -> ConsentEvent:
    """Return an event about offers, ``minute`` minutes after noon and recorded as that number."""
    facts: dict[str, Any] = {
        "seq": minute + 1,
        "key": f"event {minute}",
        "client_id": 12,
        "channel": Channel.WHATSAPP,
        "address": NUMBER,
        "purpose": Purpose.OFFERS,
        "kind": kind,
        "happened_at": NOON + timedelta(minutes=minute),
        "recorded_at": NOON + timedelta(minutes=minute),
        "zone": "Europe/Rome",
        "method": Method.SCREEN_SIGNATURE,
        "strength": Strength.SIGNED,
        "staff_id": 1,
        "desk_id": 1,
        "wording": WORDING,
    }
    return ConsentEvent(**(facts | changes))


def stands(*events: ConsentEvent) -> Standing:
    """Return how the question about offers stands."""
    return standing_in(
        fold(events), client_id=12, channel=Channel.WHATSAPP, address=NUMBER, purpose=Purpose.OFFERS
    )


ASKED, GRANTED, REFUSED = EventKind.ASKED, EventKind.GRANTED, EventKind.REFUSED
NOT_NOW, WITHDRAWN, EXPIRED = EventKind.NOT_NOW, EventKind.WITHDRAWN, EventKind.EXPIRED
LOWERING = frozenset({REFUSED, NOT_NOW, WITHDRAWN, EventKind.OBJECTION, EventKind.NUMBER_CHANGED})


def test_silence_is_unknown_and_allows_nothing():
    standing = stands()
    assert standing.state is ConsentState.UNKNOWN
    assert not standing.is_granted and not standing.is_valid(NOON)
    assert standing.may_be_asked


def test_a_grant_is_the_ground_with_its_proof_and_its_end():
    until = NOON + timedelta(days=700)
    standing = stands(event(ASKED), event(GRANTED, 1, valid_until=until))
    assert standing.is_valid(NOON + timedelta(days=1))
    assert (standing.event_seq, standing.event_key) == (2, "event 1")
    assert (standing.strength, standing.valid_until) == (Strength.SIGNED, until)
    assert (standing.wording, standing.asked_at) == (WORDING, NOON)
    assert not standing.may_be_asked


def test_a_grant_ends_at_its_last_instant():
    until = NOON + timedelta(days=30)
    standing = stands(event(GRANTED, valid_until=until))
    assert standing.is_valid(until - timedelta(microseconds=1))
    assert not standing.is_valid(until)


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ((ASKED,), ConsentState.ASKED),
        ((REFUSED,), ConsentState.REFUSED),
        ((NOT_NOW,), ConsentState.NOT_NOW),
        ((WITHDRAWN,), ConsentState.WITHDRAWN),
        ((EventKind.OBJECTION,), ConsentState.WITHDRAWN),
        ((EventKind.IMPORTED,), ConsentState.IMPORTED),
        ((EventKind.NUMBER_CHANGED,), ConsentState.NUMBER_CHANGED),
        ((EXPIRED,), ConsentState.UNKNOWN),
        ((EventKind.RESTORED,), ConsentState.UNKNOWN),
        ((EventKind.CONFIRMED_BY_OWN_MESSAGE,), ConsentState.UNKNOWN),
        ((GRANTED, WITHDRAWN), ConsentState.WITHDRAWN),
        ((GRANTED, EventKind.OBJECTION), ConsentState.WITHDRAWN),
        ((GRANTED, REFUSED), ConsentState.REFUSED),
        ((GRANTED, NOT_NOW), ConsentState.NOT_NOW),
        ((GRANTED, EXPIRED), ConsentState.EXPIRED),
        ((GRANTED, ASKED), ConsentState.GRANTED),
        ((GRANTED, EventKind.IMPORTED), ConsentState.GRANTED),
        ((GRANTED, EventKind.NUMBER_CHANGED), ConsentState.NUMBER_CHANGED),
        ((WITHDRAWN, GRANTED), ConsentState.GRANTED),
        ((WITHDRAWN, ASKED), ConsentState.WITHDRAWN),
        ((WITHDRAWN, EXPIRED), ConsentState.WITHDRAWN),
        ((WITHDRAWN, EventKind.IMPORTED), ConsentState.WITHDRAWN),
        ((WITHDRAWN, EventKind.RESTORED), ConsentState.WITHDRAWN),
        ((WITHDRAWN, EventKind.CONFIRMED_BY_OWN_MESSAGE), ConsentState.WITHDRAWN),
        ((WITHDRAWN, EventKind.NUMBER_CHANGED), ConsentState.WITHDRAWN),
        ((REFUSED, EventKind.NUMBER_CHANGED), ConsentState.REFUSED),
        ((REFUSED, ASKED), ConsentState.REFUSED),
        ((NOT_NOW, ASKED), ConsentState.ASKED),
        ((EventKind.IMPORTED, ASKED), ConsentState.ASKED),
        ((GRANTED, EXPIRED, ASKED), ConsentState.ASKED),
        ((ASKED, EventKind.IMPORTED), ConsentState.ASKED),
    ],
    ids=str,
)
def test_the_latest_answer_counts(history, state):
    assert stands(*(event(kind, at) for at, kind in enumerate(history))).state is state


def test_a_form_signed_before_the_stop_but_typed_after_it_allows_nothing():
    stop = event(WITHDRAWN, 60)
    typed_later = event(GRANTED, 30, seq=62)
    assert stands(stop, typed_later).state is ConsentState.WITHDRAWN
    assert stands(stop, event(GRANTED, 60, seq=62)).state is ConsentState.WITHDRAWN
    assert stands(stop, event(GRANTED, 61)).is_granted


def test_a_stop_recorded_late_counts_from_when_it_is_known():
    assert not stands(event(GRANTED, 60), event(WITHDRAWN, 30, seq=62)).is_granted


def test_a_late_stop_does_not_move_the_last_lowering_back():
    history = (event(WITHDRAWN, 60), event(WITHDRAWN, 10, seq=70), event(GRANTED, 50, seq=80))
    assert not stands(*history).is_granted


def test_a_spoken_yes_does_not_weaken_the_signature_that_stands():
    spoken = event(GRANTED, 5, method=Method.SPOKEN, strength=Strength.SPOKEN)
    assert stands(event(GRANTED), spoken).strength is Strength.SIGNED
    after_its_end = event(GRANTED, valid_until=NOON + timedelta(minutes=1))
    assert stands(after_its_end, spoken).strength is Strength.SPOKEN


def test_a_stronger_yes_replaces_a_spoken_one():
    spoken = event(GRANTED, method=Method.SPOKEN, strength=Strength.SPOKEN)
    assert stands(spoken, event(GRANTED, 1)).event_seq == 2


def test_an_equally_strong_yes_renews_the_one_that_stands():
    until = NOON + timedelta(days=700)
    renewed = stands(event(GRANTED), event(GRANTED, 1, valid_until=until))
    assert (renewed.event_seq, renewed.valid_until) == (2, until)


def test_her_own_message_lifts_a_grant_to_the_best_proof_and_keeps_the_ground():
    lapses = NOON + timedelta(days=30)
    spoken = event(GRANTED, method=Method.SPOKEN, strength=Strength.SPOKEN, valid_until=lapses)
    own = event(EventKind.CONFIRMED_BY_OWN_MESSAGE, 5, method=Method.OWN_MESSAGE)
    standing = stands(spoken, own)
    assert (standing.strength, standing.valid_until) == (Strength.OWN_MESSAGE, None)
    assert standing.event_seq == 1


def test_her_own_message_does_not_revive_what_lapsed_or_was_before_the_grant():
    own = event(EventKind.CONFIRMED_BY_OWN_MESSAGE, 5, method=Method.OWN_MESSAGE)
    lapsed = event(GRANTED, valid_until=NOON + timedelta(minutes=5))
    assert stands(lapsed, own).strength is Strength.SIGNED
    assert stands(event(GRANTED, 3), replace(own, happened_at=NOON)).strength is Strength.SIGNED


def test_the_platforms_switch_blocks_and_its_lifting_grants_nothing():
    stop = event(WITHDRAWN, 1, method=Method.PLATFORM_EVENT)
    resume = event(EventKind.RESTORED, 2, method=Method.PLATFORM_EVENT)
    blocked = stands(event(GRANTED), stop)
    assert blocked.platform_blocked and not blocked.is_granted
    lifted = stands(event(GRANTED), stop, resume)
    assert not lifted.platform_blocked and not lifted.is_granted
    by_hand = replace(resume, method=Method.DESK)
    assert stands(stop, by_hand).platform_blocked
    assert stands(stop, event(GRANTED, 3)).platform_blocked


def test_a_changed_number_leaves_what_was_said_at_the_desk():
    photos: dict[str, Any] = {
        "purpose": Purpose.PHOTOS_RECORD,
        "channel": Channel.DESK,
        "address": "",
    }
    kept = fold([event(GRANTED, **photos), event(EventKind.NUMBER_CHANGED, 1, **photos)])
    assert [standing.state for standing in kept.values()] == [ConsentState.GRANTED]


def test_a_new_number_starts_unknown():
    standings = fold([event(GRANTED)])
    other = standing_in(
        standings,
        client_id=12,
        channel=Channel.WHATSAPP,
        address="+393330000000",
        purpose=Purpose.OFFERS,
    )
    assert other.state is ConsentState.UNKNOWN


def test_an_event_about_another_question_is_refused():
    with pytest.raises(ValueError, match="another question"):
        after(Standing(key=KEY), event(GRANTED, purpose=Purpose.SERVICE_MESSAGES))


def test_events_without_a_number_count_last():
    stop = event(WITHDRAWN, 3, seq=None)
    assert stands(stop, event(GRANTED, 1)).state is ConsentState.WITHDRAWN


def test_the_printed_form_hides_the_number():
    assert NUMBER not in repr(stands(event(GRANTED)))


@st.composite
def histories(draw: st.DrawFn, kinds: st.SearchStrategy[EventKind]) -> list[ConsentEvent]:
    """Return a ledger over two persons, two numbers and two purposes, recorded out of time."""
    size = draw(st.integers(0, 9))
    instant = st.integers(-1440, 1440).map(lambda minutes: NOON + timedelta(minutes=minutes))
    events = []
    for seq in range(1, size + 1):
        method = draw(st.sampled_from(Method))
        happened_at = draw(instant)
        end = draw(st.none() | st.integers(1, 60 * 24 * 3))
        events.append(
            event(
                draw(kinds),
                seq=seq,
                key=f"event {seq}",
                client_id=draw(st.integers(12, 13)),
                address=draw(st.sampled_from([NUMBER, "+393330000000"])),
                purpose=draw(st.sampled_from([Purpose.OFFERS, Purpose.SERVICE_MESSAGES])),
                happened_at=happened_at,
                method=method,
                strength=strength_of(method),
                valid_until=None if end is None else happened_at + timedelta(minutes=end),
            )
        )
    return events


ANY = st.sampled_from(EventKind)


@given(histories(ANY), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(events)


@given(histories(ANY), st.integers(0, 9))
def test_a_fold_can_be_continued_from_any_prefix(events, cut):
    standings = fold(events[:cut])
    for each in events[cut:]:
        key = key_of(each)
        standings[key] = after(standings.get(key, Standing(key=key)), each)
    assert standings == fold(events)


@given(histories(ANY))
def test_questions_do_not_touch_each_other(events):
    whole = fold(events)
    for key, standing in whole.items():
        assert fold(each for each in events if key_of(each) == key) == {key: standing}


@given(histories(st.sampled_from([kind for kind in EventKind if kind is not GRANTED])))
def test_without_a_grant_nothing_is_ever_allowed(events):
    assert not any(standing.is_granted for standing in fold(events).values())


@given(histories(ANY), histories(st.sampled_from([k for k in EventKind if k is not GRANTED])))
def test_only_a_further_grant_can_allow_more(before, further):
    numbered = [replace(each, seq=each.seq + 100) for each in further if each.seq is not None]
    granted = {key for key, standing in fold(before).items() if standing.is_granted}
    later = {key for key, each in fold(before + numbered).items() if each.is_granted}
    assert later <= granted


@given(histories(ANY), st.sampled_from(sorted(LOWERING)), st.integers(-2000, 2000))
def test_a_no_ends_the_yes_whenever_it_happened(events, kind, minutes):
    happened_at = NOON + timedelta(minutes=minutes)
    standing = stands(*events, event(kind, seq=99, happened_at=happened_at))
    assert not standing.is_granted


@given(histories(ANY))
def test_a_grant_that_stands_names_a_grant_of_the_ledger(events):
    by_seq = {each.seq: each for each in events}
    for key, standing in fold(events).items():
        if standing.is_granted:
            ground = by_seq[standing.event_seq]
            assert ground.kind is GRANTED and key_of(ground) == key
            assert standing.strength is not None and standing.strength >= ground.strength
