"""A desk on Tuesday morning, and the two commands that answer what clients wrote."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from salon_desktop.application.commands.reply_to_client import ReplyToClientHandler
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from tests.message_desk import TUESDAY, MessageDesk


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> MessageDesk:
    """The desk on Tuesday, 10:44."""
    clock.set(TUESDAY)
    return MessageDesk(engine, clock)


@pytest.fixture
def reply(desk: MessageDesk) -> ReplyToClientHandler:
    """The command that answers by hand."""
    return ReplyToClientHandler(desk.open_unit, desk.clock, GateFacts(PublicHolidays()))
