"""Conversations: who wrote, what was said both ways, how long the window is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One person's thread in a list; ``outcome`` is what the last inbound event led to."""

    client_id: int | None
    address: str | None = field(repr=False)
    client_name: str = field(repr=False)
    last_text: str = field(repr=False)
    last_at: datetime
    outcome: str | None
    needs_person: int
    is_inbound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One bubble. ``state`` is set on ours, ``outcome`` on theirs; ``buttons`` are titles."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The conversation with one client; the window closes 24 h after her last message."""

    client_id: int
    client_name: str = field(repr=False)
    lines: tuple[ThreadLine, ...]
    window_closes_at: datetime | None


class Conversations(Protocol):
    """Lists threads, newest first."""

    def __call__(self, *, only_open: bool = False, limit: int = 100) -> Sequence[Conversation]:
        """Return one line a person; ``only_open`` those with something for a person to do."""
        ...


class ReadThread(Protocol):
    """Reads one client's thread."""

    def __call__(self, client_id: int, limit: int = 200) -> Thread:
        """Return the newest ``limit`` bubbles, oldest first; raises NotFound."""
        ...
