"""A desk on the sample salon, and a look at what a question costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine, event

from salon_desktop.infrastructure.clock import FixedClock
from tests.message_desk import TUESDAY, MessageDesk

Cost = Callable[[Callable[[], object]], list[list[str]]]


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> MessageDesk:
    """The desk on Tuesday, 10:44."""
    clock.set(TUESDAY)
    return MessageDesk(engine, clock)


@pytest.fixture
def plans_of(engine: Engine) -> Cost:
    """Ask, and return the query plan of every statement that was run, line by line."""

    def look(ask: Callable[[], object]) -> list[list[str]]:
        seen: list[tuple[str, tuple[object, ...]]] = []

        def note(
            _connection: Connection,
            _cursor: object,
            statement: str,
            values: tuple[object, ...],
            *_: object,
        ) -> None:
            seen.append((statement, values))

        event.listen(engine, "before_cursor_execute", note)
        try:
            ask()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        with engine.connect() as connection:
            return [
                [
                    str(line[3])
                    for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
                ]
                for text, values in seen
                if text.lstrip().upper().startswith(("SELECT", "WITH"))
            ]

    return look
