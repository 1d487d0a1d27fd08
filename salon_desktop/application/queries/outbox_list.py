"""The outbox as people read it: who, what, when, and the reason in a code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """One message. ``reason`` is a code; ``service`` and ``day`` say which visit it is about.

    ``address`` is where the message goes, ``phone`` (on the call list) the number to dial, which
    may be one that can have no messages.
    """

    id: int
    key: str
    kind: MessageKind
    purpose: MessagePurpose
    state: MessageState
    reason: str | None
    error_code: int | None
    client_id: int | None
    client_name: str = field(repr=False)
    address: str | None = field(repr=False)
    appointment_id: int | None
    day: date | None
    start: int | None
    service: str | None
    due_at: datetime
    expires_at: datetime
    changed_at: datetime
    ground_kind: str | None
    ground_id: int | None
    language: str
    phone: str | None = field(default=None, repr=False)


class OutboxList(Protocol):
    """Lists messages, soonest due first."""

    def __call__(
        self,
        *,
        states: Sequence[MessageState] = (),
        client_id: int | None = None,
        since: datetime | None = None,
        limit: int = 500,
    ) -> Sequence[OutboxEntry]:
        """Return messages in these states (all if none is named), ``limit`` at most.

        Where there are more, the soonest of a waiting state and the latest of any other are
        returned. ``since`` leaves out what has not changed since then.
        """
        ...


class CallList(Protocol):
    """Lists whom to phone: upcoming visits whose message did not or cannot reach the client."""

    def __call__(self, now: datetime) -> Sequence[OutboxEntry]:
        """Return one entry a visit, soonest visit first.

        The last word about the visit as it stands counts: a message that reached her or a call
        takes her off the list, and so does moving or cancelling the visit.
        """
        ...
