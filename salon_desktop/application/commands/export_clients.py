"""Taking the client list along as a file: names and numbers, without visits and consents.

A consent is proved by the ledger and by nothing that somebody could type into a list.
"""

from dataclasses import dataclass, field
from pathlib import Path

from salon_desktop.application.ports.files import ReadClientEntries, WriteClientFile


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportClients:
    """Where the list goes, and the language of its headings."""

    path: Path = field(repr=False)
    language: str


class ExportClientsHandler:
    """Reads the book and writes the list."""

    def __init__(self, entries: ReadClientEntries, write_file: WriteClientFile) -> None:
        self._entries, self._write_file = entries, write_file

    def __call__(self, wish: ExportClients) -> int:
        """Return how many clients were written; the file is there whole or not at all."""
        return self._write_file(wish.path, self._entries(), language=wish.language)
