"""The tables of the relay's file, and the assurance that SQLite keeps what it says it keeps."""

import sqlite3

APPLICATION_ID = 0x53524C59  # "SRLY": another program's file is never taken for ours
VERSION = 1
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

_TABLES = """
CREATE TABLE birth (born_ms INTEGER NOT NULL) STRICT;
CREATE TABLE salon (
    name TEXT PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    dropped_through INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    salon TEXT NOT NULL,
    seq INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    signature TEXT NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (salon, seq)
) STRICT;
CREATE INDEX event_by_age ON event (received_ms);
CREATE TABLE seen (
    salon TEXT NOT NULL,
    digest BLOB NOT NULL,
    received_ms INTEGER NOT NULL,
    PRIMARY KEY (salon, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_age ON seen (received_ms);
"""


def prepare(connection: sqlite3.Connection, now_ms: int) -> int:
    """Sets durability, makes the tables in a new file, returns the file's birth in milliseconds.

    Raises sqlite3.DatabaseError when the file is not ours, is newer than we are, or when SQLite
    does not grant WAL with full synchronisation.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise sqlite3.NotSupportedError("SQLite 3.37 or newer is needed")
    _make_durable(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _make_tables(connection, now_ms)
        (born_ms,) = connection.execute("SELECT born_ms FROM birth").fetchone()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return int(born_ms)


def _make_durable(connection: sqlite3.Connection) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    for pragma in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA secure_delete = ON")  # an acknowledged body is overwritten
    (level,) = connection.execute("PRAGMA synchronous").fetchone()
    if (mode, level) != ("wal", 2):
        raise sqlite3.NotSupportedError("SQLite does not grant WAL with synchronous=FULL here")


def _make_tables(connection: sqlite3.Connection, now_ms: int) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) == (APPLICATION_ID, VERSION):
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application or version or tables:
        raise sqlite3.NotSupportedError("the file belongs to another program or a newer relay")
    for statement in _TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO birth (born_ms) VALUES (?)", (now_ms,))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
