"""Leafing through the book: every client once, in order, whatever the size of the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from salon_desktop.application.queries.list_clients import ClientGroup, ClientOrder, ListClients
from salon_desktop.infrastructure.db.reading.client_entries import SqlClientEntries
from salon_desktop.infrastructure.db.reading.list_clients import SqlClientList
from tests.client_desk import ClientDesk

TODAY = date(2026, 11, 23)
NAMES = (
    "Zoë Bia",
    "anna bia",
    "Ana Bía",
    "Carla Dini",
    "Bruna",
    "Ivo O'Neil",
    "Ivo Oneil",
    "Ada Z",
)


@pytest.fixture
def book(desk: ClientDesk) -> ClientDesk:
    """Eight clients; the odd ones came, two of them on one day."""
    for place, name in enumerate(NAMES):
        first, _, last = name.partition(" ")
        added = desk.add(first, last).client_id
        if place % 2:
            desk.visited(added, TODAY - timedelta(days=(0, 3, 3, 300)[place // 2]))
    return desk


def leaf(desk: ClientDesk, size: int, **wish) -> list[str]:
    """Return the names of all pages of ``size``."""
    pages = SqlClientList(desk.engine, desk.clock)
    names: list[str] = []
    after = None
    while True:
        page = pages(ListClients(limit=size, after=after, **wish))
        assert len(page.clients) <= size
        names += [client.name for client in page.clients]
        after = page.following
        if after is None:
            return names


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100])
def test_recent_visitors_come_first_and_who_never_came_last(book: ClientDesk, size: int) -> None:
    assert leaf(book, size) == [
        "anna bia",
        "Ivo O'Neil",
        "Carla Dini",
        "Ada Z",
        "Ivo Oneil",
        "Bruna",
        "Ana Bía",
        "Zoë Bia",
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100])
def test_the_alphabet_goes_by_last_name_without_marks(book: ClientDesk, size: int) -> None:
    assert leaf(book, size, order=ClientOrder.ALPHABETICAL) == [
        "Bruna",
        "Ana Bía",
        "anna bia",
        "Zoë Bia",
        "Carla Dini",
        "Ivo O'Neil",
        "Ivo Oneil",
        "Ada Z",
    ]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_who_has_not_been_here_for_long_is_dormant(book: ClientDesk, size: int) -> None:
    assert leaf(book, size, group=ClientGroup.DORMANT) == ["Ada Z"]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_new_clients_are_those_of_the_last_sixty_days(book: ClientDesk, size: int) -> None:
    with book.engine.begin() as connection:
        connection.execute(
            text("UPDATE client SET created_at = '2026-01-01 08:00:00.000000' WHERE id < 6")
        )
    assert leaf(book, size, group=ClientGroup.NEW) == ["Ada Z", "Ivo Oneil", "Ivo O'Neil"]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_who_came_and_never_answered_is_to_be_asked(book: ClientDesk, size: int) -> None:
    with book.engine.begin() as connection:
        for client_id, state in ((2, "granted"), (4, "imported"), (6, "refused")):
            connection.execute(
                text(
                    "INSERT INTO consent_state (client_id, channel, address, purpose, state, "
                    "event_key, platform_blocked) "
                    "VALUES (:id, 'whatsapp', '+39', 'service_messages', :state, '', 0)"
                ),
                {"id": client_id, "state": state},
            )
    assert leaf(book, size, group=ClientGroup.TO_ASK) == ["Carla Dini", "Ada Z"]


def test_an_erased_client_is_on_no_page_and_in_no_count(book: ClientDesk) -> None:
    book.erase(2)
    for order in ClientOrder:
        assert "anna bia" not in leaf(book, 3, order=order)
    counts = SqlClientList(book.engine, book.clock).counts()
    assert (counts.total, counts.active) == (7, 3)
    assert len(list(SqlClientEntries(book.engine)())) == 7


def test_an_empty_book_has_one_empty_page(desk: ClientDesk) -> None:
    for order in ClientOrder:
        assert leaf(desk, 10, order=order) == []
    counts = SqlClientList(desk.engine, desk.clock).counts()
    assert (counts.total, counts.active) == (0, 0)
