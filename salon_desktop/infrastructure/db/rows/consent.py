"""The consent ledger: wordings, the chained events, their erasable details, the cached state."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy import UniqueConstraint as Unique
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

HASH = 64


class WordingRow(Row):
    """A text the client saw: versioned, per language, hashed, never edited."""

    __tablename__ = "wording"
    __table_args__ = (Unique("kind", "language", "version"), retention(None))

    id: Mapped[RowId]
    kind: Mapped[str] = mapped_column(String(SHORT))
    language: Mapped[str] = mapped_column(String(SHORT))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(HASH))
    created_at: Mapped[datetime]


class EvidenceRow(Row):
    """A signature, a scan, a form number or a message that proves an answer."""

    __tablename__ = "evidence"
    __table_args__ = (retention("consent_proof"),)

    id: Mapped[RowId]
    key: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(SHORT))
    media_type: Mapped[str] = mapped_column(String(SHORT))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(HASH))
    created_at: Mapped[datetime]


class ConsentEventRow(Row):
    """One link of the chain, append-only. ``body`` is the canonical JSON that ``hash`` covers.

    The columns repeat what the body says so that it can be asked for; the person-bound values
    (address, evidence, note, words of withdrawal) stand in ``consent_detail`` and only their
    salted commitments stand here.
    """

    __tablename__ = "consent_event"
    __table_args__ = (
        CheckConstraint("length(hash) = 64 AND length(prev_hash) = 64", name="hashes"),
        Index(None, "client_id", "seq"),
        retention("consent_proof"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[Key]
    prev_hash: Mapped[str] = mapped_column(String(HASH))
    hash: Mapped[str] = mapped_column(String(HASH), unique=True)
    body: Mapped[str] = mapped_column(Text)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="RESTRICT"))
    channel: Mapped[str] = mapped_column(String(SHORT))
    purpose: Mapped[str] = mapped_column(String(SHORT))
    kind: Mapped[str] = mapped_column(String(SHORT))
    method: Mapped[str] = mapped_column(String(SHORT))
    strength: Mapped[int]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    valid_until: Mapped[datetime | None]


class ConsentDetailRow(Row):
    """A person-bound value of an event with its salt: the only part an erasure may delete."""

    __tablename__ = "consent_detail"
    __table_args__ = (retention("consent_proof"),)

    event_seq: Mapped[int] = mapped_column(
        ForeignKey("consent_event.seq", ondelete="RESTRICT"), primary_key=True
    )
    field: Mapped[str] = mapped_column(String(SHORT), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class ConsentStateRow(Row):
    """The fold, cached; ``check`` proves it equal to the fold over the events."""

    __tablename__ = "consent_state"
    __table_args__ = (Index(None, "purpose", "state"), retention("consent_proof"))

    client_id: Mapped[int] = mapped_column(
        ForeignKey("client.id", ondelete="RESTRICT"), primary_key=True
    )
    channel: Mapped[str] = mapped_column(String(SHORT), primary_key=True)
    address: Mapped[str] = mapped_column(String(LINE), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(SHORT), primary_key=True)
    state: Mapped[str] = mapped_column(String(SHORT))
    event_seq: Mapped[int | None]
    event_key: Mapped[str] = mapped_column(String(KEY))
    method: Mapped[str | None] = mapped_column(String(SHORT))
    strength: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    wording_id: Mapped[int | None]
    wording_version: Mapped[int | None]
    wording_hash: Mapped[str | None] = mapped_column(String(HASH))
    wording_language: Mapped[str | None] = mapped_column(String(SHORT))
    asked_at: Mapped[datetime | None]
    lowered_at: Mapped[datetime | None]
    platform_blocked: Mapped[bool] = mapped_column(default=False)


class SuppressionRow(Row):
    """A hashed number that must not be written to again, even after an erasure and re-import."""

    __tablename__ = "suppression"
    __table_args__ = (retention("suppression"),)

    number_hash: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    since: Mapped[datetime]
    event_key: Mapped[str | None] = mapped_column(String(KEY))
