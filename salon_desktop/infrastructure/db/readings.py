"""Every question of the salon, built once over the encrypted file."""

from collections.abc import Mapping

from sqlalchemy import Engine

from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.readings import Readings
from salon_desktop.infrastructure.db.reading.conversations import SqlConversations
from salon_desktop.infrastructure.db.reading.desk_status import SqlDeskStatus
from salon_desktop.infrastructure.db.reading.outbox_list import SqlCallList, SqlOutboxList
from salon_desktop.infrastructure.db.reading.reconciliation import SqlReconciliation
from salon_desktop.infrastructure.db.reading.thread import SqlThread
from salon_desktop.whatsapp.templates import render


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
        reconciliation=SqlReconciliation(engine),
    )
