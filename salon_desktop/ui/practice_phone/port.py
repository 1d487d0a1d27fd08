"""What the practice phone's window needs from whoever holds the clients' phones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class PhonePerson:
    """One phone and its owner; ``unread`` counts what came and was not looked at yet."""

    number: str
    name: str = field(repr=False)
    is_on: bool = True
    unread: int = 0
    last_text: str = field(default="", repr=False)
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PhoneTap:
    """A button under a message; ``can_answer`` tells whether a tap sends something back."""

    index: int
    text: str
    can_answer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneBubble:
    """One bubble as the phone shows it; ``mine`` is what the phone's owner sent.

    ``kind`` is text, image or another form; ``tapped`` the label of the chosen button.
    """

    id: str
    mine: bool
    kind: str
    text: str = field(repr=False)
    at: datetime
    header: str = ""
    footer: str = ""
    buttons: tuple[PhoneTap, ...] = ()
    tapped: str | None = None


class PhonePort(Protocol):
    """The clients' phones of a practice salon. Any call may wait a moment, none forever."""

    def people(self) -> Sequence[PhonePerson]:
        """Return every phone there is."""
        ...

    def messages(self, number: str) -> Sequence[PhoneBubble]:
        """Return what the phone shows, oldest first."""
        ...

    def say(self, number: str, text: str) -> None:
        """The phone's owner writes to the salon."""
        ...

    def send_photo(self, number: str) -> None:
        """The phone's owner sends a picture."""
        ...

    def tap(self, number: str, message_id: str, index: int) -> None:
        """The phone's owner taps a button."""
        ...

    def read(self, number: str) -> None:
        """The phone's owner looks at the chat: everything in it is read."""
        ...

    def watch(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call ``listener`` with a number when its phone changes, from any thread.

        The answer, when called, ends that.
        """
        ...
