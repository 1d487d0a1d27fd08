"""A salon beside a practice platform, and inbound events handed in as the platform words them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.phones import NumberingPlans
from tests.drills.sending_world import World, book, grant

Says = Callable[..., None]


@pytest.fixture
def says() -> Says:
    """Let somebody write; ``sender`` are the ids by which the platform names her."""

    def say(made: World, event_id: str, text: str, **sender: str) -> None:
        platform, now = made.practice.platform, made.clock.now()
        message: dict[str, Any] = {
            "id": event_id,
            "timestamp": str(int(now.timestamp())),
            "type": "text",
            "text": {"body": text},
            **sender,
        }
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": platform.phone_number_id},
            "messages": [message],
        }
        change = {"field": "messages", "value": value}
        body = {
            "object": "whatsapp_business_account",
            "entry": [{"id": platform.waba_id, "changes": [change]}],
        }
        with made.salon.do.open_unit() as unit:
            unit.inbound.store(
                relay_seq=None,
                body=json.dumps(body).encode(),
                signature="",
                received_at=now,
                now=now,
            )
            unit.commit()
        made.salon.do.apply_inbound()

    return say


@pytest.fixture
def add_sharing() -> Callable[[World, str, int], int]:
    """Add another client with somebody's number, with a yes and a visit of her own."""

    def add(made: World, number: str, index: int, *, consents: bool = True) -> int:
        with made.salon.do.open_unit() as unit:
            client = unit.clients.add(
                Client(
                    key=f"00000000-0000-4000-8000-{index:012d}",
                    first_name="Bice",
                    last_name="Prova",
                    language="it",
                    phones=(ClientPhone(number=NumberingPlans().parse(number, "IT")),),
                ),
                now=made.clock.now(),
                origin="desk",
            )
            unit.commit()
        assert client.id is not None
        if consents:
            grant(made.salon, client.id)
        book(made.salon, client.id, index)
        made.clients.append(client.id)
        return client.id

    return add


@pytest.fixture
def stands() -> Callable[..., ConsentState]:
    """Return how a client's answer stands on a number."""

    def stand(
        made: World, client_id: int, number: str, purpose: Purpose = Purpose.SERVICE_MESSAGES
    ) -> ConsentState:
        with made.salon.do.open_unit() as unit:
            return unit.consent.standing(client_id, Channel.WHATSAPP, number, purpose).state

    return stand
