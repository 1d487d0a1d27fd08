"""The relay's file: events until a desk acknowledged them, hashes of bodies seen, one SQLite file.

Everything here runs in one thread on one connection (see `store_thread`), in WAL mode with
`synchronous=FULL`: when `add` returns, a power cut does not undo it. Numbers of events only grow,
and are never below the time of day in milliseconds, so that a lost or restored file does not hand
out a number a second time and a desk's cursor stays good.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from salon_relay.schema import prepare

DAY_MS = 86_400_000
KEEP_EVENT_MS = 7 * DAY_MS
"""The platform itself stops trying after seven days; older events are dropped and reported."""
KEEP_HASH_MS = 30 * DAY_MS
"""Bodies are recognised for longer than the platform repeats them."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class StoreFailed(Exception):
    """The file could not be read or written just now; the text is SQLite's name for the fault."""


@dataclass(frozen=True, slots=True)
class Event:
    """A body as it arrived, with the signature that proves it."""

    seq: int
    received_ms: int
    signature: str = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """Some events in order; `latest` is the highest number the salon ever had in this file."""

    events: tuple[Event, ...]
    latest: int
    gap: bool


class Store:
    """Opens the file at once; sqlite3.Error or OSError mean that it cannot be used."""

    def __init__(self, path: Path, now_ms: int, lock_seconds: float, page_bytes: int) -> None:
        self._path = path
        self._lock_seconds = lock_seconds
        self._page_bytes = page_bytes
        self._connection: sqlite3.Connection | None = None
        self._file: os.stat_result | None = None
        self._born_ms = now_ms
        self._open(now_ms)

    def add(self, salon: str, signature: str, body: bytes, now_ms: int) -> int | None:
        """Stores one event durably and returns its number; None if the body was seen before."""
        digest = hashlib.sha256(body).digest()
        with self._writing(now_ms) as connection:
            _sweep(connection, now_ms)
            known = connection.execute(
                "SELECT 1 FROM seen WHERE salon = ? AND digest = ?", (salon, digest)
            ).fetchone()
            if known:
                return None
            last = _numbers(connection, salon)[0]
            seq = max(last + 1, now_ms, self._born_ms)
            connection.execute(
                "INSERT INTO salon (name, last_seq) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET last_seq = excluded.last_seq",
                (salon, seq),
            )
            connection.execute(
                "INSERT INTO event (salon, seq, received_ms, signature, digest, body)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (salon, seq, now_ms, signature, digest, body),
            )
            connection.execute(
                "INSERT INTO seen (salon, digest, received_ms) VALUES (?, ?, ?)",
                (salon, digest, now_ms),
            )
        return seq

    def page(self, salon: str, after: int, limit: int, now_ms: int) -> Page:
        """The salon's events numbered above `after`, at most `limit`, oldest first.

        `gap` is true when events above `after` were dropped unacknowledged, and when `after` was
        not given out by this file: then the former file was lost with what it still held.
        """
        if self._has_expired(now_ms):
            self.sweep(now_ms)
        with self._reading(now_ms) as connection:
            last, dropped = _numbers(connection, salon)
            strange = after > last or 0 < after < self._born_ms
            return Page(
                tuple(self._events(connection, salon, after, limit)),
                latest=last,
                gap=dropped > after or (after > 0 and strange),
            )

    def acknowledge(self, salon: str, through: int, now_ms: int) -> int:
        """Deletes the salon's events up to and including `through`; returns how many there were."""
        with self._writing(now_ms) as connection:
            return connection.execute(
                "DELETE FROM event WHERE salon = ? AND seq <= ?", (salon, through)
            ).rowcount

    def sweep(self, now_ms: int) -> None:
        """Drops what is too old, then empties the write-ahead file of deleted bodies."""
        with self._writing(now_ms) as connection:
            _sweep(connection, now_ms)
        with self._reading(now_ms) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def probe(self, now_ms: int) -> None:
        """Proves that the file can be written at this moment, without writing."""
        with self._reading(now_ms) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def close(self) -> None:
        """Closes the file; harmless when it is closed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _events(
        self, connection: sqlite3.Connection, salon: str, after: int, limit: int
    ) -> Iterator[Event]:
        room = self._page_bytes
        rows = connection.execute(
            "SELECT seq, received_ms, signature, body FROM event"
            " WHERE salon = ? AND seq > ? ORDER BY seq LIMIT ?",
            (salon, after, limit),
        )
        with closing(rows):
            for number, row in enumerate(rows):
                event = Event(*row)
                room -= len(event.body)
                if room < 0 and number:
                    return
                yield event

    def _has_expired(self, now_ms: int) -> bool:
        with self._reading(now_ms) as connection:
            (oldest,) = connection.execute("SELECT min(received_ms) FROM event").fetchone()
        return oldest is not None and oldest < now_ms - KEEP_EVENT_MS

    def _open(self, now_ms: int) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else's to read
        connection = sqlite3.connect(self._path, timeout=self._lock_seconds, isolation_level=None)
        try:
            self._born_ms = prepare(connection, now_ms)
            self._file = self._path.stat()
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _opened(self, now_ms: int) -> sqlite3.Connection:
        """The connection, made anew after a fault or when the file was taken away under us."""
        if self._connection is not None and not self._is_still_our_file():
            self.close()
        return self._connection or self._open(now_ms)

    def _is_still_our_file(self) -> bool:
        try:
            return self._file is not None and os.path.samestat(self._file, self._path.stat())
        except FileNotFoundError:
            return False

    @contextmanager
    def _reading(self, now_ms: int) -> Iterator[sqlite3.Connection]:
        try:
            yield self._opened(now_ms)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            raise StoreFailed(_name_of(error)) from None

    @contextmanager
    def _writing(self, now_ms: int) -> Iterator[sqlite3.Connection]:
        with self._reading(now_ms) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _give_up(self, error: Exception) -> None:
        """A busy file is only busy; after any other fault the next call opens it anew."""
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in _BUSY:
            self.close()


def _numbers(connection: sqlite3.Connection, salon: str) -> tuple[int, int]:
    row = connection.execute(
        "SELECT last_seq, dropped_through FROM salon WHERE name = ?", (salon,)
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def _sweep(connection: sqlite3.Connection, now_ms: int) -> None:
    """Drops events nobody fetched in time, remembering how far, and hashes no longer needed.

    The hash of a dropped event goes with it: if the platform sent it once more, it would be new.
    """
    oldest = now_ms - KEEP_EVENT_MS
    dropped = connection.execute(
        "SELECT salon, max(seq) FROM event WHERE received_ms < ? GROUP BY salon", (oldest,)
    ).fetchall()
    for salon, seq in dropped:
        connection.execute(
            "UPDATE salon SET dropped_through = max(dropped_through, ?) WHERE name = ?",
            (seq, salon),
        )
    if dropped:
        connection.execute(
            "DELETE FROM seen WHERE (salon, digest) IN"
            " (SELECT salon, digest FROM event WHERE received_ms < ?)",
            (oldest,),
        )
        connection.execute("DELETE FROM event WHERE received_ms < ?", (oldest,))
    connection.execute("DELETE FROM seen WHERE received_ms < ?", (now_ms - KEEP_HASH_MS,))


def _name_of(error: Exception) -> str:
    return getattr(error, "sqlite_errorname", None) or type(error).__name__
