"""The list of conversations, as Core rows: no list walks through years of messages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, exists, or_, select, union
from sqlalchemy.orm import aliased

from salon_desktop.application.queries.conversations import Conversation
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import IntentKind
from salon_desktop.domain.messaging.message import NEVER_LEFT, MessageState
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import InboundEventRow, MessageRow

FROM_A_PERSON = ("text", "button", "other", "preference", "number_changed")
NOT_SHOWN = [state.value for state in NEVER_LEFT | {MessageState.PHONED, MessageState.SENDING}]
MOST_OPEN = 1_000
MOST_NAMED = 100
LAST_LETTER = "\U0010ffff"

Person = tuple[int | None, str | None, str | None]


class SqlConversations:
    """Threads by person, newest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(
        self, *, only_open: bool = False, limit: int = 100, name: str = ""
    ) -> Sequence[Conversation]:
        """Return one line a person; ``only_open`` those with something for a person to do."""
        with self._engine.connect() as connection:
            waiting = _open_events(connection)
            found = _newest_theirs(connection, limit, name, waiting if only_open else None)
            if not only_open:
                found += _newest_ours(connection, limit, name)
            threads = _one_a_person(found)[:limit]
            withdrawn = _withdrawn(connection, [one.client_id for one in threads])
        return [
            replace(
                one,
                needs_person=len(waiting.get(_person(one), ())),
                unclear=sum(
                    outcome == IntentKind.TO_PERSON.value
                    for _, outcome in waiting.get(_person(one), ())
                ),
                is_withdrawn=one.client_id in withdrawn,
            )
            for one in threads
        ]


def _person(row: Any) -> Person:
    if row.client_id is not None:
        return (row.client_id, None, None)
    return (None, row.address, None if row.address else row.user_id)


def _open_events(connection: Connection) -> dict[Person, list[tuple[int, str]]]:
    """Return (id, outcome) of what nobody has dealt with, by person."""
    event = InboundEventRow
    rows = connection.execute(
        select(event.id, event.client_id, event.address, event.user_id, event.outcome)
        .where(event.needs_person, event.handled_at.is_(None))
        .order_by(event.id.desc())
        .limit(MOST_OPEN)
    )
    waiting: dict[Person, list[tuple[int, str]]] = {}
    for row in rows:
        waiting.setdefault(_person(row), []).append((row.id, row.outcome))
    return waiting


def _newest_theirs(
    connection: Connection,
    limit: int,
    name: str,
    waiting: dict[Person, list[tuple[int, str]]] | None,
) -> list[Conversation]:
    event, later = InboundEventRow, aliased(InboundEventRow)
    # Two questions instead of one OR: each is answered by an index of its own.
    later_by_client = exists().where(
        later.client_id == event.client_id, later.id > event.id, later.kind.in_(FROM_A_PERSON)
    )
    later_by_address = exists().where(
        later.address == event.address,
        later.id > event.id,
        later.client_id.is_(None),
        later.kind.in_(FROM_A_PERSON),
    )
    wanted = (
        select(
            event.client_id,
            event.address,
            event.user_id,
            event.text,
            event.kind,
            event.happened_at,
            event.outcome,
            ClientRow.first_name,
            ClientRow.last_name,
        )
        .outerjoin(ClientRow, ClientRow.id == event.client_id)
        .where(
            event.kind.in_(FROM_A_PERSON),
            ~later_by_client,
            or_(event.client_id.is_not(None), ~later_by_address),
        )
        .order_by(event.id.desc())
        .limit(limit)
    )
    if name:
        wanted = wanted.where(event.client_id.in_(_named(name)))
    if waiting is not None:
        known = [person[0] for person in waiting if person[0] is not None]
        strangers = [events[0][0] for person, events in waiting.items() if person[0] is None]
        wanted = wanted.where(or_(event.client_id.in_(known), event.id.in_(strangers)))
    return [
        Conversation(
            client_id=row.client_id,
            address=row.address,
            user_id=row.user_id,
            client_name=full(row),
            last_text=row.text or "",
            last_at=row.happened_at,
            outcome=row.outcome,
            needs_person=0,
            is_inbound=True,
            kind=row.kind,
        )
        for row in connection.execute(wanted)
    ]


def _newest_ours(connection: Connection, limit: int, name: str) -> list[Conversation]:
    message, later = MessageRow, aliased(MessageRow)
    later_one = exists().where(
        later.client_id == message.client_id,
        later.changed_at > message.changed_at,
        later.state.not_in(NOT_SHOWN),
    )
    wanted = (
        select(
            message.client_id,
            message.address,
            message.kind,
            message.state,
            message.changed_at,
            ClientRow.first_name,
            ClientRow.last_name,
        )
        .join(ClientRow, ClientRow.id == message.client_id)
        .where(message.state.not_in(NOT_SHOWN), ~later_one)
        .order_by(message.changed_at.desc())
        .limit(limit)
    )
    if name:
        wanted = wanted.where(message.client_id.in_(_named(name)))
    return [
        Conversation(
            client_id=row.client_id,
            address=row.address,
            client_name=full(row),
            last_text="",
            last_at=row.changed_at,
            outcome=None,
            needs_person=0,
            is_inbound=False,
            kind=row.kind,
            state=row.state,
        )
        for row in connection.execute(wanted)
    ]


def _one_a_person(found: Iterable[Conversation]) -> list[Conversation]:
    newest: dict[Person, Conversation] = {}
    for one in sorted(found, key=_moment, reverse=True):
        newest.setdefault(_person(one), one)
    return list(newest.values())


def _withdrawn(connection: Connection, clients: Sequence[int | None]) -> frozenset[int]:
    """Return who of these wants no messages about her visits any more."""
    state = ConsentStateRow
    rows = connection.scalars(
        select(state.client_id).where(
            state.client_id.in_([one for one in clients if one is not None]),
            state.channel == Channel.WHATSAPP.value,
            state.purpose == Purpose.SERVICE_MESSAGES.value,
            state.state == ConsentState.WITHDRAWN.value,
        )
    )
    return frozenset(rows)


def _named(name: str) -> Any:
    """Return the ids of clients one of whose names begins with each word, through the indexes.

    Of many, those who were here last: whoever is meant among hundreds is typed further.
    """
    client = ClientRow
    words = sorted(folded(name).split(), key=len, reverse=True) or [""]
    rest = [
        or_(_begins(client.folded_first, word), _begins(client.folded_last, word))
        for word in words[1:]
    ]
    present = client.erased_at.is_(None)
    visited = client.last_visit_on
    named = union(
        select(client.id, visited).where(present, _begins(client.folded_first, words[0]), *rest),
        select(client.id, visited).where(present, _begins(client.folded_last, words[0]), *rest),
    ).subquery()
    return select(named.c.id).order_by(named.c.last_visit_on.desc()).limit(MOST_NAMED)


def _begins(column: Any, word: str) -> Any:
    return column.between(word, word + LAST_LETTER)


def full(row: Any) -> str:
    """Return first and last name of a row that holds both, or the one there is."""
    return " ".join(name for name in (row.first_name, row.last_name) if name)


def _moment(one: Conversation) -> datetime:
    return one.last_at
