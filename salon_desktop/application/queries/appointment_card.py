"""Everything about one appointment that the drawer shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.consent.events import Channel, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStep:
    """One service of the visit; minutes are wall minutes."""

    position: int
    service_id: int
    service: str
    category: str
    operator_id: int
    operator: str
    operator_requested: bool
    start: int
    end: int
    parts: tuple[int, int, int]
    buffer: int
    room_ids: tuple[int, ...]
    rooms: tuple[str, ...]
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CardClient:
    """Who comes. ``phone`` is the number messages go to, in E.164; ``visits`` and ``no_shows``
    count her history in the program.
    """

    id: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    language: str
    phone: str | None = field(repr=False)
    alert: str = field(repr=False)
    note: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    last_visit_on: date | None
    visits: int
    no_shows: int
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardConsent:
    """How one question stands with her; ``valid`` means it allows a message now."""

    purpose: Purpose
    channel: Channel
    state: ConsentState
    valid: bool
    method: Method | None
    decided_at: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMessage:
    """A message about the visit; ``reason`` is a code."""

    id: int
    kind: MessageKind
    state: MessageState
    reason: str | None
    due_at: datetime
    expires_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlace:
    """Where the visit stood before or after a change."""

    day: date
    start: int
    end: int
    operator_ids: tuple[int, ...]
    status: Status
    cancel_reason: CancelReason | None
    late_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvent:
    """One change: what, when, by whom at which desk; ``is_undo`` for a change taken back."""

    id: int
    kind: EventKind
    happened_at: datetime
    person: str
    desk: str
    before: CardPlace | None
    after: CardPlace | None
    client_told: bool | None
    undo_group: str
    is_undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCard:
    """One appointment with all that belongs to it; ``history`` is oldest first."""

    id: int
    key: str
    version: int
    day: date
    start: int
    end: int
    starts_at: datetime
    status: Status
    next_statuses: frozenset[Status]
    no_show_from: datetime
    cancel_reason: CancelReason | None
    origin: Origin
    note: str = field(repr=False)
    booked_by: str = field(repr=False)
    walk_in_name: str = field(repr=False)
    late_minutes: int
    hold_expires_at: datetime | None
    created_at: datetime
    price: Money
    steps: tuple[CardStep, ...]
    client: CardClient | None
    consents: tuple[CardConsent, ...]
    messages: tuple[CardMessage, ...]
    overlap_reasons: tuple[str, ...] = field(repr=False)
    history: tuple[CardEvent, ...]


class ReadAppointmentCard(Protocol):
    """Reads one appointment."""

    def __call__(self, appointment_id: int) -> AppointmentCard:
        """Return the card; raises NotFound."""
        ...
