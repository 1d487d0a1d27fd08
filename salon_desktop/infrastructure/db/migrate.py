"""Bringing a salon's file to the newest shape: all steps in one transaction, or none."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from salon_desktop.application.failures import FileDamaged, FileIsNewer
from salon_desktop.infrastructure.db import sqlcipher, triggers
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION

COPIES_KEPT = 3


def upgrade(
    engine: Engine, file: Path, key: bytes, *, scripts: Path, copies: Path, now: datetime
) -> None:
    """Migrate ``file`` to the newest revision, after a checked copy into ``copies``.

    Raises FileIsNewer when the file carries a revision this program does not know.
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
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            connection.connection.execute("PRAGMA foreign_keys = ON")


def _copy_first(file: Path, key: bytes, copies: Path, name: str) -> None:
    copies.mkdir(parents=True, exist_ok=True)
    draft = copies / f"{name}.salon.part"
    draft.unlink(missing_ok=True)
    sqlcipher.copy_whole(file, draft, key)
    with sqlcipher.opened(draft, key) as copy:
        problems = sqlcipher.integrity_problems(copy, thorough=False)
        copy.execute("PRAGMA journal_mode = DELETE")
    if problems:
        raise FileDamaged
    draft.replace(copies / f"{name}.salon")
    for old in sorted(copies.glob("before-*.salon"), key=_age)[:-COPIES_KEPT]:
        old.unlink()


def _age(copy: Path) -> float:
    return copy.stat().st_mtime
