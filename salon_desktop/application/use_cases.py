"""Every command of the salon as one value, built once at the top with what each needs."""

from dataclasses import dataclass

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
from salon_desktop.application.ports.files import OpenClientFile
from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.rehearsing import RehearseBookingHandler
from salon_desktop.application.undo import UndoHandler


@dataclass(frozen=True, kw_only=True)
class UseCases:
    """What a person or a sweep can do."""

    add_client: AddClientHandler
    edit_client: EditClientHandler
    import_clients: ImportClientsHandler
    export_clients: ExportClientsHandler
    client_files: OpenClientFile
    book: BookAppointmentHandler
    rehearse: RehearseBookingHandler
    move: MoveAppointmentHandler
    cancel: CancelAppointmentHandler
    change_status: ChangeStatusHandler
    undo: UndoHandler
    record_consent: RecordConsentHandler
    send_due: SendDueHandler
    pull_relay: PullRelayHandler
    apply_inbound: ApplyInboundHandler
    drain: Drain
    mark_phoned: MarkPhonedHandler
    mark_handled: MarkHandledHandler
    reply_to_client: ReplyToClientHandler
    set_up_platform: SetUpPlatformHandler
    sync_templates: SyncTemplatesHandler
    read_health: ReadHealthHandler
    open_valve: OpenValveHandler
    back_up: BackUpHandler
    open_unit: OpenUnitOfWork
    texts: MessageTexts
