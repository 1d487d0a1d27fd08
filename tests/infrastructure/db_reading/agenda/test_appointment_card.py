"""One appointment's card: steps, client, consents, messages and the whole history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.appointment_card import SqlAppointmentCard
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from tests.agenda_desk import ANNA, ELEVEN, SARA, SOFT, TEN, TUESDAY, AgendaDesk

NUMBER = "+393331234567"
CARD_STATEMENTS = 10


@pytest.fixture
def card(engine: Engine, clock: FixedClock) -> SqlAppointmentCard:
    return SqlAppointmentCard(engine, clock)


def test_the_card_tells_the_visit_and_its_steps(desk: AgendaDesk, card: SqlAppointmentCard) -> None:
    visit = desk.book("brow_shaping", also=["lash_tint"], note="piano", booked_by="la madre")
    shown = card(visit.id or 0)
    assert (shown.id, shown.key, shown.version) == (visit.id, visit.key, 1)
    assert (shown.day, shown.start, shown.end) == (TUESDAY, TEN, visit.end)
    assert (shown.note, shown.booked_by) == ("piano", "la madre")
    assert shown.price == visit.price
    assert [(step.service, step.operator) for step in shown.steps] == [
        ("Sopracciglia pinzetta o filo", "Sara"),
        ("Tinta ciglia", "Sara"),
    ]
    assert shown.steps[0].rooms == ("Cabina 1",)
    assert Status.CONFIRMED in shown.next_statuses
    assert shown.no_show_from == shown.starts_at + timedelta(minutes=15)
    assert (shown.client, shown.consents, shown.messages) == (None, (), ())


def test_the_card_tells_the_client_and_what_she_allows(
    desk: AgendaDesk, card: SqlAppointmentCard
) -> None:
    bianca = desk.client("Bianca", phone=NUMBER)
    with desk.engine.begin() as connection:
        connection.execute(update(ClientRow).values(alert="lattice", note="tè verde"))
        connection.execute(
            insert(ConsentStateRow).values(
                client_id=bianca,
                channel="whatsapp",
                address=NUMBER,
                purpose="service_messages",
                state="granted",
                event_seq=1,
                event_key="k",
                method="paper_form",
                decided_at=desk.clock.now(),
                valid_until=desk.clock.now() + timedelta(days=1),
            )
        )
    old = desk.book(client=bianca)
    desk.status(old, Status.DONE)
    shown = card(desk.book(start=ELEVEN, client=bianca).id or 0)
    assert shown.client is not None
    assert (shown.client.first_name, shown.client.phone) == ("Bianca", NUMBER)
    assert (shown.client.alert, shown.client.note) == ("lattice", "tè verde")
    assert (shown.client.visits, shown.client.no_shows) == (1, 0)
    assert shown.client.last_visit_on == TUESDAY
    service, offers = shown.consents
    assert (service.purpose, service.state, service.valid) == (
        Purpose.SERVICE_MESSAGES,
        ConsentState.GRANTED,
        True,
    )
    assert (offers.purpose, offers.state, offers.valid) == (
        Purpose.OFFERS,
        ConsentState.UNKNOWN,
        False,
    )
    desk.clock.set(desk.clock.now() + timedelta(days=1))
    assert card(old.id or 0).consents[0].valid is False
    for secret in ("Bianca", NUMBER, "lattice", "verde"):
        assert secret not in repr(shown)


def test_the_reminder_shows_its_state_and_why(desk: AgendaDesk, card: SqlAppointmentCard) -> None:
    bianca = desk.client(phone=NUMBER)
    visit = desk.book(client=bianca, day=TUESDAY + timedelta(days=7))
    (message,) = card(visit.id or 0).messages
    assert (message.state, message.reason) == (MessageState.BLOCKED, "not_asked")
    assert message.due_at < card(visit.id or 0).starts_at


def test_the_history_tells_who_changed_what_and_what_was_taken_back(
    desk: AgendaDesk, card: SqlAppointmentCard
) -> None:
    visit = desk.book()
    desk.move(visit, ELEVEN, operator_id=ANNA, client_told=True)
    desk.undoing.undo()
    desk.cancel(visit, reason=CancelReason.WORK)
    shown = card(visit.id or 0)
    assert [event.kind for event in shown.history] == [
        EventKind.BOOKED,
        EventKind.MOVED,
        EventKind.MOVED,
        EventKind.CANCELLED,
    ]
    assert [event.is_undo for event in shown.history] == [False, False, True, False]
    assert {(event.person, event.desk) for event in shown.history} == {("Vera", "Banco 1")}
    booked, moved, _, gone = shown.history
    assert (booked.before, booked.happened_at) == (None, desk.clock.now())
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.start, moved.after.start, moved.client_told) == (TEN, ELEVEN, True)
    assert (moved.before.operator_ids, moved.after.operator_ids) == ((SARA,), (ANNA,))
    assert gone.after is not None
    assert gone.after.cancel_reason is CancelReason.WORK
    assert shown.cancel_reason is CancelReason.WORK


def test_stated_reasons_are_told_once(desk: AgendaDesk, card: SqlAppointmentCard) -> None:
    desk.book(rooms=())
    allowed = desk.book(rooms=(), permission=SOFT)
    assert card(allowed.id or 0).overlap_reasons == ("una sorella",)


def test_an_appointment_that_is_not_there_is_not_found(card: SqlAppointmentCard) -> None:
    with pytest.raises(NotFound):
        card(99)


def test_a_card_costs_the_same_statements_however_long_the_history(
    desk: AgendaDesk, card: SqlAppointmentCard, cost: Any
) -> None:
    bianca = desk.client(phone=NUMBER)
    visit = desk.book(client=bianca)
    assert cost(lambda: card(visit.id or 0)) == CARD_STATEMENTS
    for start in (ELEVEN, TEN, ELEVEN, TEN):
        desk.move(visit, start)
    assert cost(lambda: card(visit.id or 0)) == CARD_STATEMENTS
