"""Copies of one salon's file, made through ``backup`` and listed from their folder."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from salon_desktop.application.failures import FolderNotWritable
from salon_desktop.application.ports.copies import AtStep, CopyMade, CopyStep, KeptCopy
from salon_desktop.infrastructure.db.backup import backup
from salon_desktop.infrastructure.places import DataFolder

ENDING = ".salon"
STAMP = "salon-%Y%m%d-%H%M%S"
_NEXT = {"copied": CopyStep.TRYING, "tried": CopyStep.NAMING}


class FolderCopies:
    """The copies of ``folder``; ``key`` is that of its file and opens the copies as well."""

    def __init__(self, folder: DataFolder, key: bytes) -> None:
        self._folder, self._key = folder, key

    @property
    def folder(self) -> Path:
        """Where copies lie unless another place is named."""
        return self._folder.copies

    def make(self, target: Path | None, now: datetime, at: AtStep) -> CopyMade:
        """Copy the salon's file and try the copy; see the port.

        The salon's own file is no place for its copy (FolderNotWritable).
        """

        def told(point: str) -> None:
            if point in _NEXT:
                at(_NEXT[point])

        place = target or self.folder / f"{now.astimezone(UTC):{STAMP}}{ENDING}"
        if place.resolve() == self._folder.salon.resolve():
            raise FolderNotWritable
        at(CopyStep.COPYING)
        made = backup(self._folder.salon, place.absolute(), self._key, at=told)
        return CopyMade(
            file=made.file,
            clients=made.counts["client"],
            appointments=made.counts["appointment"],
            consent_events=made.counts["consent_event"],
            size_bytes=made.file.stat().st_size,
            sha256=made.sha256,
        )

    def kept(self) -> Sequence[KeptCopy]:
        """Return the copies in the folder, the newest first; no folder yet means none."""
        found = []
        for file in self.folder.glob(f"*{ENDING}"):
            try:
                known = file.stat()
            except FileNotFoundError:
                continue  # tidied away while we looked
            found.append(
                KeptCopy(
                    file=file, made_at=_made_at(file, known.st_mtime), size_bytes=known.st_size
                )
            )
        return sorted(found, key=lambda copy: copy.made_at, reverse=True)


def _made_at(file: Path, changed: float) -> datetime:
    try:
        return datetime.strptime(file.stem, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(changed, UTC)
