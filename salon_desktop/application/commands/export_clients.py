"""Taking the client book along as a list that spreadsheets open."""

from pathlib import Path

from salon_desktop.application.ports.files import ReadClientEntries, WriteClientFile


class ExportClientsHandler:
    """Writes every client that is not erased; health notes are never among it."""

    def __init__(self, read: ReadClientEntries, write: WriteClientFile) -> None:
        self._read, self._write = read, write

    def __call__(self, path: Path, *, language: str) -> int:
        """Write the file whole or not at all, headings in ``language``; returns the rows."""
        return self._write(path, self._read(), language=language)
