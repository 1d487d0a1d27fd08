"""A ready practice salon: founded, connected to its practice WhatsApp, its story told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.app.founding import HOMES, NewSalon, found_salon
from salon_desktop.app.practice_story import Story, story_day
from salon_desktop.app.practice_world import PracticeWorld, mark_practice, practice_world
from salon_desktop.app.story_clock import StoryClock
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.application.ports.salon_setup import (
    NewOperator,
    NewUnit,
    SalonFoundation,
)
from salon_desktop.domain.agenda.opening import Absence, AbsenceKind, Shift, WeekHours
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.places import DataFolder, shipped
from salon_desktop.localization.languages import LANGUAGES

NAME, COUNTRY = "Istituto Mirtilla", "IT"
OPEN = MinuteSpan(9 * 60, 19 * 60)
SUNDAY = 6


@dataclass(frozen=True, kw_only=True)
class PracticeSalon:
    """An open practice salon, the WhatsApp it talks to, and its clock."""

    salon: Salon
    world: PracticeWorld
    clock: StoryClock


def this_morning(now: datetime) -> datetime:
    """Return the moment a practice day begins: the day of ``now`` at 10:44 in its salon's zone."""
    here = now.astimezone(ZoneInfo(HOMES[COUNTRY][0]))
    return here.replace(hour=10, minute=44, second=0, microsecond=0)


@contextmanager
def practice_salon(
    root: Path, moment: datetime, *, language: str | None = None, lively: bool = False
) -> Iterator[PracticeSalon]:
    """Make a practice salon in the empty folder ``root``, seen at ``moment``, and open it.

    The clock stands at ``moment`` afterwards; let it run where the day shall go on. With
    ``lively`` statuses take a moment, as on real phones. Raises SalonExists where ``root`` holds a
    practice salon already, RealSalonHere where it holds a real one.
    """
    folder, clock = DataFolder(root), StoryClock(moment)
    source = shipped().resources / "practice" / "mirtilla.json"
    data: dict[str, Any] = json.loads(source.read_text("utf-8"))
    mark_practice(folder)
    zone_day = moment.astimezone(ZoneInfo(HOMES[COUNTRY][0])).date()
    found_salon(
        root,
        NewSalon(
            name=NAME,
            country=COUNTRY,
            owner="Vera",
            desk="Banco 1",
            operators=tuple(
                NewOperator(name=one["name"], role=one["role"], colour=one["colour"])
                for one in data["operators"]
            ),
        ),
        clock=clock,
        also=lambda base: _furnish(base, data, zone_day),
    )
    with (
        practice_world(folder, clock.now, business_name=NAME) as world,
        open_salon(root, clock=clock, language=language) as salon,
    ):
        connect(salon, world)
        today, minute = story_day(moment, salon.facts.zone)
        Story(salon, world, clock, source, today=today, minute=minute).tell()
        if lively:
            world.live()
        yield PracticeSalon(salon=salon, world=world, clock=clock)


def connect(salon: Salon, world: PracticeWorld) -> None:
    """Give the salon the practice account, its templates and its health."""
    facts = world.facts()
    salon.do.set_up_platform(
        SetUpPlatform(
            settings=PlatformSettings(
                waba_id=facts["waba_id"],
                number_id=facts["phone_number_id"],
                graph_address=facts["graph_url"],
                relay_address=facts["relay_url"],
            ),
            token=facts["token"],
            app_secret=facts["app_secret"],
            relay_key=facts["relay_key"],
        )
    )
    account = salon.platform.account()
    salon.do.sync_templates.submit(
        account, kinds=[MessageKind.REMINDER_1], languages=list(LANGUAGES)
    )
    salon.do.read_health(account)


def _furnish(base: SalonFoundation, data: dict[str, Any], today: date) -> None:
    """Add what the story needs beyond the catalogue: rooms, hours, shifts, breaks, absences."""
    weekdays = tuple(
        () if day == SUNDAY and today.weekday() != SUNDAY else (OPEN,) for day in range(7)
    )
    base.set_week_hours(WeekHours(days=weekdays, closes_on_holidays=False))
    for unit in data["extra_units"]:
        base.add_unit(NewUnit(name=unit["name"], kind=unit["kind"]))
    ids = {name: operator_id for operator_id, name in base.operators()}
    for one in data["operators"]:
        if "shift" in one:
            for weekday in range(7):
                span = MinuteSpan(*one["shift"])
                base.add_shift(Shift(operator_id=ids[one["name"]], spans=(span,), weekday=weekday))
    first, last = today - timedelta(days=30), today + timedelta(days=365)
    for name, start, end in data["breaks"]:
        for weekday in range(7):
            base.add_absence(
                Absence(
                    subject_id=ids[name],
                    kind=AbsenceKind.BREAK,
                    first_day=first,
                    last_day=last,
                    span=MinuteSpan(start, end),
                    weekday=weekday,
                )
            )
    for name, kind, start, end in data["blocks"]:
        base.add_absence(
            Absence(
                subject_id=ids[name],
                kind=AbsenceKind(kind),
                first_day=today,
                last_day=today,
                span=MinuteSpan(start, end),
            )
        )
