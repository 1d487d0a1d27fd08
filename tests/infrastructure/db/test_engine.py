"""The engine under the file: durability, keys, and writers that queue instead of racing."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from salon_desktop.application.failures import (
    EngineTooOld,
    FileDamaged,
    FolderNotWritable,
    WrongKey,
)
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.engine import open_engine, writer
from tests.salon_fixtures import KEY, SalonFile

WRONG = bytes(32)


def test_every_connection_is_durable_and_keeps_its_references(engine: Engine) -> None:
    connections = [engine.connect() for _ in range(4)]
    try:
        for connection in connections:
            asked = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert asked == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": 5000,
            }
    finally:
        for connection in connections:
            connection.close()


def test_a_reference_to_nothing_is_refused(engine: Engine) -> None:
    with writer(engine).connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            text("INSERT INTO client_text (client_id, text) VALUES (4711, 'nobody')")
        )


def test_the_file_tells_nothing_without_the_key(salon_file: SalonFile) -> None:
    raw = salon_file.path.read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    assert b"Mirtilla" not in raw
    assert b"CREATE TABLE" not in raw


@pytest.mark.parametrize("must_exist", [True, False])
def test_a_wrong_key_opens_nothing_and_changes_no_byte(
    salon_file: SalonFile, must_exist: bool
) -> None:
    before = salon_file.path.read_bytes()
    with pytest.raises(WrongKey):
        sqlcipher.connect(salon_file.path, WRONG, must_exist=must_exist)
    engine = open_engine(salon_file.path, WRONG, must_exist=must_exist)
    try:
        with pytest.raises(WrongKey):
            engine.connect()
    finally:
        engine.dispose()
    assert salon_file.path.read_bytes() == before
    assert [file.name for file in salon_file.path.parent.iterdir()] == ["salon.db"]


def test_a_wrong_key_loses_nothing_of_a_crashed_files_journal(
    engine: Engine, tmp_path: Path
) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO desk (name) VALUES ('saved last')"))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in tmp_path.glob("salon.db*"):
        shutil.copyfile(file, crashed / file.name)
    assert (crashed / "salon.db-wal").stat().st_size > 0
    with pytest.raises(WrongKey):
        sqlcipher.connect(crashed / "salon.db", WRONG)
    with sqlcipher.opened(crashed / "salon.db", KEY) as right:
        assert right.execute("SELECT name FROM desk").fetchall()[-1] == ("saved last",)


def test_a_file_killed_at_birth_can_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "salon.db"
    connection = sqlcipher.connect(file, KEY, must_exist=False)
    assert file.stat().st_size > 0, "else it could not be told from one cut to nothing"
    connection.close()
    sqlcipher.connect(file, KEY).close()


def test_a_key_of_another_length_is_wrong_before_the_file_is_touched(tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        sqlcipher.connect(tmp_path / "salon.db", b"short", must_exist=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_never_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sqlcipher.connect(tmp_path / "salon.db", WRONG)
    assert list(tmp_path.iterdir()) == []


def test_a_file_cut_to_nothing_is_damaged_and_not_an_empty_salon(salon_file: SalonFile) -> None:
    salon_file.path.write_bytes(b"")
    with pytest.raises(FileDamaged):
        sqlcipher.connect(salon_file.path, salon_file.key)
    assert salon_file.path.read_bytes() == b""


@pytest.mark.parametrize("pages", [1, 2, 20])
def test_a_file_cut_at_a_page_is_damaged(salon_file: SalonFile, pages: int) -> None:
    cut = salon_file.path.read_bytes()[: pages * 4096]
    salon_file.path.write_bytes(cut)
    with pytest.raises(FileDamaged):
        sqlcipher.connect(salon_file.path, salon_file.key)
    assert salon_file.path.read_bytes() == cut, "the bad file is kept as it is"


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        sqlcipher.connect(tmp_path / "missing" / "salon.db", WRONG, must_exist=False)


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.51.2"])
def test_an_engine_with_the_wal_reset_bug_is_refused(
    monkeypatch: pytest.MonkeyPatch, salon_file: SalonFile, version: str
) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version", version)
    with pytest.raises(EngineTooOld, match=version):
        open_engine(salon_file.path, salon_file.key)


@pytest.mark.parametrize("version", ["3.51.3", "3.53.4", "4.0.0"])
def test_a_repaired_engine_is_taken(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version", version)
    sqlcipher.assert_safe_engine()


def test_no_key_stands_in_what_the_engine_says_of_itself(engine: Engine) -> None:
    key = bytes(range(32)).hex()
    assert key not in repr(engine)
    assert key not in str(engine.url)


def test_a_failed_statement_does_not_print_what_was_written(engine: Engine) -> None:
    with writer(engine).connect() as connection, pytest.raises(IntegrityError) as refused:
        connection.execute(
            text("INSERT INTO client_text (client_id, text) VALUES (4711, :text)"),
            {"text": "Anna Rossi"},
        )
    assert "Anna" not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("file is not a database", WrongKey),
        ("database disk image is malformed", FileDamaged),
        ("attempt to write a readonly database", FolderNotWritable),
        ("unable to open database file", FolderNotWritable),
    ],
)
def test_what_the_driver_says_gets_a_name(said: str, means: type[Exception]) -> None:
    assert type(sqlcipher.named(RuntimeError(said))) is means


@pytest.mark.parametrize("said", ["malformed JSON", "no such table: client", "claim_overlap"])
def test_what_is_no_damage_is_not_called_damage(said: str) -> None:
    problem = RuntimeError(said)
    assert sqlcipher.named(problem) is problem


def test_a_select_starts_a_transaction_that_sees_one_moment(engine: Engine) -> None:
    with engine.connect() as reading:
        before = reading.execute(text("SELECT count(*) FROM person")).scalar_one()
        with writer(engine).begin() as writing:
            writing.execute(
                text("INSERT INTO person (name, role, active) VALUES ('Ida', 'owner', 1)")
            )
        again = reading.execute(text("SELECT count(*) FROM person")).scalar_one()
        assert again == before, "a reader keeps the moment it began with"
    with engine.connect() as later:
        assert later.execute(text("SELECT count(*) FROM person")).scalar_one() == before + 1


def test_eight_threads_on_one_slot_book_it_once_forty_times_over(engine: Engine) -> None:
    threads, slots = 8, 40
    outcome: Counter[str] = Counter()
    counting, together = threading.Lock(), threading.Barrier(threads)
    free = text("SELECT count(*) FROM claim WHERE subject_id = 1 AND day = :day")
    take = text(
        "INSERT INTO claim (subject_kind, subject_id, day, start_minute, end_minute, part)"
        " VALUES ('operator', 1, :day, 600, 660, 'work')"
    )

    def attempt(day: date) -> str:
        try:
            with writer(engine).begin() as connection:
                if connection.execute(free, {"day": day}).scalar_one():
                    return "taken"
                connection.execute(take, {"day": day})
            return "booked"
        except Exception as problem:  # noqa: BLE001 - whatever happens is counted
            return type(problem).__name__

    def compete() -> None:
        for number in range(slots):
            together.wait()
            said = attempt(date(2027, 1, 1) + timedelta(days=number))
            with counting:
                outcome[said] += 1

    workers = [threading.Thread(target=compete) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert outcome == {"booked": slots, "taken": (threads - 1) * slots}
    with engine.connect() as connection:
        booked = connection.execute(text("SELECT count(*), count(DISTINCT day) FROM claim"))
        assert booked.one() == (slots, slots)


def test_two_who_did_not_look_first_are_told_apart_by_the_file(engine: Engine) -> None:
    take = text(
        "INSERT INTO claim (subject_kind, subject_id, day, start_minute, end_minute, part)"
        " VALUES ('operator', 1, '2026-11-26', :start, :end, 'work')"
    )
    with writer(engine).begin() as first:
        first.execute(take, {"start": 600, "end": 660})
    with (
        writer(engine).connect() as second,
        pytest.raises(IntegrityError, match="claim_overlap"),
    ):
        second.execute(take, {"start": 659, "end": 700})
