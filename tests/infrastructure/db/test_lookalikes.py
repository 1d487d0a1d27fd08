"""Who resembles what is being typed, found without walking through the book."""

import uuid
from datetime import date

import pytest
from sqlalchemy import event

from salon_desktop.application.queries.lookalikes import Draft
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.infrastructure.db.reading.lookalikes import SqlLookalikes
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.phones import NumberingPlans

PLANS = NumberingPlans()


@pytest.fixture
def add(engine, clock):
    """Adds a client to the book and returns her id."""
    open_unit = unit_of_work_opener(engine)

    def add_client(first, last, number=None, **other):
        phones = (ClientPhone(number=PLANS.parse(number, "IT")),) if number else ()
        client = Client(
            key=str(uuid.uuid4()),
            first_name=first,
            last_name=last,
            language="it",
            phones=phones,
            **other,
        )
        with open_unit() as unit:
            added = unit.clients.add(client, now=clock.now(), origin="desk")
            unit.commit()
        return added.id

    return add_client


@pytest.fixture
def look(engine):
    return SqlLookalikes(engine, PLANS)


def test_the_same_name_in_any_order_is_found(look, add):
    greta = add("Greta", "Fontana")
    (double,) = look(Draft(name="fontana GRETA")).doubles
    assert (double.client_id, double.name, double.why) == (greta, "Greta Fontana", Likeness.NAME)


def test_the_same_number_written_otherwise_is_found(look, add):
    greta = add("Greta", "Fontana", "335 012 4471")
    (double,) = look(Draft(name="Anna", numbers=("0039 335 0124471",))).doubles
    assert (double.client_id, double.why) == (greta, Likeness.PHONE)


def test_the_likeliest_comes_first(look, add):
    add("Greta", "Fontana")
    both = add("Greta", "Fontana", "335 012 4471")
    doubles = look(Draft(name="Greta Fontana", numbers=("3350124471",))).doubles
    assert doubles[0].client_id == both
    assert doubles[0].why is Likeness.PHONE_AND_NAME


def test_two_birth_dates_are_two_people(look, add):
    add("Greta", "Fontana", birth_date=date(1990, 5, 3))
    draft = Draft(name="Greta Fontana", birth_date=date(1991, 5, 3))
    assert look(draft).doubles == []


def test_half_a_number_is_no_number_yet_and_is_named_as_such(look, add):
    add("Greta", "Fontana", "335 012 4471")
    found = look(Draft(numbers=("335", "")))
    assert list(found.doubles) == []
    assert found.unread == frozenset({0})
    assert look(Draft(numbers=("335 012 4471", "12"))).unread == frozenset({1})


def test_a_card_does_not_resemble_itself(look, add):
    greta = add("Greta", "Fontana", "335 012 4471")
    draft = Draft(name="Greta Fontana", numbers=("335 012 4471",), but=greta)
    assert list(look(draft).doubles) == []


def test_an_empty_form_resembles_nobody(look, add):
    add("Greta", "Fontana")
    assert list(look(Draft()).doubles) == []


def test_the_book_is_never_walked_through(look, add, engine):
    add("Greta", "Fontana", "335 012 4471")
    statements = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2:4]))
    look(Draft(name="Greta Fontana", numbers=("335 012 4471",)))
    asked = tuple(statements)
    assert 0 < len(asked) <= 6
    with engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            walked = [row[3] for row in plan if row[3] in ("SCAN client", "SCAN client_phone")]
            assert walked == [], statement
