"""What the salon offers, for pickers and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedService:
    """A service; ``minutes`` is how long the client is there, the buffer comes after it."""

    id: int
    code: str | None
    name: str
    category: str
    minutes: int
    timing: Timing
    price: Money
    is_add_on: bool
    active: bool


class ServicesList(Protocol):
    """Lists services."""

    def __call__(self, *, with_former: bool = False) -> Sequence[ListedService]:
        """Return the services in their order; ``with_former`` those no longer offered as well."""
        ...
