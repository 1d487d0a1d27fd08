"""Which states a message may take, and what makes it unique."""

from __future__ import annotations

from datetime import date
from graphlib import TopologicalSorter
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.messaging.message import (
    AUTOMATIC_ANSWERS,
    CONSENT_PURPOSE,
    NEVER_LEFT,
    REACHED,
    Ground,
    IllegalStep,
    MessageKind,
    MessagePurpose,
    MessageState,
    Replan,
    after_acceptance,
    after_status,
    answer_key,
    birthday_key,
    campaign_key,
    check_step,
    may_become,
    purpose_of,
    rebook_key,
    replan,
    unique_key,
)

PLANNED, SENDING, ACCEPTED = MessageState.PLANNED, MessageState.SENDING, MessageState.ACCEPTED
SENT, DELIVERED, READ = MessageState.SENT, MessageState.DELIVERED, MessageState.READ
FAILED, UNKNOWN, PHONED = MessageState.FAILED, MessageState.UNKNOWN, MessageState.PHONED
BLOCKED, VOIDED, EXPIRED = MessageState.BLOCKED, MessageState.VOIDED, MessageState.EXPIRED
HELD = MessageState.HELD
STATUSES = ["sent", "delivered", "read", "played", "failed", "deleted", "warning", ""]
STATE = st.sampled_from(MessageState)


@pytest.mark.parametrize(
    "path",
    [
        (HELD, PLANNED, SENDING, ACCEPTED, SENT, DELIVERED, READ),
        (PLANNED, SENDING, ACCEPTED, READ),
        (PLANNED, SENDING, PLANNED, SENDING, DELIVERED),
        (PLANNED, SENDING, FAILED, PHONED),
        (PLANNED, SENDING, UNKNOWN, DELIVERED),
        (PLANNED, SENDING, UNKNOWN, PHONED),
        (PLANNED, SENDING, ACCEPTED, SENT, FAILED, PHONED),
        (PLANNED, BLOCKED, PHONED),
        (PLANNED, BLOCKED, VOIDED, PLANNED),
        (PLANNED, EXPIRED, PHONED),
        (HELD, VOIDED, HELD, PLANNED),
        (ACCEPTED, PHONED),
    ],
    ids=" ".join,
)
def test_a_message_may_live_so(path):
    for old, new in pairwise(path):
        check_step(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PLANNED, HELD),
        (UNKNOWN, PLANNED),
        (UNKNOWN, SENDING),
        (UNKNOWN, VOIDED),
        (FAILED, PLANNED),
        (FAILED, SENDING),
        (ACCEPTED, PLANNED),
        (ACCEPTED, SENDING),
        (ACCEPTED, VOIDED),
        (SENDING, VOIDED),
        (EXPIRED, PLANNED),
        (BLOCKED, PLANNED),
        (PHONED, PLANNED),
        (DELIVERED, FAILED),
        (DELIVERED, PHONED),
        (READ, DELIVERED),
        (PHONED, DELIVERED),
        (SENT, ACCEPTED),
    ],
)
def test_a_message_never_goes_so(old, new):
    with pytest.raises(IllegalStep) as refused:
        check_step(old, new)
    assert refused.value.facts == {"old": old.value, "new": new.value}


def test_staying_is_no_step():
    assert not any(may_become(state, state) for state in MessageState)


def test_only_planning_again_goes_back():
    back = {(SENDING, PLANNED), (VOIDED, PLANNED), (VOIDED, HELD)}
    graph: dict[MessageState, set[MessageState]] = {state: set() for state in MessageState}
    for old in MessageState:
        for new in MessageState:
            if may_become(old, new) and (old, new) not in back:
                graph[new].add(old)
    TopologicalSorter(graph).prepare()  # raises if a message could go in a circle


def test_what_may_have_left_is_never_sent_again():
    """From every state in which a send was begun and not proved undone, sending is out of reach."""
    reached, todo = set(), [UNKNOWN, ACCEPTED, SENT, FAILED, DELIVERED, READ]
    while todo:
        state = todo.pop()
        reached.add(state)
        todo += [new for new in MessageState if may_become(state, new) and new not in reached]
    assert not reached & {HELD, PLANNED, SENDING}


@given(STATE, st.lists(st.sampled_from(STATUSES), max_size=6))
def test_statuses_end_in_the_same_state_whatever_their_order(state, statuses):
    def ended(order: tuple[str, ...]) -> MessageState:
        now = state
        for status in order:
            now = after_status(now, status)
        return now

    assert len({ended(order) for order in set(permutations(statuses))}) == 1
    assert ended((*statuses, *statuses)) == ended(tuple(statuses))


@given(STATE, st.sampled_from(STATUSES))
def test_a_status_only_takes_legal_steps(state, status):
    new = after_status(state, status)
    assert new is state or may_become(state, new)


@pytest.mark.parametrize(
    ("state", "status", "new"),
    [
        (SENDING, "sent", SENT),
        (SENDING, "delivered", DELIVERED),
        (UNKNOWN, "sent", SENT),
        (UNKNOWN, "failed", FAILED),
        (PLANNED, "delivered", DELIVERED),
        (ACCEPTED, "played", READ),
        (SENT, "failed", FAILED),
        (FAILED, "sent", FAILED),
        (FAILED, "delivered", DELIVERED),
        (DELIVERED, "failed", DELIVERED),
        (READ, "delivered", READ),
        (PHONED, "read", PHONED),
        (SENT, "warning", SENT),
    ],
)
def test_the_platforms_status_is_merged_by_what_it_proves(state, status, new):
    assert after_status(state, status) is new


@given(st.sampled_from([SENDING, UNKNOWN]), st.lists(st.sampled_from(STATUSES), max_size=4))
def test_the_answer_may_come_before_or_after_the_statuses(state, statuses):
    first, last = after_acceptance(state), state
    for status in statuses:
        first, last = after_status(first, status), after_status(last, status)
    assert first is after_acceptance(last)


def test_an_answer_that_comes_after_somebody_phoned_changes_nothing():
    assert after_acceptance(PHONED) is PHONED


@pytest.mark.parametrize("state", list(MessageState))
def test_planning_anew_revives_only_what_was_voided(state):
    expected = Replan.REVIVE if state is VOIDED else Replan.NOTHING
    assert replan(state) is expected
    assert replan(state, ever_left=True) is Replan.NOTHING


def test_planning_something_new_creates_it():
    assert replan(None) is Replan.CREATE


def test_the_key_follows_the_start_so_that_a_move_gets_its_own_message():
    day = date(2027, 3, 27)
    key = unique_key("a1", MessageKind.REMINDER_1, day, 600)
    assert key == "appointment:a1:reminder_1:2027-03-27:0600"
    assert len({key, unique_key("a1", MessageKind.REMINDER_1, day, 615)}) == 2
    assert len({key, unique_key("a1", MessageKind.REMINDER_2, day, 600)}) == 2


def test_every_other_message_has_its_own_key_too():
    assert campaign_key("c1", "k1") == "campaign:c1:k1"
    assert birthday_key("k1", 2027) == "birthday:k1:2027"
    assert rebook_key("k1", "a1") == "rebook:k1:a1"
    assert answer_key("i1") == "answer:i1"


def test_each_kind_has_one_purpose():
    purposes = {kind: purpose_of(kind) for kind in MessageKind}
    assert {kind for kind, purpose in purposes.items() if purpose is MessagePurpose.ANSWER} == {
        *AUTOMATIC_ANSWERS,
        MessageKind.REPLY,
    }
    assert {kind for kind, purpose in purposes.items() if purpose is MessagePurpose.OFFERS} == {
        MessageKind.TIME_TO_REBOOK,
        MessageKind.BIRTHDAY,
        MessageKind.WIN_BACK,
        MessageKind.PROMOTION,
        MessageKind.REVIEW_REQUEST,
    }
    assert MessagePurpose.ANSWER not in CONSENT_PURPOSE


def test_a_ground_names_a_stored_event():
    with pytest.raises(ValueError, match="stored event"):
        Ground(kind="consent", event_id=0)


def test_what_never_left_was_not_reached():
    assert not NEVER_LEFT & REACHED
