"""Appointments, their steps, what they claim, and every change that was made to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from salon_desktop.infrastructure.db.rows.base import (
    KEY,
    LINE,
    NAME,
    NOTE,
    SHORT,
    Key,
    Row,
    RowId,
    retention,
)

RESTRICT = "RESTRICT"


class AppointmentRow(Row):
    """One visit. Wall time is the promise; ``starts_at`` is derived from it and the zone."""

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("end_minute > start_minute", name="ends_after_start"),
        Index(None, "day", "start_minute"),
        Index(None, "client_id", "day"),
        retention("client_card"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete=RESTRICT))
    walk_in_name: Mapped[str | None] = mapped_column(String(NAME))
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    zone: Mapped[str] = mapped_column(String(SHORT))
    starts_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(SHORT))
    cancel_reason: Mapped[str | None] = mapped_column(String(SHORT))
    origin: Mapped[str] = mapped_column(String(SHORT))
    booked_by: Mapped[str | None] = mapped_column(String(NAME))
    note: Mapped[str | None] = mapped_column(String(NOTE))
    late_minutes: Mapped[int] = mapped_column(default=0)
    hold_expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    steps: Mapped[list["StepRow"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StepRow.position"
    )


class StepRow(Row):
    """One service inside a visit."""

    __tablename__ = "appointment_step"
    __table_args__ = (
        UniqueConstraint("appointment_id", "position"),
        retention("client_card"),
    )

    id: Mapped[RowId]
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id", ondelete="CASCADE"))
    position: Mapped[int]
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete=RESTRICT))
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id", ondelete=RESTRICT))
    operator_requested: Mapped[bool] = mapped_column(default=False)
    start_minute: Mapped[int]
    active_before: Mapped[int]
    processing: Mapped[int]
    active_after: Mapped[int]
    buffer: Mapped[int]
    price_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    resources: Mapped[list["StepResourceRow"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="StepResourceRow.resource_id"
    )


class StepResourceRow(Row):
    """A room or device unit that a step uses."""

    __tablename__ = "step_resource"
    __table_args__ = (retention(None),)

    step_id: Mapped[int] = mapped_column(
        ForeignKey("appointment_step.id", ondelete="CASCADE"), primary_key=True
    )
    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resource.id", ondelete=RESTRICT), primary_key=True
    )


class ClaimRow(Row):
    """What is occupied: a subject, a day, minutes ``[start, end)``.

    Triggers (``triggers.py``) refuse an overlap on one subject unless the later claim carries a
    reason; rooms, devices and closures need an approving person besides.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("end_minute > start_minute", name="ends_after_start"),
        CheckConstraint("start_minute >= 0 AND end_minute <= 1440", name="inside_the_day"),
        CheckConstraint(
            "subject_kind IN ('operator', 'resource', 'client', 'salon')", name="known_subject"
        ),
        CheckConstraint(
            "part IN ('work', 'buffer', 'hold', 'absence', 'break', 'closed')", name="known_part"
        ),
        CheckConstraint(
            "(part = 'hold') = (hold_expires_at IS NOT NULL)", name="only_holds_expire"
        ),
        Index("ix_claim_subject_day", "subject_kind", "subject_id", "day", "start_minute"),
        Index(None, "appointment_id"),
        Index(None, "absence_id", sqlite_where=text("absence_id IS NOT NULL")),
        Index(None, "hold_expires_at", sqlite_where=text("hold_expires_at IS NOT NULL")),
        Index("ix_claim_explained", "day", sqlite_where=text("reason IS NOT NULL")),
        retention("client_card"),
    )

    id: Mapped[RowId]
    subject_kind: Mapped[str] = mapped_column(String(SHORT))
    subject_id: Mapped[int]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    part: Mapped[str] = mapped_column(String(SHORT))
    appointment_id: Mapped[int | None] = mapped_column(
        ForeignKey("appointment.id", ondelete="CASCADE")
    )
    absence_id: Mapped[int | None] = mapped_column(ForeignKey("absence.id", ondelete="CASCADE"))
    step_position: Mapped[int | None]
    hold_owner: Mapped[str | None] = mapped_column(String(KEY))
    hold_expires_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(LINE))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete=RESTRICT))


class AgendaEventRow(Row):
    """One change to an appointment, append-only; ids and times only, never names or notes."""

    __tablename__ = "agenda_event"
    __table_args__ = (
        Index(None, "appointment_id", "id"),
        Index(None, "undo_group"),
        Index(None, "desk_id", "id"),
        retention("event_log"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id", ondelete=RESTRICT))
    kind: Mapped[str] = mapped_column(String(SHORT))
    before: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    client_told: Mapped[bool | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete=RESTRICT))
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id", ondelete=RESTRICT))
    happened_at: Mapped[datetime]
    undo_group: Mapped[str] = mapped_column(String(KEY))
    undoes_group: Mapped[str | None] = mapped_column(String(KEY))
