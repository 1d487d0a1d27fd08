"""The desk's status in few statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, or_, select

from salon_desktop.application.queries.outbox_list import CallList
from salon_desktop.application.queries.status_facts import NEAR, ClosedValve, DeskStatus
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.domain.wall_clock import to_utc_or_next, to_wall
from salon_desktop.infrastructure.db.reading.reconciliation import salon_zone
from salon_desktop.infrastructure.db.rows.messages import (
    HealthRow,
    InboundEventRow,
    MessageRow,
    ValveRow,
)
from salon_desktop.infrastructure.db.rows.salon import SettingRow

FACTS = ("graph_contact", "relay_contact", "forged_webhooks", "backup", "number")
SETTINGS = ("waba_id", "relay_address")


class SqlDeskStatus:
    """Reads the status; the call list is asked through its own query."""

    def __init__(self, engine: Engine, calls: CallList) -> None:
        self._engine, self._calls = engine, calls

    def __call__(self, now: datetime) -> DeskStatus:
        """Return the status as of ``now``."""
        event = InboundEventRow
        with self._engine.connect() as connection:
            counts = _counts(connection, now)
            for_person = connection.scalar(
                select(func.count())
                .select_from(event)
                .where(event.needs_person, event.handled_at.is_(None))
            )
            facts = _facts(connection)
            settings = _settings(connection)
            valves = _valves(connection, now)
        number = facts.get("number")
        told = [facts[name].said_at for name in ("graph_contact", "relay_contact") if name in facts]
        return DeskStatus(
            has_account=bool(settings.get("waba_id")),
            has_relay=bool(settings.get("relay_address")),
            last_contact=max(told) if told else None,
            queued=counts.get("planned", 0) + counts.get("held", 0),
            unclear=counts.get("unknown", 0),
            failed=counts.get("failed", 0),
            dropped=counts.get("expired", 0),
            to_phone=len(self._calls(now)),
            for_person=int(for_person or 0),
            last_backup=facts["backup"].said_at if "backup" in facts else None,
            forged=int(facts["forged_webhooks"].value) if "forged_webhooks" in facts else 0,
            valves=valves,
            quality=_quality(None if number is None else number.value),
        )


def _counts(connection: Connection, now: datetime) -> dict[str, int]:
    message = MessageRow
    zone = salon_zone(connection)
    midnight = to_utc_or_next(to_wall(now, zone)[0], 0, zone)
    waiting = [MessageState.PLANNED, MessageState.HELD, MessageState.UNKNOWN]
    rows = connection.execute(
        select(message.state, func.count())
        .where(message.state.in_([state.value for state in waiting]), message.due_at <= now + NEAR)
        .group_by(message.state)
    )
    counts = {state: int(count) for state, count in rows}
    ended = [MessageState.FAILED.value, MessageState.EXPIRED.value]
    # Counted without a group: today's changes are few, the failed ones of all years are not.
    found = connection.execute(
        select(*(func.count().filter(message.state == state) for state in ended)).where(
            message.changed_at >= midnight
        )
    ).one()
    return counts | {state: int(found[at]) for at, state in enumerate(ended)}


def _facts(connection: Connection) -> dict[str, Any]:
    """Return the newest row of each fact; facts keep their history."""
    row = HealthRow
    newest = [
        select(row.id).where(row.name == name).order_by(row.id.desc()).limit(1).scalar_subquery()
        for name in FACTS
    ]
    rows = connection.execute(select(row.name, row.value, row.said_at).where(row.id.in_(newest)))
    return {one.name: one for one in rows}


def _settings(connection: Connection) -> dict[str, Any]:
    row = SettingRow
    newest = [
        select(row.id).where(row.name == name).order_by(row.id.desc()).limit(1).scalar_subquery()
        for name in SETTINGS
    ]
    rows = connection.execute(select(row.name, row.value).where(row.id.in_(newest)))
    return {one.name: one.value for one in rows}


def _valves(connection: Connection, now: datetime) -> Sequence[ClosedValve]:
    rows = connection.execute(
        select(ValveRow.name, ValveRow.reason, ValveRow.code)
        .where(or_(ValveRow.opens_at.is_(None), ValveRow.opens_at > now))
        .order_by(ValveRow.name)
    )
    return tuple(ClosedValve(name=row[0], reason=row[1], code=row[2]) for row in rows)


def _quality(number: object) -> str:
    return str(number.get("quality") or "") if isinstance(number, dict) else ""
