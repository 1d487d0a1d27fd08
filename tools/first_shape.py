"""Writing the first shape of the salon's file from the rows, until the first release freezes it.

Run it after a change of the rows; a test compares the migrated file with the rows. From the first
release on every change is a revision of its own and this tool is gone.
"""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from salon_desktop.infrastructure.db.rows import Row
from salon_desktop.infrastructure.db.triggers import SEARCH_TABLE

TARGET = Path("salon_desktop/infrastructure/db/migrations/versions/0001_first_shape.sql")
HEAD = "-- The first shape of a salon's file. Never edited after a release.\n"


def main() -> None:
    """Write the DDL of every table and index in the order of their foreign keys."""
    dialect = sqlite.dialect()
    parts = [HEAD]
    for table in Row.metadata.sorted_tables:
        ddl = str(CreateTable(table).compile(dialect=dialect)).strip()
        parts.append(ddl.replace("\t", "    ").replace(" \n", "\n") + ";\n")
        parts.extend(
            str(CreateIndex(index).compile(dialect=dialect)).strip() + ";\n"
            for index in sorted(table.indexes, key=lambda one: str(one.name))
        )
    parts.append(SEARCH_TABLE.strip() + ";\n")
    TARGET.write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
