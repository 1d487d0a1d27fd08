"""Taking back and repeating: any depth, across restarts, and refused where it would hurt."""

from __future__ import annotations

import pytest

from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.undo import NothingToUndo
from salon_desktop.domain.agenda.history import ChangedMeanwhile
from salon_desktop.domain.agenda.status import Status
from salon_desktop.infrastructure.clock import FixedClock
from tests.agenda_desk import ANNA, ELEVEN, NOON, SOFT, TEN, AgendaDesk
from tests.salon_fixtures import SalonFile


def test_a_booking_that_is_taken_back_takes_no_time_and_can_be_repeated(desk: AgendaDesk) -> None:
    visit = desk.book(client=desk.client())
    (gone,) = desk.undoing.undo().appointments
    assert gone.status is Status.EXPIRED
    other = desk.book()
    desk.cancel(other)
    with pytest.raises(NothingToUndo):
        desk.undoing.redo()
    assert desk.get(visit).status is Status.EXPIRED


def test_a_repeated_booking_stands_where_it_stood(desk: AgendaDesk) -> None:
    visit = desk.book(client=desk.client())
    desk.undoing.undo()
    (back,) = desk.undoing.redo().appointments
    assert (back.status, back.start, back.steps) == (Status.BOOKED, TEN, visit.steps)


def test_each_kind_of_change_is_taken_back(desk: AgendaDesk) -> None:
    visit = desk.book()
    states = [desk.get(visit)]
    desk.move(visit, ELEVEN, operator_id=ANNA)
    states.append(desk.get(visit))
    desk.late(visit, 10)
    states.append(desk.get(visit))
    desk.status(visit, Status.CONFIRMED)
    states.append(desk.get(visit))
    desk.cancel(visit)
    for state in reversed(states):
        (back,) = desk.undoing.undo().appointments
        assert (back.day, back.steps, back.status) == (state.day, state.steps, state.status)
        assert (back.late_minutes, back.cancel_reason) == (state.late_minutes, None)


def test_ten_changes_are_taken_back_and_repeated_after_the_file_was_closed(
    salon_file: SalonFile, clock: FixedClock
) -> None:
    opened = salon_file.engine()
    try:
        desk = AgendaDesk(opened, clock)
        visit = desk.book("brow_shaping", 540)
        starts = [540 + 15 * step for step in range(1, 11)]
        for start in starts:
            desk.move(visit, start)
    finally:
        opened.dispose()
    opened = salon_file.engine()
    try:
        desk = AgendaDesk(opened, clock)
        back = [desk.undoing.undo().appointments[0].start for _ in range(10)]
        assert back == [*reversed(starts[:-1]), 540]
        again = [desk.undoing.redo().appointments[0].start for _ in range(10)]
        assert again == starts
        with pytest.raises(NothingToUndo):
            desk.undoing.redo()
    finally:
        opened.dispose()


def test_nothing_done_means_nothing_to_undo(desk: AgendaDesk) -> None:
    with pytest.raises(NothingToUndo):
        desk.undoing.undo()
    with pytest.raises(NothingToUndo):
        desk.undoing.undo("00000000-0000-4000-8000-000000000001")


def test_an_undo_is_refused_where_the_place_was_taken_meanwhile(desk: AgendaDesk) -> None:
    visit = desk.book(start=TEN, rooms=())
    group = desk.move(visit, ELEVEN).undo_group
    desk.book(start=TEN, rooms=())
    with pytest.raises(ConflictsFound):
        desk.undoing.undo(group)
    assert desk.get(visit).start == ELEVEN
    (back,) = desk.undoing.undo(group, permission=SOFT).appointments
    assert back.start == TEN


def test_an_undo_is_refused_where_another_change_stands_on_top(desk: AgendaDesk) -> None:
    visit = desk.book()
    group = desk.move(visit, ELEVEN).undo_group
    desk.move(visit, NOON)
    with pytest.raises(ChangedMeanwhile):
        desk.undoing.undo(group)


def test_the_same_toast_pressed_twice_undoes_once(desk: AgendaDesk) -> None:
    visit = desk.book()
    group = desk.move(visit, ELEVEN).undo_group
    desk.undoing.undo(group)
    with pytest.raises(ChangedMeanwhile):
        desk.undoing.undo(group)
    assert desk.get(visit).start == TEN


def test_a_named_change_that_was_repeated_is_taken_back_where_it_stands(desk: AgendaDesk) -> None:
    visit = desk.book()
    group = desk.move(visit, ELEVEN).undo_group
    desk.undoing.undo(group)
    desk.undoing.redo()
    desk.undoing.undo(group)
    assert desk.get(visit).start == TEN
    desk.undoing.undo()
    assert desk.get(visit).status is Status.EXPIRED, "the booking is next in line"


def test_a_new_change_ends_redo(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.move(visit, ELEVEN)
    desk.undoing.undo()
    desk.late(visit, 5)
    with pytest.raises(NothingToUndo):
        desk.undoing.redo()


def test_a_redo_is_refused_where_the_place_was_taken_meanwhile(desk: AgendaDesk) -> None:
    visit = desk.book(start=TEN, rooms=())
    desk.move(visit, ELEVEN)
    desk.undoing.undo()
    with desk.open_unit() as unit:  # another desk of the salon takes the place
        other = unit.appointments.get(visit.id or 0)
    assert other.start == TEN
    taken_at_another_desk(desk)
    with pytest.raises(ConflictsFound):
        desk.undoing.redo()
    assert desk.get(visit).start == TEN


def taken_at_another_desk(desk: AgendaDesk) -> None:
    """Book Sara at eleven as the second desk."""
    desk.found(lambda base: base.add_desk("Banco 2"))
    booked = desk.book(start=NOON, rooms=())
    moved = desk.move(booked, ELEVEN).after
    assert moved.start == ELEVEN
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER agenda_event_stays")
        connection.exec_driver_sql(
            f"UPDATE agenda_event SET desk_id = 2 WHERE appointment_id = {booked.id}"
        )
