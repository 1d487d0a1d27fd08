"""Copies of the salon's file: made, tried, and where they lie."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class CopyStep(StrEnum):
    """How far the making of a copy is."""

    COPYING = "copying"
    TRYING = "trying"
    NAMING = "naming"


AtStep = Callable[[CopyStep], None]
"""Is told each step as it begins, in the thread that copies."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CopyMade:
    """A copy that was opened with the key, checked and counted."""

    file: Path
    clients: int
    appointments: int
    consent_events: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptCopy:
    """A copy in the folder of copies, the time as its name or its file tells it."""

    file: Path
    made_at: datetime
    size_bytes: int


class SalonCopies(Protocol):
    """Makes and lists copies of the salon's file; the file stays in use meanwhile."""

    @property
    def folder(self) -> Path:
        """Where copies lie unless another place is named."""
        ...

    def make(self, target: Path | None, now: datetime, at: AtStep) -> CopyMade:
        """Copy the salon's file to ``target`` (or a new name in the folder) and try the copy.

        Raises DiskFull, FolderNotWritable or FileDamaged; then nothing is left under that name.
        """
        ...

    def kept(self) -> Sequence[KeptCopy]:
        """Return the copies in the folder, the newest first."""
        ...
