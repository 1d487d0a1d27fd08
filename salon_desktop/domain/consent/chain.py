"""Linking consent events so that nobody can change one unseen.

The hash covers canonical JSON that holds ids, codes and instants. What is bound to a person
(address, evidence, words) enters it only as a salted commitment; value and salt lie beside it as
details, the only part an erasure may delete. So an erased event is *erased*, while a changed byte
anywhere is *broken* (docs/rules.md, ledger).
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    Strength,
    WordingRef,
)

SCHEMA = 1
GENESIS = "0" * 64  # what the first event names as its predecessor
SALT_BYTES = 32  # a fixed length, so that salt and value can never trade a byte

DETAIL_FIELDS = (
    "address",
    "user_id",
    "evidence_ref",
    "evidence_hash",
    "guardian_relation",
    "withdrawn_via",
    "note",
)

Json = dict[str, Any]


class ChainBreak(StrEnum):
    """What is wrong with the first event that does not hold."""

    HASH = "hash"  # the body is not what was hashed
    BODY = "body"  # not canonical, of another schema, or not an event
    ORDER = "order"  # a number is missing, doubled or out of order
    LINK = "link"  # it does not name its predecessor
    DETAIL = "detail"  # a detail is not what was committed to
    ANCHOR = "anchor"  # the ledger once ended elsewhere


@dataclass(frozen=True, slots=True)
class Detail:
    """A person-bound value and the salt of its commitment (32 bytes)."""

    value: str
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An event ready to be stored: body and hashes in the ledger, details beside it."""

    seq: int
    body: bytes
    prev_hash: str
    hash: str
    commitments: Mapping[str, str]
    details: Mapping[str, Detail] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """An event as read back; a detail that was erased is absent from ``details``."""

    seq: int
    body: bytes
    prev_hash: str
    hash: str
    details: Mapping[str, Detail] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What a walk along the chain found. ``erased`` holds the numbers of erased events."""

    ok: bool
    count: int
    head_seq: int
    head_hash: str
    broken_at: int | None = None
    why: ChainBreak | None = None
    erased: tuple[int, ...] = ()


class BrokenBody(ValueError):
    """Bytes that are not the canonical body of a consent event."""


def canonical(value: Json) -> bytes:
    """Return the one way to write ``value``: sorted keys, no spaces, UTF-8, NFC, no floats.

    Raises ValueError for anything whose writing would be a matter of taste.
    """
    text = json.dumps(
        _normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def detail_fields(event: ConsentEvent) -> tuple[str, ...]:
    """Return the names of the event's person-bound values: each needs a fresh salt of its own."""
    return tuple(name for name in DETAIL_FIELDS if getattr(event, name))


def commitment(name: str, detail: Detail) -> str:
    """Return what the chain says about a detail: without salt and value it tells nothing."""
    if len(detail.salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    said = name.encode("ascii") + b"\0" + detail.value.encode("utf-8", "surrogatepass")
    return hashlib.sha256(detail.salt + said).hexdigest()


def seal(event: ConsentEvent, *, prev_hash: str, salts: Mapping[str, bytes]) -> Sealed:
    """Return the event linked to its predecessor.

    ``event.seq`` must be set (the predecessor's plus one, 1 for the first); ``prev_hash`` is the
    head's hash or GENESIS; ``salts`` holds one random salt for each of ``detail_fields(event)``.
    """
    if event.seq is None:
        raise ValueError("number the event before sealing it")
    details = {name: Detail(getattr(event, name), salts[name]) for name in detail_fields(event)}
    commitments = {name: commitment(name, detail) for name, detail in details.items()}
    body = canonical(_body(event, prev_hash, commitments))
    return Sealed(
        seq=event.seq,
        body=body,
        prev_hash=prev_hash,
        hash=hashlib.sha256(body).hexdigest(),
        commitments=commitments,
        details=details,
    )


def opened(row: ChainRow) -> ConsentEvent:
    """Return the event a stored row holds; erased details read as empty.

    Raises BrokenBody. It does not look at hashes: ``verify`` does.
    """
    said = _parsed(row.body)
    values = {name: row.details[name].value for name in said["commitments"] if name in row.details}
    return _event(said, values)


def verify(rows: Iterable[ChainRow], *, anchors: Mapping[int, str] | None = None) -> ChainReport:
    """Walk the chain from its first event, in order, and tell the first that does not hold.

    ``anchors`` are hashes known from elsewhere by number (signed monthly pages, backups): only
    they can show that events were cut off at the end.
    """
    known = dict(anchors or {})
    seq, head = 0, GENESIS
    erased: list[int] = []
    for row in rows:
        why = _fault(row, seq + 1, head)
        if why is None and known.pop(row.seq, row.hash) != row.hash:
            why = ChainBreak.ANCHOR
        if why is not None:
            return ChainReport(
                ok=False,
                count=seq,
                head_seq=seq,
                head_hash=head,
                broken_at=seq + 1,
                why=why,
                erased=tuple(erased),
            )
        if set(_parsed(row.body)["commitments"]) - set(row.details):
            erased.append(row.seq)
        seq, head = row.seq, row.hash
    return ChainReport(
        ok=not known,
        count=seq,
        head_seq=seq,
        head_hash=head,
        broken_at=min(known) if known else None,
        why=ChainBreak.ANCHOR if known else None,
        erased=tuple(erased),
    )


def _fault(row: ChainRow, seq: int, prev_hash: str) -> ChainBreak | None:
    if row.seq != seq:
        return ChainBreak.ORDER
    if hashlib.sha256(row.body).hexdigest() != row.hash:
        return ChainBreak.HASH
    try:
        said = _parsed(row.body)
        _event(said, {})
    except (BrokenBody, ValueError):
        return ChainBreak.BODY
    if said["seq"] != seq:
        return ChainBreak.ORDER
    if said["prev_hash"] != prev_hash or row.prev_hash != prev_hash:
        return ChainBreak.LINK
    for name, detail in row.details.items():
        committed = said["commitments"].get(name)
        if len(detail.salt) != SALT_BYTES or committed != commitment(name, detail):
            return ChainBreak.DETAIL
    return None


def _body(event: ConsentEvent, prev_hash: str, commitments: Mapping[str, str]) -> Json:
    wording = event.wording
    return {
        "schema": SCHEMA,
        "seq": event.seq,
        "prev_hash": prev_hash,
        "key": event.key,
        "client_id": event.client_id,
        "channel": event.channel.value,
        "purpose": event.purpose.value,
        "kind": event.kind.value,
        "happened_at": _written(event.happened_at),
        "recorded_at": _written(event.recorded_at),
        "zone": event.zone,
        "method": event.method.value,
        "strength": int(event.strength),
        "wording": None
        if wording is None
        else {
            "id": wording.id,
            "version": wording.version,
            "hash": wording.hash,
            "language": wording.language,
        },
        "notice_version": event.notice_version,
        "staff_id": event.staff_id,
        "desk_id": event.desk_id,
        "guardian_id": event.guardian_id,
        "valid_until": None if event.valid_until is None else _written(event.valid_until),
        "commitments": dict(commitments),
    }


def _event(said: Json, values: Mapping[str, str]) -> ConsentEvent:
    try:
        wording, until = said["wording"], said["valid_until"]
        return ConsentEvent(
            seq=said["seq"],
            key=said["key"],
            client_id=said["client_id"],
            channel=Channel(said["channel"]),
            purpose=Purpose(said["purpose"]),
            kind=EventKind(said["kind"]),
            happened_at=datetime.fromisoformat(said["happened_at"]),
            recorded_at=datetime.fromisoformat(said["recorded_at"]),
            zone=said["zone"],
            method=Method(said["method"]),
            strength=Strength(said["strength"]),
            wording=None if wording is None else WordingRef(**wording),
            notice_version=said["notice_version"],
            staff_id=said["staff_id"],
            desk_id=said["desk_id"],
            guardian_id=said["guardian_id"],
            valid_until=None if until is None else datetime.fromisoformat(until),
            **{name: values.get(name, "") for name in DETAIL_FIELDS},
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise BrokenBody("not the body of a consent event") from trouble


def _parsed(body: bytes) -> Json:
    try:
        said = json.loads(body)
        same = isinstance(said, dict) and canonical(said) == body
    except (ValueError, RecursionError) as trouble:
        raise BrokenBody("not canonical JSON") from trouble
    if not same or said.get("schema") != SCHEMA or not isinstance(said.get("commitments"), dict):
        raise BrokenBody("not a canonical body of this schema")
    return dict(said)


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _normal(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise ValueError("names must be text")
        return {unicodedata.normalize("NFC", name): _normal(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(each) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise ValueError(f"no canonical form for {type(value).__name__}")
