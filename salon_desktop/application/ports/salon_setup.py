"""Setting a salon up: the values a first run writes, and the port that takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from salon_desktop.application.ports.salon import Actor
from salon_desktop.domain.agenda.opening import Absence, DayException, Shift, WeekHours
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKind:
    """A kind of room (``form`` ``room``) or device (``device``)."""

    code: str
    form: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """One room or device: the code of its kind, and of kinds it can stand in for."""

    name: str
    kind: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """A service of the starting catalogue; ``needs`` are codes of kinds."""

    code: str
    category: str
    name: str
    timing: Timing
    price: Money
    needs: tuple[str, ...] = ()
    interval_weeks: int | None = None
    patch_test: bool = False
    health_form: bool = False
    consent_form: bool = False
    minors: str = "allowed"
    weeks_apart: int = 0
    is_add_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOperator:
    """An operator and the categories of services she does; none means all."""

    name: str
    role: str
    colour: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A consent wording or privacy notice to publish."""

    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingCatalogue:
    """What a new salon starts from, in the salon's language."""

    kinds: tuple[NewKind, ...] = ()
    units: tuple[NewUnit, ...] = ()
    services: tuple[NewService, ...] = ()
    hours: WeekHours
    texts: tuple[NewText, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverVisits:
    """What the owner stated when an absence or a closure lies on visits that stand."""

    reason: str
    approved_by: int


class SalonFoundation(Protocol):
    """Writes what a salon is made of; part of one unit of work."""

    def add_person(self, name: str, role: str) -> int:
        """Store someone who acts in the program; returns the id."""
        ...

    def add_desk(self, name: str) -> int:
        """Store a place where the program runs; returns the id."""
        ...

    def set(self, name: str, value: Any, *, actor: Actor | None, now: datetime) -> None:
        """Append a setting."""
        ...

    def add_kind(self, kind: NewKind) -> int:
        """Store a kind of room or device; returns its id."""
        ...

    def add_unit(self, unit: NewUnit) -> int:
        """Store a room or device; its kinds must exist. Returns the id."""
        ...

    def add_service(self, service: NewService) -> int:
        """Store a service; its kinds must exist. Returns the id."""
        ...

    def add_operator(self, operator: NewOperator) -> int:
        """Store an operator with her skills; returns the id."""
        ...

    def set_week_hours(self, hours: WeekHours) -> None:
        """Replace the usual week."""
        ...

    def add_exception(
        self, exception: DayException, *, permission: OverVisits | None = None
    ) -> None:
        """Store other hours (or a closure with its claim) for one date, instead of earlier ones.

        Raises SlotTaken where visits stand on a day that closes and nothing was stated.
        """
        ...

    def add_shift(self, shift: Shift) -> None:
        """Store a shift, instead of one for the same days."""
        ...

    def add_absence(
        self, absence: Absence, *, note: str = "", permission: OverVisits | None = None
    ) -> int:
        """Store an absence; a dated one claims its days. Returns its id.

        Raises SlotTaken where visits stand and nothing was stated; nothing is moved by itself.
        """
        ...

    def operators(self) -> Sequence[tuple[int, str]]:
        """Return (id, name) of the active operators in agenda order."""
        ...
