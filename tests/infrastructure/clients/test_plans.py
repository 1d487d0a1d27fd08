"""What search, list and card ask the file: a fixed number of questions, none of which walks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import Engine

from salon_desktop.application.queries.list_clients import (
    ClientGroup,
    ClientOrder,
    ListClients,
)
from salon_desktop.domain.clients.duplicates import Card, card
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.client_card import SqlClientCard, SqlLikelyDoubles
from salon_desktop.infrastructure.db.reading.client_entries import SqlClientEntries
from salon_desktop.infrastructure.db.reading.list_clients import SqlClientList
from tests.client_desk import ClientDesk, plans, questions, statements

# The trigram index is always "scanned" by its own rule, and so is a list handed in.
ALLOWED = re.compile(r"SCAN (client_search|wanted|recent|found|anon_\d+|CONSTANT)\b")
TABLES = re.compile(r"SCAN (client|client_phone|client_text|appointment|message|consent_\w+)\b")


def walks(steps: list[str]) -> list[str]:
    """Return the steps that read a whole table."""
    return [step for step in steps if step.startswith("SCAN") and not ALLOWED.match(step)]


@pytest.fixture
def book(desk: ClientDesk) -> ClientDesk:
    """A few clients, of whom some came."""
    for place, name in enumerate(("Anna Bia", "Mario Rossi", "Marta Rossi", "Luca Dini")):
        added = desk.add(*name.split()).client_id
        if place:
            desk.visited(added, date(2026, 11, place))
    return desk


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("rossi", 6),
        ("mar ros", 6),
        ("ma ro", 4),
        ("m", 4),
        ("ros 333", 5),
        ("333 10", 5),
        ("rosi", 6),
        ("marrta rosi", 6),
        ("nobody here", 4),
    ],
)
def test_a_search_asks_few_questions_and_walks_nothing(
    book: ClientDesk, typed: str, most: int
) -> None:
    with statements(book.engine) as sent:
        book.find(typed)
    steps = plans(book.engine, sent)
    assert 0 < len(questions(sent)) <= most
    assert walks(steps) == []
    # Every way into the cards is narrow: by id, by a range of visits, or by a range of names.
    ways = {step for step in steps if " client " in step}
    assert all(re.search(r"PRIMARY KEY|on>\?|(last|first)>\? AND", way) for way in ways), ways


def test_a_frequent_word_needs_two_questions(book: ClientDesk) -> None:
    with statements(book.engine) as sent:
        book.find("rossi", limit=2)
    assert len(questions(sent)) == 2


def test_no_search_ranks_all_matches_by_the_index(book: ClientDesk) -> None:
    with statements(book.engine) as sent:
        book.find("rosi")
    assert not any("rank" in statement.lower() for statement, _ in sent)


@pytest.mark.parametrize(
    "wish",
    [
        ListClients(),
        ListClients(order=ClientOrder.ALPHABETICAL),
        ListClients(group=ClientGroup.NEW),
        ListClients(group=ClientGroup.DORMANT),
        ListClients(group=ClientGroup.TO_ASK),
    ],
    ids=lambda wish: f"{wish.group}-{wish.order}",
)
def test_a_page_of_the_book_starts_in_an_index(
    book: ClientDesk, clock: FixedClock, wish: ListClients
) -> None:
    leaf = SqlClientList(book.engine, clock)
    with statements(book.engine) as sent:
        page = leaf(ListClients(order=wish.order, group=wish.group, limit=1))
        if page.following is not None:
            leaf(ListClients(order=wish.order, group=wish.group, limit=1, after=page.following))
    assert len(questions(sent)) <= 6
    assert walks(plans(book.engine, sent)) == []


def test_counting_the_book_reads_an_index_and_no_card(book: ClientDesk, clock: FixedClock) -> None:
    with statements(book.engine) as sent:
        SqlClientList(book.engine, clock).counts()
    read = [step for step in plans(book.engine, sent) if " client " in step]
    assert len(read) == 2
    assert all("USING COVERING INDEX ix_client_visits" in step for step in read)


def test_a_card_is_eight_questions_however_long_her_history(
    book: ClientDesk, clock: FixedClock
) -> None:
    with statements(book.engine) as sent:
        SqlClientCard(book.engine, clock)(1)
    assert len(questions(sent)) <= 8
    assert [step for step in plans(book.engine, sent) if TABLES.match(step)] == []


def test_likely_doubles_are_read_from_their_own_index(book: ClientDesk) -> None:
    with statements(book.engine) as sent:
        SqlLikelyDoubles(book.engine)(20)
    steps = plans(book.engine, sent)
    assert len(questions(sent)) == 1
    assert any("ix_client_duplicate_open" in step for step in steps)
    assert [step for step in steps if TABLES.match(step)] == []


def test_the_export_goes_along_the_primary_key(book: ClientDesk) -> None:
    with statements(book.engine) as sent:
        assert len(list(SqlClientEntries(book.engine)())) == 4
    assert walks(plans(book.engine, sent)) == []


def test_looking_for_doubles_is_three_questions_for_any_number_of_cards(book: ClientDesk) -> None:
    cards = [_card(place) for place in range(200)]
    with statements(book.engine) as sent, book.open_unit() as unit:
        found = unit.clients.resembling(cards)
    assert [len(one) for one in found].count(1) == 4
    assert len(questions(sent)) == 3
    assert walks(plans(book.engine, sent)) == []
    assert not any("ix_client_namesakes" in step for step in _first_plan(book.engine, sent))


def _card(place: int) -> Card:
    return card(-place, f"Nobody {place}", None, [f"+39333{1_000_000 + place}"])


def _first_plan(engine: Engine, sent: list[tuple[str, object]]) -> list[str]:
    """Return the plan of the question by numbers: it must never start at a name."""
    return plans(engine, questions(sent)[:1])
