"""Conversations and threads, as Core rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, case, func, select

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.conversations import (
    WINDOW,
    Conversation,
    Thread,
    ThreadLine,
)
from salon_desktop.domain.messaging.message import NEVER_LEFT
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.messages import InboundEventRow, MessageRow

FROM_A_PERSON = ("text", "button", "other", "preference", "number_changed")
OPENS_WINDOW = ("text", "button", "other")
Render = Callable[[str, str, Mapping[str, str]], tuple[str, tuple[str, ...]]]
"""(template, language, values) → (text, button titles); the definitions are shipped data."""


class SqlConversations:
    """Threads by person, newest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, *, only_open: bool = False, limit: int = 100) -> Sequence[Conversation]:
        """Return one line a person; ``only_open`` those with something for a person to do."""
        event = InboundEventRow
        waits = func.sum(case((event.needs_person & event.handled_at.is_(None), 1), else_=0)).label(
            "waits"
        )
        who = func.coalesce(event.client_id, -event.id)
        newest = (
            select(func.max(event.id).label("last_id"), waits)
            .where(event.kind.in_(FROM_A_PERSON))
            .group_by(who)
            .subquery()
        )
        wanted = (
            select(
                event.client_id,
                event.address,
                event.text,
                event.kind,
                event.happened_at,
                event.outcome,
                newest.c.waits,
                ClientRow.first_name,
                ClientRow.last_name,
            )
            .join(newest, newest.c.last_id == event.id)
            .outerjoin(ClientRow, ClientRow.id == event.client_id)
            .order_by(event.happened_at.desc(), event.id.desc())
            .limit(limit)
        )
        if only_open:
            wanted = wanted.where(newest.c.waits > 0)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [
            Conversation(
                client_id=row.client_id,
                address=row.address,
                client_name=_name(row),
                last_text=row.text or "",
                last_at=row.happened_at,
                outcome=row.outcome,
                needs_person=int(row.waits or 0),
                is_inbound=True,
            )
            for row in rows
        ]


class SqlThread:
    """One client's thread."""

    def __init__(self, engine: Engine, render: Render) -> None:
        self._engine, self._render = engine, render

    def __call__(self, client_id: int, limit: int = 200) -> Thread:
        """Return the newest ``limit`` bubbles, oldest first; raises NotFound."""
        event, message = InboundEventRow, MessageRow
        with self._engine.connect() as connection:
            client = connection.execute(
                select(ClientRow.first_name, ClientRow.last_name).where(
                    ClientRow.id == client_id, ClientRow.erased_at.is_(None)
                )
            ).first()
            if client is None:
                raise NotFound(what="client", id=client_id)
            theirs = connection.execute(
                select(event)
                .with_only_columns(
                    event.id,
                    event.happened_at,
                    event.kind,
                    event.text,
                    event.outcome,
                    event.needs_person,
                    event.handled_at,
                )
                .where(event.client_id == client_id, event.kind.in_(FROM_A_PERSON))
                .order_by(event.id.desc())
                .limit(limit)
            ).all()
            ours = connection.execute(
                select(
                    message.changed_at,
                    message.created_at,
                    message.due_at,
                    message.kind,
                    message.state,
                    message.reason,
                    message.template,
                    message.language,
                    message.parameters,
                    message.content,
                )
                .where(
                    message.client_id == client_id,
                    message.state.not_in([state.value for state in NEVER_LEFT]),
                )
                .order_by(message.id.desc())
                .limit(limit)
            ).all()
        lines = [_their_line(row) for row in theirs] + [self._our_line(row) for row in ours]
        lines.sort(key=_moment)
        opened = [row.happened_at for row in theirs if row.kind in OPENS_WINDOW]
        return Thread(
            client_id=client_id,
            client_name=_name(client),
            lines=tuple(lines[-limit:]),
            window_closes_at=max(opened) + WINDOW if opened else None,
        )

    def _our_line(self, row: Any) -> ThreadLine:
        if row.template:
            text, buttons = self._render(row.template, row.language, row.parameters)
        else:
            content = row.content or {}
            text = str(content.get("body", ""))
            buttons = tuple(str(title) for _, title in content.get("buttons", []))
        return ThreadLine(
            at=max(row.due_at, row.created_at),
            is_inbound=False,
            text=text,
            kind=row.kind,
            state=row.state,
            reason=row.reason,
            outcome=None,
            buttons=buttons,
            event_id=None,
            needs_person=False,
        )


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


def _moment(line: ThreadLine) -> datetime:
    return line.at


def _name(row: Any) -> str:
    return " ".join(name for name in (row.first_name, row.last_name) if name)
