"""Everything around the thread, read in one go off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from salon_desktop.application.queries.conversations import Conversation
from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.application.queries.reconciliation import Reconciliation
from salon_desktop.application.queries.status_facts import DeskStatus
from salon_desktop.application.readings import Readings
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.ui.messages.presenter import person_of

FAILED_DAYS = timedelta(days=7)
LEAVING = (MessageState.PLANNED, MessageState.HELD)
NOT_ARRIVED = (MessageState.FAILED, MessageState.UNKNOWN, MessageState.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Threads that wait, threads that were looked for, the outbox, yesterday and the status."""

    waiting: Sequence[Conversation]
    found: Sequence[Conversation]
    leaving: Sequence[OutboxEntry]
    calls: Sequence[OutboxEntry]
    failed: Sequence[OutboxEntry]
    yesterday: Reconciliation
    status: DeskStatus

    @property
    def unclear(self) -> int:
        """How many threads hold something nobody but a person can understand."""
        return sum(one.unclear > 0 for one in self.waiting)


def read_lists(ask: Readings, now: datetime, *, name: str, wants_all: bool) -> Lists:
    """Ask for all of it; ``name`` also finds clients whose last message is long ago."""
    waiting = ask.conversations(only_open=True)
    found = list(ask.conversations()) if wants_all or name else []
    if name:
        known = {person_of(one) for one in found}
        found += [one for one in ask.conversations(name=name) if person_of(one) not in known]
    calls = ask.calls(now)
    to_phone = {entry.id for entry in calls}
    failed = ask.outbox(states=NOT_ARRIVED, since=now - FAILED_DAYS)
    return Lists(
        waiting=waiting,
        found=found,
        leaving=ask.outbox(states=LEAVING),
        calls=calls,
        failed=[entry for entry in failed if entry.id not in to_phone],
        yesterday=ask.reconciliation(now),
        status=ask.status(now),
    )
