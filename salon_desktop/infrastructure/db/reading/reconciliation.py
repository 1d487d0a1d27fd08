"""Yesterday's sum of the outbox, in two statements."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, func, select

from salon_desktop.application.queries.reconciliation import Reconciliation
from salon_desktop.domain.messaging.message import REACHED, MessageState
from salon_desktop.domain.wall_clock import to_utc_or_next, to_wall
from salon_desktop.infrastructure.db.reading.outbox_list import VOIDED_QUIETLY
from salon_desktop.infrastructure.db.rows.messages import MessageRow
from salon_desktop.infrastructure.db.rows.salon import SettingRow


class SqlReconciliation:
    """Answers from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, now: datetime) -> Reconciliation:
        """Return the sum of yesterday as the salon's own zone counts days."""
        message = MessageRow
        with self._engine.connect() as connection:
            zone = salon_zone(connection)
            today, _ = to_wall(now, zone)
            yesterday = today - timedelta(days=1)
            rows = connection.execute(
                select(message.state, message.reason, func.count())
                .where(
                    # All states are named so that the index by state and due time answers this.
                    message.state.in_([state.value for state in MessageState]),
                    message.due_at >= to_utc_or_next(yesterday, 0, zone),
                    message.due_at < to_utc_or_next(today, 0, zone),
                )
                .group_by(message.state, message.reason)
            ).all()
        ended: dict[MessageState, int] = {}
        for state, reason, count in rows:
            ended_as = MessageState(state)
            if ended_as is MessageState.VOIDED:
                if reason in VOIDED_QUIETLY:
                    continue  # nobody waits for it: the visit moved or is gone
                ended_as = MessageState.BLOCKED
            ended[ended_as] = ended.get(ended_as, 0) + int(count)
        return Reconciliation(
            day=yesterday,
            due=sum(ended.values()),
            delivered=sum(ended.get(state, 0) for state in REACHED),
            phoned=ended.get(MessageState.PHONED, 0),
            expired=ended.get(MessageState.EXPIRED, 0),
            blocked=ended.get(MessageState.BLOCKED, 0),
        )


def salon_zone(connection: Connection) -> ZoneInfo:
    """Return the zone the salon lives in; UTC for a file that holds no salon yet."""
    newest = (
        select(SettingRow.value)
        .where(SettingRow.name == "zone")
        .order_by(SettingRow.id.desc())
        .limit(1)
    )
    return ZoneInfo(connection.scalar(newest) or "UTC")
