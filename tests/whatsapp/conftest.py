"""Webhooks as the platform sends them, with one interesting detail each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from salon_desktop.whatsapp.events import Event
from salon_desktop.whatsapp.webhook import read_events

GIULIA = {"profile": {"name": "Giulia R."}, "wa_id": "390200000000", "user_id": "IT.9001"}


def _hook(*values: Any, field: str = "messages", entry: dict[str, Any] | None = None) -> bytes:
    changes = [{"field": field, "value": value} for value in values]
    whole = {"id": "2000", "changes": changes} | (entry or {})
    return json.dumps({"object": "whatsapp_business_account", "entry": [whole]}).encode()


@pytest.fixture
def received() -> datetime:
    """Return when the relay received the webhooks of these tests."""
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def sent_at() -> datetime:
    """Return the moment 1763712345 of the webhooks."""
    return datetime(2025, 11, 21, 8, 5, 45, tzinfo=UTC)


@pytest.fixture
def hook() -> Callable[..., bytes]:
    """Return a function that wraps the values of one field into a webhook."""
    return _hook


@pytest.fixture
def messages() -> Callable[..., dict[str, Any]]:
    """Return a function that makes the value of the field ``messages``."""

    def value(*members: Any, contacts: Any = (GIULIA,)) -> dict[str, Any]:
        metadata = {"display_phone_number": "390200000001", "phone_number_id": "1000"}
        return {"metadata": metadata, "contacts": list(contacts), "messages": list(members)}

    return value


@pytest.fixture
def inbound() -> Callable[..., dict[str, Any]]:
    """Return a function that makes a message of a kind, with no ``from`` if it is None."""

    def message(kind: str, **members: Any) -> dict[str, Any]:
        common = {"from": "390200000000", "id": "wamid.IN1", "timestamp": "1763712345"}
        whole = common | {"type": kind} | {name.rstrip("_"): told for name, told in members.items()}
        return {name: told for name, told in whole.items() if told is not None}

    return message


@pytest.fixture
def only(received: datetime) -> Callable[[bytes, type[Event]], Any]:
    """Return a function that reads a webhook which must hold one event of one type."""

    def read(raw: bytes, wanted: type[Event]) -> Any:
        (event,) = read_events(raw, received)
        assert type(event) is wanted
        return event

    return read


@pytest.fixture
def read_one(
    hook: Callable[..., bytes],
    messages: Callable[..., Any],
    inbound: Callable[..., Any],
    only: Callable[[bytes, type[Event]], Any],
) -> Callable[..., Any]:
    """Return a function that reads one message of a kind from Giulia."""

    def read(wanted: type[Event], kind: str, **members: Any) -> Any:
        return only(hook(messages(inbound(kind, **members))), wanted)

    return read
