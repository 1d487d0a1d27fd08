"""The client book in the file: what it stores, what it refuses, what it proposes."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.clients.duplicates import Card, card
from salon_desktop.domain.clients.names import TextRefused
from salon_desktop.domain.phone import PhoneKind, PhoneNumber
from tests.client_desk import ClientDesk

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, tzinfo=UTC)


def a_client(first: str = "Anna", last: str = "Bia", number: str = "", **more) -> Client:
    phones: tuple[ClientPhone, ...] = ()
    if number:
        known = PhoneNumber(as_typed=number, e164=number, region="IT", kind=PhoneKind.MOBILE)
        phones = (ClientPhone(number=known),)
    values = {"key": str(uuid.uuid4()), "language": "it", "phones": phones} | more
    return Client(first_name=first, last_name=last, **values)


def test_a_card_comes_back_as_it_was_stored(desk: ClientDesk) -> None:
    client = a_client(
        "Șerban",
        "O'Brien",
        "+393331234567",
        email="s@example.org",
        birth_date=date(1988, 2, 29),
        note="prima riga\nseconda",
        alert="<b>lenti</b>",
    )
    with desk.open_unit() as unit:
        added = unit.clients.add(client, now=NOW, origin="desk")
        unit.commit()
    assert added.id is not None
    kept = desk.get(added.id)
    assert kept == added
    assert (kept.name, kept.note, kept.alert) == ("Șerban O'Brien", client.note, "<b>lenti</b>")
    assert kept.phones[0].number.e164 == "+393331234567"


def test_many_cards_are_stored_like_single_ones(desk: ClientDesk) -> None:
    clients = [
        a_client(f"Nome {place}", "Tanti", f"+3933312345{place:02d}", note="x" * place)
        for place in range(20)
    ]
    with desk.open_unit() as unit:
        one = unit.clients.add(a_client("Prima", "Tanti"), now=NOW, origin="import")
        ids = unit.clients.add_all(clients, now=NOW, origin="import")
        again = unit.clients.add(a_client("Ultima", "Tanti"), now=NOW, origin="import")
        unit.commit()
    assert one.id is not None
    assert [*ids, again.id] == list(range(one.id + 1, one.id + 22))
    for number, client in zip(ids, clients, strict=True):
        kept = desk.get(number)
        assert (kept.key, kept.name, kept.note) == (client.key, client.name, client.note)
        assert [phone.number for phone in kept.phones] == [phone.number for phone in client.phones]
    assert len(desk.find("tanti", 100)) == 22
    assert desk.rows("client_text") == 22


def test_no_cards_write_nothing(desk: ClientDesk) -> None:
    with desk.open_unit() as unit:
        assert list(unit.clients.add_all([], now=NOW, origin="import")) == []
        unit.clients.propose_duplicates([], NOW)
        assert list(unit.clients.resembling([])) == []


def test_text_is_stored_composed_and_found_folded(desk: ClientDesk) -> None:
    taken_apart = unicodedata.normalize("NFD", "Zoë Åström")
    added = desk.add(*taken_apart.split()).client_id
    assert desk.get(added).name == unicodedata.normalize("NFC", taken_apart)
    assert desk.names("zoe astrom") == ["Zoë Åström"]


@pytest.mark.parametrize("bad", ["An\0na", "An\ud800na", "An\x1bna"])
def test_signs_that_cannot_be_stored_are_refused_at_the_edge(desk: ClientDesk, bad: str) -> None:
    with pytest.raises(TextRefused):
        desk.add(bad, "Bia")
    with pytest.raises(TextRefused):
        desk.add("Anna", "Bia", note=bad)
    assert desk.rows("client") == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("first_name", "a\0b"),
        ("last_name", "x" * 121),
        ("note", "x" * 4001),
        ("alert", "x" * 301),
        ("email", "a\0@example.org"),
    ],
)
def test_the_file_itself_refuses_what_slipped_through(
    desk: ClientDesk, column: str, value: str
) -> None:
    added = desk.add("Anna", "Bia").client_id
    with desk.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            text(f"UPDATE client SET {column} = :value WHERE id = :id"),
            {"value": value, "id": added},
        )


def test_a_lone_surrogate_never_reaches_the_file(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia").client_id
    with desk.engine.connect() as connection, pytest.raises((UnicodeError, StatementError)):
        connection.execute(
            text("UPDATE client SET note = :value WHERE id = :id"),
            {"value": "\ud800", "id": added},
        )


def test_a_changed_card_is_found_under_its_new_name_only(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bianchi").client_id
    desk.edit(added, last_name="Rossi")
    assert desk.names("rossi") == ["Anna Rossi"]
    assert desk.find("bianchi") == ()
    with desk.engine.connect() as connection:
        connection.execute(
            text("INSERT INTO client_search(client_search, rank) VALUES ('integrity-check', 1)")
        )


def test_namesakes_are_found_however_the_name_is_split(desk: ClientDesk) -> None:
    added = desk.add("Maria Grazia", "De Luca").client_id
    desk.add("Maria", "De Luca")
    with desk.open_unit() as unit:
        assert [one.id for one in unit.clients.named("luca maria", "de grazia")] == [added]


def test_a_number_finds_all_who_have_it_now_in_any_of_its_forms(desk: ClientDesk) -> None:
    mother = desk.add("Anna", "Bia", "333 1234567").client_id
    child = desk.add("Lia", "Bia", "+39 333 1234567").client_id
    abroad = desk.add("Ana", "Ruiz", "+52 55 1234 5678").client_id
    with desk.open_unit() as unit:
        assert [one.id for one in unit.clients.with_number("+393331234567")] == [mother, child]
        assert [one.id for one in unit.clients.with_number("+5215512345678")] == [abroad]


def test_a_card_is_found_by_its_key_unless_it_was_erased(desk: ClientDesk) -> None:
    key = str(uuid.uuid4())
    added = desk.add("Anna", "Bia", key=key).client_id
    with desk.open_unit() as unit:
        found = unit.clients.by_key(key)
        assert found is not None
        assert found.id == added
        assert unit.clients.by_key(str(uuid.uuid4())) is None
    desk.erase(added)
    with desk.open_unit() as unit:
        assert unit.clients.by_key(key) is None
        assert unit.clients.is_erased(added)
        with pytest.raises(NotFound):
            unit.clients.get(added)


def resembled(desk: ClientDesk, *cards: Card) -> list[list[int]]:
    with desk.open_unit() as unit:
        return [[one.client_id for one in found] for found in unit.clients.resembling(list(cards))]


def test_whom_a_card_resembles(desk: ClientDesk) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    lia = desk.add("Lia", "Bia", "333 1234567").client_id
    born = desk.add("Carla", "Dini", birth_date=date(1980, 5, 1)).client_id
    other = desk.add("Carla", "Dini", birth_date=date(1990, 5, 1)).client_id
    unborn = desk.add("Dini", "Carla").client_id
    number = "+393331234567"
    found = resembled(
        desk,
        card(-1, "Nina Nessuna", None, [number]),
        card(-2, "BÌA lià", None, [number]),
        card(-3, "Dini Carla", date(1980, 5, 1), []),
        card(-4, "Carla Dini", date(1970, 5, 1), []),
        card(-5, "Carla Dini", None, []),
        card(-6, "Nina Nessuna", None, ["+393339999999"]),
    )
    assert found[0] == [anna]
    assert found[1] == [anna, lia]
    assert found[2] == [born, unborn]
    assert found[3] == [unborn]
    assert set(found[4]) <= {born, other, unborn} and unborn in found[4]
    assert found[5] == []


def test_an_erased_card_resembles_nobody(desk: ClientDesk) -> None:
    desk.erase(desk.add("Anna", "Bia", "333 1234567").client_id)
    after = desk.add("Lia", "Bia", "333 1234567").client_id
    number = "+393331234567"
    assert resembled(desk, card(-1, "Anna Bia", None, [number])) == [[after]]


def test_a_proposal_is_noted_once_whichever_way_round(desk: ClientDesk) -> None:
    one, two = desk.add("Anna", "Bia").client_id, desk.add("Carla", "Dini").client_id
    with desk.open_unit() as unit:
        unit.clients.propose_duplicate(two, one, "phone", NOW)
        unit.clients.propose_duplicate(one, two, "name", NOW)
        unit.commit()
    with desk.engine.connect() as connection:
        rows = connection.execute(text("SELECT client_id, other_id, why FROM client_duplicate"))
        assert [tuple(row) for row in rows] == [(one, two, "phone")]


def test_an_older_visit_changes_nothing(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia").client_id
    for day in (date(2026, 5, 1), date(2026, 11, 2), date(2026, 7, 1)):
        desk.visited(added, day)
    assert [found.last_visit_on for found in desk.find("anna")] == [date(2026, 11, 2)]


def test_the_journal_keeps_what_became_of_each_line(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia").client_id
    fates = [
        LineFate(line=2, last_line=3, sheet_row=2, outcome=LineOutcome.ADDED, client_id=added),
        LineFate(
            line=4,
            last_line=4,
            sheet_row=3,
            outcome=LineOutcome.REFUSED,
            reason="nameless",
            column=2,
            warning="unusual",
        ),
    ]
    with desk.open_unit() as unit:
        journal = unit.clients.journal
        assert journal.find("a" * 64, "b" * 64) is None
        number = journal.open("a" * 64, "b" * 64, person_id=unit.actor.person_id, now=NOW)
        journal.keep(number, fates)
        journal.keep(number, [])
        unit.commit()
    with desk.open_unit() as unit:
        journal = unit.clients.journal
        assert journal.find("a" * 64, "b" * 64) == number
        assert journal.open("a" * 64, "b" * 64, person_id=1, now=LATER) == number
        assert journal.open("a" * 64, "c" * 64, person_id=1, now=LATER) != number
        assert list(journal.fates(number, 1, 10)) == fates
        assert list(journal.fates(number, 3, 10)) == fates[1:]
        journal.close(number, NOW)
        journal.close(number, LATER)
        unit.commit()
    with desk.engine.connect() as connection:
        ended = connection.execute(text("SELECT finished_at FROM client_import WHERE id = 1"))
        assert str(ended.scalar_one()).startswith("2026-11-23 08:00")
