"""The client book in one session; what search reads is written in the same transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, selectinload

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.clients.client import Client, ClientPhone, OnPlatform
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.phone import PhoneKind, PhoneNumber, variants_of
from salon_desktop.infrastructure.db.rows.clients import (
    ClientPhoneRow,
    ClientRow,
    ClientTextRow,
    DuplicateRow,
)

WITH_PHONES = selectinload(ClientRow.phones)


class SqlClientBook:
    """Clients over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, client_id: int) -> Client:
        """Return the client's card; raises NotFound, also for one that was erased."""
        return as_client(self._row(client_id))

    def add(self, client: Client, *, now: datetime, origin: str) -> Client:
        """Store a new client and return it with its ids."""
        row = ClientRow(key=client.key, created_at=now, origin=origin)
        _write(row, client)
        self._session.add(row)
        self._session.flush()
        self._session.add(ClientTextRow(client_id=row.id, text=search_text(client)))
        self._session.flush()
        return as_client(row)

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
        """Return the clients with this folded name, in either order of its parts."""
        either = or_(
            and_(ClientRow.folded_last == folded_last, ClientRow.folded_first == folded_first),
            and_(ClientRow.folded_last == folded_first, ClientRow.folded_first == folded_last),
        )
        return self._clients(either)

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
        first, second = sorted((client_id, other_id))
        self._session.execute(
            insert(DuplicateRow)
            .values(client_id=first, other_id=second, why=why, found_at=now)
            .on_conflict_do_nothing()
        )

    def is_erased(self, client_id: int) -> bool:
        """Tell whether the person was erased."""
        erased = select(ClientRow.erased_at).where(ClientRow.id == client_id)
        return self._session.scalar(erased) is not None

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
    """Return what the trigram index reads: folded names in both orders, digits, e-mail."""
    names = f"{client.first_name} {client.last_name} {client.first_name}"
    digits = " ".join(
        f"{phone.number.e164.lstrip('+')} {''.join(filter(str.isdigit, phone.number.as_typed))}"
        for phone in client.phones
    )
    return folded(f"{names} {digits} {client.email or ''}")


def as_client(row: ClientRow) -> Client:
    """Return the domain's client for a row with its numbers loaded."""
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
        phones=tuple(_as_phone(phone) for phone in row.phones),
    )


def _as_phone(row: ClientPhoneRow) -> ClientPhone:
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
    row.first_name, row.last_name = client.first_name, client.last_name
    row.folded_first, row.folded_last = folded(client.first_name), folded(client.last_name)
    row.language, row.email, row.birth_date = client.language, client.email, client.birth_date
    row.note, row.alert = client.note or None, client.alert or None
    known = {phone.id: phone for phone in row.phones}
    row.phones = [
        _phone_row(known.get(phone.id) if phone.id else None, phone) for phone in client.phones
    ]


def _phone_row(known: ClientPhoneRow | None, phone: ClientPhone) -> ClientPhoneRow:
    row = known or ClientPhoneRow()
    row.as_typed, row.e164 = phone.number.as_typed, phone.number.e164
    row.region, row.kind = phone.number.region or None, phone.number.kind.value
    row.valid_from, row.valid_to = phone.valid_from, phone.valid_to
    row.on_platform, row.checked_at = phone.on_platform.value, phone.checked_at
    row.platform_user_id = phone.user_id
    return row
