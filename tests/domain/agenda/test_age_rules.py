"""What somebody under age may have, and what is asked first."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.domain.agenda.age_rules import age_conflicts
from salon_desktop.domain.agenda.claims import ConflictKind, claims_of
from salon_desktop.domain.agenda.services import MinorRule

CHILD, ADULT = date(2012, 6, 2), date(2000, 1, 1)
TURNS_18 = date(2009, 6, 1)  # on the day of the visit


@pytest.mark.parametrize(
    ("rule", "birth_date", "has_guardian", "kind"),
    [
        (MinorRule.ALLOWED, CHILD, False, None),
        (MinorRule.NEVER, ADULT, False, None),
        (MinorRule.NEVER, TURNS_18, False, None),
        (MinorRule.NEVER, CHILD, True, ConflictKind.UNDER_AGE),
        (MinorRule.NEVER, None, False, ConflictKind.AGE_UNKNOWN),
        (MinorRule.WITH_GUARDIAN, None, False, None),
        (MinorRule.WITH_GUARDIAN, CHILD, True, None),
        (MinorRule.WITH_GUARDIAN, CHILD, False, ConflictKind.GUARDIAN_MISSING),
    ],
)
def test_the_rule_of_the_service_meets_the_age_of_the_client(
    a_service, an_appointment, rule, birth_date, has_guardian, kind
) -> None:
    visit = an_appointment()
    found = age_conflicts(
        visit,
        claims_of(visit),
        {1: a_service(minors=rule)},
        birth_date,
        has_guardian=has_guardian,
    )
    assert [conflict.kind for conflict in found] == ([kind] if kind else [])
    assert all(conflict.hard == (kind is ConflictKind.UNDER_AGE) for conflict in found)


def test_the_conflict_names_the_step_it_is_about(a_service, a_step, an_appointment) -> None:
    visit = an_appointment(a_step(), a_step(service_id=2, start=660))
    services = {1: a_service(), 2: a_service(id=2, minors=MinorRule.NEVER)}
    (found,) = age_conflicts(visit, claims_of(visit), services, CHILD)
    assert found.wanted in claims_of(visit)
    assert found.wanted.step_position == 1


def test_a_step_that_needs_neither_hands_nor_room_is_named_as_well(
    a_service, a_step, an_appointment
) -> None:
    visit = an_appointment(a_step(active_before=0, processing=15), client_id=None)
    (found,) = age_conflicts(visit, claims_of(visit), {1: a_service(minors=MinorRule.NEVER)}, None)
    assert (found.wanted.start, found.wanted.end, found.wanted.step_position) == (600, 615, 0)
