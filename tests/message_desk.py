"""A desk where messages leave and clients write back, over the sample salon's file."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from salon_desktop.application.ports.messages import Message, NewInbound
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.domain.messaging.gate import Ground
from salon_desktop.domain.messaging.message import MessageKind, MessageState, purpose_of
from tests.consent_desk import NUMBER, ConsentDesk

TUESDAY = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
"""A Tuesday, 10:44 in Rome."""

_WAY = {
    MessageState.SENDING: (MessageState.SENDING,),
    MessageState.ACCEPTED: (MessageState.SENDING, MessageState.ACCEPTED),
    MessageState.SENT: (MessageState.SENDING, MessageState.ACCEPTED, MessageState.SENT),
    MessageState.DELIVERED: (
        MessageState.SENDING,
        MessageState.ACCEPTED,
        MessageState.DELIVERED,
    ),
    MessageState.READ: (
        MessageState.SENDING,
        MessageState.ACCEPTED,
        MessageState.DELIVERED,
        MessageState.READ,
    ),
    MessageState.FAILED: (MessageState.SENDING, MessageState.FAILED),
    MessageState.UNKNOWN: (MessageState.SENDING, MessageState.UNKNOWN),
}


class MessageDesk(ConsentDesk):
    """Reminders, answers and calls; what the platform would do is done by hand."""

    def wrote(
        self,
        client_id: int | None,
        text: str,
        *,
        kind: str = "text",
        outcome: str = "to_person",
        needs_person: bool | None = None,
        address: str | None = NUMBER,
        user_id: str | None = None,
        at: datetime | None = None,
    ) -> int:
        """Store what a person wrote as it stands after it was understood."""
        now = at or self.clock.now()
        with self.open_unit() as unit:
            delivery = unit.inbound.store(
                relay_seq=None,
                body=uuid.uuid4().bytes,
                signature="",
                received_at=now,
                now=now,
            )
            event_id = unit.inbound.add(
                NewInbound(
                    key=str(uuid.uuid4()),
                    dedupe_key=str(uuid.uuid4()),
                    delivery_id=delivery or 0,
                    kind=kind,
                    platform_id=None,
                    context_id=None,
                    client_id=client_id,
                    address=address,
                    user_id=user_id,
                    text=text,
                    payload=None,
                    happened_at=now,
                    outcome=outcome,
                    needs_person=outcome == "to_person" if needs_person is None else needs_person,
                ),
                now,
            )
            unit.commit()
        return event_id

    def becomes(
        self, message: Message, state: MessageState, *, reason: str | None = None, **values: Any
    ) -> Message:
        """Bring a message into a state by the steps that lead there."""
        now = self.clock.now()
        with self.open_unit() as unit:
            kept = unit.outbox.get(message.id or 0).changed(**values)
            if kept.ground is None and state in _WAY:
                kept = kept.changed(ground=Ground(kind="consent", event_id=1))
            way = _WAY.get(state, (state,))
            if kept.state in way:
                way = way[way.index(kept.state) + 1 :]
            for step in way:
                owner = "sender" if step is MessageState.SENDING else None
                why = reason if step is state else None
                kept = unit.outbox.settle(kept, step, now, reason=why, lease_owner=owner)
            unit.commit()
        return kept

    def planned(
        self,
        client_id: int | None,
        *,
        kind: MessageKind = MessageKind.AFTER_CARE,
        due_at: datetime | None = None,
        state: MessageState = MessageState.PLANNED,
        reason: str | None = None,
        address: str | None = NUMBER,
        body: str = "Grazie della visita.",
    ) -> Message:
        """Plan a message that is about no visit."""
        now = self.clock.now()
        due = due_at or now
        with self.open_unit() as unit:
            kept = unit.outbox.plan(
                Message(
                    key=str(uuid.uuid4()),
                    unique_key=str(uuid.uuid4()),
                    kind=kind,
                    purpose=purpose_of(kind),
                    client_id=client_id,
                    appointment_id=None,
                    address=address,
                    template=None,
                    language="it",
                    content={"body": body, "buttons": []},
                    due_at=due,
                    expires_at=due + timedelta(days=1),
                    state=state,
                    reason=reason,
                    ground=Ground(kind="consent", event_id=1),
                ),
                now,
            )
            unit.commit()
        return kept

    def reminded(self, client_id: int, **visit: Any) -> tuple[Any, Message]:
        """Book a visit of somebody who agreed to reminders; returns it and its reminder."""
        appointment = self.visit(client_id, **visit)
        (message,) = self.about(appointment)
        return appointment, message

    def agrees(self, client_id: int, purpose: Purpose = Purpose.SERVICE_MESSAGES) -> None:
        """She agrees, on paper."""
        self.say(client_id, EventKind.GRANTED, purpose)
