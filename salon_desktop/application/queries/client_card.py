"""Everything a client's card shows: numbers, visits, consents, messages, likely doubles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.clients.client import OnPlatform
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.fold import Standing
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.money import Money
from salon_desktop.domain.phone import PhoneKind, masked

MOST_VISITS = 50
MOST_MESSAGES = 20
NO_SHOW_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNumber:
    """A number of the client, old ones (``valid_to`` is set) too; ``id`` is what an edit names."""

    id: int
    e164: str = field(repr=False)
    kind: PhoneKind
    on_platform: OnPlatform
    valid_from: date | None
    valid_to: date | None

    @property
    def shown(self) -> str:
        """The number that cannot be dialled, for a card anybody may see."""
        return masked(self.e164)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardService:
    """One service of a visit: what, by whom, for how many minutes and how much."""

    service_id: int
    service: str
    category: str
    operator_id: int
    operator: str
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CardVisit:
    """One visit; ``start`` and ``end`` are wall minutes of ``day``."""

    appointment_id: int
    day: date
    start: int
    end: int
    status: Status
    cancel_reason: CancelReason | None
    services: tuple[CardService, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMessage:
    """A message to her and how far it came; ``changed_at`` is when it last moved."""

    message_id: int
    kind: MessageKind
    channel: str
    state: MessageState
    reason: str | None
    due_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDouble:
    """Another card that may be the same person; a person decides."""

    client_id: int
    name: str = field(repr=False)
    why: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What she usually has: the commonest service or operator of her kept visits."""

    id: int
    name: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCard:
    """The card as of one moment.

    ``upcoming`` holds visits still to come, the soonest first; ``past`` the newest 50 others.
    ``visits``, ``messages_count`` and ``consent_events`` count everything, ``no_shows`` a year.
    """

    id: int
    key: str
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    language: str
    email: str | None = field(repr=False)
    birth_date: date | None = field(repr=False)
    note: str = field(repr=False)
    alert: str = field(repr=False)
    origin: str
    created_at: datetime
    last_visit_on: date | None
    is_restricted: bool
    numbers: tuple[CardNumber, ...]
    upcoming: tuple[CardVisit, ...]
    past: tuple[CardVisit, ...]
    visits: int
    no_shows: int
    usual_service: Usual | None
    usual_operator: Usual | None
    consents: tuple[Standing, ...]
    consent_events: int
    messages: tuple[CardMessage, ...]
    messages_count: int
    doubles: tuple[CardDouble, ...]

    @property
    def name(self) -> str:
        """First and last name."""
        return full_name(self.first_name, self.last_name)


class ReadClientCard(Protocol):
    """Reads a client's card."""

    def __call__(self, client_id: int) -> ClientCard:
        """Return the card; raises NotFound, also for somebody who was erased."""
        ...


class ReadLikelyDoubles(Protocol):
    """Lists pairs of cards that wait for somebody's decision."""

    def __call__(self, limit: int) -> Sequence[tuple[CardDouble, CardDouble]]:
        """Return at most ``limit`` pairs, the latest found first."""
        ...
