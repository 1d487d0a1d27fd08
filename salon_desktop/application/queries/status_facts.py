"""What the status bar always tells: network, queue, calls, backup; and what is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

NEAR = timedelta(hours=24)
"""What is due within it is today's work: what leaves soon, and whom to phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedValve:
    """A closed valve and why, as codes."""

    name: str
    reason: str
    code: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStatus:
    """Counts and instants; None means never.

    ``queued`` messages leave within `NEAR`; ``failed`` and ``dropped`` (ran out) are counted since
    midnight of the salon. ``quality`` is the platform's word for the number: GREEN, YELLOW, RED,
    UNKNOWN, or empty.
    """

    has_account: bool
    has_relay: bool
    last_contact: datetime | None
    queued: int
    unclear: int
    failed: int
    dropped: int
    to_phone: int
    for_person: int
    last_backup: datetime | None
    forged: int
    valves: Sequence[ClosedValve]
    quality: str = ""


class ReadDeskStatus(Protocol):
    """Reads the desk's status in few statements."""

    def __call__(self, now: datetime) -> DeskStatus:
        """Return the status as of ``now``."""
        ...
