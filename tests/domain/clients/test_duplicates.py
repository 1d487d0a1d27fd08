"""Cards that may be one person: proposed for a reason, never merged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.clients.duplicates import (
    Card,
    Likeness,
    card,
    likeness_of,
    proposals_among,
    proposals_for,
)
from salon_desktop.domain.phone import PhoneKind, PhoneNumber

BORN, OTHER_DAY = date(1990, 5, 5), date(1991, 5, 5)
MOBILE = "+393331234567"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("Anna Rossi", None, []), ("ROSSI  Ánna", None, []), Likeness.NAME),
        (("Anna Rossi", BORN, []), ("Anna Rossi", None, []), Likeness.NAME),
        (("Anna Rossi", BORN, []), ("Anna Rossi", BORN, []), Likeness.NAME_AND_BIRTH),
        (("Anna Rossi", BORN, []), ("Anna Rossi", OTHER_DAY, []), None),
        (("Anna Rossi", BORN, []), ("Bea Rossi", BORN, []), None),
        (("Anna Rossi", None, [MOBILE]), ("Bea Rossi", None, [MOBILE]), Likeness.PHONE),
        (
            ("Anna Rossi", BORN, [MOBILE]),
            ("Anna Rossi", OTHER_DAY, [MOBILE]),
            Likeness.PHONE_AND_NAME,
        ),
        (
            ("Ana", None, ["+5511987654321"]),
            ("Bia", None, ["+551187654321"]),
            Likeness.PHONE,
        ),
        (("", None, []), ("", None, []), None),
    ],
)
def test_two_cards_resemble_each_other_for_a_stated_reason(one, other, likeness) -> None:
    assert likeness_of(card(1, *one), card(2, *other)) is likeness
    assert likeness_of(card(2, *other), card(1, *one)) is likeness


def test_a_clients_card_compares_all_her_numbers_and_prints_none() -> None:
    number = PhoneNumber(as_typed="333", e164=MOBILE, region="IT", kind=PhoneKind.MOBILE)
    client = Client(
        key="8f7b7c1e-7d0d-4c46-9a3f-2f9d1f1f0a03",
        first_name="Anna",
        last_name="Rossi",
        language="it",
        birth_date=BORN,
        phones=(ClientPhone(number=number),),
    )
    assert Card.of(3, client) == card(3, "Rossi Anna", BORN, [MOBILE])
    assert not any(secret in repr(Card.of(3, client)) for secret in ("anna", "333", "1990"))


def test_the_likeliest_card_is_proposed_first_and_never_herself() -> None:
    new = card(9, "Anna Rossi", BORN, [MOBILE])
    others = [
        card(1, "Anna Rossi", None, []),
        card(2, "Bea", None, [MOBILE]),
        card(3, "Anna Rossi", BORN, []),
        card(4, "Anna Rossi", BORN, [MOBILE]),
        card(5, "Carla", None, []),
        new,
    ]
    found = proposals_for(new, others)
    assert [(p.other_id, p.likeness) for p in found] == [
        (4, Likeness.PHONE_AND_NAME),
        (3, Likeness.NAME_AND_BIRTH),
        (2, Likeness.PHONE),
        (1, Likeness.NAME),
    ]


def test_a_hundred_namesakes_are_proposed_once_each() -> None:
    book = [card(number, "Maria Rossi", None, []) for number in range(100)]
    found = proposals_among(book)
    assert [(p.client_id, p.other_id) for p in found] == [(number, 0) for number in range(1, 100)]


names = st.sampled_from(["Anna Rossi", "Bea Bianchi", ""])
births = st.sampled_from([None, BORN, OTHER_DAY])
numbers = st.lists(st.sampled_from([MOBILE, "+4915112345678"]), max_size=2)


@given(st.lists(st.tuples(names, births, numbers), max_size=8))
def test_in_a_whole_book_each_card_that_resembles_an_earlier_one_is_proposed(rows) -> None:
    book = [card(number, *row) for number, row in enumerate(rows)]
    found = proposals_among(book)
    for proposal in found:
        one, other = book[proposal.client_id], book[proposal.other_id]
        assert proposal.other_id < proposal.client_id
        assert proposal.likeness is likeness_of(one, other)
    like_an_earlier_one = {
        one.client_id
        for position, one in enumerate(book)
        if any(likeness_of(one, other) for other in book[:position])
    }
    assert {proposal.client_id for proposal in found} == like_an_earlier_one
    assert len(found) == len({(p.client_id, p.other_id) for p in found})
