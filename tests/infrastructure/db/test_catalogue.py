"""What is remembered of the catalogue: one look, and never a moment longer than it holds."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, text

from salon_desktop.infrastructure.db.catalogue import catalogue
from salon_desktop.infrastructure.db.triggers import APPEND_ONLY, CATALOGUE
from tests.salon_fixtures import SalonFile

STAMP = text("SELECT stamp FROM catalogue_stamp")
MORE = {
    "person": "INSERT INTO person(name, role, active) VALUES ('Ada', 'owner', 1)",
    "desk": "INSERT INTO desk(name) VALUES ('Banco 2')",
    "salon_setting": (
        "INSERT INTO salon_setting(name, value, changed_at) VALUES ('x', '1', '2026-01-01')"
    ),
    "opening_exception": "INSERT INTO opening_exception(day) VALUES ('2026-12-31')",
    "shift": "INSERT INTO shift(operator_id, weekday) VALUES (1, 0)",
    "absence": (
        "INSERT INTO absence(subject_kind, subject_id, kind, first_day, last_day, start_minute,"
        " end_minute) VALUES ('operator', 1, 'leave', '2026-12-01', '2026-12-02', 0, 60)"
    ),
}


def stamp(connection: Connection) -> int:
    return int(connection.execute(STAMP).scalar_one())


@pytest.mark.parametrize("table", CATALOGUE)
def test_every_change_of_a_table_draws_a_new_stamp(engine: Engine, table: str) -> None:
    changes = [MORE[table]] if table in MORE else []
    if table not in APPEND_ONLY:
        changes.append(f"UPDATE {table} SET rowid = rowid")
        changes.append(f"DELETE FROM {table} WHERE rowid IN (SELECT max(rowid) FROM {table})")
    with engine.connect() as connection:
        seen = [stamp(connection)]
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for change in changes:
            assert connection.exec_driver_sql(change).rowcount > 0
            seen.append(stamp(connection))
        connection.rollback()
    assert len(seen) > 1
    assert len(set(seen)) == len(seen)


def test_it_is_read_once_and_then_remembered(engine: Engine) -> None:
    with engine.connect() as connection:
        first = catalogue(connection)
        assert catalogue(connection) is first
    assert first.settings["country"] == "IT"
    assert first.services[1].name


def test_a_change_of_another_process_is_seen(engine: Engine, salon_file: SalonFile) -> None:
    with engine.connect() as connection:
        assert catalogue(connection).operators[1].name == "Sara"
    other = salon_file.engine()
    try:
        with other.begin() as connection:
            connection.execute(text("UPDATE operator SET name = 'Sarah' WHERE id = 1"))
    finally:
        other.dispose()
    with engine.connect() as connection:
        assert catalogue(connection).operators[1].name == "Sarah"


def test_what_a_transaction_took_back_is_not_remembered(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("UPDATE operator SET name = 'Nobody' WHERE id = 1"))
        assert catalogue(connection).operators[1].name == "Nobody"
        connection.rollback()
        assert catalogue(connection).operators[1].name == "Sara"
        connection.execute(text("UPDATE operator SET name = 'Sarah' WHERE id = 1"))
        assert catalogue(connection).operators[1].name == "Sarah"
        connection.rollback()


def test_a_file_without_a_stamp_is_read_every_time(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("DELETE FROM catalogue_stamp"))
        first = catalogue(connection)
        assert catalogue(connection) is not first
        connection.rollback()
