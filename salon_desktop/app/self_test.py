"""Does an installed or packed program stand up? What packing has been seen to lose, tried here.

Each check answers with a short fact or raises; every failure is told and none hides another.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from salon_desktop.app.composition import open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import DataFolder, shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KNOWN_WORD = ("section, at most 11 letters", "Clients")
LEAST_COLOURS = 8
LEAST_BACKENDS = 2
OPENS_IT = "self test, thrown away"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One check by its name: what it found, or what went wrong."""

    name: str
    found: str = ""
    problem: str = ""


class NotWhole(Exception):
    """Something the program ships with is missing or does not work."""


def run_checks(scratch: Path) -> Iterator[Checked]:
    """Yield the outcome of each check; ``scratch`` is an empty folder to throw away."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks: dict[str, Callable[[Path], str]] = {
        "encrypted file and migrations": _file_is_made,
        "languages": _languages_speak,
        "dates, money and time zones": _dates_are_words,
        "phone numbers and holidays": _tables_are_there,
        "keyring": _keyring_answers,
        "relay": _relay_listens,
        "window": _window_paints,
    }
    for name, check in checks.items():
        try:
            yield Checked(name=name, found=check(scratch))
        except Exception as problem:
            yield Checked(name=name, problem=f"{type(problem).__name__}: {problem}")


def _file_is_made(scratch: Path) -> str:
    clock = FixedClock(NOON)
    new = NewSalon(name="Self test", country="IT", owner="Self test")
    found_salon(scratch, new, clock=clock, passphrase=OPENS_IT)
    with open_salon(scratch, clock=clock, passphrase=OPENS_IT) as salon:
        findings = salon.ask.check(salon.clock.now())
        services = len(salon.ask.services())
    if findings:
        raise NotWhole(findings[0].code)
    if DataFolder(scratch).salon.read_bytes()[:6] == b"SQLite":
        raise NotWhole("the file is not encrypted")
    return f"{services} services"


def _languages_speak(_: Path) -> str:
    """Each catalogue knows its words; English is the language the words are written in."""
    place = shipped().translations
    silent = [
        language
        for language in LANGUAGES
        if language != "en" and Catalog(place, language).known(KNOWN_WORD[1], KNOWN_WORD[0]) is None
    ]
    if silent:
        raise NotWhole(", ".join(silent))
    return " ".join(LANGUAGES)


def _dates_are_words(_: Path) -> str:
    rome = ZoneInfo("Europe/Rome")
    said = {language: Formats(language, rome, "EUR").long_date(NOON) for language in LANGUAGES}
    if len(set(said.values())) != len(LANGUAGES):
        raise NotWhole(str(said))
    return said["it"]


def _tables_are_there(_: Path) -> str:
    number = NumberingPlans().parse("347 1234567", "IT").e164
    days = PublicHolidays().between("IT", NOON.date().replace(day=1, month=1), NOON.date())
    if not days:
        raise NotWhole("no holidays")
    return number


def _keyring_answers(_: Path) -> str:
    from salon_desktop.infrastructure.secrets import backends_seen

    seen, trusted = backends_seen()
    if seen < LEAST_BACKENDS:
        raise NotWhole("no keyring backends")
    return f"{seen}, {trusted}"


def _relay_listens(scratch: Path) -> str:
    """The relay is served by libraries that choose their parts by name."""
    from salon_desktop.app.practice_world import mark_practice, practice_world

    folder = DataFolder(scratch / "practice")
    mark_practice(folder)
    with practice_world(folder, lambda: NOON) as world:
        return "ok" if world.relay_address else ""


def _window_paints(scratch: Path) -> str:
    from salon_desktop.app.run import application
    from salon_desktop.app.window import Face

    app = application()
    with open_salon(scratch, clock=FixedClock(NOON), passphrase=OPENS_IT) as salon:
        face = Face(app, salon)
        try:
            face.window.resize(1200, 800)
            face.window.show()
            app.processEvents()
            picture = face.window.grab().toImage()
        finally:
            face.close()
    step = 16
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), step)
        for y in range(0, picture.height(), step)
    }
    if len(colours) < LEAST_COLOURS:
        raise NotWhole("the window stays empty")
    return f"{picture.width()}x{picture.height()}"
