"""What the platform last said of the account, and the valves trouble closed, in one session."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from salon_desktop.application.ports.messages import ShutValve
from salon_desktop.infrastructure.db.rows.messages import HealthRow, ValveRow

CLOCK_STEP = timedelta(hours=1)
"""A pause that began later than this ahead was begun by a clock that was wrong: it is over."""


class SqlAccountBook:
    """Facts and valves over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def said(self, name: str, value: Any, now: datetime) -> None:
        """Keep one fact with the time; an unchanged one only gets the new time."""
        newest = self._newest(name)
        if newest is not None and newest.value == value:
            newest.said_at = now
        else:
            self._session.add(HealthRow(name=name, value=value, said_at=now))
        self._session.flush()

    def fact(self, name: str) -> tuple[Any, datetime] | None:
        """Return the newest value of a fact and when it was said."""
        newest = self._newest(name)
        return None if newest is None else (newest.value, newest.said_at)

    def close_valve(
        self,
        name: str,
        reason: str,
        now: datetime,
        *,
        code: int | None = None,
        opens_at: datetime | None = None,
    ) -> None:
        """Close a valve; one that is closed already takes the newer reason."""
        values = {"reason": reason, "code": code, "closed_at": now, "opens_at": opens_at}
        self._session.execute(
            insert(ValveRow)
            .values(name=name, **values)
            .on_conflict_do_update(index_elements=["name"], set_=values)
        )

    def open_valve(self, name: str) -> None:
        """Open a valve; an open one is no error."""
        self._session.execute(delete(ValveRow).where(ValveRow.name == name))

    def closed_valves(self, now: datetime) -> Sequence[tuple[str, str, int | None]]:
        """Return (name, reason, code) of the valves closed now; those whose time is up open."""
        wanted = (
            select(ValveRow.name, ValveRow.reason, ValveRow.code)
            .where(
                or_(
                    ValveRow.opens_at.is_(None),
                    and_(ValveRow.opens_at > now, ValveRow.closed_at <= now + CLOCK_STEP),
                )
            )
            .order_by(ValveRow.name)
        )
        return [(name, reason, code) for name, reason, code in self._session.execute(wanted)]

    def valve(self, name: str, now: datetime) -> ShutValve | None:
        """Return the valve if it is closed now, or None."""
        row = self._session.get(ValveRow, name)
        if row is None or (row.opens_at is not None and _is_over(row.closed_at, row.opens_at, now)):
            return None
        return ShutValve(
            name=row.name,
            reason=row.reason,
            code=row.code,
            closed_at=row.closed_at,
            opens_at=row.opens_at,
        )

    def _newest(self, name: str) -> HealthRow | None:
        wanted = (
            select(HealthRow).where(HealthRow.name == name).order_by(HealthRow.id.desc()).limit(1)
        )
        return self._session.scalar(wanted)


def _is_over(closed_at: datetime, opens_at: datetime, now: datetime) -> bool:
    return opens_at <= now or closed_at > now + CLOCK_STEP
