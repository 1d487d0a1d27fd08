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
from salon_desktop.infrastructure.db import sqlcipher
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
    """The port's shape over one session; repositories are made when first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def actor(self) -> Actor:
        """Who acts: until people sign in, the person and desk made at first run."""
        return self.salon.first_actor()

    @cached_property
    def salon(self) -> SalonBook:
        """Settings of the salon."""
        return SqlSalonBook(self._session)

    @cached_property
    def appointments(self) -> AppointmentBook:
        """The appointment book."""
        return SqlAppointmentBook(self._session)

    @cached_property
    def prices(self) -> PriceList:
        """Services, skills, rooms and hours."""
        return SqlPriceList(self._session)

    @cached_property
    def clients(self) -> ClientBook:
        """The client book."""
        return SqlClientBook(self._session)

    @cached_property
    def consent(self) -> ConsentLedger:
        """The consent ledger."""
        return SqlConsentLedger(self._session)

    @cached_property
    def wordings(self) -> Wordings:
        """Texts people are shown."""
        return SqlWordings(self._session)

    @cached_property
    def outbox(self) -> Outbox:
        """Outgoing messages."""
        return SqlOutbox(self._session)

    @cached_property
    def inbound(self) -> InboundLog:
        """What came in."""
        return SqlInboundLog(self._session)

    @cached_property
    def templates(self) -> TemplateShelf:
        """Templates of the platform."""
        return SqlTemplateShelf(self._session)

    @cached_property
    def foundation(self) -> SalonFoundation:
        """What a salon is made of."""
        return SqlSalonFoundation(self._session)

    @cached_property
    def account(self) -> AccountBook:
        """Health of the account and valves."""
        return SqlAccountBook(self._session)

    def commit(self) -> None:
        """Keep everything; raises DiskFull and its kin in the place of driver errors."""
        try:
            self._session.commit()
        except DatabaseError as problem:
            raise named(problem) from problem


def named(problem: DatabaseError) -> Exception:
    """Return our failure for a database error that a person can meet, else the error itself."""
    known = sqlcipher.named(problem.orig or problem)
    return problem if known is problem.orig else known


def unit_of_work_opener(engine: Engine) -> Callable[[], AbstractContextManager[SqlUnitOfWork]]:
    """Return a factory; each call opens a fresh session in the calling thread.

    Inside one process writers queue at a lock instead of at the file, so that none of them polls
    a busy database while another works.
    """
    writing = writer(engine)
    one_at_a_time = threading.Lock()

    @contextmanager
    def open_unit() -> Iterator[SqlUnitOfWork]:
        with one_at_a_time, Session(writing, expire_on_commit=False) as session:
            try:
                yield SqlUnitOfWork(session)  # leaving without commit() rolls back
            except DatabaseError as problem:
                raise named(problem) from problem

    return open_unit
