"""Which steps of a visit a person under age may not have, or not without a guardian.

(docs/rules.md, conflicts and policy per service.)
"""

from collections.abc import Mapping, Sequence
from datetime import date

from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.claims import Claim, Conflict, ConflictKind, Part, SubjectKind
from salon_desktop.domain.agenda.services import MinorRule, Service
from salon_desktop.domain.clients.birthdays import age_on

ADULT_AGE = 18


def age_conflicts(
    appointment: Appointment,
    claims: Sequence[Claim],
    services: Mapping[int, Service],
    birth_date: date | None,
    *,
    has_guardian: bool = False,
    adult_age: int = ADULT_AGE,
) -> list[Conflict]:
    """Return a conflict for each step that the client's age forbids, doubts or ties to a guardian.

    ``claims`` are those of the appointment, ``services`` by id. Under age for a service that is
    never given to minors is hard; an unknown age there and a missing guardian ask for a reason.
    """
    found: list[Conflict] = []
    for position, step in enumerate(appointment.steps):
        rule = services[step.service_id].minors
        kind = _verdict(rule, birth_date, appointment.day, has_guardian, adult_age)
        if kind is not None:
            found.append(Conflict(kind=kind, wanted=_claim_of_step(appointment, claims, position)))
    return found


def _verdict(
    rule: MinorRule, birth_date: date | None, day: date, has_guardian: bool, adult_age: int
) -> ConflictKind | None:
    if rule is MinorRule.ALLOWED:
        return None
    if birth_date is None:
        return ConflictKind.AGE_UNKNOWN if rule is MinorRule.NEVER else None
    if age_on(birth_date, day) >= adult_age:
        return None
    if rule is MinorRule.NEVER:
        return ConflictKind.UNDER_AGE
    return None if has_guardian else ConflictKind.GUARDIAN_MISSING


def _claim_of_step(appointment: Appointment, claims: Sequence[Claim], position: int) -> Claim:
    """Return a claim that stands for the step; one that needs no hands or room gets its own."""
    own = (claim for claim in claims if claim.step_position == position)
    step = appointment.steps[position]
    stand_in = Claim(
        subject_kind=SubjectKind.OPERATOR,
        subject_id=step.operator_id,
        day=appointment.day,
        start=step.start,
        end=step.end,
        part=Part.WORK,
        appointment_id=appointment.id,
        step_position=position,
    )
    return next(own, stand_in)
