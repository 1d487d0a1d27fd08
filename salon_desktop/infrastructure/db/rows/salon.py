"""The salon itself: its settings with their history, its people and desks, secrets at rest."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from salon_desktop.infrastructure.db.rows.base import LINE, NAME, SHORT, Row, RowId, retention


class PersonRow(Row):
    """Who works at the salon and acts in the program."""

    __tablename__ = "person"
    __table_args__ = (retention("staff"),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(NAME))
    role: Mapped[str] = mapped_column(String(SHORT))
    active: Mapped[bool] = mapped_column(default=True)


class DeskRow(Row):
    """A place where the program runs."""

    __tablename__ = "desk"
    __table_args__ = (retention(None),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(NAME))


class SettingRow(Row):
    """One setting of the salon as of one moment; the newest row of a name holds."""

    __tablename__ = "salon_setting"
    __table_args__ = (Index(None, "name", "id"), retention(None))

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(SHORT))
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("desk.id", ondelete="RESTRICT"))


class SecretRow(Row):
    """A secret inside the encrypted file, used where no trustworthy keyring exists."""

    __tablename__ = "secret"
    __table_args__ = (retention(None),)

    name: Mapped[str] = mapped_column(String(SHORT), primary_key=True)
    value: Mapped[str] = mapped_column(String(LINE * 10))
