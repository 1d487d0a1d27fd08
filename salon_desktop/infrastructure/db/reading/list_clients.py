"""The client book in pages: each page starts where the last one ended, in an index."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Select, exists, func, literal, select, tuple_

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.queries.list_clients import (
    ACTIVE_DAYS,
    DORMANT_DAYS,
    NEW_DAYS,
    ClientCounts,
    ClientGroup,
    ClientOrder,
    ClientPage,
    ClientPlace,
    ListClients,
)
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import OPEN_TO_ASK
from salon_desktop.infrastructure.db.reading.client_hits import hits
from salon_desktop.infrastructure.db.reading.client_index import FIRST_DAY, PRESENT, client
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow

visited, made = client.c.last_visit_on, client.c.created_at
last, first, number = client.c.folded_last, client.c.folded_first, client.c.id

Page = Select[Any]


class SqlClientList:
    """Answers ListClients over the file."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, wish: ListClients) -> ClientPage:
        """Return a page of at most ``limit`` clients."""
        now = self._clock.now()
        rows: list[Any] = []
        with self._engine.connect() as connection:
            for page in pages(wish, now):
                missing = wish.limit + 1 - len(rows)
                rows += connection.execute(page.limit(missing)).all() if missing > 0 else []
            shown = rows[: wish.limit]
            clients = hits(connection, [row.id for row in shown], now)
        more = len(rows) > wish.limit and bool(shown)
        return ClientPage(
            clients=clients, following=ClientPlace(tuple(shown[-1])) if more else None
        )

    def counts(self) -> ClientCounts:
        """Count the book."""
        since = self._clock.now().date() - timedelta(days=ACTIVE_DAYS)
        with self._engine.connect() as connection:
            row = connection.execute(counted(since)).one()
        return ClientCounts(total=row.total, active=row.active)


def pages(wish: ListClients, now: datetime) -> Iterator[Page]:
    """Yield the statements that a page is read with; a later one only fills up an earlier one."""
    after = wish.after.values if wish.after else None
    today = now.date()
    if wish.group is ClientGroup.NEW:
        yield _newest(made, after).where(made >= now - timedelta(days=NEW_DAYS))
    elif wish.group is ClientGroup.DORMANT:
        dormant = visited < today - timedelta(days=DORMANT_DAYS)
        yield _newest(visited, after).where(visited > FIRST_DAY, dormant)
    elif wish.group is ClientGroup.TO_ASK:
        recent = visited >= today - timedelta(days=ACTIVE_DAYS)
        yield _newest(visited, after).where(recent, ~_answered())
    elif wish.order is ClientOrder.ALPHABETICAL:
        page = select(last, first, number).where(PRESENT).order_by(last, first, number)
        yield page.where(last >= "" if after is None else tuple_(last, first, number) > after)
    else:
        if after is None or after[0] is not None:
            yield _newest(visited, after).where(visited > FIRST_DAY)
        never = select(visited, number).where(PRESENT, visited.is_(None))
        if after is not None and after[0] is None:
            never = never.where(number < after[1])
        yield never.order_by(number.desc())


def counted(since: date) -> Select[int, int]:
    """Return the statement that counts the book: it reads the smallest index, not the cards."""
    return select(
        select(func.count()).select_from(client).where(PRESENT).scalar_subquery().label("total"),
        select(func.count())
        .select_from(client)
        .where(PRESENT, visited >= since)
        .scalar_subquery()
        .label("active"),
    )


def _newest(by: Any, after: tuple[Any, ...] | None) -> Page:
    page = select(by, number).where(PRESENT).order_by(by.desc(), number.desc())
    if after is None:
        return page
    return page.where(tuple_(by, number) < tuple_(literal(after[0], by.type), after[1]))


def _answered() -> Any:
    return exists().where(
        ConsentStateRow.client_id == number,
        ConsentStateRow.purpose == Purpose.SERVICE_MESSAGES.value,
        ConsentStateRow.state.not_in([state.value for state in OPEN_TO_ASK]),
    )
