"""Moving a visit: where it may go, who does it then, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from salon_desktop.application.choosing import OperatorCannot
from salon_desktop.application.commands.book_appointment import InThePast
from salon_desktop.application.commands.move_appointment import NotMovable
from salon_desktop.application.placing import Change, ConflictsFound
from salon_desktop.application.ports.unit_of_work import ChangedMeanwhile, NotFound
from salon_desktop.domain.agenda.appointment import AcrossMidnight
from salon_desktop.domain.agenda.changes import moved
from salon_desktop.domain.agenda.claims import ConflictKind
from salon_desktop.domain.agenda.status import Status
from salon_desktop.infrastructure.db.rows.staff import OperatorSkillRow
from tests.agenda_desk import (
    ANNA,
    ELEVEN,
    GIULIA,
    HARD,
    NOON,
    SARA,
    SOFT,
    SUNDAY,
    TEN,
    TUESDAY,
    AgendaDesk,
    kinds,
)


def test_a_visit_moves_with_all_its_steps(desk: AgendaDesk) -> None:
    visit = desk.book("brow_shaping", also=["lash_tint"])
    after = desk.move(visit, NOON).after
    assert [step.start for step in after.steps] == [NOON, NOON + 15]
    assert (after.version, after.start) == (2, NOON)
    assert desk.book("brow_shaping", TEN).id, "its old place is free"


def test_a_visit_that_is_put_down_where_it_was_has_not_moved(desk: AgendaDesk) -> None:
    visit = desk.book()
    put_down = desk.move(visit, TEN, operator_id=SARA)
    assert (put_down.after, put_down.undo_group) == (visit, "")
    with desk.open_unit() as unit:
        assert len(unit.appointments.recent_events(1, 10)) == 1


def test_a_visit_may_move_onto_its_own_old_place(desk: AgendaDesk) -> None:
    visit = desk.book("lash_lift")
    assert desk.move(visit, TEN + 15).after.start == TEN + 15


def test_a_move_keeps_the_room_where_it_is_free_and_takes_another_where_not(
    desk: AgendaDesk,
) -> None:
    one, two = desk.rooms["Cabina 1"], desk.rooms["Cabina 2"]
    visit = desk.book(rooms=(one,))
    assert desk.move(visit, ELEVEN).after.steps[0].resource_ids == (one,)
    desk.book(start=NOON, by=ANNA, rooms=(one,))
    assert desk.move(visit, NOON).after.steps[0].resource_ids == (two,)


def test_a_visit_without_a_room_gets_none_by_moving(desk: AgendaDesk) -> None:
    visit = desk.book(rooms=())
    assert desk.move(visit, ELEVEN).after.steps[0].resource_ids == ()


def test_an_operator_who_does_not_do_it_is_refused(desk: AgendaDesk) -> None:
    visit = desk.book("lash_lift")
    with pytest.raises(OperatorCannot):
        desk.move(visit, TEN, operator_id=GIULIA)
    assert desk.get(visit) == visit


def test_another_operator_is_no_longer_the_one_she_asked_for(desk: AgendaDesk) -> None:
    visit = desk.book(by=SARA)
    assert visit.steps[0].operator_requested
    (step,) = desk.move(visit, TEN, operator_id=ANNA).after.steps
    assert (step.operator_id, step.operator_requested) == (ANNA, False)
    assert step.price == visit.steps[0].price


def test_other_hands_bring_their_own_times_and_push_what_follows(desk: AgendaDesk) -> None:
    with desk.engine.begin() as connection:
        connection.execute(
            update(OperatorSkillRow)
            .where(
                OperatorSkillRow.operator_id == ANNA,
                OperatorSkillRow.service_id == desk.services["brow_shaping"],
            )
            .values(active_before=25, processing=0, active_after=0, buffer=5)
        )
    visit = desk.book("brow_shaping", also=["lash_tint"])
    after = desk.move(visit, TEN, operator_id=ANNA).after
    assert [(step.start, step.end) for step in after.steps] == [
        (TEN, TEN + 25),
        (TEN + 25, TEN + 55),
    ]


def test_one_step_of_a_visit_can_go_to_other_hands(desk: AgendaDesk) -> None:
    visit = desk.book("brow_shaping", also=["lash_tint"])
    after = desk.move(visit, TEN, operator_id=ANNA, step_position=1).after
    assert [step.operator_id for step in after.steps] == [SARA, ANNA]
    assert after.steps[0].operator_requested


def test_a_taken_place_is_refused_and_the_old_one_kept(desk: AgendaDesk) -> None:
    desk.book(start=ELEVEN)
    visit = desk.book(start=TEN)
    with pytest.raises(ConflictsFound) as refused:
        desk.move(visit, ELEVEN)
    found = refused.value.facts["conflicts"]
    assert isinstance(found, list)
    assert ConflictKind.OPERATOR_TAKEN in kinds(found)
    assert desk.get(visit) == visit
    assert desk.move(visit, ELEVEN, permission=SOFT).after.start == ELEVEN


def test_a_closed_day_needs_the_owner(desk: AgendaDesk) -> None:
    visit = desk.book()
    with pytest.raises(ConflictsFound):
        desk.move(visit, TEN, day=SUNDAY)
    assert desk.move(visit, TEN, day=SUNDAY, permission=HARD).after.day == SUNDAY


def test_nothing_moves_into_the_past_but_a_late_visit_may_change_hands(desk: AgendaDesk) -> None:
    visit, other = desk.book(start=TEN), desk.book(start=NOON)
    desk.at(10, 10)
    with pytest.raises(InThePast):
        desk.move(other, TEN + 5)
    assert desk.move(visit, TEN, operator_id=ANNA).after.steps[0].operator_id == ANNA


def test_who_has_arrived_can_be_put_right_in_the_past(desk: AgendaDesk) -> None:
    visit = desk.status(desk.book(start=TEN), Status.ARRIVED)
    desk.at(10, 10)
    assert desk.move(visit, TEN - 15).after.start == TEN - 15


@pytest.mark.parametrize("status", [Status.DONE, Status.PAID, Status.NO_SHOW])
def test_what_is_over_stays(desk: AgendaDesk, status: Status) -> None:
    visit = desk.book()
    desk.at(12)
    if status is Status.PAID:
        desk.status(visit, Status.DONE)
    desk.status(visit, status)
    with pytest.raises(NotMovable) as refused:
        desk.move(visit, NOON)
    assert refused.value.facts == {"status": status.value}


def test_what_was_given_up_stays(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.cancel(visit)
    with pytest.raises(NotMovable):
        desk.move(visit, NOON)


def test_a_move_over_midnight_is_refused(desk: AgendaDesk) -> None:
    with pytest.raises(AcrossMidnight):
        desk.move(desk.book("lash_lift"), 1430)


def test_longer_hands_that_push_a_step_over_midnight_are_refused(desk: AgendaDesk) -> None:
    with desk.engine.begin() as connection:
        connection.execute(
            update(OperatorSkillRow)
            .where(OperatorSkillRow.operator_id == ANNA)
            .values(active_before=60, processing=0, active_after=0, buffer=0)
        )
    visit = desk.book("brow_shaping", also=["brow_shaping"])
    with pytest.raises(AcrossMidnight):
        desk.move(visit, 1405, operator_id=ANNA, step_position=0)
    assert desk.get(visit) == visit


def test_a_window_that_saw_an_older_version_is_told(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.move(visit, ELEVEN, version=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        desk.move(visit, NOON, version=1)
    assert refused.value.facts == {"what": "appointment", "id": visit.id}


def test_a_visit_that_is_not_there_is_not_found(desk: AgendaDesk) -> None:
    with pytest.raises(NotFound):
        desk.move(replace(desk.book(), id=99), NOON)


def test_a_large_shift_takes_a_confirmation_back_and_a_small_one_does_not(
    desk: AgendaDesk,
) -> None:
    visit = desk.status(desk.book(), Status.CONFIRMED)
    assert desk.move(visit, TEN + 15).after.status is Status.CONFIRMED
    assert desk.move(visit, TEN + 35).after.status is Status.BOOKED


def test_two_visits_swap_their_places_in_one_step(desk: AgendaDesk) -> None:
    room = (desk.rooms["Cabina 1"],)
    first = desk.book(start=TEN, rooms=room)
    second = desk.book(start=ELEVEN, rooms=room)
    group = "00000000-0000-4000-8000-000000000001"
    desk.apply(
        Change(before=first, after=moved(first, day=TUESDAY, start=ELEVEN), undo_group=group),
        Change(before=second, after=moved(second, day=TUESDAY, start=TEN), undo_group=group),
    )
    assert (desk.get(first).start, desk.get(second).start) == (ELEVEN, TEN)
    taken_back = desk.undoing.undo()
    assert {visit.id: visit.start for visit in taken_back.appointments} == {
        first.id: TEN,
        second.id: ELEVEN,
    }


def test_a_cascade_where_one_does_not_fit_moves_nothing(desk: AgendaDesk) -> None:
    first, second = desk.book(start=TEN), desk.book(start=ELEVEN)
    desk.book(start=NOON)
    group = "00000000-0000-4000-8000-000000000001"
    with pytest.raises(ConflictsFound):
        desk.apply(
            Change(before=first, after=moved(first, day=TUESDAY, start=ELEVEN), undo_group=group),
            Change(before=second, after=moved(second, day=TUESDAY, start=NOON), undo_group=group),
        )
    assert (desk.get(first), desk.get(second)) == (first, second)
