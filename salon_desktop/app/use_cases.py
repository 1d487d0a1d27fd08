"""Building every command of the salon once, with what it needs."""

from dataclasses import dataclass
from pathlib import Path

from salon_desktop.app.gateway import PlatformGateway
from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.add_client import AddClientHandler
from salon_desktop.application.commands.apply_inbound import ApplyInboundHandler
from salon_desktop.application.commands.back_up import BackUpHandler
from salon_desktop.application.commands.book_appointment import BookAppointmentHandler
from salon_desktop.application.commands.cancel_appointment import CancelAppointmentHandler
from salon_desktop.application.commands.change_status import ChangeStatusHandler
from salon_desktop.application.commands.edit_client import EditClientHandler
from salon_desktop.application.commands.export_clients import ExportClientsHandler
from salon_desktop.application.commands.import_clients import ImportClientsHandler
from salon_desktop.application.commands.mark_handled import MarkHandledHandler
from salon_desktop.application.commands.mark_phoned import MarkPhonedHandler
from salon_desktop.application.commands.move_appointment import MoveAppointmentHandler
from salon_desktop.application.commands.open_valve import OpenValveHandler
from salon_desktop.application.commands.pull_relay import PullRelayHandler
from salon_desktop.application.commands.read_health import ReadHealthHandler
from salon_desktop.application.commands.record_consent import RecordConsentHandler
from salon_desktop.application.commands.reply_to_client import ReplyToClientHandler
from salon_desktop.application.commands.send_due import SendDueHandler
from salon_desktop.application.commands.set_up_platform import SetUpPlatformHandler
from salon_desktop.application.commands.sync_templates import SyncTemplatesHandler
from salon_desktop.application.draining import Drain
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.inbound_acts import InboundActs
from salon_desktop.application.placing import Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.copies import SalonCopies
from salon_desktop.application.ports.files import ReadClientEntries
from salon_desktop.application.ports.lease import SenderLease
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.rehearsing import RehearseBookingHandler
from salon_desktop.application.undo import UndoHandler
from salon_desktop.application.use_cases import UseCases
from salon_desktop.infrastructure.files.client_csv import CsvClientFiles
from salon_desktop.infrastructure.files.client_export import write_clients
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.public_holidays import PublicHolidays


@dataclass(frozen=True, kw_only=True)
class Means:
    """What the use cases of one salon are built from."""

    open_unit: OpenUnitOfWork
    clock: Clock
    secrets: Secrets
    platform: PlatformGateway
    lease: SenderLease
    resources: Path
    client_entries: ReadClientEntries
    copies: SalonCopies


def build_use_cases(means: Means) -> UseCases:
    """Return all use cases over one file, one platform and one lease."""
    open_unit, clock, platform = means.open_unit, means.clock, means.platform
    holidays, phones, files = PublicHolidays(), NumberingPlans(), CsvClientFiles()
    texts = message_texts(means.resources)
    gate = GateFacts(holidays)
    plan = MessagePlanner(texts, holidays, gate)
    placing, choice = Placing(holidays, plan), FreeChoice(holidays)
    pull = PullRelayHandler(open_unit, clock, platform, means.secrets)
    apply = ApplyInboundHandler(open_unit, clock, texts, InboundActs(placing, plan))
    return UseCases(
        add_client=AddClientHandler(open_unit, clock, phones),
        edit_client=EditClientHandler(open_unit, clock, phones, plan),
        import_clients=ImportClientsHandler(open_unit, clock, phones, files),
        client_files=files,
        export_clients=ExportClientsHandler(means.client_entries, write_clients),
        book=BookAppointmentHandler(open_unit, clock, placing, choice),
        rehearse=RehearseBookingHandler(open_unit, clock, placing, choice),
        move=MoveAppointmentHandler(open_unit, clock, placing, choice),
        cancel=CancelAppointmentHandler(open_unit, clock, placing),
        change_status=ChangeStatusHandler(open_unit, clock, placing),
        undo=UndoHandler(open_unit, clock, placing),
        record_consent=RecordConsentHandler(open_unit, clock, plan),
        send_due=SendDueHandler(open_unit, clock, platform, gate, means.lease),
        pull_relay=pull,
        apply_inbound=apply,
        drain=Drain(pull, apply, lambda: platform.has_relay),
        mark_phoned=MarkPhonedHandler(open_unit, clock),
        mark_handled=MarkHandledHandler(open_unit, clock),
        reply_to_client=ReplyToClientHandler(open_unit, clock, gate),
        set_up_platform=SetUpPlatformHandler(open_unit, clock, means.secrets, platform.connect),
        sync_templates=SyncTemplatesHandler(open_unit, clock, texts),
        read_health=ReadHealthHandler(open_unit, clock),
        open_valve=OpenValveHandler(open_unit, clock),
        back_up=BackUpHandler(open_unit, clock, means.copies),
        open_unit=open_unit,
        texts=texts,
    )
