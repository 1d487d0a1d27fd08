"""Sharing a data folder, or having it to oneself for what nobody may watch: a restore.

Every process that opens the salon holds one file shared; a restore takes it alone and is refused
while anybody else is there. The system drops the lock when a process dies.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, ClassVar

from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.places import DataFolder

NAME = "in-use.lock"


class FolderInUse(DomainError):
    """Another window or command has the salon open."""

    code: ClassVar[str] = "folder_in_use"


if sys.platform == "win32":
    import msvcrt

    def _take(handle: BinaryIO, *, alone: bool) -> bool:
        # Windows has no shared byte locks here: sharers take one byte each, a restore all of them.
        try:
            if alone:
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 256)
            else:
                handle.seek(1 + os.getpid() % 255)
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return not alone and _byte_is_shared(handle)
        return True

    def _byte_is_shared(handle: BinaryIO) -> bool:
        """Two processes may share a byte's number; only byte 0 means that one has all."""
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: BinaryIO, *, alone: bool) -> bool:
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(handle.fileno(), kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def folder_shared(folder: DataFolder) -> Iterator[None]:
    """Hold the folder together with others; raises FolderInUse while one has it alone."""
    with _held(folder, alone=False):
        yield


@contextmanager
def folder_to_itself(folder: DataFolder) -> Iterator[None]:
    """Hold the folder alone; raises FolderInUse while anybody else has the salon open."""
    with _held(folder, alone=True):
        yield


@contextmanager
def _held(folder: DataFolder, *, alone: bool) -> Iterator[None]:
    folder.locks.mkdir(parents=True, exist_ok=True)
    with (folder.locks / NAME).open("ab+") as handle:
        if not _take(handle, alone=alone):
            raise FolderInUse
        yield
