"""The root of all rows: column types, constraint names, and each table's retention class."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, Date, DateTime, Dialect, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

SHORT = 40
KEY = 36
NAME = 120
LINE = 300
NOTE = 4000


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python, plain UTC in the file; a naive value is refused with ValueError."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


RowId = Annotated[int, mapped_column(primary_key=True)]
Key = Annotated[str, mapped_column(String(KEY), unique=True)]


class Row(DeclarativeBase):
    """Root of all rows; every constraint has a name so that later revisions can drop it.

    ``Table.info["retention"]`` names the retention class of the table's personal data
    (docs/rules.md); tables without personal data carry ``None``.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        date: Date,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def retention(name: str | None) -> dict[str, Any]:
    """Return the table option that names a retention class."""
    return {"info": {"retention": name}}
