"""The salon's own settings with their history, and who is acting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, at which desk; stands in every event."""

    person_id: int
    desk_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SalonFacts:
    """What is true of the whole salon: its name, country, zone, money and language.

    ``owner`` is the person named at the first run, "" where nobody was.
    """

    name: str
    country: str
    zone: ZoneInfo
    currency: str
    language: str
    owner: str = ""


class SalonBook(Protocol):
    """Settings of the salon as rows with history, and the first person and desk."""

    def facts(self) -> SalonFacts:
        """Return the salon's facts; raises NotFound before the first run."""
        ...

    def setting(self, name: str, default: Any = None) -> Any:
        """Return the newest value of a setting."""
        ...

    def set(self, name: str, value: Any, *, actor: Actor | None, now: datetime) -> None:
        """Append a new value; an unchanged one writes nothing."""
        ...

    def first_actor(self) -> Actor:
        """Return the person and desk made at first run; raises NotFound before it."""
        ...
