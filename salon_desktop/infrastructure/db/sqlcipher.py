"""The dialect module for the encrypted file: connecting, keying, copying, checking.

All SQL that only SQLite or SQLCipher understands to open a file stands here or in
``triggers.py``; the growth path to another engine replaces these two.
"""

import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from salon_desktop.application.failures import (
    DiskFull,
    DiskTrouble,
    EngineTooOld,
    FileBusy,
    FileDamaged,
    FolderNotWritable,
    WrongKey,
)

KEY_BYTES = 32
OLDEST_SAFE = (3, 51, 3)
BUSY_MILLISECONDS = 5000
NOT_A_DATABASE = "file is not a database"
DATABASE_FULL = "database or disk is full"
IO_ERROR = "disk I/O error"
JOURNAL_BYTES = 64 * 1024  # what the shared index of the journal takes, and a page or two
LOCKED = "database is locked"
MALFORMED = "disk image is malformed"
UNWRITABLE = ("readonly database", "unable to open database file")

Connection = Any  # the driver ships no types


def assert_safe_engine() -> None:
    """Refuse an SQLite with the WAL-reset bug (3.7.0 to 3.51.2): raises EngineTooOld."""
    version = tuple(int(part) for part in dbapi2.sqlite_version.split("."))
    if version < OLDEST_SAFE:
        raise EngineTooOld(dbapi2.sqlite_version)


def connect(file: Path, key: bytes, *, must_exist: bool = True) -> Connection:
    """Open ``file`` with its raw 32-byte key, in autocommit mode, WAL, full durability.

    Raises FileNotFoundError, WrongKey when the key does not fit, FileDamaged when the file is
    empty or its structure is unreadable, FolderNotWritable when the folder cannot take the
    journal, DiskFull when there is no room for it.
    """
    try:
        return _prepared(_keyed(file, key, "rw" if must_exist else "rwc", must_exist=must_exist))
    except (dbapi2.OperationalError, DiskTrouble) as no:
        # Even to read the engine needs a little room beside the file, and it calls a full disk
        # an I/O error then.
        failed = isinstance(no, DiskTrouble) or IO_ERROR in str(no)
        if failed and shutil.disk_usage(file.parent).free < JOURNAL_BYTES:
            raise DiskFull from no
        if failed:
            raise DiskTrouble from no
        raise


def connect_reading(file: Path, key: bytes) -> Connection:
    """Open a copy without changing a byte of it, even on a stick that cannot be written.

    Raises what ``connect`` raises.
    """
    journal = file.with_name(file.name + "-wal")
    settled = not journal.exists() or journal.stat().st_size == 0
    return _keyed(file, key, "ro&immutable=1" if settled else "ro", must_exist=True)


def open_with_passphrase(file: Path, passphrase: str, *, must_exist: bool) -> Connection:
    """Open the small key file with SQLCipher's own passphrase derivation.

    The same words typed on another system open it too. Raises WrongKey, also for a passphrase
    that is empty or cannot be written down.
    """
    words = unicodedata.normalize("NFC", passphrase)
    if not words or not words.isprintable():
        raise WrongKey
    if must_exist and file.stat().st_size == 0:
        raise WrongKey
    # Without a word before it, a passphrase of the form x'...' would be taken for a raw key.
    return _opened(file, f"passphrase:{words}", "rw" if must_exist else "rwc")


def _keyed(file: Path, key: bytes, mode: str, *, must_exist: bool) -> Connection:
    if len(key) != KEY_BYTES:
        raise WrongKey
    if must_exist and not file.is_file():
        raise FileNotFoundError(file.name)
    # SQLite takes an empty file for a new database: a salon cut to nothing would open as empty.
    if must_exist and file.stat().st_size == 0:
        raise FileDamaged
    return _opened(file, f"x'{key.hex()}'", mode)


def _opened(file: Path, key: str, mode: str) -> Connection:
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    try:
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except dbapi2.OperationalError as no:
        raise named(no) from no
    try:
        _unlock(connection, key)
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


def _prepared(connection: Connection) -> Connection:
    """Return the connection set up, or close it."""
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


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
    if any(sign in text for sign in UNWRITABLE):
        return FolderNotWritable()
    if MALFORMED in text:
        return FileDamaged()
    if LOCKED in text:
        return FileBusy()
    return DiskTrouble() if IO_ERROR in text else problem


def is_full(problem: BaseException) -> bool:
    """Tell whether a driver error means that the disk has no room."""
    return DATABASE_FULL in str(problem)


def copy_whole(origin: Connection, target: Path, key: bytes) -> None:
    """Copy the whole of ``origin`` into a new file through SQLite's backup call, at once.

    A plain file copy would miss what sits in the WAL, and a copy in steps starts again at each
    commit of another connection. Inside a read transaction of ``origin`` the copy shows exactly
    that moment. Raises DiskFull, FolderNotWritable, or FileDamaged.
    """
    uri = f"{target.absolute().as_uri()}?mode=rwc"
    try:
        copy = dbapi2.connect(uri, uri=True, isolation_level=None)
        try:
            copy.execute("PRAGMA cipher_log_level = NONE")
            copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            origin.backup(copy)
        finally:
            copy.close()
    except dbapi2.DatabaseError as no:
        raise named(no) from no


def rekey(file: Path, old: bytes, new: bytes) -> None:
    """Give ``file`` another raw key."""
    connection = connect(file, old)
    try:
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    finally:
        connection.close()


@contextmanager
def opened(file: Path, key: bytes, *, reading: bool = False) -> Iterator[Connection]:
    """Give a connection of its own for a check, a copy or a count, closed at the end.

    With ``reading`` nothing in the file or its folder is changed.
    """
    connection = connect_reading(file, key) if reading else connect(file, key)
    try:
        yield connection
    finally:
        connection.close()


def integrity_problems(connection: Connection, *, thorough: bool, search: bool = True) -> list[str]:
    """Return what the engine finds wrong: page authentication, structure, foreign keys, search.

    Never raises for a damaged file. Without ``search`` nothing is written, not even a lock.
    """
    problems = [*page_problems(connection, thorough=thorough)]
    if not problems:
        problems += [f"foreign key in {table}" for table in loose_keys(connection)]
    if not problems and search and search_differs(connection):
        problems.append("search index differs from its table")
    return problems


def page_problems(connection: Connection, *, thorough: bool) -> list[str]:
    """Return what is wrong with the pages: their authentication first, then the structure."""
    check = "integrity_check" if thorough else "quick_check"
    found: list[str] = []
    for pragma in ("cipher_integrity_check", check):
        try:
            rows = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
        except dbapi2.DatabaseError as no:
            rows = [str(no)]
        found += [row for row in rows if row != "ok"]
    return found


def loose_keys(connection: Connection) -> list[str]:
    """Return the table of each row whose foreign key points at nothing."""
    try:
        return [str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")]
    except dbapi2.DatabaseError as no:
        return [str(no)]


def search_differs(connection: Connection) -> bool:
    """Tell whether the search index and the text it was made from differ, or one is missing.

    The question takes the write lock for a moment; raises when another process keeps it.
    """
    try:
        connection.execute(
            "INSERT INTO client_search(client_search, rank) VALUES ('integrity-check', 1)"
        )
    except dbapi2.DatabaseError as no:
        if LOCKED in str(no):
            raise
        return True
    return False
