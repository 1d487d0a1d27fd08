"""Client search over the encrypted file: exact first, typing mistakes only when it finds few."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, bindparam, exists, or_, select

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.queries.find_clients import (
    FindClients,
    FoundClient,
    PhonePart,
    TypedWord,
    name_hits,
    phone_parts,
    typed_words,
)
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.db.reading.client_index import (
    PRESENT,
    among_all,
    among_recent,
    can_be_found,
    client,
)
from salon_desktop.infrastructure.db.reading.near_names import near_clients
from salon_desktop.infrastructure.db.rows.base import UtcDateTime
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, DuplicateRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow

FEW = 3

phone = ClientPhoneRow.__table__


class SqlClientFinder:
    """Answers FindClients; ``clock`` tells whether a consent still stands."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, wish: FindClients) -> Sequence[FoundClient]:
        """Return at most ``limit`` hits, the most recent visit first, mistaken spellings last."""
        words = typed_words(wish.text)
        if not words or wish.limit < 1 or not can_be_found(words):
            return ()
        with self._engine.connect() as connection:
            ids = _exact(connection, words, wish.limit)
            near: dict[int, tuple[str, ...]] = {}
            if len(ids) < min(FEW, wish.limit):
                near = near_clients(connection, words, wish.limit - len(ids), skip=ids)
            return self._shown(connection, [*ids, *near], near, words)

    def _shown(
        self,
        connection: Connection,
        ids: Sequence[int],
        near: Mapping[int, tuple[str, ...]],
        words: Sequence[TypedWord],
    ) -> Sequence[FoundClient]:
        if not ids:
            return ()
        numbers = [word for word in words if word.is_number]
        typed = [word.text for word in words if not word.is_number]
        asked = {"ids": list(ids), "now": self._clock.now()}
        rows = connection.execute(DETAILS, asked).all()
        found = {}
        for number, of_client in groupby(rows, attrgetter("id")):
            kept = list(of_client)
            found[number] = _found(kept, near.get(number), typed, numbers)
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


def _exact(connection: Connection, words: Sequence[TypedWord], limit: int) -> list[int]:
    recent = connection.scalars(among_recent(words, limit)).all()
    if len(recent) >= limit:
        return list(recent)
    return list(connection.scalars(among_all(words, limit)).all())


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
