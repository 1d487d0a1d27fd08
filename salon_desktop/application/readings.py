"""Every question the screens and the command line may ask, as one value built at the top."""

from dataclasses import dataclass

from salon_desktop.application.queries.conversations import Conversations, ReadThread
from salon_desktop.application.queries.outbox_list import CallList, OutboxList
from salon_desktop.application.queries.reconciliation import ReadReconciliation
from salon_desktop.application.queries.status_facts import ReadDeskStatus


@dataclass(frozen=True, kw_only=True)
class Readings:
    """What screens and commands ask; each answers in plain values and changes nothing."""

    outbox: OutboxList
    calls: CallList
    conversations: Conversations
    thread: ReadThread
    status: ReadDeskStatus
    reconciliation: ReadReconciliation
