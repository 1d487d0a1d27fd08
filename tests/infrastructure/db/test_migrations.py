"""Bringing a file to the newest shape: all of it or nothing, and a copy first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from salon_desktop.application.failures import FileDamaged, FileIsNewer, FolderNotWritable
from salon_desktop.infrastructure.db import migrate, triggers
from salon_desktop.infrastructure.db.engine import open_engine
from salon_desktop.infrastructure.db.rows import Row
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION
from salon_desktop.infrastructure.places import shipped
from tests.salon_fixtures import KEY, MONDAY, SalonFile, found_salon
from tests.whole_file import dump

GOOD = """
def upgrade():
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("nickname", sa.String(40)))
    with op.batch_alter_table("consent_event", recreate="always") as event:
        event.add_column(sa.Column("extra", sa.String(40)))
"""
FAILS_LATE = (
    GOOD
    + """
    op.execute("INSERT INTO person (name, role, active) VALUES ('half', 'owner', 1)")
    op.execute("SELECT * FROM no_such_table")
"""
)
LOSES_A_REFERENCE = """
def upgrade():
    op.execute("INSERT INTO client_text (client_id, text) VALUES (4711, 'nobody')")
"""


class Revisions:
    """The shipped revisions with one more after them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(shipped().migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def add(self, body: str, number: str = "0002", after: str = "0001") -> None:
        head = (
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision, down_revision = '{number}', '{after}'\n"
            "branch_labels = depends_on = None\n"
        )
        (self.folder / "versions" / f"{number}_test.py").write_text(head + body, "utf-8")


@pytest.fixture
def revisions(tmp_path: Path) -> Revisions:
    return Revisions(tmp_path / "scripts")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def empty_engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "fresh.db", KEY, must_exist=False)
    yield engine
    engine.dispose()


def migrated(
    engine: Engine, file: Path, scripts: Path, copies: Path, now: datetime = MONDAY
) -> None:
    migrate.upgrade(engine, file, KEY, scripts=scripts, copies=copies, now=now)


def told(engine: Engine, question: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def trigger_words(engine: Engine) -> dict[object, str]:
    rows = told(engine, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: " ".join(str(sql).split()) for name, sql in rows}


def test_a_migrated_file_has_the_shape_of_the_rows(engine: Engine) -> None:
    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and str(name).startswith(("client_search", "alembic_")))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours}
        )
        assert compare_metadata(context, Row.metadata) == []


def test_checks_and_defaults_are_those_of_the_rows_too(engine: Engine) -> None:
    tables: dict[object, object] = {
        name: sql
        for name, sql in told(engine, "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    }
    for table in Row.metadata.sorted_tables:
        for constraint in table.constraints:
            if type(constraint).__name__ == "CheckConstraint":
                assert str(constraint.name) in str(tables[table.name])


def test_a_fresh_file_has_every_trigger_and_its_number(engine: Engine) -> None:
    ours = {sql.split()[2]: " ".join(sql.split()) for sql in triggers.statements()}
    assert trigger_words(engine) == ours
    assert told(engine, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_second_run_changes_nothing_and_makes_no_copy(
    engine: Engine, salon_file: SalonFile, copies: Path
) -> None:
    before = salon_file.path.read_bytes()
    migrated(engine, salon_file.path, shipped().migrations, copies)
    assert not copies.exists()
    assert salon_file.path.read_bytes() == before


def test_rebuilding_tables_loses_no_trigger_and_no_row(
    engine: Engine, salon_file: SalonFile, revisions: Revisions, copies: Path
) -> None:
    fresh = trigger_words(engine)
    people = told(engine, "SELECT * FROM person")
    revisions.add(GOOD)
    migrated(engine, salon_file.path, revisions.folder, copies)
    assert trigger_words(engine) == fresh, "a rebuilt table keeps its triggers"
    assert [row[:-1] for row in told(engine, "SELECT * FROM person")] == people
    assert told(engine, "SELECT version_num FROM alembic_version") == [("0002",)]
    assert told(engine, "PRAGMA foreign_keys") == [(1,)]


def test_the_copy_is_made_first_and_can_be_opened(
    engine: Engine, salon_file: SalonFile, revisions: Revisions, copies: Path
) -> None:
    before = dump(salon_file.path)
    revisions.add(GOOD)
    migrated(engine, salon_file.path, revisions.folder, copies)
    (copy,) = copies.iterdir()
    assert copy.name == "before-0001-20261123-080000.salon"
    assert dump(copy) == before


@pytest.mark.parametrize(
    ("body", "failure"),
    [(FAILS_LATE, Exception), (LOSES_A_REFERENCE, FileDamaged)],
)
def test_a_migration_that_fails_leaves_the_old_file_whole(
    engine: Engine,
    salon_file: SalonFile,
    revisions: Revisions,
    copies: Path,
    body: str,
    failure: type[Exception],
) -> None:
    before = dump(salon_file.path)
    revisions.add(body)
    with pytest.raises(failure):
        migrated(engine, salon_file.path, revisions.folder, copies)
    assert dump(salon_file.path) == before
    assert told(engine, "PRAGMA foreign_keys") == [(1,)], "the connection is as it was"
    assert len(list(copies.iterdir())) == 1, "the copy made first is still there"
    migrated(engine, salon_file.path, shipped().migrations, copies)


def test_a_first_migration_that_fails_leaves_nothing_behind(
    empty_engine: Engine, tmp_path: Path, revisions: Revisions, copies: Path
) -> None:
    revisions.add(FAILS_LATE)
    with pytest.raises(Exception, match="no_such_table"):
        migrated(empty_engine, tmp_path / "fresh.db", revisions.folder, copies)
    assert told(empty_engine, "SELECT name FROM sqlite_master") == []
    assert told(empty_engine, "PRAGMA user_version") == [(0,)]
    migrated(empty_engine, tmp_path / "fresh.db", shipped().migrations, copies)
    found_salon(empty_engine)


def test_a_failing_trigger_takes_the_whole_run_back(
    engine: Engine,
    salon_file: SalonFile,
    revisions: Revisions,
    copies: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = dump(salon_file.path)
    revisions.add(GOOD)
    broken = [*triggers.statements(), "CREATE TRIGGER nonsense"]
    monkeypatch.setattr(triggers, "statements", lambda: iter(broken))
    with pytest.raises(Exception, match=r"incomplete|syntax"):
        migrated(engine, salon_file.path, revisions.folder, copies)
    assert dump(salon_file.path) == before


def test_at_most_three_copies_are_kept_and_the_newest_of_them(
    engine: Engine, salon_file: SalonFile, revisions: Revisions, copies: Path
) -> None:
    copies.mkdir()
    for day in range(1, 6):
        old = copies / f"before-000{day}-2026110{day}-080000.salon"
        old.write_bytes(b"an older copy")
        os.utime(old, (day, day))
    (copies / "salon-20261101.salon").write_bytes(b"a backup of the owner's")
    revisions.add(GOOD)
    migrated(engine, salon_file.path, revisions.folder, copies, MONDAY + timedelta(days=1))
    assert sorted(copy.name for copy in copies.iterdir()) == [
        "before-0001-20261124-080000.salon",
        "before-0004-20261104-080000.salon",
        "before-0005-20261105-080000.salon",
        "salon-20261101.salon",
    ]


def test_no_copy_no_migration(
    engine: Engine, salon_file: SalonFile, revisions: Revisions, copies: Path
) -> None:
    before = dump(salon_file.path)
    copies.write_bytes(b"a file where the folder should be")
    revisions.add(GOOD)
    with pytest.raises(FolderNotWritable):
        migrated(engine, salon_file.path, revisions.folder, copies)
    assert dump(salon_file.path) == before


def test_a_file_from_the_future_is_refused_by_its_revision(
    engine: Engine, salon_file: SalonFile, revisions: Revisions, copies: Path
) -> None:
    revisions.add(GOOD)
    migrated(engine, salon_file.path, revisions.folder, copies)
    before = salon_file.path.read_bytes()
    with pytest.raises(FileIsNewer):
        migrated(engine, salon_file.path, shipped().migrations, copies)
    assert salon_file.path.read_bytes() == before


def test_a_file_from_the_future_is_refused_by_its_number(
    engine: Engine, salon_file: SalonFile, copies: Path
) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.commit()
    with pytest.raises(FileIsNewer):
        migrated(engine, salon_file.path, shipped().migrations, copies)
    assert not copies.exists()
