"""The consent ledger in one session: sealed appends, the chain to walk, the cached state."""

import hashlib
import secrets
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from salon_desktop.domain.consent.chain import (
    GENESIS,
    SALT_BYTES,
    ChainRow,
    Detail,
    detail_fields,
    opened,
    seal,
)
from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    Method,
    Purpose,
    Strength,
    WordingRef,
)
from salon_desktop.domain.consent.fold import (
    ConsentState,
    Standing,
    StandingKey,
    after,
    key_of,
)
from salon_desktop.infrastructure.db.rows.consent import (
    ConsentDetailRow,
    ConsentEventRow,
    ConsentStateRow,
    EvidenceRow,
)

PAGE = 500


class SqlConsentLedger:
    """The append-only chain over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, event: ConsentEvent) -> ConsentEvent:
        """Seal and store the event at the end of the chain; returns it with its ``seq``."""
        last, prev_hash = self.head()
        numbered = replace(event, seq=last + 1)
        salts = {name: secrets.token_bytes(SALT_BYTES) for name in detail_fields(numbered)}
        sealed = seal(numbered, prev_hash=prev_hash, salts=salts)
        self._session.add(
            ConsentEventRow(
                seq=sealed.seq,
                key=numbered.key,
                prev_hash=sealed.prev_hash,
                hash=sealed.hash,
                body=sealed.body.decode("utf-8"),
                client_id=numbered.client_id,
                channel=numbered.channel.value,
                purpose=numbered.purpose.value,
                kind=numbered.kind.value,
                method=numbered.method.value,
                strength=int(numbered.strength),
                happened_at=numbered.happened_at,
                recorded_at=numbered.recorded_at,
                valid_until=numbered.valid_until,
            )
        )
        self._session.flush()
        for name, detail in sealed.details.items():
            self._session.add(
                ConsentDetailRow(
                    event_seq=sealed.seq, field=name, value=detail.value, salt=detail.salt
                )
            )
        self._cache(after(self._standing(key_of(numbered)), numbered))
        self._session.flush()
        return numbered

    def events_of(self, client_id: int) -> Sequence[ConsentEvent]:
        """Return the person's events, oldest first; erased details are empty."""
        wanted = (
            select(ConsentEventRow)
            .where(ConsentEventRow.client_id == client_id)
            .order_by(ConsentEventRow.seq)
        )
        return [opened(row) for row in self._chain_rows(self._session.scalars(wanted).all())]

    def standing(
        self, client_id: int, channel: Channel, address: str, purpose: Purpose
    ) -> Standing:
        """Return the cached state; a key the ledger never saw is *unknown*."""
        return self._standing(
            StandingKey(client_id=client_id, channel=channel, address=address, purpose=purpose)
        )

    def standings(self, client_id: int) -> Sequence[Standing]:
        """Return every cached state of the person."""
        row = ConsentStateRow
        wanted = (
            select(row)
            .where(row.client_id == client_id)
            .order_by(row.channel, row.address, row.purpose)
        )
        return [as_standing(one) for one in self._session.scalars(wanted)]

    def links(self) -> Iterator[ChainRow]:
        """Yield the whole chain with what is left of its details, oldest first."""
        last = 0
        while True:
            page = self._session.scalars(
                select(ConsentEventRow)
                .where(ConsentEventRow.seq > last)
                .order_by(ConsentEventRow.seq)
                .limit(PAGE)
            ).all()
            if not page:
                return
            yield from self._chain_rows(page)
            last = page[-1].seq
            self._session.expunge_all()

    def head(self) -> tuple[int, str]:
        """Return the last seq and hash; (0, 64 zeros) for an empty ledger."""
        newest = (
            select(ConsentEventRow.seq, ConsentEventRow.hash)
            .order_by(ConsentEventRow.seq.desc())
            .limit(1)
        )
        found = self._session.execute(newest).first()
        return (0, GENESIS) if found is None else (found[0], found[1])

    def keep_evidence(self, kind: str, media_type: str, content: bytes, now: datetime) -> str:
        """Store a signature, scan or message; returns the key that the event refers to."""
        row = EvidenceRow(
            key=str(uuid.uuid4()),
            kind=kind,
            media_type=media_type,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row.key

    def _chain_rows(self, rows: Sequence[ConsentEventRow]) -> list[ChainRow]:
        seqs = [row.seq for row in rows]
        details: dict[int, dict[str, Detail]] = {seq: {} for seq in seqs}
        wanted = select(ConsentDetailRow).where(ConsentDetailRow.event_seq.in_(seqs))
        for detail in self._session.scalars(wanted):
            details[detail.event_seq][detail.field] = Detail(detail.value, detail.salt)
        return [
            ChainRow(
                seq=row.seq,
                body=row.body.encode("utf-8"),
                prev_hash=row.prev_hash,
                hash=row.hash,
                details=details[row.seq],
            )
            for row in rows
        ]

    def _standing(self, key: StandingKey) -> Standing:
        row = self._session.get(ConsentStateRow, _identity(key))
        return Standing(key=key) if row is None else as_standing(row)

    def _cache(self, standing: Standing) -> None:
        row = self._session.get(ConsentStateRow, _identity(standing.key))
        if row is None:
            client_id, channel, address, purpose = _identity(standing.key)
            row = ConsentStateRow(
                client_id=client_id, channel=channel, address=address, purpose=purpose
            )
            self._session.add(row)
        write_standing(row, standing)


def _identity(key: StandingKey) -> tuple[int, str, str, str]:
    return key.client_id, key.channel.value, key.address, key.purpose.value


def write_standing(row: ConsentStateRow, standing: Standing) -> None:
    """Copy everything of a standing but its key into its cached row."""
    wording = standing.wording
    row.state = standing.state.value
    row.event_seq, row.event_key = standing.event_seq, standing.event_key
    row.method = standing.method and standing.method.value
    row.strength = None if standing.strength is None else int(standing.strength)
    row.decided_at, row.valid_until = standing.decided_at, standing.valid_until
    row.wording_id = None if wording is None else wording.id
    row.wording_version = None if wording is None else wording.version
    row.wording_hash = None if wording is None else wording.hash
    row.wording_language = None if wording is None else wording.language
    row.asked_at, row.lowered_at = standing.asked_at, standing.lowered_at
    row.platform_blocked = standing.platform_blocked


def as_standing(row: ConsentStateRow) -> Standing:
    """Return the domain's standing for a cached row."""
    wording = None
    if row.wording_id is not None:
        wording = WordingRef(
            id=row.wording_id,
            version=row.wording_version or 0,
            hash=row.wording_hash or "",
            language=row.wording_language or "",
        )
    return Standing(
        key=StandingKey(
            client_id=row.client_id,
            channel=Channel(row.channel),
            address=row.address,
            purpose=Purpose(row.purpose),
        ),
        state=ConsentState(row.state),
        event_seq=row.event_seq,
        event_key=row.event_key,
        method=Method(row.method) if row.method else None,
        decided_at=row.decided_at,
        strength=None if row.strength is None else Strength(row.strength),
        valid_until=row.valid_until,
        wording=wording,
        asked_at=row.asked_at,
        lowered_at=row.lowered_at,
        platform_blocked=row.platform_blocked,
    )
