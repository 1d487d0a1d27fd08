"""Ticking off what a client wrote: a person has read it and done what it asked for."""

from dataclasses import dataclass

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkHandled:
    """The inbound events that are dealt with; ``again_open`` takes an earlier tick back."""

    event_ids: tuple[int, ...]
    again_open: bool = False


class MarkHandledHandler:
    """Notes when a person dealt with inbound events; nothing else follows from it."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def __call__(self, wish: MarkHandled) -> None:
        """Tick the events off; those that ask for nobody stay as they are."""
        at = None if wish.again_open else self._clock.now()
        with self._open_unit() as unit:
            unit.inbound.mark_handled(wish.event_ids, at)
            unit.commit()
