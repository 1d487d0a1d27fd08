"""One session, one transaction, one thread: the unit of work over the encrypted file."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from salon_desktop.application.ports.agenda import AppointmentBook, PriceList
from salon_desktop.application.ports.clients import ClientBook
from salon_desktop.application.ports.consent import ConsentLedger, Wordings
from salon_desktop.application.ports.messages import AccountBook, InboundLog, Outbox, TemplateShelf
from salon_desktop.application.ports.salon import Actor, SalonBook
from salon_desktop.application.ports.salon_setup import SalonFoundation
from salon_desktop.infrastructure.db.engine import named as named
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.repositories.account import SqlAccountBook
from salon_desktop.infrastructure.db.repositories.appointments import SqlAppointmentBook
from salon_desktop.infrastructure.db.repositories.clients import SqlClientBook
from salon_desktop.infrastructure.db.repositories.consent import SqlConsentLedger
from salon_desktop.infrastructure.db.repositories.foundation import SqlSalonFoundation
from salon_desktop.infrastructure.db.repositories.inbound import SqlInboundLog
from salon_desktop.infrastructure.db.repositories.outbox import SqlOutbox
from salon_desktop.infrastructure.db.repositories.prices import SqlPriceList
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.repositories.templates import SqlTemplateShelf
from salon_desktop.infrastructure.db.repositories.wordings import SqlWordings


class SqlUnitOfWork:
    """The port's shape over one session; repositories share it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.salon: SalonBook = SqlSalonBook(session)
        self.appointments: AppointmentBook = SqlAppointmentBook(session)
        self.prices: PriceList = SqlPriceList(session)
        self.clients: ClientBook = SqlClientBook(session)
        self.consent: ConsentLedger = SqlConsentLedger(session)
        self.wordings: Wordings = SqlWordings(session)
        self.outbox: Outbox = SqlOutbox(session)
        self.inbound: InboundLog = SqlInboundLog(session)
        self.templates: TemplateShelf = SqlTemplateShelf(session)
        self.account: AccountBook = SqlAccountBook(session)
        self.foundation: SalonFoundation = SqlSalonFoundation(session)

    @cached_property
    def actor(self) -> Actor:
        """Who acts: until people sign in, the person and desk made at first run."""
        return self.salon.first_actor()

    def commit(self) -> None:
        """Keep everything; raises DiskFull and its kin in the place of driver errors."""
        try:
            self._session.commit()
        except DatabaseError as problem:
            raise named(problem) from problem


def unit_of_work_opener(engine: Engine) -> Callable[[], AbstractContextManager[SqlUnitOfWork]]:
    """Return a factory; each call opens a fresh session in the calling thread.

    Inside one process writers queue at a lock instead of at the file, so that none of them polls
    a busy database while another works. A unit opened inside another one of the same thread could
    never get that lock: RuntimeError.
    """
    writing = writer(engine)
    one_at_a_time = threading.Lock()
    mine = threading.local()

    @contextmanager
    def open_unit() -> Iterator[SqlUnitOfWork]:
        if getattr(mine, "open", False):
            raise RuntimeError("a unit of work is open in this thread already")
        with one_at_a_time, Session(writing, expire_on_commit=False) as session:
            mine.open = True
            try:
                yield SqlUnitOfWork(session)  # leaving without commit() rolls back
            except DatabaseError as problem:
                raise named(problem) from problem
            finally:
                mine.open = False

    return open_unit
