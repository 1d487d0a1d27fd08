"""One transaction over the salon's file: all of it is kept at ``commit``, or none of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar, Protocol

from salon_desktop.application.ports.agenda import AppointmentBook, PriceList
from salon_desktop.application.ports.clients import ClientBook
from salon_desktop.application.ports.consent import ConsentLedger, Wordings
from salon_desktop.application.ports.messages import (
    AccountBook,
    InboundLog,
    Outbox,
    TemplateShelf,
)
from salon_desktop.application.ports.salon import Actor, SalonBook
from salon_desktop.domain.errors import DomainError


class NotFound(DomainError):
    """What was asked for does not exist (any more); facts: what, id."""

    code: ClassVar[str] = "not_found"


class ChangedMeanwhile(DomainError):
    """Somebody else changed it since it was read; facts: what, id."""

    code: ClassVar[str] = "changed_meanwhile"


class UnitOfWork(Protocol):
    """Everything a command may read and write, in one transaction of one thread."""

    salon: SalonBook
    appointments: AppointmentBook
    prices: PriceList
    clients: ClientBook
    consent: ConsentLedger
    wordings: Wordings
    outbox: Outbox
    inbound: InboundLog
    templates: TemplateShelf
    account: AccountBook

    @property
    def actor(self) -> Actor:
        """Who acts, at which desk."""
        ...

    def commit(self) -> None:
        """Keep everything; leaving without it rolls back. Raises DiskFull and its kin."""
        ...


OpenUnitOfWork = Callable[[], AbstractContextManager[UnitOfWork]]
