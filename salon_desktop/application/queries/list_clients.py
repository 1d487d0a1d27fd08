"""The client book leafed through: newest visitors or the alphabet, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from salon_desktop.application.queries.find_clients import FoundClient

ACTIVE_DAYS = 365
NEW_DAYS = 60
DORMANT_DAYS = 180


class ClientOrder(StrEnum):
    """How the book is leafed through."""

    RECENT = "recent"  # the newest visit first, who never came last
    ALPHABETICAL = "alphabetical"  # by last name


class ClientGroup(StrEnum):
    """Which clients are listed; all but ALL have an order of their own."""

    ALL = "all"
    NEW = "new"  # in the book for less than 60 days, the newest first
    DORMANT = "dormant"  # not here for 180 days, who came last first
    TO_ASK = "to_ask"  # here within a year, and never answered about reminders


@dataclass(frozen=True, slots=True)
class ClientPlace:
    """Where a page ended; made by a page and only good for the next one."""

    values: tuple[Any, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListClients:
    """A page of the book; without ``after`` the first one."""

    order: ClientOrder = ClientOrder.RECENT
    group: ClientGroup = ClientGroup.ALL
    limit: int = 100
    after: ClientPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """Clients in order, and where to go on; None at the end."""

    clients: Sequence[FoundClient]
    following: ClientPlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCounts:
    """How many clients are in the book, and how many were here within a year."""

    total: int
    active: int


class ClientList(Protocol):
    """Leafs through the client book."""

    def __call__(self, wish: ListClients) -> ClientPage:
        """Return a page."""
        ...

    def counts(self) -> ClientCounts:
        """Count the book; asked once a screen, not once a page."""
        ...
