"""The outbox in one session: every change of state writes its event in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.messaging.message import (
    NEVER_LEFT,
    WAITING,
    MessageState,
    Replan,
    check_step,
    replan,
)
from salon_desktop.infrastructure.db.repositories.message_rows import (
    as_message,
    maybe_message,
    message_values,
    write_message,
)
from salon_desktop.infrastructure.db.rows import Row
from salon_desktop.infrastructure.db.rows.messages import (
    MessageEventRow,
    MessageRow,
    PendingStatusRow,
)

# Asked or written with every booking; made once, because making one costs more than running it.
BY_UNIQUE_KEY = select(MessageRow).where(MessageRow.unique_key == bindparam("unique_key"))
OF_APPOINTMENT = (
    select(MessageRow)
    .where(MessageRow.appointment_id == bindparam("appointment_id"))
    .order_by(MessageRow.due_at)
)
ADD_MESSAGE = insert(Row.metadata.tables["message"])
ADD_EVENT = insert(Row.metadata.tables["message_event"])


class SqlOutbox:
    """Outgoing messages over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def plan(self, message: Message, now: datetime) -> Message:
        """Store a new message, or revive a voided row of the same unique key that never left."""
        row = self._session.scalar(BY_UNIQUE_KEY, {"unique_key": message.unique_key})
        if row is None:
            return self._add(message, now)
        state = MessageState(row.state)
        if replan(state, ever_left=self._ever_left(row.id)) is Replan.NOTHING:
            return as_message(row)
        if message.state not in WAITING:
            return as_message(row)  # a voided row is not revived only to be blocked
        before = state
        write_message(row, message)
        row.state, row.changed_at = message.state.value, now
        self._session.flush()
        self._record(row, before, message.reason, None, now)
        return as_message(row)

    def get(self, message_id: int) -> Message:
        """Return the message; raises NotFound."""
        return as_message(self._row(message_id))

    def by_key(self, key: str) -> Message | None:
        """Return the message with our key, or None."""
        return maybe_message(self._session.scalar(select(MessageRow).where(MessageRow.key == key)))

    def by_platform_id(self, platform_id: str) -> Message | None:
        """Return the message the platform knows under that id, or None."""
        wanted = select(MessageRow).where(
            MessageRow.platform_id == platform_id, MessageRow.platform_id.is_not(None)
        )
        return maybe_message(self._session.scalar(wanted))

    def of_appointment(self, appointment_id: int) -> Sequence[Message]:
        """Return all messages about the appointment."""
        found = self._session.scalars(OF_APPOINTMENT, {"appointment_id": appointment_id})
        return [as_message(row) for row in found]

    def next_due(self, now: datetime, *, skip: Sequence[int] = ()) -> Message | None:
        """Return the planned message that is due longest, through one index; None if none is."""
        wanted = (
            select(MessageRow)
            .where(
                MessageRow.state == MessageState.PLANNED.value,
                MessageRow.due_at <= now,
                MessageRow.id.not_in(list(skip)),
            )
            .order_by(MessageRow.due_at)
            .limit(1)
        )
        return maybe_message(self._session.scalar(wanted))

    def held_due(self, now: datetime) -> Sequence[Message]:
        """Return held messages whose hold has run out."""
        return self._messages(
            (MessageRow.state == MessageState.HELD.value) & (MessageRow.due_at <= now)
        )

    def settle(
        self,
        message: Message,
        state: MessageState,
        now: datetime,
        *,
        reason: str | None = None,
        detail: str | None = None,
        lease_owner: str | None = None,
    ) -> Message:
        """Bring the message into ``state`` by a legal step and write its event."""
        row = self._row(message.id or 0)
        before = MessageState(row.state)
        if before is not state:
            check_step(before, state)
        write_message(row, message)
        row.state, row.reason, row.changed_at = state.value, reason, now
        row.lease_owner = lease_owner if state is MessageState.SENDING else None
        if state is MessageState.SENDING:
            row.attempts += 1
        self._session.flush()
        self._record(row, before, reason, detail, now)
        return as_message(row)

    def sending_owners(self) -> Sequence[str]:
        """Return the lease owners of all rows in ``sending``."""
        wanted = (
            select(MessageRow.lease_owner)
            .where(MessageRow.state == MessageState.SENDING.value)
            .distinct()
        )
        return [owner for owner in self._session.scalars(wanted) if owner is not None]

    def sending_of(self, owner: str) -> Sequence[Message]:
        """Return the rows in ``sending`` that one owner holds."""
        return self._messages(
            (MessageRow.state == MessageState.SENDING.value) & (MessageRow.lease_owner == owner)
        )

    def open_of_client(self, client_id: int) -> Sequence[Message]:
        """Return the client's messages that are planned or held."""
        return self._messages(
            (MessageRow.client_id == client_id)
            & MessageRow.state.in_([state.value for state in WAITING])
        )

    def out_of_date(self, now: datetime) -> Sequence[Message]:
        """Return planned and held messages whose end of use has passed."""
        return self._messages(
            MessageRow.state.in_([state.value for state in WAITING])
            & (MessageRow.expires_at <= now)
        )

    def people_written_since(self, since: datetime) -> frozenset[str]:
        """Return the addresses that templates left for since then."""
        wanted = (
            select(MessageRow.address)
            .where(
                MessageRow.changed_at >= since,
                MessageRow.template.is_not(None),
                MessageRow.state.not_in([state.value for state in NEVER_LEFT]),
            )
            .distinct()
        )
        return frozenset(one for one in self._session.scalars(wanted) if one is not None)

    def park_status(
        self, platform_id: str, status: str, error_code: int | None, happened_at: datetime
    ) -> None:
        """Keep a status of a message the desk does not know yet."""
        known = select(PendingStatusRow.id).where(
            PendingStatusRow.platform_id == platform_id, PendingStatusRow.status == status
        )
        if self._session.scalar(known) is None:
            self._session.add(
                PendingStatusRow(
                    platform_id=platform_id,
                    status=status,
                    error_code=error_code,
                    happened_at=happened_at,
                )
            )
            self._session.flush()

    def parked_statuses(self, platform_id: str) -> Sequence[tuple[str, int | None, datetime]]:
        """Return and forget the kept statuses of that message."""
        row = PendingStatusRow
        found = self._session.execute(
            select(row.status, row.error_code, row.happened_at)
            .where(row.platform_id == platform_id)
            .order_by(row.id)
        ).all()
        self._session.execute(delete(row).where(row.platform_id == platform_id))
        return [(status, code, happened_at) for status, code, happened_at in found]

    def _ever_left(self, message_id: int) -> bool:
        began = select(MessageEventRow.after).where(
            MessageEventRow.message_id == message_id,
            MessageEventRow.before == MessageState.SENDING.value,
            MessageEventRow.after != MessageState.PLANNED.value,
        )
        return self._session.scalar(began.limit(1)) is not None

    def _add(self, message: Message, now: datetime) -> Message:
        """Store a message that was never planned before, with the first event of its life."""
        new = message.changed(attempts=0, lease_owner=None)
        times = {"created_at": now, "changed_at": now}
        connection = self._session.connection()
        added = connection.execute(ADD_MESSAGE, message_values(new) | times)
        (number,) = added.inserted_primary_key or (0,)
        kept = new.changed(id=number)
        connection.execute(
            ADD_EVENT,
            {
                "message_id": kept.id,
                "happened_at": now,
                "after": kept.state.value,
                "reason": kept.reason,
                "ground_kind": None if kept.ground is None else kept.ground.kind,
                "ground_id": None if kept.ground is None else kept.ground.event_id,
            },
        )
        return kept

    def _row(self, message_id: int) -> MessageRow:
        row = self._session.get(MessageRow, message_id)
        if row is None:
            raise NotFound(what="message", id=message_id)
        return row

    def _messages(self, condition: object) -> Sequence[Message]:
        wanted = select(MessageRow).where(condition).order_by(MessageRow.due_at)  # type: ignore[arg-type]  # a column expression
        return [as_message(row) for row in self._session.scalars(wanted)]

    def _record(
        self,
        row: MessageRow,
        before: MessageState | None,
        reason: str | None,
        detail: str | None,
        now: datetime,
    ) -> None:
        self._session.add(
            MessageEventRow(
                message_id=row.id,
                happened_at=now,
                before=None if before is None else before.value,
                after=row.state,
                reason=reason,
                detail=detail,
                ground_kind=row.ground_kind,
                ground_id=row.ground_id,
            )
        )
        self._session.flush()
