"""A client's card out of the file, in a fixed number of statements however long her history."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Engine, Row, Select, and_, func, not_, or_, select, union_all

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.client_card import (
    MOST_MESSAGES,
    MOST_VISITS,
    NO_SHOW_DAYS,
    CardDouble,
    CardMessage,
    CardNumber,
    CardVisit,
    ClientCard,
    Usual,
)
from salon_desktop.domain.agenda.status import UPCOMING, CancelReason, Status
from salon_desktop.domain.clients.client import OnPlatform
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.fold import Standing
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.phone import PhoneKind
from salon_desktop.infrastructure.db.reading.visit_services import services_of
from salon_desktop.infrastructure.db.repositories.consent import as_standing
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow, DuplicateRow
from salon_desktop.infrastructure.db.rows.consent import ConsentEventRow, ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import MessageRow

client, phone = ClientRow.__table__, ClientPhoneRow.__table__
appointment, message = AppointmentRow.__table__, MessageRow.__table__
pair = DuplicateRow.__table__

KEPT = frozenset({Status.DONE, Status.PAID})


class SqlClientCard:
    """Reads a client's card; ``clock`` parts what was from what comes."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, client_id: int) -> ClientCard:
        """Return the card; raises NotFound, also for somebody who was erased."""
        now = self._clock.now()
        with self._engine.connect() as connection:
            row = connection.execute(base(client_id, now)).one_or_none()
            if row is None:
                raise NotFound(what="client", id=client_id)
            upcoming = connection.execute(coming(client_id, now)).all()
            past = connection.execute(gone(client_id, now)).all()
            visits = _visits(connection, [*upcoming, *past])
            return _card(
                row,
                numbers=connection.execute(numbers(client_id)).all(),
                visits=visits,
                upcoming=len(upcoming),
                consents=_standings(connection, client_id),
                messages=connection.execute(messages(client_id)).all(),
                doubles=connection.execute(doubles(client_id)).all(),
            )


class SqlLikelyDoubles:
    """Lists pairs of cards that wait for somebody's decision."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, limit: int) -> Sequence[tuple[CardDouble, CardDouble]]:
        """Return at most ``limit`` pairs, the latest found first."""
        with self._engine.connect() as connection:
            rows = connection.execute(pairs(limit)).all()
        return [
            (
                _double(row.client_id, row.first_name, row.last_name, row.why),
                _double(row.other_id, row.other_first, row.other_last, row.why),
            )
            for row in rows
        ]


def base(client_id: int, now: datetime) -> Select[Any]:
    """Return the card's own row with what is counted beside it."""
    year = now.date() - timedelta(days=NO_SHOW_DAYS)
    of_client = appointment.c.client_id == client_id
    return select(
        client,
        _count(of_client, appointment.c.status.in_([one.value for one in KEPT])).label("visits"),
        _count(
            of_client, appointment.c.day >= year, appointment.c.status == Status.NO_SHOW.value
        ).label("no_shows"),
        _count(message.c.client_id == client_id).label("messages_count"),
        _count(ConsentEventRow.client_id == client_id).label("consent_events"),
    ).where(client.c.id == client_id, client.c.erased_at.is_(None))


def numbers(client_id: int) -> Select[Any]:
    """Return her numbers, valid ones first."""
    return (
        select(phone)
        .where(phone.c.client_id == client_id)
        .order_by(phone.c.valid_to.is_not(None), phone.c.id)
    )


def coming(client_id: int, now: datetime) -> Select[Any]:
    """Return the visits still to come, the soonest first."""
    yesterday = now.date() - timedelta(days=1)  # a bound for the index, in any zone
    return (
        select(appointment)
        .where(appointment.c.client_id == client_id, appointment.c.day >= yesterday)
        .where(_is_to_come(now))
        .order_by(appointment.c.day, appointment.c.start_minute)
        .limit(MOST_VISITS)
    )


def gone(client_id: int, now: datetime) -> Select[Any]:
    """Return all other visits, the newest first."""
    return (
        select(appointment)
        .where(appointment.c.client_id == client_id, not_(_is_to_come(now)))
        .order_by(appointment.c.day.desc(), appointment.c.start_minute.desc())
        .limit(MOST_VISITS)
    )


def messages(client_id: int) -> Select[Any]:
    """Return her newest messages."""
    return (
        select(message)
        .where(message.c.client_id == client_id)
        .order_by(message.c.id.desc())
        .limit(MOST_MESSAGES)
    )


def doubles(client_id: int) -> Any:
    """Return undecided cards that resemble hers, whichever of the two was there first."""
    arms = (
        select(client.c.id, client.c.first_name, client.c.last_name, pair.c.why)
        .select_from(pair.join(client, client.c.id == theirs))
        .where(hers == client_id, pair.c.decided.is_(None), client.c.erased_at.is_(None))
        for hers, theirs in (
            (pair.c.client_id, pair.c.other_id),
            (pair.c.other_id, pair.c.client_id),
        )
    )
    return union_all(*arms)


def pairs(limit: int) -> Select[Any]:
    """Return undecided pairs with both names, the latest found first."""
    other = client.alias("other")
    return (
        select(
            pair.c.client_id,
            client.c.first_name,
            client.c.last_name,
            pair.c.other_id,
            other.c.first_name.label("other_first"),
            other.c.last_name.label("other_last"),
            pair.c.why,
        )
        .join_from(pair, client, client.c.id == pair.c.client_id)
        .join(other, other.c.id == pair.c.other_id)
        .where(pair.c.decided.is_(None), client.c.erased_at.is_(None), other.c.erased_at.is_(None))
        .order_by(pair.c.found_at.desc(), pair.c.client_id.desc())
        .limit(limit)
    )


def _count(*conditions: Any) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


def _is_to_come(now: datetime) -> Any:
    return and_(
        appointment.c.starts_at >= now,
        or_(*(appointment.c.status == one.value for one in sorted(UPCOMING))),
    )


def _visits(connection: Connection, rows: Sequence[Row[Any]]) -> list[CardVisit]:
    services = services_of(connection, [row.id for row in rows])
    return [
        CardVisit(
            appointment_id=row.id,
            day=row.day,
            start=row.start_minute,
            end=row.end_minute,
            status=Status(row.status),
            cancel_reason=CancelReason(row.cancel_reason) if row.cancel_reason else None,
            services=tuple(services.get(row.id, ())),
        )
        for row in rows
    ]


def _standings(connection: Connection, client_id: int) -> tuple[Standing, ...]:
    row = ConsentStateRow.__table__
    wanted = (
        select(row)
        .where(row.c.client_id == client_id)
        .order_by(row.c.channel, row.c.address, row.c.purpose)
    )
    # A row of the table has the fields of the mapped one.
    return tuple(as_standing(cast(ConsentStateRow, one)) for one in connection.execute(wanted))


def _card(
    row: Row[Any],
    *,
    numbers: Iterable[Row[Any]],
    visits: Sequence[CardVisit],
    upcoming: int,
    consents: tuple[Standing, ...],
    messages: Iterable[Row[Any]],
    doubles: Iterable[Row[Any]],
) -> ClientCard:
    kept = [one for visit in visits if visit.status in KEPT for one in visit.services]
    return ClientCard(
        id=row.id,
        key=row.key,
        first_name=row.first_name,
        last_name=row.last_name,
        language=row.language,
        email=row.email,
        birth_date=row.birth_date,
        note=row.note or "",
        alert=row.alert or "",
        origin=row.origin,
        created_at=row.created_at,
        last_visit_on=row.last_visit_on,
        is_restricted=row.restricted_at is not None,
        numbers=tuple(map(_number, numbers)),
        upcoming=tuple(visits[:upcoming]),
        past=tuple(visits[upcoming:]),
        visits=row.visits,
        no_shows=row.no_shows,
        usual_service=_usual((one.service_id, one.service) for one in kept),
        usual_operator=_usual((one.operator_id, one.operator) for one in kept),
        consents=consents,
        consent_events=row.consent_events,
        messages=tuple(map(_message, messages)),
        messages_count=row.messages_count,
        doubles=tuple(_double(one.id, one.first_name, one.last_name, one.why) for one in doubles),
    )


def _usual(named: Iterable[tuple[int, str]]) -> Usual | None:
    """Return the commonest; among equals the one she had last, since visits come newest first."""
    commonest = Counter(named).most_common(1)
    return next((Usual(id=key[0], name=key[1], times=times) for key, times in commonest), None)


def _number(row: Row[Any]) -> CardNumber:
    return CardNumber(
        id=row.id,
        e164=row.e164,
        kind=PhoneKind(row.kind),
        on_platform=OnPlatform(row.on_platform),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _message(row: Row[Any]) -> CardMessage:
    return CardMessage(
        message_id=row.id,
        kind=MessageKind(row.kind),
        channel=row.channel,
        state=MessageState(row.state),
        reason=row.reason,
        due_at=row.due_at,
        changed_at=row.changed_at,
    )


def _double(client_id: int, first_name: str, last_name: str, why: str) -> CardDouble:
    return CardDouble(client_id=client_id, name=full_name(first_name, last_name), why=Likeness(why))
