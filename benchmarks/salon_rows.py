"""Rows of a measured salon as plain dictionaries, by table."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from salon_desktop.domain.agenda.appointment import Appointment, Step
from salon_desktop.domain.agenda.history import EventKind, placement_of
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.messaging.message import MessageKind, unique_key

SEED = 20261123
MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Seven in the morning of that Monday in Bucharest, before the salon opens."""
ZONE = ZoneInfo("Europe/Bucharest")

FIRST = ("Ana", "Ioana", "Zoë", "Renée", "Ștefania", "Lucía", "Дарья", "Анна", "Елена", "Mirjana")
LAST = ("Popescu", "Ionescu", "Müller", "Núñez", "Смирнова", "Иванова", "D'Angelo", "Lehtinen")

Values = dict[str, Any]


def client_rows(clients: int) -> Iterator[tuple[str, Values]]:
    """Yield each client with her number, what search reads, and her consent if she gave it."""
    chance = random.Random(SEED)
    for number in range(1, clients + 1):
        first = chance.choice(FIRST)
        last = f"{chance.choice(LAST)} {_syllables(chance)}"
        phone = f"+4072{number:07d}"
        one, two = folded(first), folded(last)
        yield (
            "client",
            {
                "id": number,
                "key": new_key(chance),
                "first_name": first,
                "last_name": last,
                "folded_first": one,
                "folded_last": two,
                "sorted_name": " ".join(sorted(f"{one} {two}".split())),
                "language": "ro",
                "last_visit_on": MONDAY - timedelta(days=1 + number % 400),
                "created_at": NOW - timedelta(days=1500),
                "origin": "desk",
                "alert": "!" if number % 50 == 0 else None,
            },
        )
        yield (
            "client_phone",
            {
                "client_id": number,
                "as_typed": phone,
                "e164": phone,
                "region": "RO",
                "kind": "mobile",
                "on_platform": "yes",
            },
        )
        yield "client_text", {"client_id": number, "text": f" {one} {two} {phone[1:]} "}
        if consented(number):
            yield "consent_state", _granted(number, phone)


def _granted(number: int, phone: str) -> Values:
    return {
        "client_id": number,
        "channel": "whatsapp",
        "address": phone,
        "purpose": "service_messages",
        "state": "granted",
        "event_seq": number,
        "event_key": str(uuid.UUID(int=number)),
        "method": "paper_form",
        "strength": 3,
        "decided_at": NOW - timedelta(days=100),
        "valid_until": None,
        "platform_blocked": False,
    }


def visit_values(visit: Appointment, starts_at: datetime, booked_at: datetime) -> Values:
    """Return the columns of a visit."""
    return {
        "id": visit.id,
        "key": visit.key,
        "client_id": visit.client_id,
        "day": visit.day,
        "start_minute": visit.start,
        "end_minute": visit.end,
        "zone": ZONE.key,
        "starts_at": starts_at,
        "status": visit.status.value,
        "cancel_reason": visit.cancel_reason and visit.cancel_reason.value,
        "origin": visit.origin.value,
        "created_at": booked_at,
    }


def step_values(number: int, visit: Appointment, position: int, step: Step) -> Values:
    """Return the columns of a step."""
    return {
        "id": number,
        "appointment_id": visit.id,
        "position": position,
        "service_id": step.service_id,
        "operator_id": step.operator_id,
        "start_minute": step.start,
        "active_before": step.active_before,
        "processing": step.processing,
        "active_after": step.active_after,
        "buffer": step.buffer,
        "price_cents": step.price.cents,
        "currency": step.price.currency,
    }


def event_values(visit: Appointment, booked_at: datetime) -> Values:
    """Return the columns of the event that booked a visit."""
    return {
        "key": str(uuid.UUID(int=visit.id or 0)),
        "appointment_id": visit.id,
        "kind": EventKind.BOOKED.value,
        "before": None,
        "after": placement_of(visit),
        "person_id": 1,
        "desk_id": 1,
        "happened_at": booked_at,
        "undo_group": str(uuid.UUID(int=visit.id or 0)),
    }


def message_rows(
    number: int, visit: Appointment, starts_at: datetime, booked_at: datetime
) -> Iterator[tuple[str, Values]]:
    """Yield the reminder of a visit with the event of its last step."""
    left = visit.day < MONDAY
    state = "delivered" if left else "planned"
    yield (
        "message",
        {
            "id": number,
            "key": str(uuid.UUID(int=number)),
            "unique_key": unique_key(visit.key, MessageKind.REMINDER_1, visit.day, visit.start),
            "kind": MessageKind.REMINDER_1.value,
            "purpose": "service",
            "channel": "whatsapp",
            "client_id": visit.client_id,
            "appointment_id": visit.id,
            "address": f"+4072{visit.client_id:07d}",
            "template": "appointment_reminder",
            "language": "ro",
            "parameters": {"day": visit.day.isoformat()},
            "due_at": starts_at - timedelta(days=1),
            "expires_at": starts_at - timedelta(hours=3),
            "state": state,
            "ground_kind": "consent",
            "ground_id": visit.client_id,
            "attempts": int(left),
            "created_at": booked_at,
            "changed_at": booked_at,
        },
    )
    yield (
        "message_event",
        {
            "message_id": number,
            "happened_at": booked_at,
            "before": None,
            "after": state,
            "ground_kind": "consent",
            "ground_id": visit.client_id,
        },
    )


def consented(client: int) -> bool:
    """Tell whether the client allows reminders: three in five do."""
    return client % 5 < 3


def new_key(chance: random.Random) -> str:
    """Return a UUID drawn by ``chance``."""
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _syllables(chance: random.Random) -> str:
    return "".join(chance.choice(("la", "ri", "no", "ve", "ta", "mi")) for _ in range(3))
