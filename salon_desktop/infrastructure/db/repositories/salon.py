"""Settings of the salon as rows with history, and the first person and desk."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from salon_desktop.application.ports.salon import Actor, SalonFacts
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.infrastructure.db.catalogue import Catalogue, catalogue
from salon_desktop.infrastructure.db.rows.salon import DeskRow, PersonRow, SettingRow

FACTS = ("name", "country", "zone", "currency", "language")


class SqlSalonBook:
    """The salon's settings in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def facts(self) -> SalonFacts:
        """Return the salon's facts; raises NotFound before the first run."""
        known = self._known
        values: dict[str, Any] = {name: known.settings.get(name) for name in FACTS}
        if any(value is None for value in values.values()):
            raise NotFound(what="salon")
        owner = next(iter(known.people.values()), "")
        return SalonFacts(**{**values, "zone": ZoneInfo(values["zone"])}, owner=owner)

    def setting(self, name: str, default: Any = None) -> Any:
        """Return the newest value of a setting."""
        return self._known.settings.get(name, default)

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
    def _known(self) -> Catalogue:
        return catalogue(self._session.connection())

    def first_actor(self) -> Actor:
        """Return the person and desk made at first run; raises NotFound before it."""
        known = self._known
        if not known.people or not known.desks:
            raise NotFound(what="person")
        return Actor(person_id=next(iter(known.people)), desk_id=known.desks[0])

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
