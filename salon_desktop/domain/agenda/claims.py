"""What a visit occupies, and where two claims on the same operator, unit or client collide.

Spans are half-open: 10:00-11:00 and 11:00-12:00 do not touch. Rooms, devices, absences and
closures are hard (the owner's PIN), the rest is allowed with a stated reason; nothing is silent
(docs/rules.md, conflicts).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.spans import Span, subtract
from salon_desktop.domain.wall_clock import DAY_MINUTES

SALON_ID = 0


class SubjectKind(StrEnum):
    """Whose time a claim takes."""

    OPERATOR = "operator"
    RESOURCE = "resource"
    CLIENT = "client"
    SALON = "salon"


class Part(StrEnum):
    """What the claimed time is for."""

    WORK = "work"
    BUFFER = "buffer"
    HOLD = "hold"
    ABSENCE = "absence"
    BREAK = "break"
    CLOSED = "closed"


class ConflictKind(StrEnum):
    """Why two claims cannot both stand without a word."""

    RESOURCE_TAKEN = "resource_taken"
    RESOURCE_OUT = "resource_out"
    OPERATOR_ABSENT = "operator_absent"
    SALON_CLOSED = "salon_closed"
    UNDER_AGE = "under_age"
    AGE_UNKNOWN = "age_unknown"
    GUARDIAN_MISSING = "guardian_missing"
    OPERATOR_TAKEN = "operator_taken"
    OPERATOR_ON_BREAK = "operator_on_break"
    BUFFER_SQUEEZED = "buffer_squeezed"
    CLIENT_DOUBLE = "client_double"
    OUTSIDE_HOURS = "outside_hours"


HARD = frozenset(
    {
        ConflictKind.RESOURCE_TAKEN,
        ConflictKind.RESOURCE_OUT,
        ConflictKind.OPERATOR_ABSENT,
        ConflictKind.SALON_CLOSED,
        ConflictKind.UNDER_AGE,
    }
)
_TAKEN = {
    SubjectKind.OPERATOR: ConflictKind.OPERATOR_TAKEN,
    SubjectKind.RESOURCE: ConflictKind.RESOURCE_TAKEN,
    SubjectKind.CLIENT: ConflictKind.CLIENT_DOUBLE,
}
_PARTS = {
    SubjectKind.OPERATOR: frozenset(Part) - {Part.CLOSED},
    SubjectKind.RESOURCE: frozenset(Part) - {Part.CLOSED},
    SubjectKind.CLIENT: frozenset({Part.WORK, Part.HOLD}),
    SubjectKind.SALON: frozenset({Part.CLOSED}),
}
_AT_WORK = frozenset({Part.WORK, Part.HOLD})
# Absences, breaks and closures may lie on each other (a holiday inside a leave): no work collides.
_AWAY = frozenset({Part.ABSENCE, Part.BREAK, Part.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stretch ``[start, end)`` of wall minutes that one subject gives to one thing.

    ``reason`` is the stated cause for an allowed overlap; ``hold_expires_at`` an aware instant
    after which the claim is as good as gone. The salon itself is subject ``SALON_ID``.
    """

    subject_kind: SubjectKind
    subject_id: int
    day: date
    start: int
    end: int
    part: Part
    appointment_id: int | None = None
    step_position: int | None = None
    hold_expires_at: datetime | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY_MINUTES:
            raise ValueError("a claim lies inside its day and is not empty")
        if self.part not in _PARTS[self.subject_kind]:
            raise ValueError(f"{self.subject_kind} has no {self.part}")
        if (self.hold_expires_at is None) == (self.part is Part.HOLD):
            raise ValueError("a hold, and only a hold, runs out")
        if self.hold_expires_at is not None and self.hold_expires_at.tzinfo is None:
            raise ValueError("a hold runs out at an aware instant")
        if self.reason is not None and not self.reason.strip():
            raise ValueError("a reason says something")

    def overlaps(self, other: "Claim") -> bool:
        """Tell whether both lie on one day and share a minute, whatever their subjects."""
        return self.day == other.day and self.start < other.end and other.start < self.end

    def lives(self, now: datetime) -> bool:
        """Tell whether the claim still counts at ``now``; only a hold can run out."""
        return self.hold_expires_at is None or now < self.hold_expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims that collide; ``existing`` is None where no claim but a rule is in the way."""

    kind: ConflictKind
    wanted: Claim
    existing: Claim | None = None

    @property
    def hard(self) -> bool:
        """Tell whether the owner's PIN is needed besides the reason; for a unit it always is."""
        return self.kind in HARD or self.wanted.subject_kind is SubjectKind.RESOURCE


def claims_of(appointment: Appointment) -> list[Claim]:
    """Return everything a visit occupies; nothing if its status takes no time.

    Operators give their active parts and the buffer, rooms and devices the whole step and the
    buffer, the client the whole visit. Inside one visit nothing collides: where two steps use the
    same subject one after the other, the buffer between them shrinks to what is left.
    """
    if not appointment.occupies:
        return []
    work: dict[tuple[SubjectKind, int], list[tuple[int, Span]]] = defaultdict(list)
    buffers: dict[tuple[SubjectKind, int], list[tuple[int, Span]]] = defaultdict(list)
    for position, step in enumerate(appointment.steps):
        operator = (SubjectKind.OPERATOR, step.operator_id)
        units = [(SubjectKind.RESOURCE, unit) for unit in step.resource_ids]
        work[operator].extend((position, span) for span in step.active_spans)
        for unit in units:
            work[unit].append((position, (step.start, step.end)))
        if step.end < step.blocked_until:
            for subject in (operator, *units):
                buffers[subject].append((position, (step.end, step.blocked_until)))
    claims: list[Claim] = []
    for subject in work:
        claims += _disjoint(appointment, subject, work[subject], buffers[subject])
    if appointment.client_id is not None:
        client = (SubjectKind.CLIENT, appointment.client_id)
        claims.append(
            _claim(appointment, client, None, (appointment.start, appointment.end), Part.WORK)
        )
    return claims


def with_reason(claims: Iterable[Claim], conflicts: Iterable[Conflict], reason: str) -> list[Claim]:
    """Return the claims, those that collide marked with the stated reason."""
    colliding = {id(conflict.wanted) for conflict in conflicts}
    return [replace(claim, reason=reason) if id(claim) in colliding else claim for claim in claims]


def conflicts(wanted: Sequence[Claim], existing: Iterable[Claim], now: datetime) -> list[Conflict]:
    """Return each collision of a wanted claim, in the order of the wanted ones.

    Not counted: holds that ran out, claims of the same appointment, and wanted claims that carry
    a reason. The reason of an existing claim excuses that one only, never a newcomer. Wanted
    claims of different appointments are held against each other as well (a cascade, a series).
    """
    there, earlier = _Index(), _Index()
    for claim in existing:
        if claim.lives(now):
            there.add(claim)
    found: list[Conflict] = []
    for claim in wanted:
        if claim.reason is not None or not claim.lives(now):
            continue
        found += _collisions(claim, there.facing(claim))
        asked_before = earlier.facing(claim)
        found += _collisions(
            claim, (c for c in asked_before if c.appointment_id != claim.appointment_id)
        )
        earlier.add(claim)
    return found


def unexplained_overlaps(claims: Iterable[Claim], now: datetime) -> list[Conflict]:
    """Return each collision in the book that no reason on either side explains.

    For checks of the whole book: it must be empty after everything.
    """
    seen = _Index()
    found: list[Conflict] = []
    for claim in sorted(claims, key=lambda one: (one.day, one.start, one.end)):
        if claim.lives(now) and claim.reason is None:
            found += _collisions(claim, seen.facing(claim))
            seen.add(claim)
    return found


class _Index:
    """Claims by subject and day, so that a question touches only what can collide."""

    def __init__(self) -> None:
        self._by_subject: dict[tuple[date, SubjectKind, int], list[Claim]] = defaultdict(list)
        self._hands_by_day: dict[date, list[Claim]] = defaultdict(list)

    def add(self, claim: Claim) -> None:
        self._by_subject[claim.day, claim.subject_kind, claim.subject_id].append(claim)
        if _is_hands(claim):
            self._hands_by_day[claim.day].append(claim)

    def facing(self, claim: Claim) -> Iterable[Claim]:
        """Return what could collide: the same subject, and closures against anybody's work."""
        facing = list(self._by_subject.get((claim.day, claim.subject_kind, claim.subject_id), ()))
        if _is_hands(claim):
            facing += self._by_subject.get((claim.day, SubjectKind.SALON, SALON_ID), ())
        if claim.subject_kind is SubjectKind.SALON:
            facing += self._hands_by_day.get(claim.day, ())
        return facing


def _is_hands(claim: Claim) -> bool:
    return claim.subject_kind is SubjectKind.OPERATOR and claim.part in _AT_WORK


def _collisions(claim: Claim, facing: Iterable[Claim]) -> list[Conflict]:
    found: list[Conflict] = []
    for other in facing:
        own = claim.appointment_id is not None and claim.appointment_id == other.appointment_id
        if own or not claim.overlaps(other):
            continue
        kind = _kind_of(claim, other)
        if kind is not None:
            found.append(Conflict(kind=kind, wanted=claim, existing=other))
    return found


def _kind_of(claim: Claim, other: Claim) -> ConflictKind | None:
    parts = {claim.part, other.part}
    is_resource = claim.subject_kind is SubjectKind.RESOURCE
    if parts <= _AWAY:
        return None
    if Part.CLOSED in parts:
        return ConflictKind.SALON_CLOSED
    if is_resource and parts & _AWAY:
        return ConflictKind.RESOURCE_OUT
    if Part.ABSENCE in parts:
        return ConflictKind.OPERATOR_ABSENT
    if Part.BREAK in parts:
        return ConflictKind.OPERATOR_ON_BREAK
    if Part.BUFFER in parts:
        return ConflictKind.BUFFER_SQUEEZED
    return _TAKEN[claim.subject_kind]


def _disjoint(
    appointment: Appointment,
    subject: tuple[SubjectKind, int],
    work: Sequence[tuple[int, Span]],
    buffers: Sequence[tuple[int, Span]],
) -> list[Claim]:
    """Return one subject's claims of one visit without overlaps; work goes before clean-up."""
    claims: list[Claim] = []
    taken: list[Span] = []
    for part, stretches in ((Part.WORK, work), (Part.BUFFER, buffers)):
        for position, span in sorted(stretches, key=lambda stretch: stretch[1]):
            claims += [
                _claim(appointment, subject, position, piece, part)
                for piece in subtract([span], taken)
            ]
            taken.append(span)
    return claims


def _claim(
    appointment: Appointment,
    subject: tuple[SubjectKind, int],
    position: int | None,
    span: Span,
    part: Part,
) -> Claim:
    return Claim(
        subject_kind=subject[0],
        subject_id=subject[1],
        day=appointment.day,
        start=span[0],
        end=span[1],
        part=part if appointment.hold_expires_at is None else Part.HOLD,
        appointment_id=appointment.id,
        step_position=position,
        hold_expires_at=appointment.hold_expires_at,
    )
