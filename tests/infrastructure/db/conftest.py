"""A desk on the sample salon."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from salon_desktop.infrastructure.clock import FixedClock
from tests.consent_desk import ConsentDesk


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> ConsentDesk:
    """The desk on Monday morning; nobody has answered anything yet."""
    return ConsentDesk(engine, clock)
