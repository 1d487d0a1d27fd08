"""What search and list show of a client, for some ids in one statement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, exists, or_, select

from salon_desktop.application.queries.find_clients import (
    FoundClient,
    PhonePart,
    TypedWord,
    name_hits,
    phone_parts,
)
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.db.reading.client_index import PRESENT, client
from salon_desktop.infrastructure.db.rows.base import UtcDateTime
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, DuplicateRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow

phone = ClientPhoneRow.__table__


def hits(
    connection: Connection,
    ids: Sequence[int],
    now: datetime,
    *,
    words: Sequence[TypedWord] = (),
    near: Mapping[int, tuple[str, ...]] | None = None,
) -> Sequence[FoundClient]:
    """Return what is shown of these clients, in their order; ``near`` holds words that resemble.

    One that was erased meanwhile is left out.
    """
    if not ids:
        return ()
    numbers = [word for word in words if word.is_number]
    typed = [word.text for word in words if not word.is_number]
    rows = connection.execute(DETAILS, {"ids": list(ids), "now": now}).all()
    found: dict[int, FoundClient] = {}
    for number, of_client in groupby(rows, attrgetter("id")):
        similar = None if near is None else near.get(number)
        found[number] = _found(list(of_client), similar, typed, numbers)
    return [found[one] for one in ids if one in found]


def _details() -> Select[Any]:
    double = or_(
        exists().where(DuplicateRow.client_id == client.c.id, DuplicateRow.decided.is_(None)),
        exists().where(DuplicateRow.other_id == client.c.id, DuplicateRow.decided.is_(None)),
    )
    granted = exists().where(
        ConsentStateRow.client_id == client.c.id,
        ConsentStateRow.purpose == Purpose.SERVICE_MESSAGES.value,
        ConsentStateRow.state == ConsentState.GRANTED.value,
        or_(
            ConsentStateRow.valid_until.is_(None),
            ConsentStateRow.valid_until > bindparam("now", type_=UtcDateTime),
        ),
    )
    return (
        select(
            client.c.id,
            client.c.first_name,
            client.c.last_name,
            client.c.last_visit_on,
            client.c.alert.is_not(None).label("has_alert"),
            double.label("may_be_double"),
            granted.label("reminders_allowed"),
            phone.c.e164,
        )
        .select_from(client.outerjoin(phone, phone.c.client_id == client.c.id))
        .where(client.c.id.in_(bindparam("ids", expanding=True)), PRESENT)
        .order_by(client.c.id, phone.c.valid_to.is_not(None), phone.c.id)
    )


DETAILS = _details()
"""What the hits ``ids`` show at ``now``: one row a number, valid numbers first."""


def _found(
    rows: Sequence[Row[Any]],
    near: tuple[str, ...] | None,
    typed: Sequence[str],
    numbers: Sequence[TypedWord],
) -> FoundClient:
    first = rows[0]
    name = full_name(first.first_name, first.last_name)
    return FoundClient(
        id=first.id,
        first_name=first.first_name,
        last_name=first.last_name,
        name_hits=name_hits(name, typed if near is None else near),
        phone=_phone([row.e164 for row in rows if row.e164], numbers),
        last_visit_on=first.last_visit_on,
        has_alert=bool(first.has_alert),
        may_be_double=bool(first.may_be_double),
        reminders_allowed=bool(first.reminders_allowed),
        is_near=near is not None,
    )


def _phone(e164s: Sequence[str], numbers: Sequence[TypedWord]) -> tuple[PhonePart, ...]:
    """Return the number that was typed, else the first one."""
    shown = [phone_parts(e164, numbers) for e164 in e164s]
    hit = (parts for parts in shown if any(part.is_hit for part in parts))
    return next(hit, shown[0] if shown else ())
