"""Every question of the salon, built once over the encrypted file."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.queries.conversations import Conversations, ReadThread
from salon_desktop.application.queries.outbox_list import CallList, OutboxList
from salon_desktop.application.queries.status_facts import ReadDeskStatus
from salon_desktop.infrastructure.db.reading.conversations import SqlConversations, SqlThread
from salon_desktop.infrastructure.db.reading.desk_status import SqlDeskStatus
from salon_desktop.infrastructure.db.reading.outbox_list import SqlCallList, SqlOutboxList
from salon_desktop.whatsapp.templates import render


@dataclass(frozen=True, kw_only=True)
class Readings:
    """What screens and commands ask; each answers in plain values and changes nothing."""

    outbox: OutboxList
    calls: CallList
    conversations: Conversations
    thread: ReadThread
    status: ReadDeskStatus


def build_readings(engine: Engine, texts: MessageTexts) -> Readings:
    """Return all questions over one engine."""
    calls = SqlCallList(engine)

    def rendered(
        name: str, language: str, values: Mapping[str, str]
    ) -> tuple[str, tuple[str, ...]]:
        for template in texts.templates.values():
            definition = template.by_language.get(language)
            if template.name == name and definition is not None:
                text = definition.text
                return render(text.body, values), tuple(text.buttons)
        return name, ()

    return Readings(
        outbox=SqlOutboxList(engine),
        calls=calls,
        conversations=SqlConversations(engine),
        thread=SqlThread(engine, rendered),
        status=SqlDeskStatus(engine, calls),
    )
