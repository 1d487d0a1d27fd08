"""Pencilled in: a hold takes its place until it runs out, and then no longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from salon_desktop.application.commands.book_appointment import BookAppointment
from salon_desktop.application.commands.move_appointment import NotMovable
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.domain.agenda.appointment import Appointment, Origin
from salon_desktop.domain.agenda.status import Status
from tests.agenda_desk import TEN, TUESDAY, AgendaDesk


def held(desk: AgendaDesk) -> Appointment:
    """Pencil a visit in for ten minutes."""
    return desk.book(hold_minutes=10)


def count(desk: AgendaDesk) -> int:
    """Return how many claims there are."""
    with desk.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM claim")).scalar_one())


def test_a_hold_takes_its_place_while_it_lives(desk: AgendaDesk) -> None:
    visit = held(desk)
    assert visit.status is Status.TENTATIVE
    assert visit.hold_expires_at == desk.clock.now() + timedelta(minutes=10)
    with pytest.raises(ConflictsFound):
        desk.book()


def test_a_hold_that_ran_out_is_purged_by_the_next_booking(desk: AgendaDesk) -> None:
    held(desk)
    before = count(desk)
    desk.clock.set(desk.clock.now() + timedelta(minutes=10))
    desk.book()
    assert count(desk) == before


def test_a_hold_becomes_a_booking(desk: AgendaDesk) -> None:
    visit = desk.status(held(desk), Status.BOOKED)
    assert visit.hold_expires_at is None
    desk.clock.set(desk.clock.now() + timedelta(hours=1))
    with pytest.raises(ConflictsFound):
        desk.book()


def test_a_hold_that_ran_out_is_booked_only_where_nobody_came_first(desk: AgendaDesk) -> None:
    first = held(desk)
    desk.clock.set(desk.clock.now() + timedelta(minutes=11))
    assert desk.status(first, Status.BOOKED).status is Status.BOOKED
    second = desk.book(start=TEN + 60, hold_minutes=10)
    desk.clock.set(desk.clock.now() + timedelta(minutes=11))
    desk.book(start=TEN + 60)
    with pytest.raises(ConflictsFound):
        desk.status(second, Status.BOOKED)


def test_a_hold_may_move_and_expire(desk: AgendaDesk) -> None:
    moved = desk.move(held(desk), TEN + 60).after
    assert moved.status is Status.TENTATIVE
    assert desk.status(moved, Status.EXPIRED).status is Status.EXPIRED
    assert count(desk) == 0


def test_a_hold_that_ran_out_does_not_move(desk: AgendaDesk) -> None:
    visit = held(desk)
    desk.clock.set(desk.clock.now() + timedelta(minutes=10))
    with pytest.raises(NotMovable) as refused:
        desk.move(visit, TEN + 60)
    assert refused.value.facts == {"status": "expired"}


def test_taking_back_a_booking_does_not_revive_a_hold_that_ran_out(desk: AgendaDesk) -> None:
    visit = held(desk)
    desk.status(visit, Status.BOOKED)
    desk.clock.set(desk.clock.now() + timedelta(minutes=11))
    desk.undoing.undo()
    assert count(desk) == 0
    assert desk.book().start == TEN


@pytest.mark.parametrize("wrong", [{"hold_minutes": 0}, {"hold_minutes": 5, "origin": "walk_in"}])
def test_a_hold_without_sense_is_a_mistake_of_the_caller(wrong: dict[str, Any]) -> None:
    if "origin" in wrong:
        wrong = wrong | {"origin": Origin.WALK_IN}
    with pytest.raises(ValueError, match=r"hold|pencilled"):
        BookAppointment(client_id=None, day=TUESDAY, start=TEN, services=(), **wrong)
