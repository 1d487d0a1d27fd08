"""Consent as the client's card and the owner's page read it, from the cached states."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.consent_status import (
    ClientConsent,
    ConsentOverview,
    WorkItem,
    WorkList,
    line_of,
)
from salon_desktop.domain.clients.client import PLATFORM_RETRY_DAYS
from salon_desktop.domain.consent.events import (
    MESSAGING_PURPOSES,
    Channel,
    ConsentEvent,
    Purpose,
    Strength,
)
from salon_desktop.domain.consent.fold import ConsentState, Standing, StandingKey
from salon_desktop.domain.messaging.message import CONSENT_PURPOSE, MessageState
from salon_desktop.domain.messaging.question import MINIMUM_STRENGTH
from salon_desktop.domain.phone import PhoneKind, PhoneNumber
from salon_desktop.domain.wall_clock import to_utc_or_next, to_wall
from salon_desktop.infrastructure.db.reading.consent_work import (
    WorkSelects,
    by_day,
    hers_on,
    of_age,
)
from salon_desktop.infrastructure.db.repositories.consent import SqlConsentLedger, as_standing
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import MessageRow
from salon_desktop.infrastructure.db.rows.salon import SettingRow

AT_THE_DESK = tuple(one for one in Purpose if one not in MESSAGING_PURPOSES)
CONSENT_MINIMUM = {CONSENT_PURPOSE[one]: least for one, least in MINIMUM_STRENGTH.items()}


class SqlConsentStatus:
    """The answers over one engine; every method is one short read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_client(self, client_id: int, now: datetime) -> ClientConsent:
        """Return every purpose at every address; raises NotFound."""
        with Session(self._engine) as session:
            today, _ = _place(session.connection()).today(now)
            if session.get(ClientRow, client_id) is None:
                raise NotFound(what="client", id=client_id)
            numbers = _numbers(session, client_id, today)
            rows = session.scalars(
                select(ConsentStateRow).where(ConsentStateRow.client_id == client_id)
            )
            known = {one.key: one for one in map(as_standing, rows)}
        for key in _questions(client_id, numbers):
            known.setdefault(key, Standing(key=key))
        lines = [
            line_of(one, now, in_use=key.channel is not Channel.WHATSAPP or key.address in numbers)
            for key, one in known.items()
        ]
        order = list(Purpose)
        lines.sort(key=lambda one: (order.index(one.purpose), not one.in_use, one.address))
        return ClientConsent(client_id=client_id, lines=tuple(lines))

    def history(self, client_id: int) -> Sequence[ConsentEvent]:
        """Return the client's events, newest first; erased details are empty."""
        with Session(self._engine) as session:
            return list(reversed(SqlConsentLedger(session).events_of(client_id)))

    def overview(self, now: datetime) -> ConsentOverview:
        """Return the counts of the whole salon; those of messages since the month began."""
        with self._engine.connect() as connection:
            place = _place(connection)
            since = place.month_began(now)
            selects = WorkSelects(now, place.today(now)[0], place.country, since)
            return ConsentOverview(
                reachable=_reachable(connection, now, selects.today),
                states=_states(connection),
                work={
                    work: connection.execute(selects.count(work)).scalar_one() for work in WorkList
                },
                blocked=_blocked(connection, since),
                since=since,
            )

    def work_list(self, work: WorkList, now: datetime, *, limit: int = 200) -> Sequence[WorkItem]:
        """Return the first lines of one list, the most urgent first."""
        with self._engine.connect() as connection:
            place = _place(connection)
            selects = WorkSelects(now, place.today(now)[0], place.country, place.month_began(now))
            rows = connection.execute(selects.rows(work).limit(limit)).mappings().all()
        return [selects.item(work, row) for row in rows]


class _Place:
    """The salon's country and zone."""

    def __init__(self, country: str, zone: ZoneInfo) -> None:
        self.country, self.zone = country, zone

    def today(self, now: datetime) -> tuple[date, int]:
        return to_wall(now, self.zone)

    def month_began(self, now: datetime) -> datetime:
        return to_utc_or_next(self.today(now)[0].replace(day=1), 0, self.zone)


def _place(connection: Connection) -> _Place:
    newest = (
        select(SettingRow.name, SettingRow.value, func.max(SettingRow.id))
        .where(SettingRow.name.in_(("country", "zone")))
        .group_by(SettingRow.name)
    )
    said = {name: value for name, value, _ in connection.execute(newest)}
    if len(said) < 2:
        raise NotFound(what="salon")
    return _Place(said["country"], ZoneInfo(said["zone"]))


def _numbers(session: Session, client_id: int, today: date) -> list[str]:
    row = ClientPhoneRow
    found = session.execute(
        select(row.as_typed, row.e164, row.region, row.kind)
        .where(row.client_id == client_id, hers_on(today))
        .order_by(row.id)
    )
    numbers = (
        PhoneNumber(as_typed=typed, e164=e164, region=region or "", kind=PhoneKind(kind))
        for typed, e164, region, kind in found
    )
    return list(dict.fromkeys(one.e164 for one in numbers if one.may_have_messages))


def _questions(client_id: int, numbers: Sequence[str]) -> list[StandingKey]:
    """Return what could be asked: messages at each of her numbers, the rest at the desk."""
    messages = [
        StandingKey(client_id=client_id, channel=Channel.WHATSAPP, address=address, purpose=purpose)
        for purpose in MESSAGING_PURPOSES
        for address in numbers
    ]
    at_the_desk = [
        StandingKey(client_id=client_id, channel=Channel.DESK, address="", purpose=purpose)
        for purpose in AT_THE_DESK
    ]
    return messages + at_the_desk


def _reachable(
    connection: Connection, now: datetime, today: date
) -> dict[Purpose, dict[Strength, int]]:
    """Count clients by their best proof, each once, as the gate would let them pass."""
    row, number = ConsentStateRow, ClientPhoneRow
    counts: dict[Purpose, dict[Strength, int]] = {}
    tried_again = now - timedelta(days=PLATFORM_RETRY_DAYS)
    for purpose in MESSAGING_PURPOSES:
        best = (
            select(row.client_id, func.max(row.strength).label("strength"))
            .join(ClientRow, ClientRow.id == row.client_id)
            .join(number, number.client_id == row.client_id)
            .where(
                row.purpose == purpose.value,
                row.state == ConsentState.GRANTED.value,
                row.channel == Channel.WHATSAPP.value,
                row.platform_blocked.is_(False),
                row.strength >= int(CONSENT_MINIMUM[purpose]),
                row.valid_until.is_(None) | (row.valid_until > now),
                ClientRow.erased_at.is_(None),
                ClientRow.restricted_at.is_(None),
                (number.e164 == row.address) | (number.platform_user_id == row.address),
                hers_on(today),
                (number.on_platform != "no") | (number.checked_at <= tried_again),
            )
            .group_by(row.client_id)
        )
        if purpose is Purpose.OFFERS:
            best = best.where(of_age(today))
        inner = best.subquery()
        found = connection.execute(
            select(inner.c.strength, func.count()).group_by(inner.c.strength)
        )
        counts[purpose] = {Strength(strength): count for strength, count in found}
    return counts


def _states(connection: Connection) -> dict[Purpose, dict[ConsentState, int]]:
    row = ConsentStateRow
    counts: dict[Purpose, dict[ConsentState, int]] = defaultdict(dict)
    counted = select(row.purpose, row.state, func.count()).group_by(row.purpose, row.state)
    for purpose, state, count in connection.execute(counted):
        counts[Purpose(purpose)][ConsentState(state)] = count
    return dict(counts)


def _blocked(connection: Connection, since: datetime) -> dict[str, int]:
    row = MessageRow
    counted = (
        select(row.reason, func.count())
        .where(row.changed_at >= since, by_day(row.state) == MessageState.BLOCKED.value)
        .group_by(row.reason)
        .order_by(func.count().desc(), row.reason)
    )
    return {reason or "": count for reason, count in connection.execute(counted)}
