"""Holds the promise that one process alone works on a relay's file.

A second process would number events on its own and wake only its own waiting desks. The lock
belongs to the open descriptor, so the system frees it even after a kill.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from salon_relay.refusal import RelayRefused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def refuse_workers(environment: dict[str, str]) -> None:
    """Raises RelayRefused when the surroundings ask for several workers (WEB_CONCURRENCY)."""
    asked = environment.get("WEB_CONCURRENCY", "").strip()
    if asked not in ("", "1"):
        raise RelayRefused("WEB_CONCURRENCY asks for several workers; a relay is one process")


class SingleProcess:
    """A context in which this process owns `database`; RelayRefused if another one does."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        while True:
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise RelayRefused(f"cannot write beside the database: {error.strerror}") from None
            if not _locked(descriptor):
                os.close(descriptor)
                raise RelayRefused("another relay already works on this database; one process only")
            if self._still_there(descriptor):
                self._descriptor = descriptor
                return self
            os.close(
                descriptor
            )  # its former owner removed it in between: that lock is worth nothing

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
        self._descriptor = None

    def _still_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
