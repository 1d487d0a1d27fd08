"""The client: stored cleanly, printed without anything personal, numbers over time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from salon_desktop.domain.clients.client import (
    Client,
    ClientNameless,
    ClientPhone,
    EmailNotUnderstood,
    OnPlatform,
    with_number,
)
from salon_desktop.domain.clients.names import TextRefused
from salon_desktop.domain.phone import PhoneKind, PhoneNumber

KEY = "8f7b7c1e-7d0d-4c46-9a3f-2f9d1f1f0a02"
TODAY = date(2027, 6, 1)
NOW = datetime(2027, 6, 1, 8, tzinfo=UTC)


def a_client(**details: Any) -> Client:
    plain = {"key": KEY, "first_name": "Anna", "last_name": "Rossi", "language": "it"}
    return Client(**{**plain, **details})


def a_number(last: str = "67", kind: PhoneKind = PhoneKind.MOBILE) -> PhoneNumber:
    return PhoneNumber(as_typed=last, e164=f"+3933312345{last}", region="IT", kind=kind)


def test_texts_are_put_into_their_stored_form() -> None:
    client = a_client(
        first_name=" Jose\u0301 ", note=" a\r\nb ", alert="\tno  nuts", email=" a@b.it "
    )
    assert (client.first_name, client.note) == ("Jos\u00e9", "a\nb")
    assert (client.alert, client.email) == ("no nuts", "a@b.it")
    assert client.name == "Jos\u00e9 Rossi"


def test_a_printed_client_shows_nothing_personal() -> None:
    client = a_client(
        email="anna@x.it",
        birth_date=date(1990, 5, 5),
        note="allergic",
        alert="careful",
        phones=(ClientPhone(number=a_number(), user_id="u-1234"),),
    )
    secrets = ("Anna", "Rossi", "anna@x.it", "1990", "allergic", "careful", "333", "u-1234")
    assert not any(secret in repr(client) for secret in secrets)


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u0301"])
def test_a_client_has_a_name_that_can_be_seen(name: str) -> None:
    with pytest.raises(ClientNameless):
        a_client(first_name=name, last_name="")
    assert a_client(first_name=name or " ").name.strip().endswith("Rossi")


@pytest.mark.parametrize(
    ("field", "text"),
    [("first_name", "x" * 121), ("last_name", "a\0"), ("note", "x" * 4001), ("alert", "x" * 301)],
)
def test_text_that_cannot_be_stored_is_refused_with_its_field(field: str, text: str) -> None:
    with pytest.raises(TextRefused) as refused:
        a_client(**{field: text})
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize("email", ["anna", "anna@", "@x.it", "a b@x.it", "a@x", "a@x.it, b@x.it"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(EmailNotUnderstood):
        a_client(email=email)


def test_a_blank_address_is_no_address() -> None:
    assert a_client(email=" ").email is None


@pytest.mark.parametrize("details", [{"key": "1"}, {"language": "Italian"}, {"language": ""}])
def test_a_key_or_language_that_is_none_is_refused(details) -> None:
    with pytest.raises(ValueError, match=r"UUID|language"):
        a_client(**details)


def test_a_number_is_valid_from_its_first_day_to_its_last() -> None:
    phone = ClientPhone(number=a_number(), valid_from=TODAY, valid_to=TODAY + timedelta(days=1))
    valid = [phone.is_valid_on(TODAY + timedelta(days=days)) for days in (-1, 0, 1, 2)]
    assert valid == [False, True, True, False]
    assert ClientPhone(number=a_number()).is_valid_on(TODAY)


def test_messages_go_to_the_first_valid_number_that_can_have_them() -> None:
    landline = ClientPhone(number=a_number("11", PhoneKind.LANDLINE))
    former = ClientPhone(number=a_number("22"), valid_to=TODAY - timedelta(days=1))
    mobile = ClientPhone(number=a_number("33"))
    client = a_client(phones=(landline, former, mobile))
    assert client.phones_on(TODAY) == (landline, mobile)
    assert client.message_phone_on(TODAY) == mobile
    assert a_client(phones=(landline,)).message_phone_on(TODAY) is None


def test_a_number_that_is_not_on_the_platform_rests_for_ninety_days() -> None:
    refused = ClientPhone(number=a_number(), on_platform=OnPlatform.NO, checked_at=NOW)
    rested = NOW + timedelta(days=90)
    assert not refused.may_be_tried(rested - timedelta(seconds=1))
    assert refused.may_be_tried(rested)
    assert ClientPhone(number=a_number(), on_platform=OnPlatform.NO).may_be_tried(NOW)
    there = ClientPhone(number=a_number(), on_platform=OnPlatform.YES, checked_at=NOW)
    assert there.may_be_tried(NOW)


def test_a_check_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        ClientPhone(number=a_number(), checked_at=NOW.replace(tzinfo=None))


def test_a_new_number_ends_the_old_one_the_day_before() -> None:
    old = ClientPhone(id=1, number=a_number("11"))
    kept = ClientPhone(id=2, number=a_number("22"))
    client = with_number(a_client(phones=(old, kept)), a_number("33"), TODAY, instead_of=old)
    assert [phone.number.e164[-2:] for phone in client.phones_on(TODAY)] == ["22", "33"]
    yesterday = client.phones_on(TODAY - timedelta(days=1))
    assert [phone.number.e164[-2:] for phone in yesterday] == ["11", "22"]


def test_a_number_she_has_already_changes_nothing() -> None:
    client = a_client(phones=(ClientPhone(number=a_number()),))
    assert with_number(client, a_number(), TODAY) is client


def test_a_former_number_can_come_back() -> None:
    former = ClientPhone(number=a_number(), valid_to=TODAY - timedelta(days=1))
    client = with_number(a_client(phones=(former,)), a_number(), TODAY)
    assert len(client.phones) == 2
    assert len(client.phones_on(TODAY)) == 1
