"""Checking what the file says about people: cached consent = fold, search text = card."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session, selectinload

from salon_desktop.application.queries.check_salon import Finding, FindingCode, finding
from salon_desktop.domain.consent.chain import BrokenBody, ChainRow, Detail, opened
from salon_desktop.domain.consent.events import MESSAGING_CHANNELS, Channel, ConsentEvent, Purpose
from salon_desktop.domain.consent.fold import Standing, StandingKey, fold
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.db.reading.check_pieces import Piece, Read
from salon_desktop.infrastructure.db.repositories.clients import as_client, search_text
from salon_desktop.infrastructure.db.repositories.consent import as_standing
from salon_desktop.infrastructure.db.rows.clients import ClientRow, ClientTextRow
from salon_desktop.infrastructure.db.rows.consent import (
    ConsentDetailRow,
    ConsentEventRow,
    ConsentStateRow,
)

Group = tuple[int, Channel, Purpose]
COLUMNS = ("key", "client_id", "channel", "purpose", "kind", "method", "strength")
INSTANTS = ("happened_at", "recorded_at", "valid_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ledgers:
    """The events and the cached states of some clients, as of one moment."""

    clients: Sequence[int]
    events: Sequence[Any]
    details: Mapping[int, Mapping[str, Detail]]
    cached: Sequence[Standing]


def consent(read: Read, page: int) -> Iterator[Piece]:
    """Fold each client's events anew and compare with what is cached."""
    last = 0
    while True:
        ledgers = read(partial(_ledgers, start=last, page=page))
        if not ledgers.clients:
            return
        yield Piece(findings=list(_compared(ledgers)), rows=len(ledgers.clients))
        last = ledgers.clients[-1]


def search_texts(read: Read, page: int) -> Iterator[Piece]:
    """Compare the text that search reads with each card; an erased person has none."""
    last = 0
    while True:
        rows = read(partial(_cards, start=last, page=page))
        if not rows:
            return
        wrong = [row.id for row, kept in rows if kept != _expected_text(row)]
        yield Piece(
            findings=[finding(FindingCode.SEARCH_TEXT, client_id=number) for number in wrong],
            rows=len(rows),
        )
        last = rows[-1][0].id


def _ledgers(session: Session, start: int, page: int) -> _Ledgers:
    event, state, detail = ConsentEventRow, ConsentStateRow, ConsentDetailRow
    having_events = select(event.client_id).where(event.client_id > start).distinct()
    having_states = select(state.client_id).where(state.client_id > start).distinct()
    either = union(
        having_events.order_by(event.client_id).limit(page).subquery().select(),
        having_states.order_by(state.client_id).limit(page).subquery().select(),
    ).subquery()
    wanted = select(either.c.client_id).order_by(either.c.client_id).limit(page)
    clients = list(session.scalars(wanted))
    events = session.execute(
        select(event.__table__).where(event.client_id.in_(clients)).order_by(event.seq)
    ).all()
    details: dict[int, dict[str, Detail]] = defaultdict(dict)
    seqs = [row.seq for row in events]
    kept = select(detail.event_seq, detail.field, detail.value, detail.salt)
    for seq, name, value, salt in session.execute(kept.where(detail.event_seq.in_(seqs))):
        details[seq][name] = Detail(value, salt)
    cached = session.scalars(select(state).where(state.client_id.in_(clients))).all()
    return _Ledgers(
        clients=clients,
        events=events,
        details=details,
        cached=[as_standing(row) for row in cached],
    )


def _compared(ledgers: _Ledgers) -> Iterator[Finding]:
    events: list[ConsentEvent] = []
    erased: set[Group] = set()
    for row in ledgers.events:
        try:
            event = opened(_link(row, ledgers.details.get(row.seq, {})))
        except BrokenBody:
            continue  # the walk along the chain names it
        columns = _other_columns(row, event)
        if columns:
            yield finding(FindingCode.LEDGER_COLUMNS, seq=row.seq, columns=columns)
        if event.channel in MESSAGING_CHANNELS and not event.address:
            erased.add((event.client_id, event.channel, event.purpose))
        else:
            events.append(event)
    proved = fold(events)
    cached = {one.key: one for one in ledgers.cached}
    for key in sorted(set(proved) | set(cached), key=_order):
        what = _difference(cached.get(key), proved.get(key), _group(key) in erased)
        if what:
            yield finding(
                FindingCode.CONSENT_CACHE,
                client_id=key.client_id,
                channel=key.channel.value,
                purpose=key.purpose.value,
                what=what,
            )


def _difference(cached: Standing | None, proved: Standing | None, erased: bool) -> str:
    """Return how the two differ; where details were erased, only a grant must be proved."""
    if erased:
        allows = cached is not None and cached.is_granted
        return "" if not allows or (proved is not None and proved.is_granted) else "unproved"
    if cached == proved:
        return ""
    return "missing" if cached is None else "unproved" if proved is None else "differs"


def _other_columns(row: Any, event: ConsentEvent) -> list[str]:
    """Return the columns that say something else than the sealed body they repeat."""
    said = {name: getattr(event, name) for name in (*COLUMNS, *INSTANTS)}
    return [name for name, value in said.items() if getattr(row, name) != value]


def _link(row: Any, details: Mapping[str, Detail]) -> ChainRow:
    return ChainRow(
        seq=row.seq,
        body=row.body.encode("utf-8"),
        prev_hash=row.prev_hash,
        hash=row.hash,
        details=details,
    )


def _group(key: StandingKey) -> Group:
    return key.client_id, key.channel, key.purpose


def _order(key: StandingKey) -> tuple[Any, ...]:
    return key.client_id, key.channel, key.purpose, key.address


def _cards(session: Session, start: int, page: int) -> Sequence[tuple[ClientRow, str | None]]:
    wanted = (
        select(ClientRow, ClientTextRow.text)
        .join(ClientTextRow, ClientTextRow.client_id == ClientRow.id, isouter=True)
        .where(ClientRow.id > start)
        .order_by(ClientRow.id)
        .limit(page)
        .options(selectinload(ClientRow.phones))
    )
    return [(row, kept) for row, kept in session.execute(wanted)]


def _expected_text(row: ClientRow) -> str | None:
    if row.erased_at is not None:
        return None
    try:
        return search_text(as_client(row))
    except (DomainError, ValueError):
        return None  # such a card could never have been stored
