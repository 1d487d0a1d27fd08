"""Who may be the person that is just being typed in: asked while the form is filled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from salon_desktop.application.queries.client_card import CardDouble


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed so far; ``numbers`` as they were typed, understood or not.

    ``but`` is the card that is being changed, which cannot resemble itself.
    """

    name: str = field(default="", repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)
    birth_date: date | None = field(default=None, repr=False)
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """The few likeliest cards, the likeliest first, and which numbers are not understood (yet)."""

    doubles: Sequence[CardDouble] = ()
    unread: frozenset[int] = frozenset()


class FindLookalikes(Protocol):
    """Looks for cards that resemble a draft; proposes, decides nothing."""

    def __call__(self, draft: Draft) -> Looked:
        """Return what was found; an empty number is neither understood nor wrong."""
        ...
