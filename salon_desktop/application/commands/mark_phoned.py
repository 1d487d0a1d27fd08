"""Crossing somebody off the call list: she was reached by voice."""

from dataclasses import dataclass

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.domain.messaging.message import MessageState


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkPhoned:
    """The message on the call list that a phone call took the place of."""

    message_id: int


class MarkPhonedHandler:
    """Settles a message as phoned."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def __call__(self, wish: MarkPhoned) -> Message:
        """Return the message; raises IllegalStep for one that reached her, and NotFound."""
        with self._open_unit() as unit:
            message = unit.outbox.get(wish.message_id)
            kept = unit.outbox.settle(message, MessageState.PHONED, self._clock.now())
            unit.commit()
        return kept
