"""Ticking off what clients wrote."""

import pytest
from sqlalchemy import select

from salon_desktop.application.commands.mark_handled import MarkHandled, MarkHandledHandler
from salon_desktop.infrastructure.db.rows.messages import InboundEventRow


@pytest.fixture
def tick(desk):
    return MarkHandledHandler(desk.open_unit, desk.clock)


def handled(engine):
    with engine.connect() as connection:
        rows = connection.execute(select(InboundEventRow.id, InboundEventRow.handled_at))
        return {event_id: handled_at for event_id, handled_at in rows}


def test_an_event_is_ticked_off_at_the_moment_a_person_says_so(desk, tick, engine):
    first, second = desk.wrote(None, "a"), desk.wrote(None, "b")
    now = desk.later(minutes=5)
    tick(MarkHandled(event_ids=(first,)))
    assert handled(engine) == {first: now, second: None}


def test_a_tick_can_be_taken_back(desk, tick, engine):
    event_id = desk.wrote(None, "a")
    tick(MarkHandled(event_ids=(event_id,)))
    tick(MarkHandled(event_ids=(event_id,), again_open=True))
    assert handled(engine) == {event_id: None}


def test_what_asked_for_nobody_stays_as_it_is(desk, tick, engine):
    event_id = desk.wrote(None, "Confermo", outcome="confirm")
    tick(MarkHandled(event_ids=(event_id, 4711)))
    assert handled(engine) == {event_id: None}
