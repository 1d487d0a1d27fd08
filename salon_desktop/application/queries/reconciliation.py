"""Whether yesterday adds up: every message that was due ended somewhere a person can name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The messages due on one day, by how they ended.

    ``rest`` are those nobody can account for yet: failed or unclear ones that were not phoned,
    sent ones that were never delivered, and any that still wait.
    """

    day: date
    due: int
    delivered: int
    phoned: int
    expired: int
    blocked: int

    @property
    def rest(self) -> int:
        """How many are missing on the right side of the sum; a number above 0 is a red line."""
        return self.due - self.delivered - self.phoned - self.expired - self.blocked


class ReadReconciliation(Protocol):
    """Adds up one day of the outbox."""

    def __call__(self, now: datetime) -> Reconciliation:
        """Return the sum of yesterday as the salon's own zone counts days."""
        ...
