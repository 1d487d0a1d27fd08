"""Copies of the salon's file that are opened and counted before anyone trusts them.

A backup counts only after it was opened with the key, checked and counted. A restore checks the
copy first, keeps the old file beside the new one, and never leaves half a file under the real
name: drafts end in ``.part``.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2

from salon_desktop.application.failures import (
    DiskFull,
    FileDamaged,
    FileIsNewer,
    FileTrouble,
    FolderNotWritable,
)
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION

COUNTED = ("client", "appointment", "claim", "agenda_event", "consent_event", "message")
CHUNK = 1 << 20
NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})

Step = Callable[[str], None]


def _no_step(name: str) -> None:
    """Stand at a named point; the drills kill the process here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """A tried copy: where it is, rows by table, SHA-256 of the file."""

    file: Path
    counts: dict[str, int]
    sha256: str


def backup(source: Path, target: Path, key: bytes, *, at: Step = _no_step) -> Copied:
    """Copy ``source`` to ``target`` under the same key, open the copy, check and count it.

    Raises DiskFull, FolderNotWritable, or FileDamaged when ``source`` is damaged or the copy does
    not hold what it held at that moment; then ``target`` stays as it was.
    """
    with _drafted(target) as draft:
        if target.exists() and target.samefile(source):
            raise shutil.SameFileError  # it would take its own place while others have it open
        expected = _copy_at_one_moment(source, draft, key)
        at("copied")
        if _tried(draft, key) != expected:
            raise FileDamaged
        at("tried")
        _to_disk(draft)
        digest = _sha256(draft)
        draft.replace(target)
        _to_disk(target.parent)
    at("named")
    return Copied(file=target, counts=expected, sha256=digest)


def restore(
    copy: Path, live: Path, key: bytes, *, now: datetime, at: Step = _no_step
) -> tuple[Copied, Path | None]:
    """Put ``copy`` in the place of ``live``; returns what was restored and where the old file is.

    The caller holds the folder's lock: no other process may have ``live`` open. Raises WrongKey,
    FileDamaged or FileIsNewer before anything is touched, DiskFull or FolderNotWritable with the
    old file still in its place. Not a byte of ``copy`` changes.
    """
    with sqlcipher.opened(copy, key, reading=True) as source:
        _check_copy(source, search=False)
    kept = None
    with _drafted(live) as draft:
        with sqlcipher.opened(copy, key, reading=True) as source:
            sqlcipher.copy_whole(source, draft, key)
        counts = _tried(draft, key)
        _to_disk(draft)
        digest = _sha256(draft)
        at("drafted")
        if live.exists():
            kept = _free_name(live, f"salon.before-restore-{now:%Y%m%d-%H%M%S}")
            _keep(live, kept, key)
        at("kept")
        draft.replace(live)
        _to_disk(live.parent)
    at("named")
    return Copied(file=live, counts=counts, sha256=digest), kept


def counts_of(connection: sqlcipher.Connection) -> dict[str, int]:
    """Return the rows of the tables that a person would miss; raises FileDamaged."""
    try:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - constants
            for table in COUNTED
        }
    except dbapi2.DatabaseError as no:
        raise FileDamaged from no


@contextmanager
def _drafted(target: Path) -> Iterator[Path]:
    """Give the name of a draft beside ``target``; whatever goes wrong, nothing of it is left."""
    draft = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _drop(draft)
        yield draft
    except (FileTrouble, FileNotFoundError):
        _try_drop(draft)
        raise
    except OSError as no:
        _try_drop(draft)
        raise (DiskFull if no.errno in NO_ROOM else FolderNotWritable) from no
    except dbapi2.DatabaseError as no:
        _try_drop(draft)
        raise sqlcipher.named(no) from no


def _copy_at_one_moment(source: Path, draft: Path, key: bytes) -> dict[str, int]:
    """Count and copy inside one read transaction, so that both speak of the same moment."""
    with sqlcipher.opened(source, key) as origin:
        origin.execute("BEGIN")
        expected = counts_of(origin)
        sqlcipher.copy_whole(origin, draft, key)
        origin.execute("ROLLBACK")
    return expected


def _tried(draft: Path, key: bytes) -> dict[str, int]:
    """Open, check and count a draft and leave it a single file."""
    with sqlcipher.opened(draft, key) as connection:
        counts = _check_copy(connection, search=True)
        connection.execute("PRAGMA journal_mode = DELETE")
    return counts


def _check_copy(connection: sqlcipher.Connection, *, search: bool) -> dict[str, int]:
    """Check and count; raises FileDamaged or FileIsNewer."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except dbapi2.DatabaseError as no:
        raise FileDamaged from no
    if version > SCHEMA_VERSION:
        raise FileIsNewer
    if sqlcipher.integrity_problems(connection, thorough=False, search=search):
        raise FileDamaged
    return counts_of(connection)


def _free_name(live: Path, stem: str) -> Path:
    """Return a name nothing has yet: what was kept once is never overwritten."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.db" for number in count(1))
    return next(file for name in names if not (file := live.with_name(name)).exists())


def _keep(live: Path, kept: Path, key: bytes) -> None:
    """Give the old file a second name, with everything its journal still holds."""
    try:
        with sqlcipher.opened(live, key) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except (dbapi2.DatabaseError, FileTrouble):
        pass  # it cannot be opened any more: its journal is kept beside it as it is
    try:
        os.link(live, kept)
    except OSError:  # a file system without second names
        shutil.copyfile(live, kept)
        _to_disk(kept)
    journal = live.with_name(live.name + "-wal")
    if journal.exists():
        journal.replace(kept.with_name(kept.name + "-wal"))
    live.with_name(live.name + "-shm").unlink(missing_ok=True)


def _drop(draft: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _try_drop(draft: Path) -> None:
    """Tidy up after a failure; what stopped the copy may stop this too."""
    with suppress(OSError):
        _drop(draft)


def _to_disk(file: Path) -> None:
    """Make what was written last: a file's bytes, or the names in a folder where it has that."""
    if file.is_dir():
        if os.name == "nt":
            return
        handle = os.open(file, os.O_RDONLY)
    else:
        handle = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
