"""A practice platform in another process, seen through its control endpoints."""

import http.client
import json
from typing import Any
from urllib.parse import quote, urlsplit

from salon_desktop.practice.reading import JsonObject


class PracticeUnreachable(Exception):
    """No practice platform answers at this address."""


class OrderRefused(Exception):
    """The platform did not carry out an order; the text says why."""


class PracticeRemote:
    """Plays the clients of a platform that runs elsewhere on this computer."""

    def __init__(self, address: str, control_key: str, timeout: float = 15.0) -> None:
        self._address = address
        self._key = control_key
        self._timeout = timeout

    def overview(self) -> JsonObject:
        """Ids, health and counts."""
        return self.order("GET", "")

    def phones(self) -> list[JsonObject]:
        """Every phone with its messages."""
        return list(self.order("GET", "phones")["phones"])

    def show(self, number: str) -> JsonObject:
        """One phone with its messages."""
        return self.order("GET", _phone(number))

    def say(self, number: str, text: str) -> str:
        """The client writes; returns the message's id."""
        return str(self.order("POST", _phone(number, "say"), {"text": text})["id"])

    def tap(self, number: str, index: int = 0, message_id: str | None = None) -> str:
        """The client taps a button, of the newest message by default; returns the tap's id."""
        body: JsonObject = {"index": index}
        if message_id is not None:
            body["message_id"] = message_id
        return str(self.order("POST", _phone(number, "tap"), body)["id"])

    def read(self, number: str) -> int:
        """The client opens the chat; returns how many messages were new."""
        return int(self.order("POST", _phone(number, "read"))["read"])

    def taken(self, key: str | None = None) -> list[JsonObject]:
        """The messages the platform took."""
        query = f"taken?key={quote(key, safe='')}" if key is not None else "taken"
        return list(self.order("GET", query)["taken"])

    def settle(self, *, fast_forward: bool = False) -> bool:
        """Waits until everything due has happened."""
        return bool(self.order("POST", "settle", {"fast_forward": fast_forward})["settled"])

    def order(self, method: str, path: str, body: JsonObject | None = None) -> JsonObject:
        """Any order of the control endpoints; raises PracticeUnreachable or OrderRefused."""
        parts = urlsplit(self._address)
        connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=self._timeout
        )
        headers = {"X-Practice-Key": self._key, "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, f"/practice/{path}".rstrip("/"), sent, headers)
            answer = connection.getresponse()
            told: Any = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as trouble:
            raise PracticeUnreachable(type(trouble).__name__) from trouble
        finally:
            connection.close()
        if answer.status != http.client.OK or not isinstance(told, dict):
            raise OrderRefused(str(told.get("error", "")) if isinstance(told, dict) else "")
        return told


def _phone(number: str, order: str = "") -> str:
    return f"phones/{quote(number, safe='')}" + (f"/{order}" if order else "")
