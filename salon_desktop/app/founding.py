"""Making a new salon in an empty folder: key, file, first people, catalogue."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from salon_desktop.app.composition import giver_of, upgrade_file
from salon_desktop.application.commands.set_up_salon import (
    SetUpSalon,
    SetUpSalonHandler,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.salon_setup import NewOperator, SalonFoundation
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.db.file_key import recovery_code
from salon_desktop.infrastructure.db.opening import open_file
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.starting_catalogue import starting_catalogue
from salon_desktop.infrastructure.places import DataFolder, shipped
from salon_desktop.infrastructure.settings_file import SettingsFile

HOMES = {
    "IT": ("Europe/Rome", "EUR", "it"),
    "DE": ("Europe/Berlin", "EUR", "de"),
    "RO": ("Europe/Bucharest", "RON", "ro"),
    "FI": ("Europe/Helsinki", "EUR", "fi"),
    "AT": ("Europe/Vienna", "EUR", "de"),
    "CH": ("Europe/Zurich", "CHF", "de"),
    "FR": ("Europe/Paris", "EUR", "en"),
    "ES": ("Europe/Madrid", "EUR", "en"),
    "GB": ("Europe/London", "GBP", "en"),
    "IE": ("Europe/Dublin", "EUR", "en"),
}
"""Country → zone, currency and language a new salon starts with; all can be chosen otherwise."""


class KeyCannotBeKept(DomainError):
    """No trustworthy keyring and no passphrase: the file's key would have no place."""

    code: ClassVar[str] = "key_cannot_be_kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSalon:
    """The answers of the first run; what is None follows from the country."""

    name: str
    country: str
    owner: str
    desk: str = "1"
    zone: str | None = None
    currency: str | None = None
    language: str | None = None
    operators: tuple[NewOperator, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Founded:
    """The recovery code, shown once: with it the file opens on any machine."""

    recovery_code: str


def found_salon(
    data_dir: Path,
    new: NewSalon,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    passphrase: str | None = None,
    also: Callable[[SalonFoundation], None] | None = None,
) -> Founded:
    """Make a salon in ``data_dir``.

    Raises SalonExists (KeyMissing where a file of another key lies there), SalonFactsWrong,
    KeyCannotBeKept. An interrupted run is taken up again with the same key. ``also`` may add to
    what the catalogue brings.
    """
    folder, own_clock, place = DataFolder(data_dir), clock or SystemClock(), shipped()
    giver = giver_of(folder, secrets=secrets, passphrase=passphrase)
    if giver.passphrase is None and giver.secrets is None:
        raise KeyCannotBeKept
    zone, currency, language = HOMES.get(new.country, ("", "", ""))
    wish = SetUpSalon(
        name=new.name,
        country=new.country,
        zone=new.zone or zone or "Etc/UTC",
        currency=new.currency or currency or "EUR",
        language=new.language or language or "en",
        owner=new.owner,
        desk=new.desk,
        operators=new.operators,
        catalogue=starting_catalogue(
            place.resources,
            language=new.language or language or "en",
            country=new.country,
            currency=new.currency or currency or "EUR",
        ),
    )
    key = giver.find(folder) if folder.salon.exists() else giver.make(folder)
    engine = open_file(folder, key, place.migrations, own_clock.now(), upgrade_file, create=True)
    try:
        open_unit = unit_of_work_opener(engine)
        SetUpSalonHandler(open_unit, own_clock)(wish)
        if also is not None:
            with open_unit() as unit:
                also(unit.foundation)
                unit.commit()
    finally:
        engine.dispose()
    file = SettingsFile(folder.settings)
    file.write(replace(file.read_with_id(), desk_name=new.desk))
    return Founded(recovery_code=recovery_code(key))
