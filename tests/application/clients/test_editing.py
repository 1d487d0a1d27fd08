"""Changing a card: only what is named changes, and a number keeps the days it was hers."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.application.commands.edit_client import NumberWish
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.clients.birthdays import BirthDateImpossible
from salon_desktop.domain.clients.client import ClientNameless
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.phone import PhoneNotUnderstood
from tests.client_desk import ClientDesk

OLD, NEW = "+393331234567", "+393475556667"
TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)


@pytest.fixture
def anna(desk: ClientDesk) -> int:
    """A client with everything."""
    return desk.add(
        "Anna",
        "Bia",
        "333 1234567",
        email="a@example.org",
        birth_date=date(1980, 5, 1),
        note="nota",
        alert="avviso",
    ).client_id


def old_id(desk: ClientDesk, client_id: int) -> int:
    return desk.get(client_id).phones[0].id or 0


def test_only_what_is_named_changes(desk: ClientDesk, anna: int) -> None:
    before = desk.get(anna)
    edited = desk.edit(anna, last_name="Rossi", language="de")
    after = desk.get(anna)
    assert edited.client == after
    assert (after.name, after.language) == ("Anna Rossi", "de")
    assert (after.email, after.birth_date, after.note, after.alert, after.phones) == (
        before.email,
        before.birth_date,
        before.note,
        before.alert,
        before.phones,
    )


def test_what_is_empty_is_removed(desk: ClientDesk, anna: int) -> None:
    desk.edit(anna, email="", birth_date=None, note="", alert="")
    after = desk.get(anna)
    assert (after.email, after.birth_date, after.note, after.alert) == (None, None, "", "")


def test_nothing_named_changes_nothing(desk: ClientDesk, anna: int) -> None:
    before = desk.get(anna)
    edited = desk.edit(anna)
    assert (edited.client, edited.new_numbers, edited.ended_numbers) == (before, (), ())
    assert desk.edit(anna, first_name="Anna").client == before


def test_a_replaced_number_ends_the_day_before_and_is_reported(desk: ClientDesk, anna: int) -> None:
    number = old_id(desk, anna)
    edited = desk.edit(anna, numbers=(NumberWish(typed="347 5556667", instead_of=number),))
    assert (edited.new_numbers, edited.ended_numbers) == ((NEW,), (OLD,))
    old, new = desk.get(anna).phones
    assert (old.id, old.number.e164, old.valid_to) == (number, OLD, YESTERDAY)
    assert (new.number.e164, new.valid_from, new.valid_to) == (NEW, TODAY, None)
    assert desk.rows("consent_event") == 0


def test_an_added_number_ends_nothing(desk: ClientDesk, anna: int) -> None:
    edited = desk.edit(anna, numbers=(NumberWish(typed="347 5556667"),))
    assert (edited.new_numbers, edited.ended_numbers) == ((NEW,), ())
    assert [phone.valid_to for phone in edited.client.phones] == [None, None]


def test_a_number_can_be_ended(desk: ClientDesk, anna: int) -> None:
    edited = desk.edit(anna, numbers=(NumberWish(instead_of=old_id(desk, anna)),))
    assert (edited.new_numbers, edited.ended_numbers) == ((), (OLD,))
    assert edited.client.phones_on(TODAY) == ()


def test_the_same_number_written_otherwise_is_no_change_of_number(
    desk: ClientDesk, anna: int
) -> None:
    wish = NumberWish(typed="+39 333 123 4567", instead_of=old_id(desk, anna))
    edited = desk.edit(anna, numbers=(wish,))
    assert (edited.new_numbers, edited.ended_numbers) == ((), ())
    (phone,) = desk.get(anna).phones
    assert (phone.number.as_typed, phone.valid_to) == ("+39 333 123 4567", None)


def test_a_number_she_has_besides_only_ends_the_replaced_one(desk: ClientDesk, anna: int) -> None:
    desk.edit(anna, numbers=(NumberWish(typed="347 5556667"),))
    wish = NumberWish(typed="347 5556667", instead_of=old_id(desk, anna))
    edited = desk.edit(anna, numbers=(wish,))
    assert (edited.new_numbers, edited.ended_numbers) == ((), (OLD,))
    assert [phone.number.e164 for phone in edited.client.phones_on(TODAY)] == [NEW]


def test_a_number_that_is_not_hers_is_refused(desk: ClientDesk, anna: int) -> None:
    other = desk.add("Carla", "Dini").client_id
    for number in (old_id(desk, other), 999):
        with pytest.raises(NotFound):
            desk.edit(anna, numbers=(NumberWish(typed="347 5556667", instead_of=number),))
    ended = old_id(desk, anna)
    desk.edit(anna, numbers=(NumberWish(instead_of=ended),))
    with pytest.raises(NotFound):
        desk.edit(anna, numbers=(NumberWish(typed="347 5556667", instead_of=ended),))


def test_a_wish_without_any_number_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="added, replaced or ended"):
        NumberWish()


def test_a_new_number_or_name_proposes_whom_she_resembles_now(desk: ClientDesk, anna: int) -> None:
    carla = desk.add("Carla", "Dini", "347 5556667").client_id
    edited = desk.edit(anna, numbers=(NumberWish(typed="347 5556667"),))
    assert [(one.other_id, one.likeness) for one in edited.proposals] == [(carla, Likeness.PHONE)]
    assert desk.rows("client_duplicate") == 1
    edited = desk.edit(anna, first_name="CARLA", last_name="Dini", birth_date=None)
    assert [(one.other_id, one.likeness) for one in edited.proposals] == [
        (carla, Likeness.PHONE_AND_NAME)
    ]
    assert desk.edit(anna, note="altra").proposals == ()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"first_name": "", "last_name": " "}, ClientNameless),
        ({"birth_date": date(2030, 1, 1)}, BirthDateImpossible),
        ({"numbers": (NumberWish(typed="chiedere"),), "note": "altra"}, PhoneNotUnderstood),
    ],
)
def test_a_refused_change_leaves_the_card_as_it_was(
    desk: ClientDesk, anna: int, changes: dict[str, object], refusal: type[Exception]
) -> None:
    before = desk.get(anna)
    with pytest.raises(refusal):
        desk.edit(anna, **changes)
    assert desk.get(anna) == before


def test_nobody_can_be_changed_who_is_not_there(desk: ClientDesk, anna: int) -> None:
    desk.erase(anna)
    for client_id in (anna, 999):
        with pytest.raises(NotFound):
            desk.edit(client_id, note="x")
