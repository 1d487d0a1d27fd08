"""Appointments of some days in a list, as the command line and print-outs show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAppointment:
    """One visit; services, operators and rooms in the order of its steps."""

    id: int
    key: str
    version: int
    day: date
    start: int
    end: int
    status: Status
    cancel_reason: CancelReason | None
    origin: Origin
    client_id: int | None
    client_name: str = field(repr=False)
    services: tuple[str, ...]
    operators: tuple[str, ...]
    rooms: tuple[str, ...]
    price: Money
    booked_by: str = field(repr=False)


class AppointmentsList(Protocol):
    """Lists appointments."""

    def __call__(
        self,
        first_day: date,
        last_day: date,
        *,
        statuses: Sequence[Status] = (),
        operator_id: int | None = None,
        client_id: int | None = None,
    ) -> Sequence[ListedAppointment]:
        """Return the visits of these days (both included), earliest first.

        Without ``statuses`` all of them are listed, the given-up ones too.
        """
        ...
