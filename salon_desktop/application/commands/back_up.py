"""Making a copy of the salon's file now, and noting that it was tried and found good."""

from dataclasses import dataclass
from pathlib import Path

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.copies import AtStep, CopyMade, CopyStep, SalonCopies
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class BackUp:
    """A copy to ``target``; None means a new name in the folder of copies."""

    target: Path | None = None


def _quietly(step: CopyStep) -> None:
    """Tell nobody."""


class BackUpHandler:
    """Copies, tries the copy, and only then notes the backup."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, copies: SalonCopies) -> None:
        self._open_unit, self._clock, self._copies = open_unit, clock, copies

    def __call__(self, wish: BackUp, at: AtStep = _quietly) -> CopyMade:
        """Return the copy; raises DiskFull, FolderNotWritable or FileDamaged, and notes nothing.

        May take seconds: it copies through a connection of its own, so it belongs into a thread
        that owns no database.
        """
        now = self._clock.now()
        made = self._copies.make(wish.target, now, at)
        with self._open_unit() as unit:
            unit.account.said("backup", made.sha256, now)
            unit.commit()
        return made
