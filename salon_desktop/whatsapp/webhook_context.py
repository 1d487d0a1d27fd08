"""Where in a webhook a reader stands: what every event of one change has in common."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from salon_desktop.whatsapp.events import PlatformError
from salon_desktop.whatsapp.loose_json import clean, moment_at, objects_at, text_at, whole_at

CODE_NOT_TOLD = -1


class Shared(TypedDict):
    """The arguments that every event takes."""

    dedupe_key: str
    at: datetime
    account_id: str
    number_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """One ``changes[]`` member with what stands around it."""

    received_at: datetime
    value: Any
    account_id: str = ""
    number_id: str = ""
    field_name: str = ""
    entry_at: datetime | None = None

    def shared(self, key: str, at: datetime | None) -> Shared:
        """Return what all events take; the time falls back to the entry's, then to receiving."""
        return {
            "dedupe_key": key,
            "at": at or self.entry_at or self.received_at,
            "account_id": self.account_id,
            "number_id": self.number_id,
        }

    def shared_by_content(self, part: Any) -> Shared:
        """Return the same for an event without an id of its own: its content is its key."""
        return self.shared(self.digest(part), moment_at(part, "timestamp"))

    def digest(self, part: Any) -> str:
        """Return a key made of the account, the field, the entry's time and the content."""
        entry_time = self.entry_at.isoformat() if self.entry_at else ""
        content = compact([self.account_id, self.field_name, entry_time, part])
        return f"hash:{hashlib.sha256(content.encode()).hexdigest()}"


def compact(value: Any) -> str:
    """Return ``value`` as JSON in one fixed spelling, safe to store."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def phone(wa_id: str) -> str:
    """Return the number behind a WhatsApp id (digits without ``+``), empty if it is none."""
    digits = wa_id.removeprefix("+")
    if digits.isascii() and digits.isdecimal() and 7 <= len(digits) <= 15:
        return f"+{digits}"
    return ""


def read_errors(value: Any) -> tuple[PlatformError, ...]:
    """Return the ``errors`` of a status, a message or a value."""
    return tuple(
        PlatformError(
            code=CODE_NOT_TOLD if (code := whole_at(error, "code")) is None else code,
            title=text_at(error, "title") or text_at(error, "message"),
            details=clean(text_at(error, "error_data", "details")),
        )
        for error in objects_at(value, "errors")
    )
