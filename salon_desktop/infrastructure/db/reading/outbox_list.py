"""The outbox and the call list, as Core rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, and_, func, or_, select, union_all

from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.application.queries.status_facts import NEAR
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.messaging.message import (
    REACHED,
    WAITING,
    MessageKind,
    MessagePurpose,
    MessageState,
    unique_key,
)
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow, StepRow
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.messages import HealthRow, MessageRow
from salon_desktop.infrastructure.db.rows.staff import ServiceRow

NOT_REACHED = frozenset(
    {
        MessageState.BLOCKED,
        MessageState.FAILED,
        MessageState.EXPIRED,
        MessageState.UNKNOWN,
    }
)
ON_THE_WAY = frozenset({MessageState.ACCEPTED, MessageState.SENT})
SETTLED = REACHED | {MessageState.PHONED}
# Voided for a cause of the salon's: nobody waits for that message. Whatever else voids one, she
# is still to be told of her visit by voice.
VOIDED_QUIETLY = frozenset(
    {
        Reason.UNDONE,
        Reason.REPLACED,
        Reason.APPOINTMENT_GONE,
        Reason.APPOINTMENT_MOVED,
        Reason.FUTURE_VISIT,
        Reason.CAMPAIGN_STOPPED,
        Reason.ERASED,
    }
)
# A visit's wall day may lie a day before or after the UTC date of the same instant.
A_DAY = timedelta(days=1)


def _entries() -> Any:
    message, visit, number = MessageRow, AppointmentRow, ClientPhoneRow
    to_dial = (
        select(number.e164)
        .where(number.client_id == message.client_id, number.valid_to.is_(None))
        .order_by(number.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            message.id,
            message.key,
            message.unique_key,
            message.kind,
            message.purpose,
            message.state,
            message.reason,
            message.error_code,
            message.client_id,
            ClientRow.first_name,
            ClientRow.last_name,
            message.address,
            message.appointment_id,
            visit.key.label("visit_key"),
            visit.day,
            visit.start_minute,
            ServiceRow.name,
            message.due_at,
            message.expires_at,
            message.changed_at,
            message.ground_kind,
            message.ground_id,
            message.language,
            to_dial.label("to_dial"),
        )
        .select_from(message)
        .outerjoin(ClientRow, ClientRow.id == message.client_id)
        .outerjoin(visit, visit.id == message.appointment_id)
        .outerjoin(StepRow, and_(StepRow.appointment_id == visit.id, StepRow.position == 0))
        .outerjoin(ServiceRow, ServiceRow.id == StepRow.service_id)
    )


class SqlOutboxList:
    """Answers from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(
        self,
        *,
        states: Sequence[MessageState] = (),
        client_id: int | None = None,
        since: datetime | None = None,
        limit: int = 500,
    ) -> Sequence[OutboxEntry]:
        """Return messages in these states (all if none is named), soonest due first."""
        ids = _ids(states, client_id, since, limit)
        wanted = _entries().where(MessageRow.id.in_(ids)).order_by(MessageRow.due_at, MessageRow.id)
        with self._engine.connect() as connection:
            found = [_entry(row) for row in connection.execute(wanted)]
        waiting_first = bool(states) and all(state in WAITING for state in states)
        return found[:limit] if waiting_first else found[-limit:]


def _ids(
    states: Sequence[MessageState], client_id: int | None, since: datetime | None, limit: int
) -> Any:
    """Return the ids to show, so that no list walks through years of messages to sort them."""
    message = MessageRow
    narrow = [] if client_id is None else [message.client_id == client_id]
    if since is not None:
        narrow.append(message.changed_at >= since)
    if not states or client_id is not None or since is not None:
        if states:
            # Hidden from the index by state, whose rows of years would be looked through.
            narrow.append(func.coalesce(message.state, "").in_([one.value for one in states]))
        newest = message.id.desc() if since is None else message.changed_at.desc()
        return select(message.id).where(*narrow).order_by(newest).limit(limit)
    parts = []
    for state in states:
        soonest = message.due_at if state in WAITING else message.due_at.desc()
        part = select(message.id).where(message.state == state.value).order_by(soonest)
        parts.append(select(part.limit(limit).subquery().c.id))
    return union_all(*parts)


class SqlCallList:
    """Whom to phone, from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, now: datetime) -> Sequence[OutboxEntry]:
        """Return one entry a visit, soonest visit first: those whose message's moment is near."""
        visit = AppointmentRow
        # Hidden from the index by state: delivered messages of years are many, visits to come few.
        state = func.coalesce(MessageRow.state, "")
        wanted = (
            _entries()
            .where(
                visit.day >= now.date() - A_DAY,
                visit.starts_at >= now,
                MessageRow.due_at <= now + NEAR,
                visit.status.in_([status.value for status in UPCOMING]),
                or_(
                    state.in_([one.value for one in NOT_REACHED | SETTLED | ON_THE_WAY]),
                    and_(
                        state == MessageState.VOIDED.value,
                        MessageRow.reason.not_in([reason.value for reason in VOIDED_QUIETLY]),
                    ),
                ),
            )
            .order_by(visit.day, visit.start_minute, visit.id)
        )
        heard = (
            select(HealthRow.said_at)
            .where(HealthRow.name == "relay_contact")
            .order_by(HealthRow.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
            heard_at = connection.scalar(heard)
        latest: dict[int, Any] = {}
        for row in rows:
            if not _about_the_visit_as_it_stands(row):
                continue
            known = latest.get(row.appointment_id)
            if known is None or (row.changed_at, row.id) >= (known.changed_at, known.id):
                latest[row.appointment_id] = row
        return [_entry(row) for row in latest.values() if _to_phone(row, now, heard_at)]


def _about_the_visit_as_it_stands(row: Any) -> bool:
    """Tell whether the message told today's day and start; a moved visit has another one."""
    kind = MessageKind(row.kind)
    return bool(row.unique_key == unique_key(row.visit_key, kind, row.day, row.start_minute))


def _to_phone(row: Any, now: datetime, heard_at: datetime | None) -> bool:
    state = MessageState(row.state)
    if state in SETTLED:
        return False
    if state not in ON_THE_WAY:
        return True
    # Sent and never shown by her phone. Without a relay nobody tells us of a delivery, and then
    # silence means nothing.
    return heard_at is not None and row.expires_at <= min(now, heard_at)


def _entry(row: Any) -> OutboxEntry:
    names = " ".join(name for name in (row.first_name, row.last_name) if name)
    return OutboxEntry(
        id=row.id,
        key=row.key,
        kind=MessageKind(row.kind),
        purpose=MessagePurpose(row.purpose),
        state=MessageState(row.state),
        reason=row.reason,
        error_code=row.error_code,
        client_id=row.client_id,
        client_name=names,
        address=row.address,
        appointment_id=row.appointment_id,
        day=row.day,
        start=row.start_minute,
        service=row.name,
        due_at=row.due_at,
        expires_at=row.expires_at,
        changed_at=row.changed_at,
        ground_kind=row.ground_kind,
        ground_id=row.ground_id,
        language=row.language,
        phone=row.address or row.to_dial,
    )
