"""Merging the platform's delivery statuses into a message, whatever order they come in."""

from datetime import datetime

from salon_desktop.application.consequences import act_on
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.domain.messaging.message import (
    MessageState,
    after_acceptance,
    after_status,
    may_become,
)


def merge_status(
    unit: UnitOfWork, message: Message, status: str, code: int | None, now: datetime
) -> Message:
    """Return the message once the status is known; a lower or repeated one changes nothing."""
    before = message.state
    state = after_status(before, status)
    if state is before and before is MessageState.UNKNOWN:
        state = after_acceptance(before)  # any status proves that the platform took it
    if state is before or not may_become(before, state):
        return message
    failed = state is MessageState.FAILED
    kept = unit.outbox.settle(
        message.changed(error_code=code if failed else message.error_code),
        state,
        now,
        reason="refused_by_platform" if failed else None,
        detail=None if code is None else str(code),
    )
    if failed and code is not None:
        act_on(unit, kept, code, now)
    if state in {MessageState.DELIVERED, MessageState.READ} and message.address is not None:
        unit.clients.mark_number(message.address, on_platform=True, now=now)
    return kept
