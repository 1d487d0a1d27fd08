"""Bringing a salon's file to the newest shape: all steps in one transaction, or none."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from salon_desktop.application.failures import FileDamaged, FileIsNewer
from salon_desktop.infrastructure.db import triggers
from salon_desktop.infrastructure.db.backup import backup
from salon_desktop.infrastructure.db.engine import named, writer
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION

COPIES_KEPT = 3


def upgrade(
    engine: Engine, file: Path, key: bytes, *, scripts: Path, copies: Path, now: datetime
) -> None:
    """Migrate ``file`` to the newest revision, after a checked copy into ``copies``.

    Raises FileIsNewer when the file carries a revision this program does not know, FileDamaged
    when the copy or the migrated file does not hold together, DiskFull or FolderNotWritable; the
    file is then as it was before.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts))
    known = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version > SCHEMA_VERSION:
        raise FileIsNewer
    if current is not None:
        if current not in {script.revision for script in known.walk_revisions()}:
            raise FileIsNewer
        if current == known.get_current_head() and version == SCHEMA_VERSION:
            return
        _copy_first(file, key, copies, f"before-{current}-{now:%Y%m%d-%H%M%S}")
    try:
        _migrate(engine, config)
    except DatabaseError as problem:
        raise named(problem) from problem


def _migrate(engine: Engine, config: Config) -> None:
    with writer(engine).connect() as connection:
        # Batch table rebuilds would cascade; the pragma is void inside a transaction.
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                names = connection.execute(
                    text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                )
                triggers.recreate(connection.exec_driver_sql, [row[0] for row in names.all()])
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise FileDamaged
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            connection.connection.execute("PRAGMA foreign_keys = ON")


def _copy_first(file: Path, key: bytes, copies: Path, name: str) -> None:
    """Make a copy that was opened and checked; it looks like a backup and can be restored."""
    backup(file, copies / f"{name}.salon", key)
    for old in sorted(copies.glob("before-*.salon"), key=_age)[:-COPIES_KEPT]:
        old.unlink()


def _age(copy: Path) -> float:
    return copy.stat().st_mtime
