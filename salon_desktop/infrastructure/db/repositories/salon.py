"""Settings of the salon as rows with history, and the first person and desk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.salon import Actor, SalonFacts
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.infrastructure.db.catalogue import catalogue
from salon_desktop.infrastructure.db.rows.salon import DeskRow, PersonRow, SettingRow

FACTS = ("name", "country", "zone", "currency", "language")


class SqlSalonBook:
    """The salon's settings in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def facts(self) -> SalonFacts:
        """Return the salon's facts; raises NotFound before the first run."""
        settings = self._settings
        values: dict[str, Any] = {name: settings.get(name) for name in FACTS}
        if any(value is None for value in values.values()):
            raise NotFound(what="salon")
        owner = self._session.scalar(select(PersonRow.name).order_by(PersonRow.id).limit(1)) or ""
        return SalonFacts(**{**values, "zone": ZoneInfo(values["zone"])}, owner=owner)

    def setting(self, name: str, default: Any = None) -> Any:
        """Return the newest value of a setting."""
        return self._settings.get(name, default)

    def set(self, name: str, value: Any, *, actor: Actor | None, now: datetime) -> None:
        """Append a new value; an unchanged one writes nothing."""
        if self.setting(name) == value:
            return
        self._session.add(
            SettingRow(
                name=name,
                value=value,
                changed_at=now,
                person_id=actor.person_id if actor else None,
                desk_id=actor.desk_id if actor else None,
            )
        )
        self._session.flush()

    @property
    def _settings(self) -> Mapping[str, Any]:
        return catalogue(self._session.connection()).settings

    def first_actor(self) -> Actor:
        """Return the person and desk made at first run; raises NotFound before it."""
        person = self._session.scalar(select(PersonRow.id).order_by(PersonRow.id).limit(1))
        desk = self._session.scalar(select(DeskRow.id).order_by(DeskRow.id).limit(1))
        if person is None or desk is None:
            raise NotFound(what="person")
        return Actor(person_id=person, desk_id=desk)

    def add_person(self, name: str, role: str) -> int:
        """Store someone who acts in the program; returns the id."""
        row = PersonRow(name=name, role=role)
        self._session.add(row)
        self._session.flush()
        return row.id

    def add_desk(self, name: str) -> int:
        """Store a place where the program runs; returns the id."""
        row = DeskRow(name=name)
        self._session.add(row)
        self._session.flush()
        return row.id
