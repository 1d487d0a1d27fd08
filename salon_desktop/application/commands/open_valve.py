"""Opening a valve by hand, after somebody dealt with the reason it was closed for."""

from dataclasses import dataclass

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.valves import OpenedBy, opened_by

OPENED = "valve_opened"
"""The fact that keeps who opened which valve, and why it had been closed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenValve:
    """The valve ``name``, which the person saw closed for ``reason``."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ValveAnswer:
    """Whether it is open now; ``waits_for`` says what else opens it where it stayed closed."""

    is_open: bool
    waits_for: OpenedBy | None = None


class OpenValveHandler:
    """Opens what a person may open.

    A valve that closed anew for another reason than the one that was read stays closed: nobody
    has dealt with that one yet.
    """

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def __call__(self, wish: OpenValve) -> ValveAnswer:
        """Open the valve, or say why it stays closed; one that is open already is no error."""
        now = self._clock.now()
        with self._open_unit() as unit:
            valve = unit.account.valve(wish.name, now)
            if valve is None:
                return ValveAnswer(is_open=True)
            waits_for = opened_by(valve.reason, valve.opens_at)
            if waits_for is not OpenedBy.PERSON or valve.reason != wish.reason:
                return ValveAnswer(is_open=False, waits_for=waits_for)
            unit.account.open_valve(valve.name)
            unit.account.said(
                OPENED,
                {"valve": valve.name, "reason": valve.reason, "person": unit.actor.person_id},
                now,
            )
            unit.commit()
        return ValveAnswer(is_open=True)
