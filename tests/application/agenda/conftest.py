"""A desk over a salon of its own; after each test everything that must hold still holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from salon_desktop.infrastructure.clock import FixedClock
from tests.agenda_desk import AgendaDesk
from tests.drills.invariants import broken_promises


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> Iterator[AgendaDesk]:
    """The desk on Monday morning; the book is empty."""
    made = AgendaDesk(engine, clock)
    yield made
    assert broken_promises(engine, clock.now(), thorough=False) == []
