"""The outbox and the call list, as Core rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, and_, or_, select

from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow, StepRow
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.messages import MessageRow
from salon_desktop.infrastructure.db.rows.staff import ServiceRow

NOT_REACHED = (
    MessageState.BLOCKED,
    MessageState.FAILED,
    MessageState.EXPIRED,
    MessageState.UNKNOWN,
)
# Voided because of what the client said or is: she is still to be told of her visit by voice.
VOIDED_FOR_HER = (
    Reason.WITHDRAWN,
    Reason.REFUSED,
    Reason.NOT_NOW,
    Reason.NOT_ASKED,
    Reason.NO_ANSWER_YET,
    Reason.CONSENT_EXPIRED,
    Reason.IMPORTED_WITHOUT_PROOF,
    Reason.NUMBER_CHANGED,
    Reason.PROOF_TOO_WEAK,
    Reason.GUARDIAN_MISSING,
    Reason.ADDRESS_INVALID,
    Reason.NOT_ON_PLATFORM,
    Reason.PLATFORM_BLOCK,
)


def _entries() -> Any:
    message, visit = MessageRow, AppointmentRow
    return (
        select(
            message.id,
            message.key,
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
            visit.day,
            visit.start_minute,
            ServiceRow.name,
            message.due_at,
            message.expires_at,
            message.changed_at,
            message.ground_kind,
            message.ground_id,
            message.language,
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
        limit: int = 500,
    ) -> Sequence[OutboxEntry]:
        """Return messages in these states (all if none is named), soonest due first."""
        wanted = _entries().order_by(MessageRow.due_at, MessageRow.id).limit(limit)
        if states:
            wanted = wanted.where(MessageRow.state.in_([state.value for state in states]))
        if client_id is not None:
            wanted = wanted.where(MessageRow.client_id == client_id)
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(wanted)]


class SqlCallList:
    """Whom to phone, from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, now: datetime) -> Sequence[OutboxEntry]:
        """Return one entry a visit, soonest visit first."""
        message, visit = MessageRow, AppointmentRow
        voided = and_(
            message.state == MessageState.VOIDED.value,
            message.reason.in_([reason.value for reason in VOIDED_FOR_HER]),
        )
        wanted = (
            _entries()
            .where(
                visit.day >= now.date(),
                visit.starts_at >= now,
                visit.status.in_([status.value for status in UPCOMING]),
                or_(message.state.in_([state.value for state in NOT_REACHED]), voided),
            )
            .order_by(visit.day, visit.start_minute, message.id.desc())
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        by_visit: dict[int, OutboxEntry] = {}
        for row in rows:
            entry = _entry(row)
            by_visit.setdefault(entry.appointment_id or -entry.id, entry)
        return list(by_visit.values())


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
    )
