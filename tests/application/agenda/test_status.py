"""One step further: what may follow what, what frees a place, what is asked for again."""

from __future__ import annotations

import pytest

from salon_desktop.application.commands.change_status import ChangeStatus
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.ports.unit_of_work import ChangedMeanwhile
from salon_desktop.domain.agenda.changes import Canceller, CancelReasonMissing, NotUpcoming
from salon_desktop.domain.agenda.status import (
    CancelReason,
    NoShowTooEarly,
    Status,
    StatusNotPossible,
)
from tests.agenda_desk import ANNA, HARD, SOFT, SUNDAY, TEN, TUESDAY, AgendaDesk


def test_a_visit_goes_its_way_to_the_till(desk: AgendaDesk) -> None:
    bianca = desk.client()
    visit = desk.book(client=bianca)
    way = (Status.CONFIRMED, Status.ARRIVED, Status.IN_SERVICE, Status.DONE, Status.PAID)
    for number, status in enumerate(way, start=2):
        visit = desk.status(visit, status)
        assert (visit.status, visit.version) == (status, number)
    with desk.engine.connect() as connection:
        last = connection.exec_driver_sql("SELECT last_visit_on FROM client").scalar()
    assert last == TUESDAY.isoformat()


def test_an_illegal_step_is_refused(desk: AgendaDesk) -> None:
    visit = desk.status(desk.book(), Status.DONE)
    with pytest.raises(StatusNotPossible) as refused:
        desk.status(visit, Status.CONFIRMED)
    assert refused.value.facts == {"old": "done", "new": "confirmed"}


def test_nobody_is_a_no_show_before_the_grace_has_passed(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.at(10, 14)
    with pytest.raises(NoShowTooEarly) as refused:
        desk.status(visit, Status.NO_SHOW)
    assert refused.value.facts == {"possible_from": desk.at(10, 15)}
    assert desk.status(visit, Status.NO_SHOW).status is Status.NO_SHOW
    assert desk.book(start=TEN + 15).id, "her place is free"


def test_a_cancellation_frees_the_place_and_states_its_reason(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.at(9, day=TUESDAY.replace(day=23))
    gone = desk.cancel(visit, reason=CancelReason.WORK)
    assert (gone.status, gone.cancel_reason) == (Status.CANCELLED_BY_CLIENT, CancelReason.WORK)
    assert desk.book().id


def test_a_cancellation_without_a_reason_is_refused(desk: AgendaDesk) -> None:
    visit = desk.book()
    with pytest.raises(CancelReasonMissing):
        desk.cancel(visit, reason=None)
    with pytest.raises(CancelReasonMissing):
        desk.status(visit, Status.CANCELLED_BY_SALON)


def test_the_client_is_late_from_the_same_hour_of_the_day_before(desk: AgendaDesk) -> None:
    first, second, third = (desk.book(start=start) for start in (TEN, 660, 720))
    before = TUESDAY.replace(day=23)
    desk.at(10, day=before)
    assert desk.cancel(first).status is Status.CANCELLED_BY_CLIENT
    desk.at(11, 1, day=before)
    assert desk.cancel(second).status is Status.LATE_CANCELLED
    assert desk.cancel(third, by=Canceller.SALON).status is Status.CANCELLED_BY_SALON


def test_a_visit_is_cancelled_once(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.cancel(visit)
    with pytest.raises(StatusNotPossible):
        desk.cancel(visit)


def test_what_was_allowed_once_is_not_asked_for_again_when_she_arrives(desk: AgendaDesk) -> None:
    desk.book(rooms=())
    visits = [
        desk.book(rooms=(), permission=SOFT),
        desk.book(day=SUNDAY, permission=HARD),
        desk.book(start=1135, by=ANNA, permission=SOFT),
    ]
    for visit in visits:
        assert desk.late(visit, 10).late_minutes == 10
        assert desk.status(visit, Status.CONFIRMED).status is Status.CONFIRMED
        assert desk.status(visit, Status.ARRIVED).status is Status.ARRIVED


def test_who_was_there_first_arrives_under_an_overlap_too(desk: AgendaDesk) -> None:
    first = desk.book(rooms=())
    desk.book(rooms=(), permission=SOFT)
    assert desk.status(first, Status.ARRIVED).status is Status.ARRIVED


def test_a_given_up_visit_comes_back_only_where_its_place_is_free(desk: AgendaDesk) -> None:
    visit = desk.book(rooms=())
    desk.cancel(visit)
    other = desk.book(rooms=())
    with pytest.raises(ConflictsFound):
        desk.status(visit, Status.BOOKED)
    assert desk.status(visit, Status.BOOKED, permission=SOFT).status is Status.BOOKED
    desk.cancel(other)
    back = desk.get(visit)
    assert (back.status, back.cancel_reason) == (Status.BOOKED, None)


def test_only_who_has_not_come_can_be_late(desk: AgendaDesk) -> None:
    visit = desk.book()
    assert desk.late(visit, 20).late_minutes == 20
    assert desk.late(visit, 0).late_minutes == 0
    desk.status(visit, Status.ARRIVED)
    with pytest.raises(NotUpcoming) as refused:
        desk.late(visit, 5)
    assert refused.value.facts == {"status": "arrived"}


def test_a_change_of_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="changes something"):
        ChangeStatus(appointment_id=1)


def test_a_window_that_saw_an_older_version_is_told(desk: AgendaDesk) -> None:
    visit = desk.book()
    desk.status(visit, Status.CONFIRMED, version=1)
    with pytest.raises(ChangedMeanwhile):
        desk.status(visit, Status.ARRIVED, version=1)
    with pytest.raises(ChangedMeanwhile):
        desk.cancel(visit, version=1)


def test_a_step_of_the_status_leaves_claims_and_steps_as_they_are(desk: AgendaDesk) -> None:
    visit = desk.book("lash_lift")
    question = "SELECT (SELECT group_concat(id) FROM claim), (SELECT id FROM appointment_step)"
    with desk.engine.connect() as connection:
        before = connection.exec_driver_sql(question).one()
    desk.status(visit, Status.ARRIVED)
    with desk.engine.connect() as connection:
        assert connection.exec_driver_sql(question).one() == before
