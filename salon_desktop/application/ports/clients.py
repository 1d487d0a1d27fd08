"""The client book as use cases need it, inside one unit of work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from salon_desktop.domain.clients.client import Client
from salon_desktop.domain.clients.duplicates import Card, Proposal


class LineOutcome(StrEnum):
    """What became of one line of an imported file; every line has exactly one."""

    ADDED = "added"
    LOOKS_LIKE = "looks_like"  # added, and proposed as a duplicate
    ALREADY_THERE = "already_there"
    REFUSED = "refused"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFate:
    """A line of an imported file and what became of it.

    ``line`` to ``last_line`` are lines of the text, ``sheet_row`` the row a spreadsheet shows.
    ``reason`` (why it was refused) and ``warning`` are codes, ``column`` counts from 1. For an
    added line ``client_id`` is the new card, for one already there the card it met; ``like_id``
    is the card, or ``like_line`` the line of the same file, that it resembles.
    """

    line: int
    last_line: int
    sheet_row: int
    outcome: LineOutcome
    reason: str | None = None
    column: int | None = None
    warning: str | None = None
    client_id: int | None = None
    like_id: int | None = None
    like_line: int | None = None


class ImportJournal(Protocol):
    """What imports did, line by line, kept in the same transaction as the clients they made."""

    def open(self, file_sha256: str, reading: str, *, person_id: int, now: datetime) -> int:
        """Return the id of this import; the same file read the same way has the same one."""
        ...

    def find(self, file_sha256: str, reading: str) -> int | None:
        """Return the id of this import if it was ever begun."""
        ...

    def fates(self, import_id: int, first: int, last: int) -> Sequence[LineFate]:
        """Return what was already decided for the lines that begin from first to last."""
        ...

    def keep(self, import_id: int, fates: Iterable[LineFate]) -> None:
        """Store what became of lines."""
        ...

    def close(self, import_id: int, now: datetime) -> None:
        """Note that the file was read to its end."""
        ...


class ClientBook(Protocol):
    """Clients and their numbers; folded search text is written in the same transaction."""

    @property
    def journal(self) -> ImportJournal:
        """What imports did."""
        ...

    def get(self, client_id: int) -> Client:
        """Return the client's card; raises NotFound, also for one that was erased."""
        ...

    def by_key(self, key: str) -> Client | None:
        """Return the client with that UUID, or None; an erased one is not found."""
        ...

    def add(self, client: Client, *, now: datetime, origin: str) -> Client:
        """Store a new client and return it with its ids."""
        ...

    def add_all(self, clients: Sequence[Client], *, now: datetime, origin: str) -> Sequence[int]:
        """Store new clients in few statements and return their ids, in order."""
        ...

    def save(self, client: Client) -> Client:
        """Store a changed card and return it."""
        ...

    def with_number(self, e164: str) -> Sequence[Client]:
        """Return the clients that have this number now, any of its written variants."""
        ...

    def with_platform_id(self, user_id: str) -> Sequence[Client]:
        """Return the clients known under this business-scoped user id."""
        ...

    def named(self, folded_first: str, folded_last: str) -> Sequence[Client]:
        """Return the clients with the words of this folded name, in any order."""
        ...

    def resembling(self, cards: Sequence[Card]) -> Sequence[Sequence[Card]]:
        """Return for each card the few existing ones that may be the same person.

        Of all that share one of its numbers the first and the one with the same name, of all
        namesakes the first of the same and the first of unknown birth date. The work does not
        grow with how many share them; what the likeness means is for ``likeness_of`` to say.
        """
        ...

    def learn_platform_id(self, client_id: int, e164: str, user_id: str) -> None:
        """Remember the platform's own id beside a number."""
        ...

    def mark_number(self, e164: str, *, on_platform: bool, now: datetime) -> None:
        """Remember whether a number is on the platform."""
        ...

    def visited(self, client_id: int, day: date) -> None:
        """Remember the newest day of a visit; an older one changes nothing."""
        ...

    def propose_duplicate(self, client_id: int, other_id: int, why: str, now: datetime) -> None:
        """Note that two cards may be one person; never merges, never doubles the note."""
        ...

    def propose_duplicates(self, proposals: Iterable[Proposal], now: datetime) -> None:
        """Note several proposals in one statement."""
        ...

    def is_erased(self, client_id: int) -> bool:
        """Tell whether the person was erased."""
        ...
