"""A desk on the sample salon's client book."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from salon_desktop.infrastructure.clock import FixedClock
from tests.client_desk import ClientDesk


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> ClientDesk:
    """The desk on Monday morning; the book is empty."""
    return ClientDesk(engine, clock)
