"""Clients, their numbers, the folded text that search reads, and what imports did."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
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

TYPED = 64
HASH = 64
PRESENT = text("erased_at IS NULL")


def _stored(column: str, longest: int) -> CheckConstraint:
    """Return the file's own refusal of a text that is too long or holds a NUL."""
    # length() stops at a NUL, so the sign itself is looked for besides.
    return CheckConstraint(
        f"length({column}) <= {longest} AND instr({column}, char(0)) = 0", name=f"{column}_stored"
    )


class ClientRow(Row):
    """A client's card. ``last_visit_on`` is kept so that search can put recent ones first.

    ``folded_first`` and ``folded_last`` answer the first one or two letters typed;
    ``sorted_name`` holds the folded words of the whole name in order, so that a namesake is found
    however somebody split it.
    """

    __tablename__ = "client"
    __table_args__ = (
        _stored("first_name", NAME),
        _stored("last_name", NAME),
        _stored("email", LINE),
        _stored("note", NOTE),
        _stored("alert", LINE),
        Index("ix_client_last_first", "folded_last", "folded_first", sqlite_where=PRESENT),
        Index("ix_client_first_last", "folded_first", "folded_last", sqlite_where=PRESENT),
        Index("ix_client_namesakes", "sorted_name", "birth_date", sqlite_where=PRESENT),
        # The condition stands in the index too, so that counting reads no card. It must not come
        # first: a search would take it for the way in and read the whole book.
        Index("ix_client_visits", "last_visit_on", "erased_at", sqlite_where=PRESENT),
        Index("ix_client_created_at", "created_at", sqlite_where=PRESENT),
        retention("client_card"),
    )

    id: Mapped[RowId]
    key: Mapped[Key]
    first_name: Mapped[str] = mapped_column(String(NAME))
    last_name: Mapped[str] = mapped_column(String(NAME))
    folded_first: Mapped[str] = mapped_column(Text)
    folded_last: Mapped[str] = mapped_column(Text)
    sorted_name: Mapped[str] = mapped_column(Text)
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
        _stored("as_typed", TYPED),
        Index(None, "client_id"),
        Index(None, "e164", "client_id"),
        Index(None, "platform_user_id"),
        retention("client_card"),
    )

    id: Mapped[RowId]
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"))
    as_typed: Mapped[str] = mapped_column(String(TYPED))
    e164: Mapped[str] = mapped_column(String(SHORT))
    region: Mapped[str | None] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(SHORT))
    on_platform: Mapped[str] = mapped_column(String(SHORT), default="unknown")
    checked_at: Mapped[datetime | None]
    platform_user_id: Mapped[str | None] = mapped_column(String(LINE))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class ClientTextRow(Row):
    """What search reads of a client; the trigram index ``client_search`` stands on it.

    Folded names, digits and e-mail with one blank before and after each word, so that a blank
    and two letters find the beginning of a word.
    """

    __tablename__ = "client_text"
    __table_args__ = (retention("client_card"),)

    client_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    text: Mapped[str] = mapped_column(Text)


class ImportRow(Row):
    """One import of a client list, known by the file's hash and by how it was read.

    ``reading`` is a hash over encoding, columns and orders: the same file read otherwise is
    another import.
    """

    __tablename__ = "client_import"
    __table_args__ = (UniqueConstraint("file_sha256", "reading"), retention("client_card"))

    id: Mapped[RowId]
    key: Mapped[Key]
    file_sha256: Mapped[str] = mapped_column(String(HASH))
    reading: Mapped[str] = mapped_column(String(HASH))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class ImportLineRow(Row):
    """What became of one line of an imported file, written with the client it made.

    No text of the line is kept: a reason code, the column's number, and the clients it led to.
    """

    __tablename__ = "client_import_line"
    __table_args__ = (
        Index(None, "client_id"),
        Index(None, "like_id"),
        retention("client_card"),
    )

    import_id: Mapped[int] = mapped_column(
        ForeignKey("client_import.id", ondelete="CASCADE"), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True)
    last_line: Mapped[int]
    sheet_row: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(SHORT))
    reason: Mapped[str | None] = mapped_column(String(SHORT))
    column_number: Mapped[int | None]
    warning: Mapped[str | None] = mapped_column(String(SHORT))
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete="SET NULL"))
    like_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete="SET NULL"))


class DuplicateRow(Row):
    """Two cards that may be one person: proposed, never merged by itself."""

    __tablename__ = "client_duplicate"
    __table_args__ = (
        Index(None, "other_id"),
        Index("ix_client_duplicate_open", "found_at", sqlite_where=text("decided IS NULL")),
        retention("client_card"),
    )

    client_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="CASCADE"), primary_key=True
    )
    why: Mapped[str] = mapped_column(String(SHORT))
    found_at: Mapped[datetime]
    decided: Mapped[str | None] = mapped_column(String(KEY))
