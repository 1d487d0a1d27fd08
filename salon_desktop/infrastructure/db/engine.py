"""The engine over the encrypted file: real transactions, one writer, readers that never wait."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from salon_desktop.infrastructure.db import sqlcipher


def open_engine(file: Path, key: bytes, *, must_exist: bool = True) -> Engine:
    """Return an engine on ``file``; each connection is keyed, WAL, FULL, foreign keys on.

    The key reaches the driver through a closure, never through a URL. Raises what
    ``sqlcipher.connect`` raises, at the first connection.
    """
    sqlcipher.assert_safe_engine()
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlcipher.connect(file, key, must_exist=must_exist),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=2,
        pool_timeout=30,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver starts no transaction before SELECT or DDL unless told: check-then-write
        # would race and a failed migration would half stay.
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def writer(engine: Engine) -> Engine:
    """Return the view of ``engine`` whose transactions take the write lock before they read."""
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def named(problem: DatabaseError) -> Exception:
    """Return our failure for a database error that a person can meet, else the error itself."""
    known = sqlcipher.named(problem.orig or problem)
    return problem if known is problem.orig else known
