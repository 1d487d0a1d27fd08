"""The outbox, what came in, the platform's templates and what it last said of the account."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from salon_desktop.infrastructure.db.rows.base import (
    KEY,
    LINE,
    SHORT,
    Key,
    Row,
    RowId,
    retention,
)

LEFT = "'sending', 'accepted', 'sent', 'delivered', 'read', 'unknown'"
RESTRICT = "RESTRICT"


class MessageRow(Row):
    """One outgoing message and its life; ``unique_key`` makes a second one impossible."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned', 'held', 'sending', 'accepted', 'sent', 'delivered', 'read', "
            "'failed', 'expired', 'blocked', 'voided', 'phoned', 'unknown')",
            name="known_state",
        ),
        CheckConstraint(
            f"state NOT IN ({LEFT}) OR (ground_kind IS NOT NULL AND ground_id IS NOT NULL)",
            name="nothing_leaves_without_ground",
        ),
        CheckConstraint("ground_kind IN ('consent', 'inbound')", name="known_ground"),
        CheckConstraint(
            "(state = 'sending') = (lease_owner IS NOT NULL)", name="sending_has_an_owner"
        ),
        Index("ix_message_due", "state", "due_at"),
        Index(None, "changed_at"),
        Index(None, "client_id", "id"),
        Index(None, "appointment_id"),
        Index(None, "platform_id", sqlite_where=text("platform_id IS NOT NULL")),
        retention("message_metadata"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    unique_key: Mapped[str] = mapped_column(String(LINE), unique=True)
    kind: Mapped[str] = mapped_column(String(SHORT))
    purpose: Mapped[str] = mapped_column(String(SHORT))
    channel: Mapped[str] = mapped_column(String(SHORT))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete=RESTRICT))
    appointment_id: Mapped[int | None] = mapped_column(
        ForeignKey("appointment.id", ondelete=RESTRICT)
    )
    address: Mapped[str | None] = mapped_column(String(LINE))
    template: Mapped[str | None] = mapped_column(String(LINE))
    language: Mapped[str] = mapped_column(String(SHORT))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    content: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(SHORT))
    reason: Mapped[str | None] = mapped_column(String(SHORT))
    ground_kind: Mapped[str | None] = mapped_column(String(SHORT))
    ground_id: Mapped[int | None]
    lease_owner: Mapped[str | None] = mapped_column(String(KEY))
    attempts: Mapped[int] = mapped_column(default=0)
    platform_id: Mapped[str | None] = mapped_column(String(LINE))
    error_code: Mapped[int | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MessageEventRow(Row):
    """One step of a message's life, append-only."""

    __tablename__ = "message_event"
    __table_args__ = (Index(None, "message_id", "id"), retention("message_metadata"))

    id: Mapped[RowId]
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete=RESTRICT))
    happened_at: Mapped[datetime]
    before: Mapped[str | None] = mapped_column(String(SHORT))
    after: Mapped[str] = mapped_column(String(SHORT))
    reason: Mapped[str | None] = mapped_column(String(SHORT))
    detail: Mapped[str | None] = mapped_column(String(LINE))
    ground_kind: Mapped[str | None] = mapped_column(String(SHORT))
    ground_id: Mapped[int | None]


class PendingStatusRow(Row):
    """A status for a message the desk does not know yet; joined when the answer arrives."""

    __tablename__ = "pending_status"
    __table_args__ = (UniqueConstraint("platform_id", "status"), retention("message_metadata"))

    id: Mapped[RowId]
    platform_id: Mapped[str] = mapped_column(String(LINE))
    status: Mapped[str] = mapped_column(String(SHORT))
    error_code: Mapped[int | None]
    happened_at: Mapped[datetime]


class DeliveryRow(Row):
    """One raw webhook body as the relay handed it over, stored before it is understood."""

    __tablename__ = "inbound_delivery"
    __table_args__ = (
        Index(None, "applied_at", sqlite_where=text("applied_at IS NULL")),
        retention("message_content"),
    )

    id: Mapped[RowId]
    relay_seq: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str] = mapped_column(String(LINE))
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(SHORT))


class RelayCursorRow(Row):
    """How far the relay was read: its number of the last event that was dealt with."""

    __tablename__ = "relay_cursor"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), retention(None))

    id: Mapped[RowId]
    seq: Mapped[int]


class InboundEventRow(Row):
    """One event inside a delivery, applied once: ``dedupe_key`` is unique."""

    __tablename__ = "inbound_event"
    __table_args__ = (
        Index(None, "client_id", "id"),
        Index(None, "address", "id"),
        Index(
            "ix_inbound_event_open",
            "id",
            sqlite_where=text("needs_person = 1 AND handled_at IS NULL"),
        ),
        retention("message_content"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    dedupe_key: Mapped[str] = mapped_column(String(LINE), unique=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("inbound_delivery.id", ondelete=RESTRICT))
    kind: Mapped[str] = mapped_column(String(SHORT))
    platform_id: Mapped[str | None] = mapped_column(String(LINE))
    context_id: Mapped[str | None] = mapped_column(String(LINE))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete=RESTRICT))
    address: Mapped[str | None] = mapped_column(String(LINE))
    user_id: Mapped[str | None] = mapped_column(String(LINE))
    text: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(String(LINE))
    happened_at: Mapped[datetime]
    applied_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(SHORT))
    needs_person: Mapped[bool] = mapped_column(default=False)
    handled_at: Mapped[datetime | None]
    answered: Mapped[bool] = mapped_column(default=False)


class TemplateRow(Row):
    """A message template as the platform last described it."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("name", "language"), retention(None))

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(LINE))
    language: Mapped[str] = mapped_column(String(SHORT))
    platform_id: Mapped[str | None] = mapped_column(String(LINE))
    status: Mapped[str] = mapped_column(String(SHORT))
    category: Mapped[str] = mapped_column(String(SHORT))
    expected_category: Mapped[str | None] = mapped_column(String(SHORT))
    quality: Mapped[str | None] = mapped_column(String(SHORT))
    ttl_seconds: Mapped[int | None]
    components: Mapped[list[Any]] = mapped_column(JSON, default=list)
    synced_at: Mapped[datetime]


class HealthRow(Row):
    """One fact of the account as the platform said it, with the time."""

    __tablename__ = "account_health"
    __table_args__ = (Index(None, "name", "id"), retention(None))

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(SHORT))
    value: Mapped[Any] = mapped_column(JSON)
    said_at: Mapped[datetime]


class ValveRow(Row):
    """A closed valve: nothing of its scope leaves until it is opened."""

    __tablename__ = "valve"
    __table_args__ = (retention(None),)

    name: Mapped[str] = mapped_column(String(LINE), primary_key=True)
    reason: Mapped[str] = mapped_column(String(SHORT))
    code: Mapped[int | None]
    closed_at: Mapped[datetime]
    opens_at: Mapped[datetime | None]
