"""The agenda's history: one event a change, in whose name, and no names in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.agenda.status import Status
from tests.agenda_desk import ELEVEN, OWNER, TUESDAY, AgendaDesk


def test_each_change_leaves_one_event_with_who_where_and_when(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.move(visit, ELEVEN, client_told=True)
    desk.late(visit, 5)
    desk.status(visit, Status.CONFIRMED)
    desk.cancel(visit)
    desk.status(visit, Status.BOOKED)
    with desk.open_unit() as unit:
        events = unit.appointments.recent_events(1, 100)
    assert [event.kind for event in events] == [
        EventKind.BOOKED,
        EventKind.MOVED,
        EventKind.LATE,
        EventKind.STATUS_CHANGED,
        EventKind.CANCELLED,
        EventKind.REINSTATED,
    ]
    assert {(event.person_id, event.desk_id) for event in events} == {(OWNER, 1)}
    assert {event.happened_at for event in events} == {desk.clock.now()}
    assert [event.client_told for event in events] == [None, True, None, None, None, None]
    assert len({event.undo_group for event in events}) == 6


def test_an_undo_names_the_group_it_takes_back(desk: AgendaDesk) -> None:
    visit = desk.book()
    group = desk.move(visit, ELEVEN).undo_group
    back = desk.undoing.undo()
    with desk.open_unit() as unit:
        (event,) = unit.appointments.events_of_group(back.undo_group)
    assert (event.undoes_group, event.kind) == (group, EventKind.MOVED)


def test_the_history_holds_no_names_and_no_notes(desk: AgendaDesk) -> None:
    told: dict[str, Any] = {
        "note": "allergia al lattice",
        "booked_by": "Ortensia",
        "walk_in_name": "Zenobia",
    }
    visit = desk.book(client=desk.client("Bonifacia"), **told)
    desk.move(visit, ELEVEN)
    desk.cancel(visit)
    with desk.engine.connect() as connection:
        rows = connection.execute(text("SELECT before, after FROM agenda_event")).all()
    content = json.dumps([list(row) for row in rows])
    for secret in ("lattice", "Ortensia", "Zenobia", "Bonifacia"):
        assert secret not in content
    assert TUESDAY.isoformat() in content


@pytest.mark.parametrize(
    "statement", ["UPDATE agenda_event SET kind = 'x'", "DELETE FROM agenda_event"]
)
def test_the_history_cannot_be_changed_or_cut(desk: AgendaDesk, statement: str) -> None:
    desk.book()
    with (
        desk.engine.connect() as connection,
        pytest.raises(DatabaseError, match="append_only"),
    ):
        connection.exec_driver_sql(statement)
