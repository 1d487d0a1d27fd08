"""Conversations: who wrote, what was said both ways, how long the window is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One person's thread in a list.

    The last line is hers (``outcome`` is what it led to) or ours (``state`` is where our message
    is, ``kind`` what it was for). ``needs_person`` counts her lines nobody has dealt with,
    ``unclear`` those of them that nobody but a person can understand. A sender who is no client
    is told by ``address`` or ``user_id``.
    """

    client_id: int | None
    address: str | None = field(repr=False)
    client_name: str = field(repr=False)
    last_text: str = field(repr=False)
    last_at: datetime
    outcome: str | None
    needs_person: int
    is_inbound: bool
    kind: str = ""
    state: str | None = None
    unclear: int = 0
    is_withdrawn: bool = False
    user_id: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One bubble. ``state`` is set on ours, ``outcome`` on theirs; ``buttons`` are titles.

    ``read_at`` is when she read ours, if her phone tells. ``kind`` is what ours was for, or in
    what form hers came (text, button, other, preference, number_changed).
    """

    at: datetime
    is_inbound: bool
    text: str = field(repr=False)
    kind: str
    state: str | None
    reason: str | None
    outcome: str | None
    buttons: tuple[str, ...]
    event_id: int | None
    needs_person: bool
    message_id: int | None = None
    read_at: datetime | None = None
    error_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit:
    """The client's next appointment; ``start`` is a wall minute."""

    appointment_id: int
    day: date
    start: int
    service: str
    operator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadConsent:
    """How one question stands at the number of this thread, as codes."""

    purpose: str
    state: str
    method: str | None
    strength: int | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The conversation with one client; the window closes 24 h after her last message.

    ``client_id`` is None for a sender nobody knows. ``phone`` is the number to dial.
    """

    client_id: int | None
    client_name: str = field(repr=False)
    lines: tuple[ThreadLine, ...]
    window_closes_at: datetime | None
    phone: str | None = field(default=None, repr=False)
    alert: str = field(default="", repr=False)
    visit: NextVisit | None = None
    consents: tuple[ThreadConsent, ...] = ()


class Conversations(Protocol):
    """Lists threads, newest first."""

    def __call__(
        self, *, only_open: bool = False, limit: int = 100, name: str = ""
    ) -> Sequence[Conversation]:
        """Return one line a person; ``only_open`` those with something for a person to do.

        ``name`` keeps the clients one of whose names begins with each of its words.
        """
        ...


class ReadThread(Protocol):
    """Reads one person's thread."""

    def __call__(
        self,
        client_id: int | None,
        limit: int = 200,
        *,
        address: str | None = None,
        now: datetime | None = None,
    ) -> Thread:
        """Return the newest ``limit`` bubbles, oldest first; raises NotFound.

        Without a client, ``address`` names a sender nobody knows. The next visit is looked up
        where ``now`` is given.
        """
        ...
