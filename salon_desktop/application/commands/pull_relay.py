"""Fetching what the platform told the relay: verified here again, stored, then acknowledged.

A body whose signature does not fit is never stored and changes nothing; it is acknowledged so
that it cannot stand in the way of genuine ones.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from salon_desktop.application.consequences import close_valve
from salon_desktop.application.failures import SecretsUnavailable
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.relay import Pulled, RelayInbox
from salon_desktop.application.ports.secrets import APP_SECRET, Secrets
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.valves import RELAY_GAP as RELAY_GAP
from salon_desktop.whatsapp.signature import is_genuine

AtPoint = Callable[[str], None]

logger = logging.getLogger(__name__)


def _pass(point: str) -> None:
    """Stand at a named point; drills stop the process here."""


@dataclass(kw_only=True, slots=True)
class PulledCounts:
    """What one pull brought: new bodies, repeated ones, forged ones, and whether some were lost."""

    stored: int = 0
    repeated: int = 0
    forged: int = 0
    gap: bool = False


class PullRelayHandler:
    """Pulls in order and acknowledges by number after the commit."""

    def __init__(
        self,
        open_unit: OpenUnitOfWork,
        clock: Clock,
        relay: RelayInbox,
        secrets: Secrets,
        *,
        at: AtPoint = _pass,
    ) -> None:
        self._open_unit, self._clock, self._relay, self._secrets = open_unit, clock, relay, secrets
        self._at = at

    def __call__(self, wait: float = 0.0) -> PulledCounts:
        """Fetch everything there is; ``wait`` seconds (0 to 25) for the first news.

        Raises RelayUnreachable, RelayRefusedDesk, SecretsUnavailable; what was stored stays.
        """
        secret = self._secrets.read(APP_SECRET)
        if not secret:
            raise SecretsUnavailable
        counts = PulledCounts()
        after = self._cursor()
        while True:
            pulled = self._relay.pull(after, wait)
            counts.gap = counts.gap or pulled.gap
            if not pulled.events and not pulled.gap:
                break
            # What was dropped is told once: the cursor moves past it.
            after = pulled.events[-1].seq if pulled.events else max(after, pulled.latest)
            self._store(pulled, secret, after, counts)
            self._at("stored")
            self._relay.acknowledge(after)
            self._at("acknowledged")
            if not pulled.events:
                break  # one that tells of gaps without end must not keep the desk here
            wait = 0.0
        self._remember(counts)
        if counts.stored or counts.forged or counts.gap:
            logger.info(
                "relay: %s stored, %s repeated, %s forged, gap %s",
                counts.stored,
                counts.repeated,
                counts.forged,
                counts.gap,
            )
        return counts

    def _cursor(self) -> int:
        with self._open_unit() as unit:
            return unit.inbound.cursor()

    def _store(self, pulled: Pulled, secret: str, through: int, counts: PulledCounts) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            for event in pulled.events:
                if not is_genuine(secret, event.body, event.signature):
                    counts.forged += 1
                    continue
                stored = unit.inbound.store(
                    relay_seq=event.seq,
                    body=event.body,
                    signature=event.signature,
                    received_at=event.received_at,
                    now=now,
                )
                if stored is None:
                    counts.repeated += 1
                else:
                    counts.stored += 1
            unit.inbound.advance(through)
            if pulled.gap:
                # What was lost may have been a STOP: nothing leaves until a person has looked.
                close_valve(unit, "all", RELAY_GAP, now)
            unit.commit()

    def _remember(self, counts: PulledCounts) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            unit.account.said("relay_contact", "ok", now)
            if counts.forged:
                told = unit.account.fact("forged_webhooks")
                before = int(told[0]) if told else 0
                unit.account.said("forged_webhooks", before + counts.forged, now)
            unit.commit()
