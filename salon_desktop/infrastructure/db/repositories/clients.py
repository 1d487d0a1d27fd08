"""The client book in one session; what search reads is written in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, selectinload

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.clients.client import Client, ClientPhone, OnPlatform
from salon_desktop.domain.clients.duplicates import Card, Proposal
from salon_desktop.domain.clients.names import folded, full_name
from salon_desktop.domain.phone import PhoneKind, PhoneNumber, digits_of, variants_of
from salon_desktop.infrastructure.db.repositories.client_imports import SqlImportJournal
from salon_desktop.infrastructure.db.repositories.client_likeness import resembling
from salon_desktop.infrastructure.db.rows.clients import (
    ClientPhoneRow,
    ClientRow,
    ClientTextRow,
    DuplicateRow,
)

WITH_PHONES = selectinload(ClientRow.phones)
# One booking asks for the same card three times, so these statements are made once.
CARD = select(*ClientRow.__table__.c).where(ClientRow.id == bindparam("id"))
PHONES = (
    select(*ClientPhoneRow.__table__.c)
    .where(ClientPhoneRow.client_id == bindparam("id"))
    .order_by(ClientPhoneRow.id)
)
ERASED_AT = select(ClientRow.erased_at).where(ClientRow.id == bindparam("id"))


class SqlClientBook:
    """Clients over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def journal(self) -> SqlImportJournal:
        """What imports did."""
        return SqlImportJournal(self._session)

    def get(self, client_id: int) -> Client:
        """Return the client's card; raises NotFound, also for one that was erased."""
        connection, wanted = self._session.connection(), {"id": client_id}
        row = connection.execute(CARD, wanted).first()
        if row is None or row.erased_at is not None:
            raise NotFound(what="client", id=client_id)
        return _client(row, connection.execute(PHONES, wanted).all())

    def by_key(self, key: str) -> Client | None:
        """Return the client with that UUID, or None; an erased one is not found."""
        return next(iter(self._clients(ClientRow.key == key)), None)

    def add(self, client: Client, *, now: datetime, origin: str) -> Client:
        """Store a new client and return it with its ids."""
        row = ClientRow(key=client.key, created_at=now, origin=origin)
        _write(row, client)
        self._session.add(row)
        self._session.flush()
        self._session.add(ClientTextRow(client_id=row.id, text=search_text(client)))
        self._session.flush()
        return as_client(row)

    def add_all(self, clients: Sequence[Client], *, now: datetime, origin: str) -> Sequence[int]:
        """Store new clients in few statements and return their ids, in order."""
        if not clients:
            return []
        # The unit holds the write lock, so nobody else can take the next ids meanwhile.
        last = self._session.scalar(select(func.coalesce(func.max(ClientRow.id), 0))) or 0
        ids = [last + offset for offset in range(1, len(clients) + 1)]
        cards = [
            {"id": number, "key": client.key, "created_at": now, "origin": origin}
            | _card_values(client)
            for number, client in zip(ids, clients, strict=True)
        ]
        phones = [
            {"client_id": number} | _phone_values(phone)
            for number, client in zip(ids, clients, strict=True)
            for phone in client.phones
        ]
        texts = [
            {"client_id": number, "text": search_text(client)}
            for number, client in zip(ids, clients, strict=True)
        ]
        for row, values in ((ClientRow, cards), (ClientPhoneRow, phones), (ClientTextRow, texts)):
            if values:
                self._session.execute(insert(cast(Table, row.__table__)), values)
        return ids

    def save(self, client: Client) -> Client:
        """Store a changed card and return it."""
        if client.id is None:
            raise ValueError("a client is added before it is saved")
        row = self._row(client.id)
        _write(row, client)
        text = self._session.get_one(ClientTextRow, client.id)
        text.text = search_text(client)
        self._session.flush()
        return as_client(row)

    def with_number(self, e164: str) -> Sequence[Client]:
        """Return the clients that have this number now, any of its written variants."""
        having = select(ClientPhoneRow.client_id).where(
            ClientPhoneRow.e164.in_(sorted(variants_of(e164))),
            ClientPhoneRow.valid_to.is_(None),
        )
        return self._clients(ClientRow.id.in_(having))

    def with_platform_id(self, user_id: str) -> Sequence[Client]:
        """Return the clients known under this business-scoped user id."""
        having = select(ClientPhoneRow.client_id).where(
            ClientPhoneRow.platform_user_id == user_id, ClientPhoneRow.valid_to.is_(None)
        )
        return self._clients(ClientRow.id.in_(having))

    def named(self, folded_first: str, folded_last: str) -> Sequence[Client]:
        """Return the clients with the words of this folded name, in any order."""
        return self._clients(
            ClientRow.sorted_name == _sorted_words(f"{folded_first} {folded_last}")
        )

    def resembling(self, cards: Sequence[Card]) -> Sequence[Sequence[Card]]:
        """Return for each card the few existing ones that may be the same person."""
        return resembling(self._session, cards)

    def learn_platform_id(self, client_id: int, e164: str, user_id: str) -> None:
        """Remember the platform's own id beside a number."""
        self._session.execute(
            update(ClientPhoneRow)
            .where(ClientPhoneRow.client_id == client_id, ClientPhoneRow.e164 == e164)
            .values(platform_user_id=user_id)
        )

    def mark_number(self, e164: str, *, on_platform: bool, now: datetime) -> None:
        """Remember whether a number is on the platform."""
        known = OnPlatform.YES if on_platform else OnPlatform.NO
        self._session.execute(
            update(ClientPhoneRow)
            .where(ClientPhoneRow.e164 == e164)
            .values(on_platform=known.value, checked_at=now)
        )

    def visited(self, client_id: int, day: date) -> None:
        """Remember the newest day of a visit; an older one changes nothing."""
        self._session.execute(
            update(ClientRow)
            .where(
                ClientRow.id == client_id,
                func.coalesce(ClientRow.last_visit_on, date.min) < day,
            )
            .values(last_visit_on=day)
        )

    def propose_duplicate(self, client_id: int, other_id: int, why: str, now: datetime) -> None:
        """Note that two cards may be one person; never merges, never doubles the note."""
        self._note_pairs([(client_id, other_id, why)], now)

    def propose_duplicates(self, proposals: Iterable[Proposal], now: datetime) -> None:
        """Note several proposals in one statement."""
        self._note_pairs(
            [(one.client_id, one.other_id, one.likeness.value) for one in proposals], now
        )

    def _note_pairs(self, pairs: Sequence[tuple[int, int, str]], now: datetime) -> None:
        values = [
            {"client_id": min(one, other), "other_id": max(one, other), "why": why, "found_at": now}
            for one, other, why in pairs
        ]
        if values:
            self._session.execute(insert(DuplicateRow).on_conflict_do_nothing(), values)

    def is_erased(self, client_id: int) -> bool:
        """Tell whether the person was erased."""
        return self._session.scalar(ERASED_AT, {"id": client_id}) is not None

    def _row(self, client_id: int) -> ClientRow:
        row = self._session.get(ClientRow, client_id, options=[WITH_PHONES])
        if row is None or row.erased_at is not None:
            raise NotFound(what="client", id=client_id)
        return row

    def _clients(self, condition: object) -> Sequence[Client]:
        wanted = (
            select(ClientRow)
            .where(condition, ClientRow.erased_at.is_(None))  # type: ignore[arg-type]  # a column expression
            .order_by(ClientRow.id)
            .options(WITH_PHONES)
        )
        return [as_client(row) for row in self._session.scalars(wanted)]


def search_text(client: Client) -> str:
    """Return what the trigram index reads: folded names, digits and e-mail, blanks around."""
    words = [client.first_name, client.last_name]
    for phone in client.phones:
        digits = phone.number.e164.lstrip("+")
        typed = digits_of(phone.number.as_typed)
        words += [digits] if typed in digits else [digits, typed]
    words.append(client.email or "")
    return f" {folded(' '.join(words))} "


def as_client(row: ClientRow) -> Client:
    """Return the domain's client for a row with its numbers loaded."""
    return _client(row, row.phones)


def _client(row: Any, phones: Iterable[Any]) -> Client:
    return Client(
        id=row.id,
        key=row.key,
        first_name=row.first_name,
        last_name=row.last_name,
        language=row.language,
        email=row.email,
        birth_date=row.birth_date,
        note=row.note or "",
        alert=row.alert or "",
        phones=tuple(_as_phone(phone) for phone in phones),
    )


def _as_phone(row: Any) -> ClientPhone:
    return ClientPhone(
        id=row.id,
        number=PhoneNumber(
            as_typed=row.as_typed,
            e164=row.e164,
            region=row.region or "",
            kind=PhoneKind(row.kind),
        ),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        on_platform=OnPlatform(row.on_platform),
        user_id=row.platform_user_id,
        checked_at=row.checked_at,
    )


def _write(row: ClientRow, client: Client) -> None:
    for name, value in _card_values(client).items():
        setattr(row, name, value)
    known = {phone.id: phone for phone in row.phones}
    row.phones = [
        _phone_row(known.get(phone.id) if phone.id else None, phone) for phone in client.phones
    ]


def _card_values(client: Client) -> dict[str, Any]:
    return {
        "first_name": client.first_name,
        "last_name": client.last_name,
        "folded_first": folded(client.first_name),
        "folded_last": folded(client.last_name),
        "sorted_name": _sorted_words(folded(full_name(client.first_name, client.last_name))),
        "language": client.language,
        "email": client.email,
        "birth_date": client.birth_date,
        "note": client.note or None,
        "alert": client.alert or None,
    }


def _sorted_words(folded_name: str) -> str:
    return " ".join(sorted(folded_name.split()))


def _phone_row(known: ClientPhoneRow | None, phone: ClientPhone) -> ClientPhoneRow:
    row = known or ClientPhoneRow()
    for name, value in _phone_values(phone).items():
        setattr(row, name, value)
    return row


def _phone_values(phone: ClientPhone) -> dict[str, Any]:
    return {
        "as_typed": phone.number.as_typed,
        "e164": phone.number.e164,
        "region": phone.number.region or None,
        "kind": phone.number.kind.value,
        "valid_from": phone.valid_from,
        "valid_to": phone.valid_to,
        "on_platform": phone.on_platform.value,
        "checked_at": phone.checked_at,
        "platform_user_id": phone.user_id,
    }
