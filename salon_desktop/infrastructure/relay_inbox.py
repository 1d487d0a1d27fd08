"""Fetch webhooks from the relay: the port ``RelayInbox`` over HTTP."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

from salon_desktop.application.addresses import checked_address
from salon_desktop.application.failures import RelayRefusedDesk, RelayUnreachable
from salon_desktop.application.ports.relay import Pulled, RelayEvent
from salon_desktop.infrastructure.graph_api.transport import (
    Answer,
    Outcome,
    Timing,
    Transport,
    usable_secret,
)
from salon_desktop.whatsapp.loose_json import JsonObject, list_at, text_at, whole_at

LONGEST_WAIT = 25.0
_BATCH = 50
# One webhook has up to 3 MiB, a third more in base64; ordinary ones have two kilobytes.
_LARGEST_ANSWER = 32 * 1024 * 1024
_REFUSED = frozenset({401, 403})
_TIMING = Timing(connect=5.0, read=15.0, whole=60.0)


class HttpRelayInbox:
    """See ``ports.relay.RelayInbox``. ``read_key`` is asked at each call.

    ``address`` is the relay's own, without ``/events``; plain http is allowed on this machine only
    (ValueError otherwise). May be used from several threads.
    """

    def __init__(
        self,
        address: str,
        read_key: Callable[[], str | None],
        *,
        timing: Timing = _TIMING,
        largest_answer: int = _LARGEST_ANSWER,
        ca_file: str | None = None,
    ) -> None:
        self._address = checked_address(address)
        self._read_key = read_key
        self._transport = Transport(timing, largest_answer=largest_answer, ca_file=ca_file)

    def pull(self, after: int, wait: float) -> Pulled:
        """Return what came after ``after``, waiting up to ``wait`` seconds for news."""
        wait = min(max(wait, 0.0), LONGEST_WAIT)
        outcome = self._events(after, wait, _BATCH)
        if isinstance(outcome, Answer) and outcome.too_large:
            outcome = self._events(after, wait, 1)  # a batch of huge ones comes one by one
        return _read_pulled(_settle(outcome), after)

    def acknowledge(self, through: int) -> None:
        """Let the relay forget everything up to and including ``through``."""
        body = {"through": through}
        _settle(self._transport.post(f"{self._address}/ack", self._key(), body))

    def interrupt(self) -> None:
        """End a waiting ``pull`` in another thread; it raises RelayUnreachable."""
        self._transport.interrupt()

    def close(self) -> None:
        """Interrupt, and give all connections back."""
        self._transport.close()

    def _events(self, after: int, wait: float, limit: int) -> Outcome:
        params = {"after": str(after), "wait": f"{wait:.3f}", "limit": str(limit)}
        url = f"{self._address}/events"
        return self._transport.get(url, self._key(), params, extra_wait=wait)

    def _key(self) -> str:
        key = usable_secret(self._read_key())
        if key is None:
            raise RelayRefusedDesk
        return key


def _settle(outcome: Outcome) -> JsonObject:
    if isinstance(outcome, Answer):
        if outcome.status in _REFUSED:
            raise RelayRefusedDesk
        if outcome.status == 200 and isinstance(outcome.payload, dict):
            return outcome.payload
    raise RelayUnreachable


def _read_pulled(payload: JsonObject, after: int) -> Pulled:
    """Read an answer of the relay; one that breaks the contract is as good as none."""
    events = tuple(_read_event(shape) for shape in list_at(payload, "events"))
    latest = whole_at(payload, "latest")
    numbers = [after, *(event.seq for event in events)]
    in_order = all(one < other for one, other in pairwise(numbers))
    if latest is None or not in_order or not isinstance(payload.get("events"), list):
        raise RelayUnreachable
    return Pulled(events=events, latest=max(latest, numbers[-1]), gap=payload.get("gap") is True)


def _read_event(shape: object) -> RelayEvent:
    seq = whole_at(shape, "seq")
    received_at = _moment(text_at(shape, "received_at"))
    body = _bytes(text_at(shape, "body"))
    if seq is None or received_at is None or body is None:
        raise RelayUnreachable
    return RelayEvent(seq, received_at, text_at(shape, "signature"), body)


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _bytes(written: str) -> bytes | None:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return None
