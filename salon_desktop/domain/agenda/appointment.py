"""The appointment: one visit of one client on one day, and its steps.

The wall time is what was promised; the instant is derived (docs/rules.md, time). The life of the
status is told in ``status`` and can be imported from here as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from salon_desktop.domain.agenda.services import Service, Timing, check_parts
from salon_desktop.domain.agenda.status import CANCELLED as CANCELLED
from salon_desktop.domain.agenda.status import LATE_WINDOW_HOURS as LATE_WINDOW_HOURS
from salon_desktop.domain.agenda.status import NO_SHOW_GRACE_MINUTES as NO_SHOW_GRACE_MINUTES
from salon_desktop.domain.agenda.status import OCCUPYING as OCCUPYING
from salon_desktop.domain.agenda.status import UPCOMING as UPCOMING
from salon_desktop.domain.agenda.status import CancelReason as CancelReason
from salon_desktop.domain.agenda.status import NoShowTooEarly as NoShowTooEarly
from salon_desktop.domain.agenda.status import Status as Status
from salon_desktop.domain.agenda.status import StatusNotPossible as StatusNotPossible
from salon_desktop.domain.agenda.status import check_transition as check_transition
from salon_desktop.domain.agenda.status import client_cancellation as client_cancellation
from salon_desktop.domain.agenda.status import is_late as is_late
from salon_desktop.domain.agenda.status import late_from as late_from
from salon_desktop.domain.agenda.status import next_statuses as next_statuses
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import DAY_MINUTES, MinuteSpan, to_utc


class Origin(StrEnum):
    """How an appointment came into the book."""

    PHONE = "phone"
    DESK = "desk"
    WALK_IN = "walk_in"
    IMPORT = "import"
    ONLINE = "online"


class AppointmentEmpty(DomainError):
    """An appointment without a step says nothing."""

    code: ClassVar[str] = "appointment_empty"


class AcrossMidnight(DomainError):
    """A step would end on the following day; facts: day (or None), end (minute)."""

    code: ClassVar[str] = "across_midnight"


class OperatorTwice(DomainError):
    """Two steps of one visit want the same hands at once; facts: operator_id, positions."""

    code: ClassVar[str] = "operator_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One service inside a visit; ``start`` is a wall minute, the parts are minutes.

    ``operator_requested`` means the client asked for this operator: she is not swapped silently.
    """

    service_id: int
    operator_id: int
    resource_ids: tuple[int, ...] = ()
    start: int
    active_before: int
    processing: int = 0
    active_after: int = 0
    buffer: int = 0
    price: Money
    operator_requested: bool = False

    def __post_init__(self) -> None:
        check_parts(self.active_before, self.processing, self.active_after, self.buffer)
        if not 0 <= self.start < DAY_MINUTES:
            raise ValueError("a step starts inside its day")
        if len(set(self.resource_ids)) != len(self.resource_ids):
            raise ValueError("a step needs each unit once")
        if self.end > DAY_MINUTES:
            raise AcrossMidnight(day=None, end=self.end)

    @property
    def minutes(self) -> int:
        """How long the client is in it, without the buffer."""
        return self.active_before + self.processing + self.active_after

    @property
    def end(self) -> int:
        """The wall minute at which the client is free; the buffer comes after it."""
        return self.start + self.minutes

    @property
    def blocked_until(self) -> int:
        """The end of the buffer; clean-up after midnight is nobody's concern."""
        return min(self.end + self.buffer, DAY_MINUTES)

    @property
    def active_spans(self) -> tuple[MinuteSpan, ...]:
        """When the operator's hands are needed, the buffer not counted."""
        first_end = self.start + self.active_before
        second_start = first_end + self.processing
        if self.processing == 0:
            return (MinuteSpan(self.start, self.end),)
        parts = ((self.start, first_end), (second_start, self.end))
        return tuple(MinuteSpan(start, end) for start, end in parts if start < end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One visit of one client on one day; ``client_id`` is None for a nameless walk-in.

    ``id`` is None until it is stored; ``key`` is a UUID for the outside; a tentative appointment,
    and only that, carries the instant at which its hold runs out. ``version`` counts saved
    changes, so that two windows do not overwrite each other.
    """

    id: int | None = None
    key: str
    client_id: int | None
    day: date
    steps: tuple[Step, ...]
    status: Status
    origin: Origin
    note: str = field(default="", repr=False)
    booked_by: str = field(default="", repr=False)
    walk_in_name: str = field(default="", repr=False)
    cancel_reason: CancelReason | None = None
    late_minutes: int = 0
    hold_expires_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        UUID(self.key)
        if not self.steps:
            raise AppointmentEmpty()
        if isinstance(self.day, datetime):
            raise ValueError("the day of an appointment is a date")
        if (self.hold_expires_at is not None) != (self.status is Status.TENTATIVE):
            raise ValueError("a tentative appointment, and only that, has a hold that runs out")
        if self.hold_expires_at is not None and self.hold_expires_at.tzinfo is None:
            raise ValueError("a hold runs out at an aware instant")
        if self.cancel_reason is not None and self.status not in CANCELLED:
            raise ValueError("only a cancelled appointment has a reason for it")
        if self.late_minutes < 0 or self.version < 0:
            raise ValueError("minutes late and version are not negative")
        _check_hands(self.steps)

    @property
    def start(self) -> int:
        """The wall minute of the first step."""
        return min(step.start for step in self.steps)

    @property
    def end(self) -> int:
        """The wall minute at which the client is free; buffers come after it."""
        return max(step.end for step in self.steps)

    @property
    def minutes(self) -> int:
        """How long the client is in the salon."""
        return self.end - self.start

    @property
    def price(self) -> Money:
        """The sum of its lines."""
        return Money.total((step.price for step in self.steps), self.steps[0].price.currency)

    @property
    def occupies(self) -> bool:
        """Tell whether its status takes time; whether a hold still lives depends on the hour."""
        return self.status in OCCUPYING

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """Return the instant of its start; raises WallTimeMissing where clocks jump over it."""
        return to_utc(self.day, self.start, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWish:
    """A service to be planned: who does it, on which units, in which times and at which price.

    Where ``timing`` or ``price`` is None the price list's own hold.
    """

    service: Service
    operator_id: int
    resource_ids: tuple[int, ...] = ()
    timing: Timing | None = None
    price: Money | None = None
    operator_requested: bool = False


def plan_steps(start: int, wishes: Sequence[StepWish]) -> tuple[Step, ...]:
    """Return the steps one after the other from wall minute ``start``.

    The next begins when the client is free; what remains of a buffer then is decided by the
    claims (the same room is cleaned once, at the end). Raises AcrossMidnight.
    """
    steps: list[Step] = []
    for wish in wishes:
        timing = wish.timing or wish.service.timing
        if start + timing.minutes > DAY_MINUTES:
            raise AcrossMidnight(day=None, end=start + timing.minutes)
        step = Step(
            service_id=wish.service.id,
            operator_id=wish.operator_id,
            resource_ids=wish.resource_ids,
            start=start,
            active_before=timing.active_before,
            processing=timing.processing,
            active_after=timing.active_after,
            buffer=timing.buffer,
            price=wish.price or wish.service.price,
            operator_requested=wish.operator_requested,
        )
        steps.append(step)
        start = step.end
    return tuple(steps)


def _check_hands(steps: Sequence[Step]) -> None:
    for index, step in enumerate(steps):
        for other_index in range(index):
            other = steps[other_index]
            if other.operator_id == step.operator_id and any(
                mine.overlaps(hers) for mine in step.active_spans for hers in other.active_spans
            ):
                raise OperatorTwice(operator_id=step.operator_id, positions=(other_index, index))
