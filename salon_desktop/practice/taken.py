"""The messages the platform took: what a drill counts, and where each one stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from salon_desktop.practice.content import Content
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import DeliveryPlan


@dataclass(frozen=True, slots=True)
class TakenMessage:
    """One message for which the platform gave an id.

    ``key`` is the sender's ``biz_opaque_callback_data``; ``status`` is accepted, sent, delivered,
    read, failed or dropped; ``error`` the code of a failure.
    """

    id: str
    key: str | None
    to: str
    kind: str
    template: str | None
    language: str | None
    category: str
    text: str
    time: datetime
    status: str = "accepted"
    error: int | None = None


@dataclass(slots=True)
class Journey:
    """A taken message on its way; the platform's lock guards it."""

    message: TakenMessage
    content: Content
    plan: DeliveryPlan
    by_user_id: bool = False
    quotes: str | None = None
    refused: int | None = None
    in_window: bool = False
    paced: bool = False
    answered: bool = False
    history: list[tuple[str, datetime]] = field(default_factory=list)
    kept_back: list[JsonObject] = field(default_factory=list)
    priced: bool = False
    price_type: str | None = None

    def advance(self, status: str, when: datetime, error: int | None = None) -> None:
        """Notes that the message reached ``status``."""
        self.message = replace(self.message, status=status, error=error)
        self.history.append((status, when))
