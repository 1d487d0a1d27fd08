"""Reading inbound before anything leaves: a STOP that waited overnight is honoured first."""

from collections.abc import Callable
from dataclasses import dataclass

from salon_desktop.application.commands.apply_inbound import ApplyInboundHandler
from salon_desktop.application.commands.pull_relay import PullRelayHandler
from salon_desktop.application.failures import (
    RelayRefusedDesk,
    RelayUnreachable,
    SecretsUnavailable,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drained:
    """Whether sending may open: the relay was read, or there is none to read."""

    has_relay: bool
    may_send: bool
    stored: int = 0
    forged: int = 0
    events: int = 0
    for_person: int = 0
    gap: bool = False


class Drain:
    """Pulls and applies everything there is.

    Without a relay sending is outbound only, and every STOP is taken by hand; with one that cannot
    be reached sending stays closed, since it may hold a STOP.
    """

    def __init__(
        self,
        pull: PullRelayHandler,
        apply: ApplyInboundHandler,
        has_relay: Callable[[], bool],
    ) -> None:
        self._pull, self._apply, self._has_relay = pull, apply, has_relay

    def __call__(self, wait: float = 0.0) -> Drained:
        """Return what was read; ``wait`` seconds (0 to 25) for the first news."""
        if not self._has_relay():
            self._apply()
            return Drained(has_relay=False, may_send=True)
        try:
            pulled = self._pull(wait)
        except (RelayUnreachable, RelayRefusedDesk, SecretsUnavailable):
            self._apply()
            return Drained(has_relay=True, may_send=False)
        applied = self._apply()
        return Drained(
            has_relay=True,
            may_send=True,
            stored=pulled.stored,
            forged=pulled.forged,
            events=applied.events,
            for_person=applied.for_person,
            gap=pulled.gap,
        )
