"""Setting a salon up: its facts, the first person and desk, the starting catalogue."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.consent import Wordings
from salon_desktop.application.ports.salon import Actor, SalonBook
from salon_desktop.application.ports.salon_setup import (
    NewOperator,
    SalonFoundation,
    StartingCatalogue,
)
from salon_desktop.domain.errors import DomainError

LANGUAGES = ("it", "de", "ro", "fi", "en")


class SalonExists(DomainError):
    """There is a salon in this folder already; nothing was changed."""

    code: ClassVar[str] = "salon_exists"


class SalonFactsWrong(DomainError):
    """A fact of the salon makes no sense; facts: field."""

    code: ClassVar[str] = "salon_facts_wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetUpSalon:
    """The owner's answers of the first run. ``country`` is ISO 3166, ``zone`` an IANA name."""

    name: str
    country: str
    zone: str
    currency: str
    language: str
    owner: str
    desk: str
    operators: tuple[NewOperator, ...] = ()
    catalogue: StartingCatalogue


class FoundingUnit(Protocol):
    """What founding a salon needs of a unit of work."""

    salon: SalonBook
    wordings: Wordings
    foundation: SalonFoundation

    def commit(self) -> None:
        """Keep everything."""
        ...


class SetUpSalonHandler:
    """Writes a new salon in one transaction."""

    def __init__(
        self, open_unit: Callable[[], AbstractContextManager[FoundingUnit]], clock: Clock
    ) -> None:
        self._open_unit, self._clock = open_unit, clock

    def __call__(self, wish: SetUpSalon) -> Actor:
        """Return the first person and desk.

        Raises SalonExists, or SalonFactsWrong naming the field.
        """
        _check(wish)
        now = self._clock.now()
        with self._open_unit() as unit:
            if unit.salon.setting("name") is not None:
                raise SalonExists
            base = unit.foundation
            actor = Actor(
                person_id=base.add_person(wish.owner, "owner"), desk_id=base.add_desk(wish.desk)
            )
            for name in ("name", "country", "zone", "currency", "language"):
                base.set(name, getattr(wish, name), actor=actor, now=now)
            for kind in wish.catalogue.kinds:
                base.add_kind(kind)
            for room_or_device in wish.catalogue.units:
                base.add_unit(room_or_device)
            for service in wish.catalogue.services:
                base.add_service(service)
            for operator in wish.operators:
                base.add_operator(operator)
            base.set_week_hours(wish.catalogue.hours)
            for text in wish.catalogue.texts:
                unit.wordings.publish(text.kind, text.language, text.text, now)
            unit.commit()
        return actor


def _check(wish: SetUpSalon) -> None:
    for name in ("name", "owner", "desk"):
        if not getattr(wish, name).strip() or len(getattr(wish, name)) > 120:
            raise SalonFactsWrong(field=name)
    if len(wish.country) != 2 or not wish.country.isalpha() or not wish.country.isupper():
        raise SalonFactsWrong(field="country")
    if len(wish.currency) != 3 or not wish.currency.isalpha() or not wish.currency.isupper():
        raise SalonFactsWrong(field="currency")
    if wish.language not in LANGUAGES:
        raise SalonFactsWrong(field="language")
    try:
        ZoneInfo(wish.zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise SalonFactsWrong(field="zone") from unknown
