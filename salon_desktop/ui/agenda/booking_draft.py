"""What is chosen in the booking panel, and what its decisions need of the screen. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from salon_desktop.application.commands.book_appointment import Booked
from salon_desktop.application.explaining.notice import Notice
from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.application.queries.free_slots import FreeSlot
from salon_desktop.application.queries.operators_list import ListedOperator
from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.ui.agenda.card_words import AlertWords
from salon_desktop.ui.agenda.presenter import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient:
    """Somebody who has no card yet, as typed."""

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was chosen so far; ``minute`` None while no time is."""

    day: date
    client_id: int | None = None
    client_name: str = field(default="", repr=False)
    new_client: NewClient | None = None
    services: tuple[ListedService, ...] = ()
    operator_id: int | None = None
    minute: int | None = None
    origin: Origin = Origin.PHONE
    note: str = field(default="", repr=False)

    @property
    def has_client(self) -> bool:
        """Whether it is known who comes; a walk-in needs no name."""
        return (
            self.client_id is not None
            or self.new_client is not None
            or self.origin is Origin.WALK_IN
        )

    @property
    def is_complete(self) -> bool:
        """Whether it can be booked."""
        return self.has_client and bool(self.services) and self.minute is not None


class BookingView(Protocol):
    """What the presenter needs of the panel."""

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen."""
        ...

    def show_clients(self, found: Sequence[FoundClient], typed: str) -> None:
        """List who was found for what was typed."""
        ...

    def show_client(self, card: ClientCard) -> None:
        """Show what must be known of the chosen client."""
        ...

    def show_operators(self, operators: Sequence[ListedOperator]) -> None:
        """Offer who can do what was chosen."""
        ...

    def show_slots(
        self, slots: Sequence[FreeSlot], elsewhere: Sequence[FreeSlot], *, searched: bool
    ) -> None:
        """Offer free times of the day, and the next ones on other days where there is none."""
        ...

    def show_outlook(self, says: AlertWords | None) -> None:
        """Say what will happen."""
        ...

    def show_conflict(self, notice: Notice | None, *, hard: bool) -> None:
        """Say what is in the way; unless ``hard``, a reason may be stated."""
        ...

    def show_problem(self, notice: Notice | None) -> None:
        """Say why it could not be booked."""
        ...

    def booked(self, booked: Booked, told: Told) -> None:
        """It is in the book."""
        ...
