"""Every question the screens and the command line may ask, as one value built at the top."""

from dataclasses import dataclass

from salon_desktop.application.queries.appointment_card import ReadAppointmentCard
from salon_desktop.application.queries.appointments_list import AppointmentsList
from salon_desktop.application.queries.check_salon import CheckSalon
from salon_desktop.application.queries.client_card import ReadClientCard, ReadLikelyDoubles
from salon_desktop.application.queries.consent_status import ConsentStatus
from salon_desktop.application.queries.consent_texts import ReadConsentTexts
from salon_desktop.application.queries.conversations import Conversations, ReadThread
from salon_desktop.application.queries.day_agenda import DayAgenda, WeekAgenda
from salon_desktop.application.queries.export_ledger import ExportLedger
from salon_desktop.application.queries.find_clients import ClientFinder
from salon_desktop.application.queries.free_slots import FreeSlots
from salon_desktop.application.queries.list_clients import ClientList
from salon_desktop.application.queries.lookalikes import FindLookalikes
from salon_desktop.application.queries.operators_list import OperatorsList
from salon_desktop.application.queries.outbox_list import CallList, OutboxList
from salon_desktop.application.queries.reconciliation import ReadReconciliation
from salon_desktop.application.queries.salon_overview import SalonOverview
from salon_desktop.application.queries.services_list import ServicesList
from salon_desktop.application.queries.status_facts import ReadDeskStatus
from salon_desktop.application.queries.verify_ledger import VerifyLedger


@dataclass(frozen=True, kw_only=True)
class Readings:
    """What screens and commands ask; each answers in plain values and changes nothing."""

    outbox: OutboxList
    calls: CallList
    conversations: Conversations
    thread: ReadThread
    status: ReadDeskStatus
    salon: SalonOverview
    reconciliation: ReadReconciliation
    consent: ConsentStatus
    consent_texts: ReadConsentTexts
    verify_ledger: VerifyLedger
    export_ledger: ExportLedger
    check: CheckSalon
    find_clients: ClientFinder
    client_card: ReadClientCard
    likely_doubles: ReadLikelyDoubles
    list_clients: ClientList
    lookalikes: FindLookalikes
    day: DayAgenda
    week: WeekAgenda
    free_slots: FreeSlots
    appointment: ReadAppointmentCard
    appointments: AppointmentsList
    operators: OperatorsList
    services: ServicesList
