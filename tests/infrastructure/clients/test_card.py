"""The client's card: what was, what comes, what she allowed, what she was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.find_clients import FindClients
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.client_card import SqlClientCard, SqlLikelyDoubles
from salon_desktop.infrastructure.db.reading.find_clients import SqlClientFinder
from tests.client_desk import ClientDesk, questions, statements
from tests.consent_desk import NUMBER, THURSDAY, ConsentDesk


@pytest.fixture
def consents(engine: Engine, clock: FixedClock) -> ConsentDesk:
    """The desk that books and asks."""
    return ConsentDesk(engine, clock)


def read(desk: ClientDesk, client_id: int) -> ClientCard:
    return SqlClientCard(desk.engine, desk.clock)(client_id)


def put_on(desk: ClientDesk, appointment_id: int, day: date, status: Status) -> None:
    """Move a visit to another day and state, past every command."""
    with desk.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE appointment SET day = :day, status = :status, "
                "starts_at = :day || ' 09:00:00.000000' WHERE id = :id"
            ),
            {"day": day.isoformat(), "status": status.value, "id": appointment_id},
        )


def test_a_new_card_is_empty_but_complete(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia", "333 1234567", note="nota", alert="avviso").client_id
    card = read(desk, added)
    assert (card.name, card.note, card.alert, card.language) == ("Anna Bia", "nota", "avviso", "it")
    assert [number.e164 for number in card.numbers] == ["+393331234567"]
    assert card.numbers[0].shown == "+39••••••••67"
    assert (card.upcoming, card.past, card.messages, card.consents, card.doubles) == ((),) * 5
    assert (card.visits, card.no_shows, card.messages_count, card.consent_events) == (0, 0, 0, 0)
    assert card.usual_service is None
    assert card.usual_operator is None
    assert not card.is_restricted


def test_visits_to_come_are_apart_from_those_that_were(
    desk: ClientDesk, consents: ConsentDesk
) -> None:
    anna = consents.client()
    later = consents.visit(anna, THURSDAY + timedelta(days=7))
    soon = consents.visit(anna, THURSDAY)
    kept = ((-7, Status.PAID), (-30, Status.NO_SHOW), (-400, Status.NO_SHOW))
    for place, (days, status) in enumerate(kept):
        old = consents.visit(anna, THURSDAY, 700 + 60 * place)
        put_on(desk, old.id or 0, THURSDAY + timedelta(days=days), status)
    given_up = consents.visit(anna, THURSDAY, 1000)
    put_on(desk, given_up.id or 0, THURSDAY, Status.CANCELLED_BY_CLIENT)
    card = read(desk, anna)
    assert [visit.appointment_id for visit in card.upcoming] == [soon.id, later.id]
    assert [(visit.day - THURSDAY).days for visit in card.past] == [0, -7, -30, -400]
    assert (card.visits, card.no_shows) == (1, 1)


def test_a_visit_tells_what_by_whom_how_long_and_for_how_much(
    desk: ClientDesk, consents: ConsentDesk
) -> None:
    anna = consents.client()
    booked = consents.visit(anna)
    (visit,) = read(desk, anna).upcoming
    (service,) = visit.services
    assert (visit.day, visit.start, visit.status) == (THURSDAY, 600, Status.BOOKED)
    assert service.operator == "Sara"
    assert service.service_id == booked.steps[0].service_id
    assert service.minutes > 0
    assert service.price == booked.steps[0].price
    assert service.service


def test_what_she_usually_has_is_counted_from_kept_visits(
    desk: ClientDesk, consents: ConsentDesk
) -> None:
    anna = consents.client()
    for place, operator in enumerate((1, 1, 2)):
        visit = consents.visit(anna, THURSDAY, 600 + 100 * place, operator)
        put_on(desk, visit.id or 0, THURSDAY - timedelta(days=10 + place), Status.PAID)
    consents.visit(anna, THURSDAY, 1000, 2)
    card = read(desk, anna)
    assert card.usual_operator is not None
    assert card.usual_service is not None
    assert (card.usual_operator.name, card.usual_operator.times) == ("Sara", 2)
    assert card.usual_service.times == 3


def test_only_the_newest_fifty_past_visits_are_read_and_all_are_counted(
    desk: ClientDesk, consents: ConsentDesk
) -> None:
    anna = consents.client()
    first = consents.visit(anna).id
    put_on(desk, first or 0, THURSDAY - timedelta(days=1), Status.DONE)
    columns = (
        "client_id, day, start_minute, end_minute, zone, starts_at, status, origin, late_minutes, "
        "created_at, version"
    )
    with desk.engine.begin() as connection:
        for days in range(2, 80):
            connection.execute(
                text(
                    f"INSERT INTO appointment (key, {columns}) SELECT :key, client_id, :day, "
                    "start_minute, end_minute, zone, :day || ' 09:00:00.000000', status, origin, "
                    "0, created_at, 1 FROM appointment WHERE id = :id"
                ),
                {"key": f"k{days}", "day": str(THURSDAY - timedelta(days=days)), "id": first},
            )
    with statements(desk.engine) as sent:
        card = read(desk, anna)
    assert (len(card.past), card.visits) == (50, 79)
    assert card.past[0].appointment_id == first
    assert len(questions(sent)) == 8


def test_consents_and_messages_stand_on_the_card(desk: ClientDesk, consents: ConsentDesk) -> None:
    anna = consents.client()
    consents.say(anna)
    consents.visit(anna)
    offer = consents.offer(anna)
    card = read(desk, anna)
    states = {(one.key.purpose, one.key.address): one.state for one in card.consents}
    assert states[(Purpose.SERVICE_MESSAGES, NUMBER)] is ConsentState.GRANTED
    assert card.consent_events == len(consents.events(anna))
    assert card.messages[0].message_id == offer.id
    assert card.messages_count == len(card.messages)


def test_search_tells_whether_reminders_may_be_sent_today(
    engine: Engine, clock: FixedClock, consents: ConsentDesk
) -> None:
    anna = consents.client()
    finder = SqlClientFinder(engine, clock)
    assert not finder(FindClients("anna"))[0].reminders_allowed
    consents.say(anna, valid_until=clock.now() + timedelta(days=30))
    assert finder(FindClients("anna"))[0].reminders_allowed
    consents.later(days=31)
    assert not finder(FindClients("anna"))[0].reminders_allowed


def test_old_numbers_come_after_those_that_hold(desk: ClientDesk) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    with desk.open_unit() as unit:
        unit.clients.mark_number("+393331234567", on_platform=False, now=desk.clock.now())
        unit.commit()
    old = read(desk, anna).numbers[0]
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE client_phone SET valid_to = '2026-11-01'"))
    desk.edit(anna, numbers=())
    with desk.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO client_phone (client_id, as_typed, e164, kind, on_platform) "
                "VALUES (:id, '+393475556667', '+393475556667', 'mobile', 'unknown')"
            ),
            {"id": anna},
        )
    numbers = read(desk, anna).numbers
    assert [number.e164 for number in numbers] == ["+393475556667", "+393331234567"]
    assert numbers[1].on_platform is old.on_platform
    assert numbers[1].valid_to == date(2026, 11, 1)


def test_likely_doubles_are_named_on_both_cards_until_somebody_decides(desk: ClientDesk) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    lia = desk.add("Lia", "Bia", "333 1234567").client_id
    for one, other, name in ((anna, lia, "Lia Bia"), (lia, anna, "Anna Bia")):
        (double,) = read(desk, one).doubles
        assert (double.client_id, double.name, double.why) == (other, name, Likeness.PHONE)
    waiting = SqlLikelyDoubles(desk.engine)
    assert [(one.name, other.name) for one, other in waiting(10)] == [("Anna Bia", "Lia Bia")]
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE client_duplicate SET decided = 'other_person'"))
    assert read(desk, anna).doubles == ()
    assert list(waiting(10)) == []


@pytest.mark.parametrize("erased", [True, False])
def test_there_is_no_card_of_nobody(desk: ClientDesk, erased: bool) -> None:
    anna = desk.add("Anna", "Bia").client_id
    if erased:
        desk.erase(anna)
    with pytest.raises(NotFound):
        read(desk, anna if erased else anna + 1)
