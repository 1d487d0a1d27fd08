"""Filling a practice salon: clients, a full week, consents in every state, answers from phones.

Everything goes the real way: use cases write it, reminders leave through the practice platform,
clients tap and write on their phones, the relay hands it over. Nobody in it exists.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from salon_desktop.app.composition import Salon
from salon_desktop.app.practice_consents import answers_for
from salon_desktop.app.practice_world import PracticeWorld
from salon_desktop.app.story_clock import StoryClock
from salon_desktop.application.commands.back_up import BackUp
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.application.commands.change_status import ChangeStatus
from salon_desktop.application.commands.record_consent import RecordConsent
from salon_desktop.application.placing import ConflictsFound, Permission
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import to_utc
from salon_desktop.infrastructure.phones import NumberingPlans

REMINDER_HOUR = 10 * 60 + 1
PAST, AHEAD = range(-6, 0), range(1, 5)
EVERY = {True: 3, False: 4}
"""Of how many clients one comes on a day of the past, of the days ahead: no one comes daily."""
STEPS_TO = {
    "confirmed": (Status.CONFIRMED,),
    "arrived": (Status.ARRIVED,),
    "in_service": (Status.ARRIVED, Status.IN_SERVICE),
    "done": (Status.DONE,),
    "paid": (Status.DONE, Status.PAID),
    "no_show": (Status.NO_SHOW,),
}
AGREED = "Practice: agreed at the desk"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One line of the story's day."""

    operator: str
    name: str
    start: int
    service: str
    status: str
    consent: str


@dataclass(kw_only=True)
class Told:
    """The story as far as it was told: ids by name."""

    clients: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    services: dict[str, int] = field(default_factory=dict)
    operators: dict[str, int] = field(default_factory=dict)
    booked: int = 0


class Story:
    """Tells the practice day ``today``, seen at wall minute ``minute``, into an open salon."""

    def __init__(
        self,
        salon: Salon,
        world: PracticeWorld,
        clock: StoryClock,
        source: Path,
        *,
        today: date,
        minute: int,
    ) -> None:
        self._salon, self._world, self._clock = salon, world, clock
        self._data: dict[str, Any] = json.loads(source.read_text("utf-8"))
        self._today, self._minute = today, minute
        self._zone: ZoneInfo = salon.facts.zone
        self._told = Told()
        self._visits = [
            Visit(
                operator=one["operator"],
                name=f"{one['first']} {one['last']}",
                start=one["start"],
                service=one["service"],
                status=one["status"],
                consent=one["consent"],
            )
            for one in self._data["visits"]
        ]

    def tell(self) -> Told:
        """Write the whole story; the clock stands at its end."""
        self._at(self._today - timedelta(days=14), 9 * 60)
        self._read_ids()
        self._meet_clients()
        for offset in (*PAST, *AHEAD):
            self._fill_day(self._today + timedelta(days=offset), shift=offset)
        self._fill_today()
        self._remind()
        self._copy()
        self._live_the_day()
        self._at(self._today, self._minute)
        return self._told

    def _at(self, day: date, minute: int) -> None:
        self._clock.set(to_utc(day, minute, self._zone))

    def _read_ids(self) -> None:
        self._told.services = {
            one.code: one.id for one in self._salon.ask.services() if one.code is not None
        }
        self._told.operators = {one.name: one.id for one in self._salon.ask.operators()}

    def _meet_clients(self) -> None:
        phones, languages = NumberingPlans(), self._data["languages"]
        alerts = self._data["alerts"]
        with self._salon.do.open_unit() as unit:
            for index, visit in enumerate(self._visits):
                first, last = visit.name.split(" ", 1)
                number = phones.parse(f"347 5550 {index:03d}", "IT")
                kept = unit.clients.add(
                    Client(
                        key=str(uuid.uuid4()),
                        first_name=first,
                        last_name=last,
                        language=languages.get(visit.name, "it"),
                        alert=alerts.get(visit.name, ""),
                        phones=(ClientPhone(number=number),),
                    ),
                    now=self._clock.now(),
                    origin="desk",
                )
                self._told.clients[visit.name] = kept.id or 0
                self._told.numbers[visit.name] = number.e164
            unit.commit()
        for visit in self._visits:
            e164 = self._told.numbers[visit.name]
            self._world.platform.phones.set_up(e164, name=visit.name.split(" ")[0])
            for answers in answers_for(visit.consent, languages.get(visit.name, "it")):
                self._salon.do.record_consent(
                    RecordConsent(client_id=self._told.clients[visit.name], answers=answers)
                )

    def _fill_day(self, day: date, *, shift: int) -> None:
        """Book part of a day like the story's: other clients in the same places, with gaps."""
        past, number = shift < 0, 0
        self._at(day - timedelta(days=4), 11 * 60)
        for operator, visits in self._by_operator():
            for index, visit in enumerate(visits):
                number += 1
                other = visits[(index + 1) % len(visits)]
                if (number + shift) % EVERY[past] or other.name in self._data["first_time"]:
                    continue
                booked = self._book(operator, other.name, day, visit.start, visit.service)
                if booked is not None and past:
                    self._at(day, visit.start + 90)
                    self._walk(booked, "paid" if number % 9 else "no_show")
                    self._at(day - timedelta(days=4), 11 * 60)

    def _fill_today(self) -> None:
        self._at(self._today - timedelta(days=5), 16 * 60)
        for visit in self._visits:
            self._book(visit.operator, visit.name, self._today, visit.start, visit.service)

    def _copy(self) -> None:
        """Keep a copy, as the program does by itself each day."""
        self._at(self._today, max(0, self._minute - 125))
        self._salon.do.back_up(BackUp())

    def _remind(self) -> None:
        """Send yesterday's reminders, read and answered on the phones."""
        self._at(self._today - timedelta(days=1), REMINDER_HOUR)
        self._salon.do.send_due(drained=self._salon.do.drain().may_send)
        self._hear()
        self._at(self._today - timedelta(days=1), REMINDER_HOUR + 4)
        for visit in self._visits:
            number = self._told.numbers[visit.name]
            if visit.status in {"booked", "no_show"} or not self._has_reminder(number):
                continue
            self._world.platform.phones.read(number)
            self._world.platform.phones.tap(number, index=0)
        self._hear()

    def _live_the_day(self) -> None:
        ids = {
            entry.client_id: entry.appointment_id
            for entry in self._salon.ask.day(self._today).entries
        }
        for visit in self._visits:
            appointment_id = ids.get(self._told.clients[visit.name])
            status = self._status_now(visit)
            if appointment_id is not None and status is not None:
                self._at(self._today, max(self._minute, visit.start + 16))
                self._walk(appointment_id, status)
        walk_in = self._data["walk_in"]
        self._at(self._today, self._minute)
        self._book(
            walk_in["operator"],
            None,
            self._today,
            walk_in["start"],
            walk_in["service"],
            origin=Origin.WALK_IN,
        )
        for name, text in self._data["says"]:
            self._world.platform.phones.say(self._told.numbers[name], text)
        self._hear()
        self._salon.do.send_due(drained=True)
        self._hear()

    def _status_now(self, visit: Visit) -> str | None:
        """Return the status the story gives, as far as the day has come."""
        if visit.start > self._minute and visit.status not in {"confirmed", "arrived"}:
            return None
        if visit.status == "booked":
            return None
        return visit.status

    def _walk(self, appointment_id: int, status: str) -> None:
        for step in STEPS_TO.get(status, ()):
            try:
                self._salon.do.change_status(
                    ChangeStatus(appointment_id=appointment_id, status=step)
                )
            except DomainError:
                return  # a phone has confirmed it already

    def _book(
        self,
        operator: str,
        name: str | None,
        day: date,
        start: int,
        service: str,
        *,
        origin: Origin = Origin.PHONE,
    ) -> int | None:
        wish = BookAppointment(
            client_id=None if name is None else self._told.clients[name],
            day=day,
            start=start,
            services=(
                ServiceWish(
                    service_id=self._told.services[service],
                    operator_id=self._told.operators[operator],
                ),
            ),
            origin=origin,
        )
        try:
            booked = self._salon.do.book(wish)
        except ConflictsFound as found:
            if found.facts["hard"]:
                return None
            allowed = Permission(reason=AGREED)
            booked = self._salon.do.book(
                BookAppointment(
                    client_id=wish.client_id,
                    day=day,
                    start=start,
                    services=wish.services,
                    origin=origin,
                    permission=allowed,
                )
            )
        except DomainError:
            return None
        self._told.booked += 1
        return booked.appointment.id

    def _by_operator(self) -> Iterator[tuple[str, list[Visit]]]:
        for operator in self._told.operators:
            yield operator, [visit for visit in self._visits if visit.operator == operator]

    def _has_reminder(self, number: str) -> bool:
        return any(message.buttons for message in self._world.platform.phones.messages(number))

    def _hear(self) -> None:
        self._world.platform.settle()
        self._salon.do.drain()


def story_day(now: datetime, zone: ZoneInfo) -> tuple[date, int]:
    """Return today and the minute of it, in the salon's zone."""
    wall = now.astimezone(zone)
    return wall.date(), wall.hour * 60 + wall.minute
