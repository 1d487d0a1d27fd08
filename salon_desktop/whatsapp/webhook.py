"""Turn the raw bytes of one webhook into events.

One bad entry never loses the others: what cannot be understood becomes an ``UnknownEvent``. Only a
body that is no JSON object at all is refused, with ``MalformedWebhook``. The signature is not
checked here; see ``whatsapp.signature``.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

from salon_desktop.whatsapp.events import Event, UnknownEvent
from salon_desktop.whatsapp.loose_json import moment_at, text_at
from salon_desktop.whatsapp.webhook_account import NOTICE_READERS, read_notice, read_preferences
from salon_desktop.whatsapp.webhook_context import Change, compact
from salon_desktop.whatsapp.webhook_messages import read_messages_change


class MalformedWebhook(ValueError):
    """The body is no JSON object, or nested beyond reason. Carries nothing of the body."""


def read_events(raw: bytes, received_at: datetime) -> list[Event]:
    """Return all events in ``raw``, in their order, each dedupe key once.

    ``received_at`` (aware) stands in where the platform gave no time. Raises MalformedWebhook, and
    never anything else.
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at must be aware")
    failed = False
    events: dict[str, Event] = {}
    try:
        for event in _walk(json.loads(raw, parse_constant=_refuse_constant), received_at):
            events.setdefault(event.dedupe_key, event)
    except (ValueError, RecursionError):
        failed = True
    if failed:  # raised out here so that no part of the body hangs on the exception
        raise MalformedWebhook
    return list(events.values())


def _walk(body: object, received_at: datetime) -> Iterator[Event]:
    if not isinstance(body, dict):
        raise MalformedWebhook
    entries = body.get("entry")
    if not isinstance(entries, list):
        yield _unknown(Change(received_at=received_at, value=body), kind="no entry")
        return
    for entry in entries:
        change = Change(
            received_at=received_at,
            account_id=text_at(entry, "id"),
            entry_at=moment_at(entry, "time"),
            value=entry,
        )
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            yield _unknown(change, kind="no changes")
            continue
        for item in changes:
            yield from _read_change(change, item)


def _read_change(entry: Change, item: Any) -> Iterator[Event]:
    field_name = text_at(item, "field")
    value = item.get("value") if isinstance(item, dict) else None
    if not isinstance(value, dict):
        yield _unknown(replace(entry, field_name=field_name, value=item), kind="no value")
        return
    change = replace(
        entry,
        field_name=field_name,
        value=value,
        number_id=text_at(value, "metadata", "phone_number_id"),
    )
    if field_name == "messages":
        yield from read_messages_change(change)
    elif field_name == "user_preferences":
        yield from read_preferences(change)
    elif field_name in NOTICE_READERS:
        yield read_notice(change)
    else:
        yield _unknown(change, kind="field")


def _unknown(change: Change, kind: str) -> UnknownEvent:
    return UnknownEvent(
        dedupe_key=change.digest(change.value),
        at=change.entry_at or change.received_at,
        account_id=change.account_id,
        number_id=change.number_id,
        field_name=change.field_name,
        kind=kind,
        value=compact(change.value),
    )


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("not JSON")
