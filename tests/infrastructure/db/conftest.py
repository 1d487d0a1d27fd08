"""A desk on the sample salon, a salon that lived, and hands that change its file in secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from salon_desktop.application.queries.check_salon import Finding
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.check_salon import SqlCheckSalon
from salon_desktop.infrastructure.places import DataFolder
from tests.consent_desk import ConsentDesk
from tests.salon_fixtures import KEY

Tamper = Callable[..., None]


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> ConsentDesk:
    """The desk on Monday morning; nobody has answered anything yet."""
    return ConsentDesk(engine, clock)


@pytest.fixture
def write(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that is given up at the end."""
    with writer(engine).connect() as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def lived(desk: ConsentDesk) -> ConsentDesk:
    """Two clients, consents of several kinds, visits, a message sent and one voided."""
    anna, bea = desk.client(), desk.client("+393471112223", first="Bea", last="Bianchi")
    desk.say(anna)
    desk.say(anna, purpose=Purpose.OFFERS, method=Method.SPOKEN)
    desk.visit(anna)
    desk.visit(bea, start=700)
    desk.visit(None, start=800)
    desk.later(minutes=5)
    desk.say(bea)
    send(desk, desk.messages(anna)[0].id)
    desk.later(minutes=5)
    desk.say(bea, EventKind.WITHDRAWN, method=Method.DESK)
    desk.say(anna, purpose=Purpose.PHOTOS_RECORD)
    return desk


def send(desk: ConsentDesk, message_id: int | None) -> None:
    """Let one message leave and be delivered."""
    for state in (MessageState.SENDING, MessageState.ACCEPTED, MessageState.DELIVERED):
        with desk.open_unit() as unit:
            message = unit.outbox.get(message_id or 0)
            owner = "me" if state is MessageState.SENDING else None
            unit.outbox.settle(message, state, desk.clock.now(), lease_owner=owner)
            unit.commit()


@pytest.fixture
def check(lived: ConsentDesk, folder: DataFolder) -> Callable[[], list[Finding]]:
    """Check the salon in pages of two, so that every walk has several."""

    def run() -> list[Finding]:
        checked = SqlCheckSalon(lived.engine, folder, KEY, page=2)
        return list(checked(lived.clock.now()))

    return run


@pytest.fixture
def tamper(lived: ConsentDesk) -> Tamper:
    """Change the file past its triggers, and put them back."""

    def change(sql: str, **values: Any) -> None:
        with writer(lived.engine).connect() as connection:
            connection.connection.execute("PRAGMA foreign_keys = OFF")
            connection.connection.execute("PRAGMA ignore_check_constraints = ON")
            try:
                with connection.begin():
                    kept = connection.exec_driver_sql(
                        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                    ).all()
                    for name, _ in kept:
                        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
                    done = connection.execute(text(sql), values)
                    assert done.rowcount != 0, "a change that changes nothing proves nothing"
                    for _, statement in kept:
                        connection.exec_driver_sql(statement)
            finally:
                connection.connection.execute("PRAGMA ignore_check_constraints = OFF")
                connection.connection.execute("PRAGMA foreign_keys = ON")

    return change
