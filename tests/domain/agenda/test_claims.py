"""What a visit occupies."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.appointment import OperatorTwice, Status
from salon_desktop.domain.agenda.claims import Claim, Part, SubjectKind, claims_of

LATER = datetime(2027, 6, 1, 9, tzinfo=UTC)
OPERATOR, RESOURCE, CLIENT = SubjectKind.OPERATOR, SubjectKind.RESOURCE, SubjectKind.CLIENT


def _told(claims: list[Claim]) -> list[tuple]:
    return [(c.subject_kind, c.subject_id, c.start, c.end, c.part) for c in claims]


def test_hands_room_and_client_are_occupied_for_different_stretches(a_step, an_appointment) -> None:
    step = a_step(resource_ids=(7, 8), active_before=20, processing=15, active_after=10, buffer=10)
    claims = claims_of(an_appointment(step))
    assert _told(claims) == [
        (OPERATOR, 1, 600, 620, Part.WORK),
        (OPERATOR, 1, 635, 645, Part.WORK),
        (OPERATOR, 1, 645, 655, Part.BUFFER),
        (RESOURCE, 7, 600, 645, Part.WORK),
        (RESOURCE, 7, 645, 655, Part.BUFFER),
        (RESOURCE, 8, 600, 645, Part.WORK),
        (RESOURCE, 8, 645, 655, Part.BUFFER),
        (CLIENT, 5, 600, 645, Part.WORK),
    ]
    assert {claim.step_position for claim in claims if claim.subject_kind is not CLIENT} == {0}
    assert claims[-1].step_position is None
    assert {claim.appointment_id for claim in claims} == {1}


def test_a_nameless_walk_in_occupies_no_client(an_appointment) -> None:
    assert _told(claims_of(an_appointment(client_id=None))) == [(OPERATOR, 1, 600, 660, Part.WORK)]


def test_a_sunbed_occupies_its_operator_for_the_clean_up_only(a_step, an_appointment) -> None:
    sunbed = a_step(active_before=0, processing=15, buffer=5, resource_ids=(9,))
    told = _told(claims_of(an_appointment(sunbed)))
    assert (OPERATOR, 1, 615, 620, Part.BUFFER) in told
    assert not any(kind is OPERATOR and part is Part.WORK for kind, _, _, _, part in told)


@pytest.mark.parametrize("status", Status)
def test_only_what_lives_occupies(an_appointment, status) -> None:
    held = LATER if status is Status.TENTATIVE else None
    visit = an_appointment(status=status, hold_expires_at=held)
    assert bool(claims_of(visit)) == visit.occupies


def test_a_pencilled_visit_only_holds_and_its_claims_run_out(a_step, an_appointment) -> None:
    held = an_appointment(a_step(buffer=5), status=Status.TENTATIVE, hold_expires_at=LATER)
    claims = claims_of(held)
    assert {(claim.part, claim.hold_expires_at) for claim in claims} == {(Part.HOLD, LATER)}


def test_the_same_room_is_cleaned_once_at_the_end_of_the_visit(a_step, an_appointment) -> None:
    visit = an_appointment(
        a_step(resource_ids=(7,), active_before=30, buffer=10),
        a_step(resource_ids=(7,), start=630, active_before=20, buffer=5),
    )
    rooms = [told for told in _told(claims_of(visit)) if told[0] is RESOURCE]
    assert rooms == [
        (RESOURCE, 7, 600, 630, Part.WORK),
        (RESOURCE, 7, 630, 650, Part.WORK),
        (RESOURCE, 7, 650, 655, Part.BUFFER),
    ]


def test_a_room_left_for_another_one_keeps_its_clean_up(a_step, an_appointment) -> None:
    visit = an_appointment(
        a_step(resource_ids=(7,), active_before=30, buffer=10),
        a_step(resource_ids=(8,), start=630, active_before=20, operator_id=2),
    )
    told = _told(claims_of(visit))
    assert (RESOURCE, 7, 630, 640, Part.BUFFER) in told
    assert (OPERATOR, 1, 630, 640, Part.BUFFER) in told


def test_a_pause_inside_the_visit_keeps_the_part_of_the_clean_up_that_fits(
    a_step, an_appointment
) -> None:
    visit = an_appointment(
        a_step(resource_ids=(7,), active_before=30, buffer=10),
        a_step(resource_ids=(7,), start=635, active_before=20),
    )
    assert (RESOURCE, 7, 630, 635, Part.BUFFER) in _told(claims_of(visit))


def test_four_hands_in_one_room_occupy_the_room_once(a_step, an_appointment) -> None:
    visit = an_appointment(
        a_step(resource_ids=(7,)), a_step(resource_ids=(7,), operator_id=2, active_before=75)
    )
    rooms = [told for told in _told(claims_of(visit)) if told[0] is RESOURCE]
    assert rooms == [(RESOURCE, 7, 600, 660, Part.WORK), (RESOURCE, 7, 660, 675, Part.WORK)]


parts = st.fixed_dictionaries(
    {
        "operator_id": st.integers(1, 3),
        "resource_ids": st.sets(st.integers(1, 3), max_size=2).map(tuple),
        "start": st.integers(600, 700),
        "active_before": st.integers(1, 40),
        "processing": st.integers(0, 30),
        "active_after": st.integers(0, 30),
        "buffer": st.integers(0, 20),
    }
)


@given(st.lists(parts, min_size=1, max_size=4))
def test_claims_cover_exactly_the_minutes_the_steps_need_and_never_overlap(
    a_step, an_appointment, steps
) -> None:
    try:
        visit = an_appointment(*(a_step(**details) for details in steps))
    except OperatorTwice:
        return
    needed: set[tuple] = set()
    for step in visit.steps:
        for start, end in (*step.active_spans, (step.end, step.blocked_until)):
            needed |= {(OPERATOR, step.operator_id, minute) for minute in range(start, end)}
        for unit in step.resource_ids:
            stretch = range(step.start, step.blocked_until)
            needed |= {(RESOURCE, unit, minute) for minute in stretch}
    needed |= {(CLIENT, 5, minute) for minute in range(visit.start, visit.end)}
    taken = Counter(
        (claim.subject_kind, claim.subject_id, minute)
        for claim in claims_of(visit)
        for minute in range(claim.start, claim.end)
    )
    assert set(taken) == needed
    assert max(taken.values()) == 1


@pytest.mark.parametrize(
    ("details", "why"),
    [
        ({"start": 660, "end": 660}, "inside its day"),
        ({"start": 600, "end": 1441}, "inside its day"),
        ({"part": Part.HOLD}, "only a hold"),
        ({"hold_expires_at": LATER}, "only a hold"),
        ({"part": Part.HOLD, "hold_expires_at": LATER.replace(tzinfo=None)}, "aware"),
        ({"reason": "  "}, "says something"),
        ({"part": Part.CLOSED}, "operator has no closed"),
        ({"subject_kind": CLIENT, "part": Part.BREAK}, "client has no break"),
        ({"subject_kind": SubjectKind.SALON, "subject_id": 0}, "salon has no work"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(a_claim, details, why) -> None:
    with pytest.raises(ValueError, match=why):
        a_claim(**{"start": 600, "end": 660, **details})


def test_a_hold_lives_until_its_instant_and_other_claims_for_ever(a_claim) -> None:
    hold = a_claim(600, 660, part=Part.HOLD, hold_expires_at=LATER)
    assert not hold.lives(LATER)
    assert hold.lives(LATER.replace(hour=8))
    assert a_claim(600, 660).lives(LATER)
