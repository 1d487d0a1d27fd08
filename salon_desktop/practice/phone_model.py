"""A client's phone: who holds it, what it shows, and what its owner has decided."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

Direction = Literal["to-client", "from-client"]

WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class PhoneButton:
    """A button under a message; ``kind`` is quick-reply, reply, row, url, phone or copy-code."""

    index: int
    text: str
    kind: str
    payload: str = ""
    url: str = ""

    @property
    def can_answer(self) -> bool:
        """Whether a tap sends something back to the business."""
        return self.kind in ("quick-reply", "reply", "row")


@dataclass(frozen=True, slots=True)
class PhoneMessage:
    """One bubble on the phone. ``status`` is delivered or read, and sent for the client's own.

    ``tapped`` is the label of the button the client chose; ``quotes`` the message it answers.
    """

    id: str
    number: str
    direction: Direction
    kind: str
    text: str
    time: datetime
    status: str
    header: str = ""
    footer: str = ""
    buttons: tuple[PhoneButton, ...] = ()
    tapped: str | None = None
    quotes: str | None = None
    template: str | None = None
    language: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneState:
    """A phone as it is at one moment, for showing."""

    number: str
    name: str
    user_id: str
    has_whatsapp: bool
    switched_on: bool
    read_receipts: bool
    stopped_promotions: bool
    blocked_by_business: bool
    username: str | None
    number_hidden: bool
    window_until: datetime | None
    messages: tuple[PhoneMessage, ...]


@dataclass(slots=True)
class Phone:
    """The living state behind a PhoneState; the platform's lock guards it."""

    number: str
    name: str
    user_id: str
    has_whatsapp: bool = True
    switched_on: bool = True
    read_receipts: bool = True
    stopped_promotions: bool = False
    in_experiment: bool = False
    blocked_by_business: bool = False
    username: str | None = None
    number_hidden: bool = False
    parent_user_id: str | None = None
    other_promotions: int = 0
    last_inbound: datetime | None = None
    promotions: list[datetime] = field(default_factory=list)
    messages: list[PhoneMessage] = field(default_factory=list)

    def window_open(self, now: datetime) -> bool:
        """Whether the business may write freely: 24 hours since the client's last message."""
        return self.last_inbound is not None and now - self.last_inbound < WINDOW

    def find(self, message_id: str) -> PhoneMessage | None:
        """A message on this phone by id."""
        for message in self.messages:
            if message.id == message_id:
                return message
        return None

    def replace(self, message: PhoneMessage) -> None:
        """Puts a changed message in the place of the one with its id."""
        for place, old in enumerate(self.messages):
            if old.id == message.id:
                self.messages[place] = message

    def state(self) -> PhoneState:
        """What there is to show."""
        return PhoneState(
            number=self.number,
            name=self.name,
            user_id=self.user_id,
            has_whatsapp=self.has_whatsapp,
            switched_on=self.switched_on,
            read_receipts=self.read_receipts,
            stopped_promotions=self.stopped_promotions,
            blocked_by_business=self.blocked_by_business,
            username=self.username,
            number_hidden=self.number_hidden,
            window_until=self.last_inbound + WINDOW if self.last_inbound else None,
            messages=tuple(self.messages),
        )
