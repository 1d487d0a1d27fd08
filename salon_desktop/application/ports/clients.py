"""The client book as use cases need it, inside one unit of work."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from salon_desktop.domain.clients.client import Client


class ClientBook(Protocol):
    """Clients and their numbers; folded search text is written in the same transaction."""

    def get(self, client_id: int) -> Client:
        """Return the client's card; raises NotFound, also for one that was erased."""
        ...

    def add(self, client: Client, *, now: datetime, origin: str) -> Client:
        """Store a new client and return it with its ids."""
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
        """Return the clients with this folded name, in either order of its parts."""
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

    def is_erased(self, client_id: int) -> bool:
        """Tell whether the person was erased."""
        ...
