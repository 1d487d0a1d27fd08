"""What a card works out from her visits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from salon_desktop.application.queries.client_card import (
    CardNumber,
    CardService,
    CardVisit,
    ClientCard,
    Usual,
)
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.client import OnPlatform
from salon_desktop.domain.money import Money
from salon_desktop.domain.phone import PhoneKind
from salon_desktop.ui.clients.card_facts import CardFacts, rhythm_of, visit_rows
from salon_desktop.ui.clients.card_head import spaced

LASHES = CardService(
    service_id=1,
    service="Laminazione",
    category="lash",
    operator_id=1,
    operator="Sara",
    minutes=45,
    price=Money(4500, "EUR"),
)


def visit(day: date, start: int = 900, status: Status = Status.PAID, services=(LASHES,)):
    return CardVisit(
        appointment_id=day.toordinal(),
        day=day,
        start=start,
        end=start + 45,
        status=status,
        cancel_reason=None,
        services=services,
    )


def card(**other) -> ClientCard:
    known: dict[str, Any] = {
        "id": 1,
        "key": "k",
        "first_name": "Greta",
        "last_name": "Fontana",
        "language": "it",
        "email": None,
        "birth_date": None,
        "note": "",
        "alert": "",
        "origin": "desk",
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "last_visit_on": None,
        "is_restricted": False,
        "numbers": (),
        "upcoming": (),
        "past": (),
        "visits": 0,
        "no_shows": 0,
        "usual_service": Usual(id=1, name="Laminazione", times=3),
        "usual_operator": None,
        "consents": (),
        "consent_events": 0,
        "messages": (),
        "messages_count": 0,
        "doubles": (),
    }
    return ClientCard(**(known | other))


def every(weeks: int, times: int, start: int = 900) -> tuple[CardVisit, ...]:
    newest = date(2026, 11, 19)
    return tuple(visit(newest - timedelta(weeks=weeks * one), start) for one in range(times))


def test_too_few_visits_tell_no_rhythm():
    rhythm = rhythm_of(card(past=every(6, 2)))
    assert (rhythm.weeks, rhythm.weekdays, rhythm.is_morning) == (None, (), None)


def test_the_usual_distance_is_the_middle_one_so_a_long_break_does_not_count():
    visits = (*every(6, 4), visit(date(2024, 1, 4)))
    assert rhythm_of(card(past=visits)).weeks == 6


def test_visits_that_did_not_take_place_do_not_count():
    given_up = tuple(
        visit(date(2026, 11, 20) - timedelta(days=one), status=Status.NO_SHOW) for one in range(5)
    )
    assert rhythm_of(card(past=(*given_up, *every(4, 3)))).weeks == 4


@pytest.mark.parametrize(("start", "morning"), [(540, True), (900, False)])
def test_the_usual_time_is_day_and_half_of_the_day(start, morning):
    rhythm = rhythm_of(card(past=every(3, 4, start)))
    assert rhythm.weekdays == (3,)
    assert rhythm.is_morning is morning


def test_each_service_of_a_visit_has_a_line_and_only_the_first_names_the_day():
    two = visit(date(2026, 10, 8), services=(LASHES, LASHES))
    rows = visit_rows(card(upcoming=(visit(date(2026, 12, 1)),), past=(two,)))
    assert [row.is_first for row in rows] == [True, True, False]


def test_a_visit_without_services_still_has_a_line():
    (row,) = visit_rows(card(past=(visit(date(2026, 10, 8), services=()),)))
    assert row.service is None


def test_messages_go_to_the_first_valid_number_that_can_have_them():
    def number(id_: int, kind: PhoneKind, ended: date | None = None) -> CardNumber:
        return CardNumber(
            id=id_,
            e164=f"+39335012000{id_}",
            kind=kind,
            on_platform=OnPlatform.UNKNOWN,
            valid_from=None,
            valid_to=ended,
        )

    numbers = (
        number(1, PhoneKind.LANDLINE),
        number(2, PhoneKind.MOBILE, date(2026, 1, 1)),
        number(3, PhoneKind.MOBILE),
    )
    facts = CardFacts(card(numbers=numbers), ClientConsent(client_id=1, lines=()))
    assert facts.message_number is numbers[2]
    assert facts.valid_numbers == (numbers[0], numbers[2])


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+393350124471", "+39 335 012 4471"),
        ("+3933501244", "+39 335 012 44"),
        ("+491701234567", "+49 170 123 4567"),
    ],
)
def test_numbers_are_grouped_to_be_read_aloud(e164, shown):
    assert spaced(e164) == shown
