"""Where claims collide, how hard, and what is never passed over in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.claims import (
    SALON_ID,
    Claim,
    ConflictKind,
    Part,
    SubjectKind,
    conflicts,
    unexplained_overlaps,
    with_reason,
)

NOW = datetime(2027, 6, 1, 6, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
DAY = date(2027, 6, 1)
K, P, S = ConflictKind, Part, SubjectKind
CLOSURE = {"subject_kind": S.SALON, "subject_id": SALON_ID, "part": P.CLOSED}


def test_visits_that_only_touch_do_not_collide(a_claim) -> None:
    assert conflicts([a_claim(600, 660)], [a_claim(660, 720), a_claim(540, 600)], NOW) == []


def test_another_subject_another_kind_or_another_day_does_not_collide(a_claim) -> None:
    others = [
        a_claim(600, 660, subject_id=2),
        a_claim(600, 660, subject_kind=S.RESOURCE),
        a_claim(600, 660, day=date(2027, 6, 2)),
    ]
    assert conflicts([a_claim(600, 660)], others, NOW) == []


@pytest.mark.parametrize(
    ("subject", "part", "other_part", "kind", "hard"),
    [
        (S.OPERATOR, P.WORK, P.WORK, K.OPERATOR_TAKEN, False),
        (S.OPERATOR, P.WORK, P.ABSENCE, K.OPERATOR_ABSENT, True),
        (S.OPERATOR, P.BUFFER, P.ABSENCE, K.OPERATOR_ABSENT, True),
        (S.OPERATOR, P.ABSENCE, P.WORK, K.OPERATOR_ABSENT, True),
        (S.OPERATOR, P.WORK, P.BREAK, K.OPERATOR_ON_BREAK, False),
        (S.OPERATOR, P.BUFFER, P.WORK, K.BUFFER_SQUEEZED, False),
        (S.OPERATOR, P.WORK, P.BUFFER, K.BUFFER_SQUEEZED, False),
        (S.RESOURCE, P.WORK, P.WORK, K.RESOURCE_TAKEN, True),
        (S.RESOURCE, P.WORK, P.BUFFER, K.BUFFER_SQUEEZED, True),
        (S.RESOURCE, P.WORK, P.ABSENCE, K.RESOURCE_OUT, True),
        (S.RESOURCE, P.WORK, P.BREAK, K.RESOURCE_OUT, True),
        (S.CLIENT, P.WORK, P.WORK, K.CLIENT_DOUBLE, False),
    ],
)
def test_each_collision_has_its_name_and_says_whether_it_is_hard(
    a_claim, subject, part, other_part, kind, hard
) -> None:
    wanted = a_claim(600, 660, subject_kind=subject, part=part)
    there = a_claim(630, 690, subject_kind=subject, part=other_part)
    (found,) = conflicts([wanted], [there], NOW)
    assert (found.kind, found.hard, found.wanted, found.existing) == (kind, hard, wanted, there)


def test_times_away_may_lie_on_each_other(a_claim) -> None:
    leave, lunch = a_claim(0, 1440, part=P.ABSENCE), a_claim(780, 840, part=P.BREAK)
    assert conflicts([lunch], [leave], NOW) == []
    assert conflicts([a_claim(0, 1440, **CLOSURE)], [a_claim(0, 720, **CLOSURE)], NOW) == []


def test_a_closed_day_collides_with_anybodys_work_in_both_directions(a_claim) -> None:
    closure, work = a_claim(0, 1440, **CLOSURE), a_claim(600, 660)
    for wanted, there in ((work, closure), (closure, work)):
        (found,) = conflicts([wanted], [there], NOW)
        assert (found.kind, found.hard) == (K.SALON_CLOSED, True)


def test_a_closed_day_is_told_once_a_visit_and_not_for_its_room(a_claim) -> None:
    closure = a_claim(0, 1440, **CLOSURE)
    visit = [
        a_claim(600, 660),
        a_claim(660, 670, part=P.BUFFER),
        a_claim(600, 670, subject_kind=S.RESOURCE),
        a_claim(600, 660, subject_kind=S.CLIENT),
    ]
    assert len(conflicts(visit, [closure], NOW)) == 1
    assert len(conflicts([closure], visit, NOW)) == 1


def test_a_hold_stands_in_the_way_only_while_it_lives(a_claim) -> None:
    hold = a_claim(600, 660, part=P.HOLD, hold_expires_at=LATER)
    assert [found.kind for found in conflicts([a_claim(630, 690)], [hold], NOW)] == [
        K.OPERATOR_TAKEN
    ]
    assert conflicts([a_claim(630, 690)], [hold], LATER) == []
    assert conflicts([hold], [a_claim(630, 690)], LATER) == []
    room = {"subject_kind": S.RESOURCE, "part": P.HOLD, "hold_expires_at": LATER}
    (found,) = conflicts(
        [a_claim(630, 690, subject_kind=S.RESOURCE)], [a_claim(600, 660, **room)], NOW
    )
    assert found.hard


def test_a_visit_does_not_collide_with_where_it_stood_before(a_claim) -> None:
    wanted, before = a_claim(600, 660, appointment_id=3), a_claim(630, 690, appointment_id=3)
    assert conflicts([wanted], [before], NOW) == []
    assert len(conflicts([wanted], [a_claim(630, 690, appointment_id=4)], NOW)) == 1


def test_the_stated_reason_allows_the_wanted_overlap(a_claim) -> None:
    wanted, there = a_claim(600, 660), a_claim(630, 690)
    free = a_claim(900, 960)
    found = conflicts([wanted, free], [there], NOW)
    allowed = with_reason([wanted, free], found, "sisters, side by side")
    assert [claim.reason for claim in allowed] == ["sisters, side by side", None]
    assert conflicts(allowed, [there], NOW) == []


def test_the_reason_of_an_existing_claim_does_not_excuse_a_newcomer(a_claim) -> None:
    excused = a_claim(600, 660, reason="sisters")
    assert len(conflicts([a_claim(630, 690)], [excused], NOW)) == 1


def test_visits_moved_together_are_held_against_each_other(a_claim) -> None:
    one, other = a_claim(600, 660, appointment_id=3), a_claim(630, 690, appointment_id=4)
    (found,) = conflicts([one, other], [], NOW)
    assert (found.wanted, found.existing) == (other, one)


def test_claims_of_one_new_visit_are_not_held_against_each_other(a_claim) -> None:
    assert conflicts([a_claim(600, 660), a_claim(630, 690)], [], NOW) == []


claim_parts = st.fixed_dictionaries(
    {
        "subject_kind": st.sampled_from([S.OPERATOR, S.RESOURCE, S.CLIENT]),
        "subject_id": st.integers(1, 2),
        "day": st.sampled_from([DAY, date(2027, 6, 2)]),
        "appointment_id": st.sampled_from([None, 1, 2, 3]),
        "reason": st.sampled_from([None, None, "family"]),
        "start": st.integers(0, 30),
        "end": st.integers(31, 60),
    }
)


def _collide(one: Claim, other: Claim) -> bool:
    """Say it minute by minute, as a person would check it."""
    same_subject = (one.subject_kind, one.subject_id, one.day) == (
        other.subject_kind,
        other.subject_id,
        other.day,
    )
    same_visit = one.appointment_id is not None and one.appointment_id == other.appointment_id
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    return same_subject and not same_visit and bool(shared)


@given(st.lists(claim_parts, max_size=5), st.lists(claim_parts, max_size=8))
def test_collisions_are_those_a_minute_by_minute_check_finds(a_claim, wanted, existing) -> None:
    asked = [a_claim(**{**details, "appointment_id": 9}) for details in wanted]
    there = [a_claim(**details) for details in existing]
    found = [(found.wanted, found.existing) for found in conflicts(asked, there, NOW)]
    expected = [
        (one, other)
        for one in asked
        if one.reason is None
        for other in there
        if _collide(one, other)
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


@given(st.lists(claim_parts, max_size=8))
def test_the_check_of_the_book_finds_exactly_the_pairs_nobody_explained(a_claim, book) -> None:
    claims = [a_claim(**details) for details in book]
    expected = sum(
        _collide(one, other) and one.reason is None and other.reason is None
        for position, one in enumerate(claims)
        for other in claims[:position]
    )
    assert len(unexplained_overlaps(claims, NOW)) == expected


def test_the_check_of_the_book_passes_over_dead_holds(a_claim) -> None:
    dead = a_claim(600, 660, part=P.HOLD, hold_expires_at=NOW)
    assert unexplained_overlaps([dead, a_claim(600, 660)], NOW) == []
