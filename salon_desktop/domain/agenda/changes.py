"""Changes of an appointment as values: moving, cancelling, arriving, running late.

Each returns the appointment as it would be; who did it and why goes into the agenda event
(docs/rules.md, life of an appointment).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from salon_desktop.domain.agenda.appointment import AcrossMidnight, Appointment, Step
from salon_desktop.domain.agenda.status import (
    LATE_WINDOW_HOURS,
    NO_SHOW_GRACE_MINUTES,
    UPCOMING,
    CancelReason,
    Status,
    check_transition,
    client_cancellation,
)
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import DAY_MINUTES, to_utc_or_next, wall_minutes_between

CONFIRMED_TOLERANCE_MINUTES = 15
DELETE_WITHIN_MINUTES = 10
SHIFT_WORTH_TELLING_MINUTES = 10


class CancelReasonMissing(DomainError):
    """A cancellation states its reason; none is assumed."""

    code: ClassVar[str] = "cancel_reason_missing"


class DeleteTooLate(DomainError):
    """Only a typing error of the last minutes is deleted; facts: possible_until (instant)."""

    code: ClassVar[str] = "delete_too_late"


class NotUpcoming(DomainError):
    """Only a visit that has not begun can be late; facts: status."""

    code: ClassVar[str] = "not_upcoming"


class Canceller(StrEnum):
    """Who gave the appointment up."""

    CLIENT = "client"
    SALON = "salon"


def moved(appointment: Appointment, *, day: date, start: int) -> Appointment:
    """Return it with the whole visit at another day and start minute, operators unchanged.

    A confirmation holds only for small shifts. Raises AcrossMidnight.
    """
    shift = start - appointment.start
    if start < 0 or appointment.end + shift > DAY_MINUTES:
        raise AcrossMidnight(day=day, end=appointment.end + shift)
    steps = tuple(replace(step, start=step.start + shift) for step in appointment.steps)
    return with_steps(appointment, steps, day=day)


def with_steps(
    appointment: Appointment, steps: Sequence[Step], *, day: date | None = None
) -> Appointment:
    """Return it with other steps (operator, room, length, order) and possibly another day."""
    changed = replace(appointment, steps=tuple(steps), day=day or appointment.day)
    falls_back = (
        appointment.status is Status.CONFIRMED
        and start_shift(appointment, changed) > CONFIRMED_TOLERANCE_MINUTES
    )
    return replace(changed, status=Status.BOOKED) if falls_back else changed


def start_shift(before: Appointment, after: Appointment) -> int:
    """Return by how many wall minutes the start differs, forwards or back."""
    return abs(wall_minutes_between((before.day, before.start), (after.day, after.start)))


def is_worth_telling(before: Appointment, after: Appointment) -> bool:
    """Tell whether a client is told about the shift at all (from ten minutes on)."""
    return start_shift(before, after) >= SHIFT_WORTH_TELLING_MINUTES


def with_status(
    appointment: Appointment,
    new: Status,
    *,
    now: datetime,
    zone: ZoneInfo,
    grace_minutes: int = NO_SHOW_GRACE_MINUTES,
) -> Appointment:
    """Return it one step further in its life; raises StatusNotPossible or NoShowTooEarly.

    Reinstating a given-up appointment (back to booked) makes it take time again: the caller
    checks its claims as for a new one.
    """
    starts_at = to_utc_or_next(appointment.day, appointment.start, zone)
    check_transition(
        appointment.status, new, now=now, starts_at=starts_at, grace_minutes=grace_minutes
    )
    return replace(appointment, status=new, hold_expires_at=None, cancel_reason=None)


def cancelled(
    appointment: Appointment,
    *,
    by: Canceller,
    reason: CancelReason | None,
    now: datetime,
    zone: ZoneInfo,
    window_hours: int = LATE_WINDOW_HOURS,
) -> Appointment:
    """Return it cancelled; a client inside the policy window cancels late.

    Dropping a pencilled-in visit is never late. Raises CancelReasonMissing, StatusNotPossible.
    """
    if reason is None:
        raise CancelReasonMissing()
    new = Status.CANCELLED_BY_SALON
    if by is Canceller.CLIENT:
        new = Status.CANCELLED_BY_CLIENT
        if appointment.status is not Status.TENTATIVE:
            new = client_cancellation(now, appointment.day, appointment.start, zone, window_hours)
    return replace(with_status(appointment, new, now=now, zone=zone), cancel_reason=reason)


def hold_ran_out(appointment: Appointment, now: datetime) -> bool:
    """Tell whether it was only pencilled in and its time is over."""
    return appointment.hold_expires_at is not None and appointment.hold_expires_at <= now


def running_late(appointment: Appointment, minutes: int) -> Appointment:
    """Return it marked as late by ``minutes`` (0 takes the mark away); raises NotUpcoming."""
    if appointment.status not in UPCOMING:
        raise NotUpcoming(status=appointment.status.value)
    return replace(appointment, late_minutes=minutes)


def check_delete(booked_at: datetime, now: datetime) -> None:
    """Refuse to delete what is older than a typing error; raises DeleteTooLate."""
    possible_until = booked_at + timedelta(minutes=DELETE_WITHIN_MINUTES)
    if now > possible_until:
        raise DeleteTooLate(possible_until=possible_until)
