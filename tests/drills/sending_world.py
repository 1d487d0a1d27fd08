"""A salon with due reminders beside a practice platform, for the drills of sending.

Everything is real: an encrypted file, HTTP on loopback, the relay, signed webhooks.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import PracticeWorld, mark_practice, practice_world
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.application.commands.send_due import SendDueHandler
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.infrastructure.sender_lease import FileLease

BOOKED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Monday, 9:00 in Rome
DUE = datetime(2026, 11, 24, 9, 1, tzinfo=UTC)  # Tuesday, 10:01 in Rome: reminders are due
VISIT_DAY = date(2026, 11, 25)
SERVICE = 12  # brow shaping: a quarter of an hour, so that many fit into a day
OPERATORS = tuple(
    NewOperator(name=name, role="beautician", colour="face") for name in ("Sara", "Anna", "Marta")
)


@dataclass
class World:
    """An open salon, its clock, and the platform it talks to."""

    salon: Salon
    clock: FixedClock
    practice: PracticeWorld
    folder: DataFolder
    clients: list[int]

    @property
    def numbers(self) -> list[str]:
        return [number_of(index) for index in range(len(self.clients))]

    def states(self) -> list[MessageState]:
        return [entry.state for entry in self.salon.ask.outbox()]

    def times_taken(self) -> dict[str, int]:
        """How often the platform took each message, by our key."""
        counted: dict[str, int] = {}
        for taken in self.practice.platform.taken:
            counted[taken.key or ""] = counted.get(taken.key or "", 0) + 1
        return counted

    def hear(self) -> None:
        """Wait until everything the platform has to say is said, then apply it."""
        assert self.practice.platform.settle()
        self.salon.do.drain()


def number_of(index: int) -> str:
    return f"+39347555{index:04d}"


@contextmanager
def world(folder: Path, *, people: int = 3, consents: int | None = None) -> Iterator[World]:
    """A salon where each of ``people`` has a visit on Wednesday; the first ones consented."""
    place, clock = DataFolder(folder), FixedClock(BOOKED)
    mark_practice(place)
    found_salon(
        folder,
        NewSalon(name="Istituto Mirtilla", country="IT", owner="Vera", operators=OPERATORS),
        clock=clock,
    )
    with practice_world(place, clock.now) as practice, open_salon(folder, clock=clock) as salon:
        connect(salon, practice)
        made = World(salon, clock, practice, place, [])
        fill(made, people, people if consents is None else consents)
        clock.set(DUE)
        assert salon.do.drain().may_send
        yield made


def connect(salon: Salon, practice: PracticeWorld) -> None:
    """Give the salon the practice account and hand in the reminder's templates."""
    facts = practice.facts()
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
    salon.do.sync_templates.submit(
        salon.platform.account(), kinds=[MessageKind.REMINDER_1], languages=["it"]
    )


def fill(made: World, people: int, consents: int) -> None:
    """Add people, consents and one visit each."""
    plans = NumberingPlans()
    with made.salon.do.open_unit() as unit:
        for index in range(people):
            client = unit.clients.add(
                Client(
                    key=str(uuid.uuid4()),
                    first_name=f"Anna{index}",
                    last_name="Prova",
                    language="it",
                    phones=(ClientPhone(number=plans.parse(number_of(index), "IT")),),
                ),
                now=made.clock.now(),
                origin="desk",
            )
            made.clients.append(client.id or 0)
        unit.commit()
    for index, client_id in enumerate(made.clients):
        if index < consents:
            grant(made.salon, client_id)
        book(made.salon, client_id, index)


def grant(salon: Salon, client_id: int, purpose: Purpose = Purpose.SERVICE_MESSAGES) -> None:
    """Record a yes on a paper form."""
    salon.do.record_consent(
        RecordConsent(
            client_id=client_id,
            answers=(
                Answer(
                    purpose=purpose,
                    kind=EventKind.GRANTED,
                    method=Method.PAPER_FORM,
                    wording_language="it",
                    evidence_ref=f"form {client_id}",
                ),
            ),
        )
    )


def book(salon: Salon, client_id: int, index: int, day: date = VISIT_DAY) -> int:
    """Book the client's visit; returns the appointment's id."""
    rows, column = divmod(index, len(OPERATORS))
    booked = salon.do.book(
        BookAppointment(
            client_id=client_id,
            day=day,
            start=9 * 60 + 20 * rows,
            services=(ServiceWish(service_id=SERVICE, operator_id=column + 1),),
        )
    )
    return booked.appointment.id or 0


@contextmanager
def second_sender(made: World) -> Iterator[SendDueHandler]:
    """Another sender over the same file, with a lease of its own."""
    lease = FileLease(made.folder.locks)
    try:
        yield SendDueHandler(
            made.salon.do.open_unit,
            made.clock,
            made.salon.platform,
            GateFacts(PublicHolidays()),
            lease,
        )
    finally:
        lease.close()


def later(moment: datetime, **span: float) -> datetime:
    """Return a later instant."""
    return moment + timedelta(**span)
