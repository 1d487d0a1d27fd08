"""One person's thread, as Core rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.conversations import (
    WINDOW,
    NextVisit,
    Thread,
    ThreadConsent,
    ThreadLine,
)
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, Channel
from salon_desktop.domain.messaging.message import (
    AUTOMATIC_ANSWERS,
    NEVER_LEFT,
    MessageKind,
    MessagePurpose,
    MessageState,
)
from salon_desktop.infrastructure.db.reading.conversations import FROM_A_PERSON, full
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow, StepRow
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import (
    InboundEventRow,
    MessageEventRow,
    MessageRow,
)
from salon_desktop.infrastructure.db.rows.staff import OperatorRow, ServiceRow

OPENS_WINDOW = ("text", "button", "other")
Render = Callable[[str, str, Mapping[str, str]], tuple[str, tuple[str, ...]]]
"""(template, language, values) → (text, button titles); the definitions are shipped data."""
Place = tuple[datetime, int, int, int]
"""Second, rank within it, and the order of storing. The platform knows no less than a second."""
_WE_BEGAN, _THEIRS, _WE_ANSWER = range(3)
_ITSELF = 0
_ANSWERS = frozenset(kind.value for kind in (*AUTOMATIC_ANSWERS, MessageKind.REPLY))


class SqlThread:
    """One person's thread."""

    def __init__(self, engine: Engine, render: Render) -> None:
        self._engine, self._render = engine, render

    def __call__(
        self,
        client_id: int | None,
        limit: int = 200,
        *,
        address: str | None = None,
        now: datetime | None = None,
    ) -> Thread:
        """Return the newest ``limit`` bubbles, oldest first; raises NotFound."""
        with self._engine.connect() as connection:
            if client_id is None:
                return self._of_stranger(connection, address, limit)
            client = _client(connection, client_id)
            event = InboundEventRow
            theirs = _theirs(connection, event.client_id == client_id, limit)
            ours = _ours(connection, client_id, limit)
            times = _times(connection, [row.id for row in ours])
            spoken = next((row.address for row in theirs if row.address), None)
            consents = _consents(connection, client_id, spoken or client.e164)
            visit = None if now is None else _next_visit(connection, client_id, now)
        said = {row.id: row.happened_at for row in theirs}
        placed = [(_their_place(row), _their_line(row)) for row in theirs]
        for row in ours:
            line = self._our_line(row, times.get(row.id, {}))
            placed.append((_our_place(row, line.at, said), line))
        lines = [line for _, line in sorted(placed, key=_place)]
        return Thread(
            client_id=client_id,
            client_name=full(client),
            lines=tuple(lines[-limit:]),
            window_closes_at=_window(theirs),
            phone=spoken or client.e164,
            alert=client.alert or "",
            visit=visit,
            consents=consents,
        )

    def _of_stranger(self, connection: Connection, address: str | None, limit: int) -> Thread:
        event = InboundEventRow
        theirs = _theirs(
            connection, and_(event.client_id.is_(None), event.address == address), limit
        )
        if not theirs:
            raise NotFound(what="conversation", id=0)
        return Thread(
            client_id=None,
            client_name="",
            lines=tuple(_their_line(row) for row in reversed(theirs)),
            window_closes_at=_window(theirs),
            phone=address,
        )

    def _our_line(self, row: Any, times: Mapping[str, datetime]) -> ThreadLine:
        if row.template:
            text, buttons = self._render(row.template, row.language, row.parameters)
        else:
            content = row.content or {}
            text = str(content.get("body", ""))
            buttons = tuple(str(title) for _, title in content.get("buttons", []))
        left = times.get(MessageState.SENDING.value)
        return ThreadLine(
            at=left or max(row.due_at, row.created_at),
            is_inbound=False,
            text=text,
            kind=row.kind,
            state=row.state,
            reason=row.reason,
            outcome=None,
            buttons=buttons,
            event_id=None,
            needs_person=False,
            message_id=row.id,
            read_at=times.get(MessageState.READ.value),
            error_code=row.error_code,
        )


def _client(connection: Connection, client_id: int) -> Any:
    number = ClientPhoneRow
    to_dial = (
        select(number.e164)
        .where(number.client_id == client_id, number.valid_to.is_(None))
        .order_by(number.id)
        .limit(1)
        .scalar_subquery()
    )
    found = connection.execute(
        select(
            ClientRow.first_name, ClientRow.last_name, ClientRow.alert, to_dial.label("e164")
        ).where(ClientRow.id == client_id, ClientRow.erased_at.is_(None))
    ).first()
    if found is None:
        raise NotFound(what="client", id=client_id)
    return found


def _theirs(connection: Connection, who: Any, limit: int) -> Sequence[Any]:
    event = InboundEventRow
    return connection.execute(
        select(
            event.id,
            event.address,
            event.happened_at,
            event.kind,
            event.text,
            event.outcome,
            event.needs_person,
            event.handled_at,
        )
        .where(who, event.kind.in_(FROM_A_PERSON))
        .order_by(event.id.desc())
        .limit(limit)
    ).all()


def _ours(connection: Connection, client_id: int, limit: int) -> Sequence[Any]:
    """Return what left, and answers whatever became of them: somebody waits to see them go."""
    message = MessageRow
    answers = and_(
        message.purpose == MessagePurpose.ANSWER.value,
        message.state != MessageState.VOIDED.value,
    )
    return connection.execute(
        select(
            message.id,
            message.created_at,
            message.due_at,
            message.kind,
            message.state,
            message.reason,
            message.error_code,
            message.template,
            message.language,
            message.parameters,
            message.content,
            message.ground_kind,
            message.ground_id,
        )
        .where(
            message.client_id == client_id,
            or_(message.state.not_in([state.value for state in NEVER_LEFT]), answers),
        )
        .order_by(message.id.desc())
        .limit(limit)
    ).all()


def _times(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, datetime]]:
    """Return when each message last went into sending and when it was read."""
    event = MessageEventRow
    wanted = (MessageState.SENDING.value, MessageState.READ.value)
    rows = connection.execute(
        select(event.message_id, event.after, event.happened_at)
        .where(event.message_id.in_(ids), event.after.in_(wanted))
        .order_by(event.message_id, event.id)
    )
    times: dict[int, dict[str, datetime]] = {}
    for message_id, state, happened_at in rows:
        times.setdefault(message_id, {})[state] = happened_at
    return times


def _consents(
    connection: Connection, client_id: int, address: str | None
) -> tuple[ThreadConsent, ...]:
    state = ConsentStateRow
    rows = connection.execute(
        select(state.purpose, state.state, state.method, state.strength, state.valid_until)
        .where(
            state.client_id == client_id,
            state.channel == Channel.WHATSAPP.value,
            state.address == (address or ""),
            state.purpose.in_([purpose.value for purpose in MESSAGING_PURPOSES]),
        )
        .order_by(state.purpose.desc())
    )
    return tuple(
        ThreadConsent(
            purpose=row.purpose,
            state=row.state,
            method=row.method,
            strength=row.strength,
            valid_until=row.valid_until,
        )
        for row in rows
    )


def _next_visit(connection: Connection, client_id: int, now: datetime) -> NextVisit | None:
    visit = AppointmentRow
    found = connection.execute(
        select(
            visit.id, visit.day, visit.start_minute, ServiceRow.name, OperatorRow.name.label("who")
        )
        .join(StepRow, and_(StepRow.appointment_id == visit.id, StepRow.position == 0))
        .join(ServiceRow, ServiceRow.id == StepRow.service_id)
        .join(OperatorRow, OperatorRow.id == StepRow.operator_id)
        .where(
            visit.client_id == client_id,
            visit.starts_at >= now,
            visit.status.in_([status.value for status in UPCOMING]),
        )
        .order_by(visit.day, visit.start_minute)
        .limit(1)
    ).first()
    if found is None:
        return None
    return NextVisit(
        appointment_id=found.id,
        day=found.day,
        start=found.start_minute,
        service=found.name,
        operator=found.who,
    )


def _window(theirs: Sequence[Any]) -> datetime | None:
    opened = [row.happened_at for row in theirs if row.kind in OPENS_WINDOW]
    return max(opened) + WINDOW if opened else None


def _their_line(row: Any) -> ThreadLine:
    return ThreadLine(
        at=row.happened_at,
        is_inbound=True,
        text=row.text or "",
        kind=row.kind,
        state=None,
        reason=None,
        outcome=row.outcome,
        buttons=(),
        event_id=row.id,
        needs_person=bool(row.needs_person) and row.handled_at is None,
    )


def _their_place(row: Any) -> Place:
    return row.happened_at.replace(microsecond=0), _THEIRS, row.id, _ITSELF


def _our_place(row: Any, at: datetime, said: Mapping[int, datetime]) -> Place:
    """Return where ours stands: an answer right after what it answers, whatever the clocks say."""
    if row.kind not in _ANSWERS:
        return at.replace(microsecond=0), _WE_BEGAN, row.id, _ITSELF
    if row.ground_kind == "inbound" and row.ground_id in said:
        at = max(at, said[row.ground_id])
        return at.replace(microsecond=0), _THEIRS, row.ground_id, row.id
    return at.replace(microsecond=0), _WE_ANSWER, row.id, _ITSELF


def _place(placed: tuple[Place, ThreadLine]) -> Place:
    return placed[0]
