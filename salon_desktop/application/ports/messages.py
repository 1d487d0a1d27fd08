"""The outbox, what came in, templates and the account, as use cases need them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.messaging.gate import Ground
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState

if TYPE_CHECKING:
    from salon_desktop.application.ports.unit_of_work import UnitOfWork

__all__ = [
    "AccountBook",
    "InboundLog",
    "Message",
    "NewInbound",
    "Outbox",
    "PlanMessages",
    "TemplateShelf",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row of the outbox. Instants are UTC; ``parameters`` are the template's named values.

    ``content`` holds free text and buttons for answers inside the window:
    ``{"body": str, "buttons": [[id, title], …]}``; None for a template.
    """

    id: int | None = None
    key: str
    unique_key: str
    kind: MessageKind
    purpose: MessagePurpose
    channel: str = "whatsapp"
    client_id: int | None
    appointment_id: int | None
    address: str | None = field(repr=False)
    template: str | None
    language: str
    parameters: dict[str, str] = field(default_factory=dict, repr=False)
    content: dict[str, Any] | None = field(default=None, repr=False)
    due_at: datetime
    expires_at: datetime
    not_before: datetime | None = None
    state: MessageState
    reason: str | None = None
    ground: Ground | None = None
    attempts: int = 0
    platform_id: str | None = None
    error_code: int | None = None
    lease_owner: str | None = None

    def changed(self, **values: Any) -> "Message":
        """Return a copy with other values."""
        return replace(self, **values)


class Outbox(Protocol):
    """Messages and their events; every change of state writes an event in the same transaction."""

    def plan(self, message: Message, now: datetime) -> Message:
        """Store a new message, or revive a voided row of the same unique key that never left.

        Returns the row as it stands; a row that already left is returned unchanged.
        """
        ...

    def get(self, message_id: int) -> Message:
        """Return the message; raises NotFound."""
        ...

    def by_key(self, key: str) -> Message | None:
        """Return the message with our key, or None."""
        ...

    def by_platform_id(self, platform_id: str) -> Message | None:
        """Return the message the platform knows under that id, or None."""
        ...

    def of_appointment(self, appointment_id: int) -> Sequence[Message]:
        """Return all messages about the appointment."""
        ...

    def next_due(self, now: datetime, *, skip: Sequence[int] = ()) -> Message | None:
        """Return the planned message that is due longest, through one index; None if none is."""
        ...

    def settle(
        self,
        message: Message,
        state: MessageState,
        now: datetime,
        *,
        reason: str | None = None,
        detail: str | None = None,
        lease_owner: str | None = None,
    ) -> Message:
        """Bring the message into ``state`` by a legal step and write its event.

        ``message`` carries the other new values (ground, platform id, error code, due time).
        Raises IllegalStep for a step the life of a message does not have.
        """
        ...

    def sending_owners(self) -> Sequence[str]:
        """Return the lease owners of all rows in ``sending``."""
        ...

    def sending_of(self, owner: str) -> Sequence[Message]:
        """Return the rows in ``sending`` that one owner holds."""
        ...

    def open_of_client(self, client_id: int) -> Sequence[Message]:
        """Return the client's messages that are planned or held."""
        ...

    def held_due(self, now: datetime) -> Sequence[Message]:
        """Return held messages whose hold has run out."""
        ...

    def out_of_date(self, now: datetime) -> Sequence[Message]:
        """Return planned and held messages whose end of use has passed."""
        ...

    def people_written_since(self, since: datetime) -> frozenset[str]:
        """Return the addresses that templates left for since then (the platform counts people)."""
        ...

    def park_status(
        self, platform_id: str, status: str, error_code: int | None, happened_at: datetime
    ) -> None:
        """Keep a status of a message the desk does not know yet."""
        ...

    def parked_statuses(self, platform_id: str) -> Sequence[tuple[str, int | None, datetime]]:
        """Return and forget the kept statuses of that message."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInbound:
    """One platform event as it is stored when it is applied."""

    key: str
    dedupe_key: str
    delivery_id: int
    kind: str
    platform_id: str | None
    context_id: str | None
    client_id: int | None
    address: str | None = field(repr=False)
    user_id: str | None = field(repr=False)
    text: str | None = field(repr=False)
    payload: str | None = field(repr=False)
    happened_at: datetime
    outcome: str
    needs_person: bool


class PlanMessages(Protocol):
    """Brings the outbox in line with an appointment, inside the unit that changed it."""

    def __call__(
        self, unit: "UnitOfWork", appointment: Appointment, now: datetime
    ) -> Sequence[Message]:
        """Plan what is due for the appointment as it stands, void what no longer fits.

        May be called any number of times; returns the open messages of the appointment.
        """
        ...


class InboundLog(Protocol):
    """Raw deliveries, stored before they are understood, and the events applied once."""

    def store(
        self,
        *,
        relay_seq: int | None,
        body: bytes,
        signature: str,
        received_at: datetime,
        now: datetime,
    ) -> int | None:
        """Store a raw body; returns its id, or None when the same body is already there."""
        ...

    def unapplied(self, limit: int) -> Sequence[tuple[int, bytes, datetime]]:
        """Return (id, body, received at) of deliveries not applied yet, oldest first."""
        ...

    def mark_applied(self, delivery_id: int, outcome: str, now: datetime) -> None:
        """Note that every event of a delivery was applied."""
        ...

    def cursor(self) -> int:
        """Return how far the relay was read; 0 at the beginning."""
        ...

    def advance(self, seq: int) -> None:
        """Move the cursor forward; never back."""
        ...

    def knows(self, dedupe_key: str) -> bool:
        """Tell whether this event was applied before."""
        ...

    def add(self, event: NewInbound, now: datetime) -> int:
        """Store an applied event; raises nothing for a repeated one but returns its old id."""
        ...

    def mark_answered(self, event_id: int) -> None:
        """Note that the one automatic answer to this event was planned."""
        ...

    def mark_handled(self, event_ids: Sequence[int], at: datetime | None) -> None:
        """Note that a person has dealt with these events; None means that nobody has after all."""
        ...

    def find(self, event_id: int) -> tuple[str, datetime, bool] | None:
        """Return (address, instant, answered) of an event, or None."""
        ...

    def last_of_client(self, client_id: int) -> tuple[int, datetime] | None:
        """Return (event id, instant) of the client's newest message: it opened the window."""
        ...


class TemplateShelf(Protocol):
    """Templates as the platform last described them."""

    def find(self, name: str, language: str) -> "StoredTemplate | None":
        """Return the template, or None when the platform has none in that language."""
        ...

    def all(self) -> Sequence["StoredTemplate"]:
        """Return every stored template."""
        ...

    def replace_all(self, templates: Sequence["StoredTemplate"], now: datetime) -> None:
        """Keep what the platform listed; templates it no longer lists become ``DELETED``."""
        ...

    def set_status(
        self, name: str, language: str, *, status: str | None, category: str | None, now: datetime
    ) -> None:
        """Note a change that a webhook announced."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTemplate:
    """A template of the platform; ``expected_category`` is the one the salon's consent covers."""

    name: str
    language: str
    platform_id: str | None
    status: str
    category: str
    expected_category: str | None
    quality: str | None
    ttl_seconds: int | None
    components: Sequence[Any]
    synced_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutValve:
    """A valve that is closed: its scope, why, the platform's code, since when and until when.

    ``opens_at`` None means that it stays closed until something or somebody opens it.
    """

    name: str
    reason: str
    code: int | None
    closed_at: datetime
    opens_at: datetime | None


class AccountBook(Protocol):
    """What the platform last said of the account, and the valves that trouble closed."""

    def said(self, name: str, value: Any, now: datetime) -> None:
        """Keep one fact with the time."""
        ...

    def fact(self, name: str) -> tuple[Any, datetime] | None:
        """Return the newest value of a fact and when it was said."""
        ...

    def close_valve(
        self,
        name: str,
        reason: str,
        now: datetime,
        *,
        code: int | None = None,
        opens_at: datetime | None = None,
    ) -> None:
        """Close ``all``, ``promotions``, ``utility``, ``template:<name>`` or ``pair:<number>``."""
        ...

    def open_valve(self, name: str) -> None:
        """Open a valve; an open one is no error."""
        ...

    def closed_valves(self, now: datetime) -> Sequence[tuple[str, str, int | None]]:
        """Return (name, reason, code) of the valves closed now; those whose time is up open."""
        ...

    def valve(self, name: str, now: datetime) -> ShutValve | None:
        """Return the valve if it is closed now, or None."""
        ...
