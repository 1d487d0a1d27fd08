"""The consent ledger on paper: every event with what is left of its details, and the head."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from salon_desktop.application.queries.verify_ledger import Between


class LedgerFormat(StrEnum):
    """CSV for people and spreadsheets; JSON holds all that a stranger needs to verify it."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerExport:
    """What was written, and the head of the chain at that moment, to be kept with the file."""

    file: Path
    count: int
    head_seq: int
    head_hash: str
    sha256: str


class ExportLedger(Protocol):
    """Writes the ledger, or one person's events, into a file."""

    def __call__(
        self,
        file: Path,
        form: LedgerFormat,
        *,
        client_id: int | None = None,
        between: Between | None = None,
    ) -> LedgerExport:
        """Write ``file`` as a whole or not at all.

        Raises DiskFull or FolderNotWritable; whatever ``between`` raises leaves no file behind.
        """
        ...
