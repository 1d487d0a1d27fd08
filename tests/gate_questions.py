"""Questions to the gate that may leave; each test changes one fact and asks again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from salon_desktop.domain.consent.events import Channel, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState, Standing, StandingKey
from salon_desktop.domain.messaging.gate import AppointmentFacts, GateQuestion, TemplateFacts
from salon_desktop.domain.messaging.message import MessageKind

NUMBER = "+393331234567"
ROME = ZoneInfo("Europe/Rome")
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)  # Monday, noon in Rome
EVENING = datetime(2026, 3, 2, 21, tzinfo=UTC)
UTILITY = TemplateFacts(approved=True, paused=False, category="UTILITY")
MARKETING = replace(UTILITY, category="MARKETING")


def standing(purpose: Purpose = Purpose.SERVICE_MESSAGES, **changes: Any) -> Standing:
    """Return a signed grant, or what the changes make of it."""
    key = StandingKey(client_id=12, channel=Channel.WHATSAPP, address=NUMBER, purpose=purpose)
    facts: dict[str, Any] = {
        "key": key,
        "state": ConsentState.GRANTED,
        "event_seq": 41,
        "strength": Strength.SIGNED,
    }
    return Standing(**(facts | changes))


def reminder(**changes: Any) -> GateQuestion:
    """Ask about a reminder that may leave, or what the changes make of it."""
    facts: dict[str, Any] = {
        "now": NOON,
        "kind": MessageKind.REMINDER_1,
        "client_id": 12,
        "channel": Channel.WHATSAPP,
        "address": NUMBER,
        "expires_at": NOON + timedelta(hours=20),
        "country": "IT",
        "zone": ROME,
        "planning": False,
        "erased": False,
        "standing": standing(),
        "template": UTILITY,
        "appointment": AppointmentFacts(stands=True, starts_as_planned=True),
        "drained": True,
    }
    return GateQuestion(**(facts | changes))


def offer(**changes: Any) -> GateQuestion:
    """Ask about a promotion that may leave, or what the changes make of it."""
    facts: dict[str, Any] = {
        "kind": MessageKind.PROMOTION,
        "standing": standing(Purpose.OFFERS),
        "template": MARKETING,
        "appointment": None,
    }
    return reminder(**(facts | changes))
