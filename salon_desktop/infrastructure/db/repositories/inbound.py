"""Raw deliveries, stored before they are understood, and the events applied once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from salon_desktop.application.ports.messages import NewInbound
from salon_desktop.infrastructure.db.rows.messages import (
    DeliveryRow,
    InboundEventRow,
    RelayCursorRow,
)

FROM_A_PERSON = ("text", "button", "other")


class SqlInboundLog:
    """What came in, over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        digest = hashlib.sha256(body).hexdigest()
        known = self._session.scalar(select(DeliveryRow).where(DeliveryRow.sha256 == digest))
        if known is not None:
            known.relay_seq = max(relay_seq or 0, known.relay_seq or 0) or None
            self._session.flush()
            return None
        row = DeliveryRow(
            relay_seq=relay_seq,
            sha256=digest,
            body=body,
            signature=signature,
            received_at=received_at,
            stored_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def unapplied(self, limit: int) -> Sequence[tuple[int, bytes, datetime]]:
        """Return (id, body, received at) of deliveries not applied yet, oldest first."""
        wanted = (
            select(DeliveryRow.id, DeliveryRow.body, DeliveryRow.received_at)
            .where(DeliveryRow.applied_at.is_(None))
            .order_by(DeliveryRow.id)
            .limit(limit)
        )
        return [(row[0], row[1], row[2]) for row in self._session.execute(wanted)]

    def mark_applied(self, delivery_id: int, outcome: str, now: datetime) -> None:
        """Note that every event of a delivery was applied."""
        self._session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id)
            .values(applied_at=now, outcome=outcome)
        )

    def cursor(self) -> int:
        """Return how far the relay was read; 0 at the beginning."""
        return self._session.scalar(select(RelayCursorRow.seq)) or 0

    def advance(self, seq: int) -> None:
        """Move the cursor forward; never back."""
        row = self._session.get(RelayCursorRow, 1)
        if row is None:
            self._session.add(RelayCursorRow(id=1, seq=seq))
        else:
            row.seq = max(row.seq, seq)
        self._session.flush()

    def knows(self, dedupe_key: str) -> bool:
        """Tell whether this event was applied before."""
        wanted = select(InboundEventRow.id).where(InboundEventRow.dedupe_key == dedupe_key)
        return self._session.scalar(wanted) is not None

    def add(self, event: NewInbound, now: datetime) -> int:
        """Store an applied event; a repeated one returns its old id."""
        known = select(InboundEventRow.id).where(InboundEventRow.dedupe_key == event.dedupe_key)
        old = self._session.scalar(known)
        if old is not None:
            return old
        row = InboundEventRow(
            key=event.key,
            dedupe_key=event.dedupe_key,
            delivery_id=event.delivery_id,
            kind=event.kind,
            platform_id=event.platform_id,
            context_id=event.context_id,
            client_id=event.client_id,
            address=event.address,
            user_id=event.user_id,
            text=event.text,
            payload=event.payload,
            happened_at=event.happened_at,
            applied_at=now,
            outcome=event.outcome,
            needs_person=event.needs_person,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def mark_answered(self, event_id: int) -> None:
        """Note that the one automatic answer to this event was planned."""
        self._session.execute(
            update(InboundEventRow).where(InboundEventRow.id == event_id).values(answered=True)
        )

    def mark_handled(self, event_ids: Sequence[int], at: datetime | None) -> None:
        """Note that a person has dealt with these events; None means that nobody has after all."""
        self._session.execute(
            update(InboundEventRow)
            .where(InboundEventRow.id.in_(event_ids), InboundEventRow.needs_person)
            .values(handled_at=at)
        )

    def find(self, event_id: int) -> tuple[str, datetime, bool] | None:
        """Return (address, instant, answered) of an event, or None."""
        row = InboundEventRow
        found = self._session.execute(
            select(
                func.coalesce(row.address, row.user_id, ""), row.happened_at, row.answered
            ).where(row.id == event_id)
        ).first()
        return None if found is None else (found[0], found[1], found[2])

    def last_of_client(self, client_id: int) -> tuple[int, datetime] | None:
        """Return (event id, instant) of the client's newest message, which opened the window."""
        row = InboundEventRow
        found = self._session.execute(
            select(row.id, row.happened_at)
            .where(row.client_id == client_id, row.kind.in_(FROM_A_PERSON))
            .order_by(row.id.desc())
            .limit(1)
        ).first()
        return None if found is None else (found[0], found[1])
