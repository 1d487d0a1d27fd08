"""Where a visit of one or several services would fit, over any number of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from salon_desktop.domain.agenda.ranking import Wish


class FreePlace(NamedTuple):
    """One step of a free slot: what, when, by whom, and on which units."""

    service_id: int
    start: int
    end: int
    operator_id: int
    resource_ids: tuple[int, ...]


class FreeSlot(NamedTuple):
    """A free place for the whole visit; ``waiting`` is how many minutes pass between steps.

    ``cost`` is the rank of an offer in points, 0 where nothing was wished.
    """

    day: date
    start: int
    end: int
    places: tuple[FreePlace, ...]
    waiting: int = 0
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsWanted:
    """Which services in which order, from which day to which, by whom.

    ``operator_id`` None means anybody who does it. ``wish`` ranks: then the best ``limit`` offers
    of all the days at different times come back instead of the earliest slots. ``ignoring`` is a
    visit that is about to be moved: its own time counts as free.
    """

    service_ids: tuple[int, ...]
    first_day: date
    last_day: date
    operator_id: int | None = None
    limit: int = 20
    wish: Wish | None = None
    ignoring: int | None = None


class FreeSlots(Protocol):
    """Finds free slots."""

    def __call__(self, wanted: SlotsWanted) -> Sequence[FreeSlot]:
        """Return slots, the earliest (or, with a wish, the best) first.

        None lies before now, or nearer than a service's notice. A service or operator that does
        not exist, or who does not do it, has no slots. Raises NotFound for an unknown service.
        """
        ...
