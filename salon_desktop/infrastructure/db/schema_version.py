"""The number of the file's shape: read with one pragma at start, so Alembic can stay unloaded."""

SCHEMA_VERSION = 1
