"""An operating-system lock a sending process holds as long as it lives.

The kernel drops the lock when the process dies, however it dies, so a message left in ``sending``
can be told from one that is being sent right now. The file's name is the owner's name.
"""

import os
import sys
import uuid
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: BinaryIO) -> bool:
        try:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: BinaryIO) -> bool:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class FileLease:
    """One lock file in ``folder``; taken at once, given back by ``close`` or by dying."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._owner = uuid.uuid4().hex
        self._file = folder / f"sender-{self._owner}.lock"
        # Locked under another name first: whoever tidies up must never find it unlocked.
        draft = self._file if os.name == "nt" else folder / f"new-{self._owner}.lock"
        self._handle: BinaryIO | None = draft.open("ab+")
        if not _lock(self._handle):
            raise OSError("a new lock file is locked already")
        if draft != self._file:
            draft.rename(self._file)
            self._tidy_up()

    @property
    def owner(self) -> str:
        """The name under which this process claims messages."""
        return self._owner

    def lives(self, owner: str) -> bool:
        """Tell whether the process behind ``owner`` still holds its lock.

        The file of a dead one is removed on the way.
        """
        if owner == self._owner:
            return self._handle is not None
        file = self._folder / f"sender-{owner}.lock"
        try:
            handle = file.open("rb")
        except FileNotFoundError:
            return False
        except OSError:
            return True  # nothing is known: a claim is never taken from one that may live
        with handle:
            free = _lock(handle)
        if free:
            _remove(file)
        return not free

    def _tidy_up(self) -> None:
        """Remove the files of processes that died."""
        for file in self._folder.glob("sender-*.lock"):
            self.lives(file.stem.removeprefix("sender-"))

    def close(self) -> None:
        """Give the lock back and remove its file."""
        if self._handle is not None:
            _remove_open(self._handle, self._file)
            self._handle = None


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError:
        return


def _remove_open(handle: BinaryIO, file: Path) -> None:
    if os.name == "nt":  # an open file cannot be removed there
        handle.close()
        _remove(file)
    else:
        _remove(file)
        handle.close()
