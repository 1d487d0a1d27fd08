"""Writing to a client by hand, inside the 24 hours her own message opened.

Her message is the ground: no template, no advertising, and the same gate as for everything else,
asked now and again at the moment of sending.
"""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID, uuid4

from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.clients.names import check_text
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.messaging.gate import WINDOW, Allowed, Ground
from salon_desktop.domain.messaging.message import (
    MessageKind,
    MessageState,
    purpose_of,
)
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.whatsapp.payloads import TEXT_LIMIT


class ReplyRefused(DomainError):
    """The client may not be answered; facts: reason, a code of the gate."""

    code: ClassVar[str] = "reply_refused"


class ReplyEmpty(DomainError):
    """There is nothing in the answer."""

    code: ClassVar[str] = "reply_empty"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyToClient:
    """What the desk writes; ``key`` is a UUID of this one wish, so that no click doubles it."""

    client_id: int
    text: str = field(repr=False)
    key: str


class ReplyToClientHandler:
    """Plans the reply at once, or refuses it with the gate's reason; nothing waits for later."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, gate: GateFacts) -> None:
        self._open_unit, self._clock, self._gate = open_unit, clock, gate

    def __call__(self, wish: ReplyToClient) -> Message:
        """Return the planned message; the same wish once more returns what the first one planned.

        Raises ReplyRefused, ReplyEmpty, TextRefused, NotFound.
        """
        UUID(wish.key)
        text = check_text(wish.text, "reply", TEXT_LIMIT)
        if not text:
            raise ReplyEmpty
        now = self._clock.now()
        with self._open_unit() as unit:
            message = _reply(unit, wish, text).changed(due_at=now)
            verdict = self._gate.ask(unit, message, now=now, planning=True)
            if not isinstance(verdict, Allowed):
                raise ReplyRefused(reason=verdict.reason.value)
            kept = unit.outbox.plan(message.changed(ground=verdict.ground), now)
            unit.commit()
        return kept


def _reply(unit: UnitOfWork, wish: ReplyToClient, text: str) -> Message:
    client = unit.clients.get(wish.client_id)
    last = unit.inbound.last_of_client(wish.client_id)
    if last is None:
        raise ReplyRefused(reason=Reason.NO_INBOUND.value)
    event_id, written_at = last
    found = unit.inbound.find(event_id)
    return Message(
        key=str(uuid4()),
        unique_key=f"reply:{wish.key}",
        kind=MessageKind.REPLY,
        purpose=purpose_of(MessageKind.REPLY),
        client_id=wish.client_id,
        appointment_id=None,
        address=None if found is None else found[0],
        template=None,
        language=client.language,
        content={"body": text, "buttons": []},
        due_at=written_at,
        expires_at=written_at + WINDOW,
        state=MessageState.PLANNED,
        ground=Ground(kind="inbound", event_id=event_id),
    )
