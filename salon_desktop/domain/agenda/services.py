"""What the salon offers: services, their parts in time, their price and what they need.

A service runs as active part, processing part (the operator is free, the client is not) and a
second active part; the buffer afterwards is clean-up that nobody can book.
"""

from dataclasses import dataclass
from enum import StrEnum

from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import DAY_MINUTES


class MinorRule(StrEnum):
    """Whether somebody under age may have a service."""

    ALLOWED = "allowed"
    WITH_GUARDIAN = "with_guardian"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The parts of a service in minutes; the whole without buffer lasts at least one minute."""

    active_before: int
    processing: int = 0
    active_after: int = 0
    buffer: int = 0

    def __post_init__(self) -> None:
        check_parts(self.active_before, self.processing, self.active_after, self.buffer)

    @property
    def minutes(self) -> int:
        """How long the client is there; the buffer is not part of it."""
        return self.active_before + self.processing + self.active_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One line of the price list; ``needs`` names kinds of rooms and devices, one id a unit.

    ``interval_weeks`` is the usual distance to the next visit, ``weeks_apart`` the least allowed
    (sunbed, peel, laser), ``patch_months`` how long a patch test holds, ``notice_minutes`` how
    long before its start it must be booked.
    """

    id: int
    name: str
    category: str
    active_before: int
    processing: int = 0
    active_after: int = 0
    buffer: int = 0
    price: Money
    needs: tuple[int, ...] = ()
    interval_weeks: int | None = None
    patch_test: bool = False
    patch_months: int = 6
    patch_lead_hours: int = 48
    minors: MinorRule = MinorRule.ALLOWED
    health_form: bool = False
    consent_form: bool = False
    weeks_apart: int = 0
    notice_minutes: int = 0
    is_add_on: bool = False
    is_offered: bool = True

    def __post_init__(self) -> None:
        check_parts(self.active_before, self.processing, self.active_after, self.buffer)
        if not self.name.strip():
            raise ValueError("a service has a name")
        if self.price.cents < 0:
            raise ValueError("a price is not negative")
        if self.interval_weeks is not None and self.interval_weeks < 1:
            raise ValueError("an interval is at least one week")
        if min(self.weeks_apart, self.notice_minutes, self.patch_months, self.patch_lead_hours) < 0:
            raise ValueError("limits of a service are not negative")

    @property
    def minutes(self) -> int:
        """How long the client is there: the sum of the three parts, without the buffer."""
        return self.active_before + self.processing + self.active_after

    @property
    def timing(self) -> Timing:
        """Its parts as a value of their own."""
        return Timing(
            active_before=self.active_before,
            processing=self.processing,
            active_after=self.active_after,
            buffer=self.buffer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """That an operator does a service, and where her times or price differ from the list."""

    operator_id: int
    service_id: int
    timing: Timing | None = None
    price: Money | None = None


def timing_for(service: Service, skill: Skill | None) -> Timing:
    """Return the operator's own times for a service, or the list's."""
    return skill.timing if skill is not None and skill.timing is not None else service.timing


def price_for(service: Service, skill: Skill | None) -> Money:
    """Return the operator's own price for a service, or the list's."""
    return skill.price if skill is not None and skill.price is not None else service.price


def check_parts(active_before: int, processing: int, active_after: int, buffer: int) -> None:
    """Refuse parts that cannot happen: raises ValueError."""
    if min(active_before, processing, active_after, buffer) < 0:
        raise ValueError("parts of a service are not negative")
    if not 0 < active_before + processing + active_after <= DAY_MINUTES:
        raise ValueError("a service lasts between one minute and a day")
    if buffer > DAY_MINUTES:
        raise ValueError("a buffer is shorter than a day")
