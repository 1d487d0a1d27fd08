"""A desk to fill the book with; what a question costs comes from the folder above."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from salon_desktop.infrastructure.clock import FixedClock
from tests.agenda_desk import AgendaDesk

GROWING = {
    "appointment", "appointment_step", "claim", "client", "message", "agenda_event", "absence",
    "consent_state", "step_resource", "a", "s", "c", "m", "k", "p", "u",
}  # fmt: skip


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> AgendaDesk:
    """The desk on Monday morning; the book is empty."""
    return AgendaDesk(engine, clock)


@pytest.fixture
def cost(plans_of):
    """Return how many statements a question costs, refusing a walk through what grows."""

    def count(ask) -> int:
        plans = plans_of(ask)
        walks = [
            line
            for plan in plans
            for line in plan
            if line.startswith("SCAN") and line.split()[1] in GROWING
        ]
        assert walks == []
        return len(plans)

    return count
