"""The salon as it is set up: hours, people, rooms, services, wordings, and the account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.application.ports.messages import ShutValve, StoredTemplate
from salon_desktop.domain.agenda.opening import DayException, WeekHours
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SalonHours:
    """The usual week, and other hours from a day on, soonest first."""

    week: WeekHours
    exceptions: tuple[DayException, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of the salon: a person who acts in the program, an operator, or both by name.

    ``services`` counts what an operator does, None for somebody without a column.
    """

    name: str = field(repr=False)
    role: str
    colour: str | None
    services: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One room or device; ``also`` names kinds it can stand in for, its own left out."""

    name: str
    kind: str
    form: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedService:
    """A line of the price list; ``needs`` names kinds of rooms and devices."""

    name: str
    category: str
    timing: Timing
    price: Money
    needs: tuple[str, ...]
    interval_weeks: int | None
    patch_test: bool
    health_form: bool
    consent_form: bool
    minors: str
    is_add_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWording:
    """A version of a text people are shown, as it is kept; ``in_force`` tells the newest."""

    id: int
    kind: str
    language: str
    version: int
    text: str
    created_at: datetime
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFacts:
    """What the platform said about a thing, in its own names, and when it said so last."""

    facts: Mapping[str, Any]
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOverview:
    """The WhatsApp account as it is known here; None where nothing was entered or said yet."""

    settings: PlatformSettings | None
    number: SaidFacts | None
    account: SaidFacts | None
    relay_contact: datetime | None
    templates: tuple[StoredTemplate, ...]
    valves: tuple[ShutValve, ...]


class SalonOverview(Protocol):
    """Answers the pages of the salon section; every answer is small and changes nothing."""

    def hours(self, today: date) -> SalonHours:
        """Return the usual week and the other hours from ``today`` on."""
        ...

    def people(self) -> Sequence[Colleague]:
        """Return everybody, the owner first, operators in agenda order."""
        ...

    def units(self) -> Sequence[Unit]:
        """Return the active rooms, then the active devices, in their order."""
        ...

    def services(self) -> Sequence[PricedService]:
        """Return what is offered, in its order."""
        ...

    def wordings(self) -> Sequence[PublishedWording]:
        """Return every version, by kind and language, the newest first."""
        ...

    def account(self, now: datetime) -> AccountOverview:
        """Return settings, health, templates and the valves closed now."""
        ...
