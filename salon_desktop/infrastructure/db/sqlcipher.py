"""The dialect module for the encrypted file: connecting, keying, copying, checking.

All SQL that only SQLite or SQLCipher understands to open a file stands here or in
``triggers.py``; the growth path to another engine replaces these two.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from salon_desktop.application.failures import (
    DiskFull,
    EngineTooOld,
    FileDamaged,
    FolderNotWritable,
    WrongKey,
)

KEY_BYTES = 32
OLDEST_SAFE = (3, 51, 3)
BUSY_MILLISECONDS = 5000
NOT_A_DATABASE = "file is not a database"
DATABASE_FULL = "database or disk is full"

Connection = Any  # the driver ships no types


def assert_safe_engine() -> None:
    """Refuse an SQLite with the WAL-reset bug (3.7.0 to 3.51.2): raises EngineTooOld."""
    version = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if version < OLDEST_SAFE:
        raise EngineTooOld(dbapi2.sqlite_version)


def connect(file: Path, key: bytes, *, must_exist: bool = True) -> Connection:
    """Open ``file`` with its raw 32-byte key, in autocommit mode, WAL, full durability.

    Raises WrongKey when the key does not fit, FileDamaged when the header is unreadable with a
    key that was right before, FolderNotWritable when the folder cannot take the journal.
    """
    if len(key) != KEY_BYTES:
        raise WrongKey
    if must_exist and not file.is_file():
        raise FileNotFoundError(file.name)
    mode = "rw" if must_exist else "rwc"
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _unlock(connection, f"x'{key.hex()}'")
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_with_passphrase(file: Path, passphrase: str, *, must_exist: bool) -> Connection:
    """Open the small key file with SQLCipher's own passphrase derivation; raises WrongKey."""
    mode = "rw" if must_exist else "rwc"
    connection = dbapi2.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
    )
    try:
        _unlock(connection, passphrase)
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Connection, key: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    quoted = key.replace('"', '""')
    connection.execute(f'PRAGMA key = "{quoted}"')
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as no:
        raise named(no) from no


def _prepare(connection: Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    try:
        journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except dbapi2.OperationalError as no:
        raise named(no) from no
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")
    if (journal, connection.execute("PRAGMA synchronous").fetchone()[0]) != ("wal", 2):
        raise FolderNotWritable


def named(problem: Exception) -> Exception:
    """Return our failure for a driver error that a person can meet, else the error itself."""
    text = str(problem)
    if NOT_A_DATABASE in text:
        return WrongKey()
    if DATABASE_FULL in text:
        return DiskFull()
    if "readonly" in text or "unable to open" in text:
        return FolderNotWritable()
    if "malformed" in text:
        return FileDamaged()
    return problem


def is_full(problem: BaseException) -> bool:
    """Tell whether a driver error means that the disk has no room."""
    return DATABASE_FULL in str(problem)


def copy_whole(source: Path, target: Path, key: bytes) -> None:
    """Copy the file through SQLite's backup call, at once; ``target`` gets the same key.

    A plain file copy would miss what sits in the WAL, and a copy in steps starts again at each
    commit of another connection.
    """
    origin = connect(source, key)
    try:
        copy = dbapi2.connect(
            f"{target.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None
        )
        try:
            copy.execute("PRAGMA cipher_log_level = NONE")
            copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            try:
                origin.backup(copy)
            except dbapi2.DatabaseError as no:
                raise named(no) from no
        finally:
            copy.close()
    finally:
        origin.close()


def rekey(file: Path, old: bytes, new: bytes) -> None:
    """Give ``file`` another raw key."""
    connection = connect(file, old)
    try:
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    finally:
        connection.close()


@contextmanager
def opened(file: Path, key: bytes) -> Iterator[Connection]:
    """Give a connection of its own for a check or a count, closed at the end."""
    connection = connect(file, key)
    try:
        yield connection
    finally:
        connection.close()


def integrity_problems(connection: Connection, *, thorough: bool) -> list[str]:
    """Return what the engine finds wrong: page authentication, structure, foreign keys, search."""
    problems = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    check = "integrity_check" if thorough else "quick_check"
    try:
        rows = [row[0] for row in connection.execute(f"PRAGMA {check}")]
    except dbapi2.DatabaseError as no:
        return [*problems, str(no)]
    problems += [row for row in rows if row != "ok"]
    problems += [
        f"foreign key in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")
    ]
    try:
        connection.execute(
            "INSERT INTO client_search(client_search, rank) VALUES ('integrity-check', 1)"
        )
    except dbapi2.DatabaseError:
        problems.append("search index differs from its table")
    return problems
