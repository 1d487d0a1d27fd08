"""Copies of the salon's file that are opened and counted before anyone trusts them.

A backup counts only after it was opened with the key, checked and counted. A restore checks the
copy first, keeps the old file beside the new one, and never leaves half a file under the real
name: drafts end in ``.part``.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from salon_desktop.application.failures import (
    DiskFull,
    FileDamaged,
    FileIsNewer,
    FolderNotWritable,
    WrongKey,
)
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION

COUNTED = ("client", "appointment", "claim", "agenda_event", "consent_event", "message")
CHUNK = 1 << 20

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

    Raises DiskFull, FolderNotWritable, or FileDamaged when the copy does not hold what the
    source held at that moment; then no file is left under ``target``.
    """
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        expected = _copy_at_one_moment(source, draft, key)
        at("copied")
        counts = _tried(draft, key)
        if counts != expected:
            raise FileDamaged
        at("tried")
        _to_disk(draft)
        digest = _sha256(draft)
        draft.replace(target)
    except OSError as no:
        draft.unlink(missing_ok=True)
        if no.errno == 28:
            raise DiskFull from no
        raise FolderNotWritable from no
    except (FileDamaged, DiskFull):
        draft.unlink(missing_ok=True)
        raise
    at("named")
    return Copied(file=target, counts=counts, sha256=digest)


def restore(
    copy: Path, live: Path, key: bytes, *, now: datetime, at: Step = _no_step
) -> tuple[Copied, Path | None]:
    """Put ``copy`` in the place of ``live``; returns what was restored and where the old file is.

    The caller holds the folder's lock: no other process may have ``live`` open. Raises WrongKey,
    FileDamaged or FileIsNewer before anything is touched.
    """
    counts = _tried(copy, key)
    draft = live.with_name(live.name + ".part")
    draft.unlink(missing_ok=True)
    sqlcipher.copy_whole(copy, draft, key)
    _tried(draft, key)
    _to_disk(draft)
    at("drafted")
    kept = None
    if live.exists():
        kept = live.with_name(f"salon.before-restore-{now:%Y%m%d-%H%M%S-%f}.db")
        _settle_journal(live, key)
        os.link(live, kept) if hasattr(os, "link") else live.replace(kept)
    at("kept")
    _drop_journal(live)
    draft.replace(live)
    at("named")
    return Copied(file=live, counts=counts, sha256=_sha256(live)), kept


def counts_of(connection: sqlcipher.Connection) -> dict[str, int]:
    """Return the rows of the tables that a person would miss."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - constants
        for table in COUNTED
    }


def _copy_at_one_moment(source: Path, draft: Path, key: bytes) -> dict[str, int]:
    """Count and copy inside one read transaction, so that both speak of the same moment."""
    with sqlcipher.opened(source, key) as origin:
        origin.execute("BEGIN")
        expected = counts_of(origin)
        with closing(dbapi2.connect(str(draft), isolation_level=None)) as target:
            target.execute("PRAGMA cipher_log_level = NONE")
            target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            try:
                origin.backup(target)
            except dbapi2.DatabaseError as no:
                raise sqlcipher.named(no) from no
        origin.execute("ROLLBACK")
    return expected


def _tried(copy: Path, key: bytes) -> dict[str, int]:
    """Open, check and count a copy; raises WrongKey, FileDamaged, FileIsNewer."""
    try:
        with sqlcipher.opened(copy, key) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION:
                raise FileIsNewer
            if sqlcipher.integrity_problems(connection, thorough=False):
                raise FileDamaged
            counts = counts_of(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
    except dbapi2.DatabaseError as no:
        raise FileDamaged from no
    return counts


def _settle_journal(live: Path, key: bytes) -> None:
    """Bring what sits in the WAL into the old file, if it can still be opened."""
    try:
        with sqlcipher.opened(live, key) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (dbapi2.DatabaseError, WrongKey, FileDamaged):
        return


def _drop_journal(live: Path) -> None:
    for ending in ("-wal", "-shm"):
        live.with_name(live.name + ending).unlink(missing_ok=True)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
