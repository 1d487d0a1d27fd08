"""The JSON of webhooks: the envelope, statuses, and what people write."""

import json
from datetime import datetime

from salon_desktop.practice.reading import JsonObject


def encode(body: JsonObject) -> bytes:
    r"""Bytes as the platform sends and signs them: ``\uXXXX`` in lower case, ``\/``, no blanks."""
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def envelope(waba_id: str, changes: list[JsonObject], when: datetime | None = None) -> JsonObject:
    """One body with one entry; account fields carry the entry's time, messages do not."""
    entry: JsonObject = {"id": waba_id}
    if when is not None:
        entry["time"] = int(when.timestamp())
    entry["changes"] = changes
    return {"object": "whatsapp_business_account", "entry": [entry]}


def merged(bodies: list[JsonObject]) -> JsonObject:
    """One body with the entries of all."""
    return {
        "object": "whatsapp_business_account",
        "entry": [entry for body in bodies for entry in body["entry"]],
    }


def change(field: str, value: JsonObject) -> JsonObject:
    """One change of a field."""
    return {"field": field, "value": value}


def seconds(when: datetime) -> str:
    """A timestamp of the messages field: Unix seconds as a string."""
    return str(int(when.timestamp()))


def status(
    message_id: str,
    name: str,
    when: datetime,
    *,
    recipient: str | None,
    user_id: str | None,
    key: str | None,
) -> JsonObject:
    """One member of ``statuses``, without pricing and errors; absent facts are left out."""
    body: JsonObject = {"id": message_id, "status": name, "timestamp": seconds(when)}
    if recipient is not None:
        body["recipient_id"] = recipient
    if user_id is not None:
        body["recipient_user_id"] = user_id
    if key is not None:
        body["biz_opaque_callback_data"] = key
    return body


def inbound(message_id: str, kind: str, when: datetime, content: JsonObject) -> JsonObject:
    """One member of ``messages``; ``content`` brings the sender's ids and the typed object."""
    return {"id": message_id, "timestamp": seconds(when), "type": kind, **content}


def preference(wa: str | None, user: str | None, value: str, when: datetime) -> JsonObject:
    """One member of ``user_preferences``: a person stops or resumes promotions."""
    detail = {
        "stop": "User requested to stop marketing messages",
        "resume": "User requested to resume marketing messages",
    }
    body: JsonObject = {
        "category": "marketing_messages",
        "value": value,
        "detail": detail.get(value, value),
        "timestamp": int(when.timestamp()),
    }
    if wa is not None:
        body["wa_id"] = wa
    if user is not None:
        body["user_id"] = user
    return body
