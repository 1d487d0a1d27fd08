"""Trying a booking: it promises what booking does, and leaves the book as it was."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.rehearsing import RehearseBookingHandler
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from tests.agenda_desk import SARA, SOFT, TEN, TUESDAY, AgendaDesk

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def rehearse(desk: AgendaDesk) -> RehearseBookingHandler:
    """The rehearsal over the same book."""
    choice = FreeChoice(PublicHolidays())
    return RehearseBookingHandler(desk.open_unit, desk.clock, desk.placing, choice)


def a_wish(desk: AgendaDesk, client: int | None, day: date = FRIDAY) -> BookAppointment:
    services = (ServiceWish(service_id=desk.services["lash_lift"], operator_id=SARA),)
    return BookAppointment(client_id=client, day=day, start=TEN, services=services)


def test_it_promises_the_same_appointment_and_the_same_message(
    desk: AgendaDesk, rehearse: RehearseBookingHandler
) -> None:
    wish = a_wish(desk, desk.client(phone="347 1234567"))
    tried = rehearse(wish)
    booked = desk.booking(wish).appointment
    assert tried.appointment.steps == booked.steps
    with desk.open_unit() as unit:
        (planned,) = unit.outbox.of_appointment(booked.id or 0)
    (promised,) = tried.messages
    assert (promised.kind, promised.state, promised.reason, promised.due_at) == (
        planned.kind,
        planned.state,
        planned.reason,
        planned.due_at,
    )
    assert promised.state is MessageState.BLOCKED, "nobody has asked her yet"


def test_nothing_is_kept(desk: AgendaDesk, rehearse: RehearseBookingHandler) -> None:
    for _ in range(3):
        rehearse(a_wish(desk, desk.client()))
    with desk.open_unit() as unit:
        assert unit.appointments.recent_events(1, 10) == []
        assert unit.outbox.of_appointment(1) == []
    assert desk.book("lash_lift", day=FRIDAY).id == 1


def test_the_wishs_own_key_stays_free_for_the_booking(
    desk: AgendaDesk, rehearse: RehearseBookingHandler
) -> None:
    known = desk.book("brow_shaping", day=TUESDAY)
    wish = a_wish(desk, None)
    again = BookAppointment(
        client_id=None, day=wish.day, start=wish.start, services=wish.services, key=known.key
    )
    assert rehearse(again).appointment.day == FRIDAY


def test_it_refuses_what_booking_would_refuse(
    desk: AgendaDesk, rehearse: RehearseBookingHandler
) -> None:
    desk.book("lash_lift", day=FRIDAY)
    wish = a_wish(desk, desk.client())
    with pytest.raises(ConflictsFound):
        rehearse(wish)
    allowed = BookAppointment(
        client_id=wish.client_id,
        day=wish.day,
        start=wish.start,
        services=wish.services,
        permission=SOFT,
    )
    assert rehearse(allowed).appointment.day == FRIDAY
    with desk.open_unit() as unit:
        assert len(unit.appointments.recent_events(1, 10)) == 1
