"""The desk's status in few statements."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, Row, func, or_, select

from salon_desktop.application.queries.outbox_list import CallList
from salon_desktop.application.queries.status_facts import ClosedValve, DeskStatus
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.db.rows.messages import (
    HealthRow,
    InboundEventRow,
    MessageRow,
    ValveRow,
)
from salon_desktop.infrastructure.db.rows.salon import SettingRow

FACTS = ("graph_contact", "relay_contact", "forged_webhooks", "backup")
COUNTED_DAYS = timedelta(days=2)


class SqlDeskStatus:
    """Reads the status; the call list is asked through its own query."""

    def __init__(self, engine: Engine, calls: CallList) -> None:
        self._engine, self._calls = engine, calls

    def __call__(self, now: datetime) -> DeskStatus:
        """Return the status as of ``now``."""
        message, event = MessageRow, InboundEventRow
        with self._engine.connect() as connection:
            waiting = connection.execute(
                select(message.state, func.count())
                .where(
                    message.state.in_(
                        [
                            MessageState.PLANNED.value,
                            MessageState.HELD.value,
                            MessageState.UNKNOWN.value,
                        ]
                    )
                )
                .group_by(message.state)
            ).all()
            ended = connection.execute(
                select(message.state, func.count())
                .where(
                    message.changed_at >= now - COUNTED_DAYS,
                    message.state.in_([MessageState.FAILED.value, MessageState.EXPIRED.value]),
                )
                .group_by(message.state)
            ).all()
            for_person = connection.scalar(
                select(func.count())
                .select_from(event)
                .where(event.needs_person, event.handled_at.is_(None))
            )
            facts = connection.execute(
                select(HealthRow.name, HealthRow.value, HealthRow.said_at)
                .where(HealthRow.name.in_(FACTS))
                .order_by(HealthRow.id)
            ).all()
            settings = connection.execute(
                select(SettingRow.name, SettingRow.value)
                .where(SettingRow.name.in_(("waba_id", "relay_address")))
                .order_by(SettingRow.id)
            ).all()
            valves = connection.execute(
                select(ValveRow.name, ValveRow.reason, ValveRow.code)
                .where(or_(ValveRow.opens_at.is_(None), ValveRow.opens_at > now))
                .order_by(ValveRow.name)
            ).all()
        counts = {row[0]: int(row[1]) for row in (*waiting, *ended)}
        newest = {row.name: row for row in facts}
        configured = {row[0]: row[1] for row in settings}
        return DeskStatus(
            has_account=bool(configured.get("waba_id")),
            has_relay=bool(configured.get("relay_address")),
            last_contact=_newest(newest.get("graph_contact"), newest.get("relay_contact")),
            queued=counts.get("planned", 0) + counts.get("held", 0),
            unclear=counts.get("unknown", 0),
            failed=counts.get("failed", 0),
            dropped=counts.get("expired", 0),
            to_phone=len(self._calls(now)),
            for_person=int(for_person or 0),
            last_backup=newest["backup"].said_at if "backup" in newest else None,
            forged=int(newest["forged_webhooks"].value) if "forged_webhooks" in newest else 0,
            valves=tuple(ClosedValve(name=row[0], reason=row[1], code=row[2]) for row in valves),
        )


def _newest(*facts: Row[tuple[str, object, datetime]] | None) -> datetime | None:
    told = [fact.said_at for fact in facts if fact is not None]
    return max(told) if told else None
