"""Adding a client: whom she resembles is said and noted, and she is added all the same."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from salon_desktop.application.commands.add_client import AddClient, AddClientHandler
from salon_desktop.domain.clients.birthdays import BirthDateImpossible
from salon_desktop.domain.clients.client import ClientNameless, EmailNotUnderstood
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.phone import PhoneNotUnderstood
from tests.client_desk import ClientDesk


def test_a_client_is_kept_with_the_salons_language_and_a_number_of_today(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia", "333 123 4567")
    kept = desk.get(added.client_id)
    assert (kept.name, kept.language, kept.phones[0].number.e164) == (
        "Anna Bia",
        "it",
        "+393331234567",
    )
    assert kept.phones[0].number.as_typed == "333 123 4567"
    assert kept.phones[0].valid_from == date(2026, 11, 23)
    assert added.proposals == ()


def test_her_own_language_and_each_number_once_are_kept(desk: ClientDesk) -> None:
    wish = AddClient(
        first_name="Anna",
        language="de",
        numbers=("333 1234567", "06 12345678", "+39 333/1234567"),
    )
    added = AddClientHandler(desk.open_unit, desk.clock, desk.phones)(wish)
    kept = desk.get(added.client_id)
    assert kept.language == "de"
    assert [one.number.e164 for one in kept.phones] == ["+393331234567", "+390612345678"]


def test_the_same_number_proposes_everybody_who_has_it(desk: ClientDesk) -> None:
    mother = desk.add("Anna", "Bia", "333 1234567").client_id
    child = desk.add("Lia", "Bia", "0039 333 1234567")
    friend = desk.add("Carla", "Dini", "333/1234567")
    assert [(one.other_id, one.likeness) for one in child.proposals] == [(mother, Likeness.PHONE)]
    assert [one.other_id for one in friend.proposals] == [mother, child.client_id]
    assert desk.rows("client_duplicate") == 3
    assert desk.rows("client") == 3


def test_a_namesake_is_proposed_by_birth_date_or_by_name(desk: ClientDesk) -> None:
    known = desk.add("Anna", "Bia", birth_date=date(1980, 5, 1)).client_id
    same = desk.add("BÌA", "anna", birth_date=date(1980, 5, 1))
    unborn = desk.add("Anna", "Bia")
    other = desk.add("Anna", "Bia", birth_date=date(1990, 5, 1))
    assert [(one.other_id, one.likeness) for one in same.proposals] == [
        (known, Likeness.NAME_AND_BIRTH)
    ]
    assert [one.likeness for one in unborn.proposals] == [Likeness.NAME]
    assert [one.other_id for one in other.proposals] == [unborn.client_id]


def test_the_same_wish_twice_adds_one_client(desk: ClientDesk) -> None:
    key = str(uuid.uuid4())
    first = desk.add("Anna", "Bia", "333 1234567", key=key)
    again = desk.add("Anna", "Bia", "333 1234567", key=key)
    assert (again.client_id, again.proposals) == (first.client_id, ())
    assert desk.rows("client") == 1


def test_an_odd_number_is_kept_and_told(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia", "333 123456")
    assert added.warnings == ((0, "short_mobile"),)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"first": " ", "last": "\u200b"}, ClientNameless),
        ({"first": "Anna", "number": "chiedere"}, PhoneNotUnderstood),
        ({"first": "Anna", "email": "anna"}, EmailNotUnderstood),
        ({"first": "Anna", "birth_date": date(2027, 1, 1)}, BirthDateImpossible),
        ({"first": "Anna", "birth_date": date(1880, 1, 1)}, BirthDateImpossible),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_stays(
    desk: ClientDesk, wish: dict[str, object], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal) as caught:
        desk.add(**wish)  # type: ignore[arg-type]
    assert "Anna" not in str(caught.value)
    assert desk.rows("client") == 0
