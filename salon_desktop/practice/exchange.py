"""A request and an answer, as the server and the two doors behind it pass them on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.reading import JsonObject


class Wire(Enum):
    """How the bytes of an answer leave."""

    WHOLE = auto()
    CUT = auto()
    HALF = auto()
    HANG = auto()
    SLOW = auto()
    CLOSE_AFTER = auto()


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names are in lower case, ``path`` is percent-decoded by piece."""

    method: str
    path: tuple[str, ...]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def bearer(self) -> str | None:
        """The token of the Authorization header."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" and token.strip() else None

    def json(self, *, may_be_empty: bool = False) -> JsonObject:
        """The body as a JSON object; raises GraphRefusal 100 for anything else."""
        if not self.body and may_be_empty:
            return {}
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise GraphRefusal(100, "The body must be application/json.")
        try:
            body = json.loads(self.body)
        except (ValueError, RecursionError):
            raise GraphRefusal(100, "The body is not JSON.") from None
        if not isinstance(body, dict):
            raise GraphRefusal(100, "The body is not a JSON object.")
        return body


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``afterwards`` runs when the bytes have left, or when the line was cut."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    wire: Wire = Wire.WHOLE
    seconds: float = 0.0
    abrupt: bool = False
    afterwards: tuple[Callable[[], None], ...] = field(default=())

    @classmethod
    def of(cls, body: object, status: int = 200) -> "Answer":
        """A JSON answer."""
        return cls(status, json.dumps(body, ensure_ascii=True).encode())
