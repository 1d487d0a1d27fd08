"""A salon's file from below: everything it holds, and rows written past every rule of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from salon_desktop.infrastructure.db import sqlcipher
from tests.salon_fixtures import KEY


def dump(file: Path, key: bytes = KEY) -> dict[str, list[tuple[object, ...]]]:
    """Return the definitions, the file's number and every row of every table.

    It reads without changing a byte.
    """
    with sqlcipher.opened(file, key, reading=True) as connection:
        found = {
            "": connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall(),
            "version": connection.execute("PRAGMA user_version").fetchall(),
        }
        for kind, name, sql in found[""]:
            if kind == "table" and "VIRTUAL" not in str(sql):
                found[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
    return found


def insert(connection: Connection, table: str, **values: Any) -> None:
    """Write one row as it is; the file's own rules are all that can refuse it."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)
