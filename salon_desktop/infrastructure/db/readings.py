"""Every question of the salon, built once over the encrypted file."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.readings import Readings
from salon_desktop.infrastructure.db.reading.appointment_card import SqlAppointmentCard
from salon_desktop.infrastructure.db.reading.appointments_list import SqlAppointmentsList
from salon_desktop.infrastructure.db.reading.check_salon import SqlCheckSalon
from salon_desktop.infrastructure.db.reading.client_card import (
    SqlClientCard,
    SqlLikelyDoubles,
)
from salon_desktop.infrastructure.db.reading.consent_status import SqlConsentStatus
from salon_desktop.infrastructure.db.reading.consent_texts import SqlConsentTexts
from salon_desktop.infrastructure.db.reading.conversations import SqlConversations
from salon_desktop.infrastructure.db.reading.day_agenda import SqlDayAgenda
from salon_desktop.infrastructure.db.reading.desk_status import SqlDeskStatus
from salon_desktop.infrastructure.db.reading.export_ledger import SqlExportLedger
from salon_desktop.infrastructure.db.reading.find_clients import SqlClientFinder
from salon_desktop.infrastructure.db.reading.free_slots import SqlFreeSlots
from salon_desktop.infrastructure.db.reading.list_clients import SqlClientList
from salon_desktop.infrastructure.db.reading.lookalikes import SqlLookalikes
from salon_desktop.infrastructure.db.reading.operators_list import SqlOperatorsList
from salon_desktop.infrastructure.db.reading.outbox_list import SqlCallList, SqlOutboxList
from salon_desktop.infrastructure.db.reading.reconciliation import SqlReconciliation
from salon_desktop.infrastructure.db.reading.salon_overview import SqlSalonOverview
from salon_desktop.infrastructure.db.reading.services_list import SqlServicesList
from salon_desktop.infrastructure.db.reading.thread import SqlThread
from salon_desktop.infrastructure.db.reading.verify_ledger import SqlVerifyLedger
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.whatsapp.templates import render


def build_readings(
    engine: Engine,
    texts: MessageTexts,
    clock: Clock,
    folder: DataFolder,
    key: bytes,
    lives: Callable[[str], bool],
) -> Readings:
    """Return all questions over one engine; ``lives`` tells whether a sender's process lives."""
    calls, holidays = SqlCallList(engine), PublicHolidays()
    agenda = SqlDayAgenda(engine, clock, holidays)

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
        salon=SqlSalonOverview(engine),
        reconciliation=SqlReconciliation(engine),
        consent=SqlConsentStatus(engine),
        consent_texts=SqlConsentTexts(engine, clock),
        verify_ledger=SqlVerifyLedger(engine),
        export_ledger=SqlExportLedger(engine),
        check=SqlCheckSalon(engine, folder, key, lives=lives),
        find_clients=SqlClientFinder(engine, clock),
        client_card=SqlClientCard(engine, clock),
        likely_doubles=SqlLikelyDoubles(engine),
        list_clients=SqlClientList(engine, clock),
        lookalikes=SqlLookalikes(engine, NumberingPlans()),
        day=agenda,
        week=agenda.week,
        free_slots=SqlFreeSlots(engine, clock, holidays),
        appointment=SqlAppointmentCard(engine, clock),
        appointments=SqlAppointmentsList(engine),
        operators=SqlOperatorsList(engine),
        services=SqlServicesList(engine),
    )
