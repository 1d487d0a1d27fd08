"""The port to the relay: the place outside that receives the platform's webhooks for this salon."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RelayEvent:
    """One webhook as the relay received it.

    ``body`` are the raw bytes and ``signature`` the header ``sha256=…`` over exactly them; the desk
    verifies it itself (``whatsapp.signature``). ``received_at`` is aware, by the relay's clock.
    """

    seq: int
    received_at: datetime
    signature: str = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pulled:
    """One answer of the relay, in the order of ``seq``.

    ``latest`` is the highest number the relay holds for this salon (``after`` if it holds none);
    more waits while it is above the last event's. ``gap`` says that events which nobody had
    acknowledged were dropped because they were too old: what they said is lost.
    """

    events: Sequence[RelayEvent]
    latest: int
    gap: bool


class RelayInbox(Protocol):
    """Fetches webhooks in order; they stay at the relay until acknowledged."""

    def pull(self, after: int, wait: float) -> Pulled:
        """Return what came after ``after``, waiting up to ``wait`` seconds (0 to 25) for news.

        Raises RelayUnreachable, RelayRefusedDesk, SecretsUnavailable.
        """
        ...

    def acknowledge(self, through: int) -> None:
        """Let the relay forget everything up to and including ``through``; may be repeated.

        Raises RelayUnreachable, RelayRefusedDesk, SecretsUnavailable.
        """
        ...
