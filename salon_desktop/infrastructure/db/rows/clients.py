"""Clients, their numbers, and the folded text that search reads."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
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


class ClientRow(Row):
    """A client's card. ``last_visit_on`` is kept so that search can put recent ones first."""

    __tablename__ = "client"
    __table_args__ = (
        Index(None, "folded_last"),
        Index(None, "folded_first"),
        Index(None, "last_visit_on"),
        retention("client_card"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    first_name: Mapped[str] = mapped_column(String(NAME))
    last_name: Mapped[str] = mapped_column(String(NAME))
    folded_first: Mapped[str] = mapped_column(String(NAME * 2))
    folded_last: Mapped[str] = mapped_column(String(NAME * 2))
    language: Mapped[str] = mapped_column(String(SHORT))
    email: Mapped[str | None] = mapped_column(String(LINE))
    birth_date: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(NOTE))
    alert: Mapped[str | None] = mapped_column(String(LINE))
    last_visit_on: Mapped[date | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    restricted_at: Mapped[datetime | None]
    origin: Mapped[str] = mapped_column(String(SHORT))
    phones: Mapped[list["ClientPhoneRow"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ClientPhoneRow.id"
    )


class ClientPhoneRow(Row):
    """One number of a client, as typed and in E.164, valid from a day to a day."""

    __tablename__ = "client_phone"
    __table_args__ = (
        Index(None, "client_id"),
        Index(None, "e164"),
        Index(None, "platform_user_id"),
        retention("client_card"),
    )

    id: Mapped[RowId]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"))
    as_typed: Mapped[str] = mapped_column(String(SHORT))
    e164: Mapped[str] = mapped_column(String(SHORT))
    region: Mapped[str | None] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(SHORT))
    on_platform: Mapped[str] = mapped_column(String(SHORT), default="unknown")
    checked_at: Mapped[datetime | None]
    platform_user_id: Mapped[str | None] = mapped_column(String(LINE))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class ClientTextRow(Row):
    """Folded names, digits and e-mail of a client; the trigram index ``client_search`` reads it."""

    __tablename__ = "client_text"
    __table_args__ = (retention("client_card"),)

    client_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(Text)


class ImportRow(Row):
    """One import of a client list: what came in, so that no line is unaccounted for."""

    __tablename__ = "client_import"
    __table_args__ = (retention("client_card"),)

    id: Mapped[RowId]
    key: Mapped[Key]
    file_sha256: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    added: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class DuplicateRow(Row):
    """Two cards that may be one person: proposed, never merged by itself."""

    __tablename__ = "client_duplicate"
    __table_args__ = (Index(None, "other_id"), retention("client_card"))

    client_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    why: Mapped[str] = mapped_column(String(SHORT))
    found_at: Mapped[datetime]
    decided: Mapped[str | None] = mapped_column(String(KEY))
