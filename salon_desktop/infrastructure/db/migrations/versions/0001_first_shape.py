"""The first shape of a salon's file; its DDL stands in the SQL file of the same name."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, index and the search index; triggers follow after all revisions."""
    ddl = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in ddl.split(";\n"):
        if statement.strip():
            op.execute(statement)
