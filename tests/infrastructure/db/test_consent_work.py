"""The work lists of the month-end review: who stands on each, and who does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from salon_desktop.application.queries.consent_status import WorkItem, WorkList
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.consent_status import SqlConsentStatus
from tests.consent_desk import OTHER_NUMBER, ConsentDesk

SERVICE, OFFERS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS


def listed(desk: ConsentDesk, work: WorkList) -> list[WorkItem]:
    status, now = SqlConsentStatus(desk.engine), desk.clock.now()
    items = list(status.work_list(work, now))
    assert status.overview(now).work[work] == len(items), "the count and the list agree"
    return items


def test_what_expires_within_sixty_days_is_listed_the_soonest_first(desk: ConsentDesk) -> None:
    now = desk.clock.now()
    clients = [desk.client(f"+3934000000{number:02}", last=f"R{number}") for number in range(4)]
    for client, days in zip(clients, (61, 59, 10, 0.01), strict=True):
        desk.say(client, purpose=OFFERS, valid_until=now + timedelta(days=days))
    assert [item.client_id for item in listed(desk, WorkList.EXPIRING)] == clients[:0:-1]
    desk.later(hours=1)
    assert [item.client_id for item in listed(desk, WorkList.EXPIRING)] == clients[2:0:-1]


def test_who_said_yes_only_by_voice_is_listed_after_thirty_days(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, method=Method.SPOKEN)
    desk.say(desk.client(OTHER_NUMBER))
    desk.later(days=29)
    assert listed(desk, WorkList.SPOKEN_ONLY) == []
    desk.later(days=1)
    (item,) = listed(desk, WorkList.SPOKEN_ONLY)
    assert (item.client_id, item.client_name, item.purpose) == (client, "Anna Rossi", SERVICE)


def test_a_number_that_changed_after_the_yes_is_listed(desk: ConsentDesk) -> None:
    moved, told, same = (desk.client(f"+39340000000{number}") for number in range(3))
    for client in (moved, told, same):
        desk.say(client)
    with writer(desk.engine).begin() as connection:
        connection.execute(
            text("UPDATE client_phone SET valid_to = '2026-11-22' WHERE client_id = :id"),
            {"id": moved},
        )
    desk.later(minutes=1)
    desk.say(told, EventKind.NUMBER_CHANGED, method=Method.PLATFORM_EVENT)
    assert {item.client_id for item in listed(desk, WorkList.NUMBER_CHANGED)} == {moved, told}


def test_imports_without_proof_are_listed(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, EventKind.IMPORTED, OFFERS, Method.IMPORT)
    assert [item.client_id for item in listed(desk, WorkList.IMPORTED)] == [client]


@pytest.mark.parametrize(
    ("born", "is_listed"),
    [
        (date(2012, 11, 23), False),  # 14 on the day of the yes
        (date(2012, 11, 24), True),  # 14 the day after
        (date(2012, 11, 25), False),  # 14 in two days
        (date(2008, 11, 24), True),  # 18 the day after
        (date(2010, 11, 24), False),  # 16 means nothing in Italy
        (date(1980, 11, 24), False),
    ],
)
def test_who_came_of_age_since_is_listed(desk: ConsentDesk, born: date, is_listed: bool) -> None:
    desk.say(desk.client(birth_date=born))
    desk.later(days=1)
    assert bool(listed(desk, WorkList.CAME_OF_AGE)) is is_listed


def test_a_yes_without_its_text_is_listed(desk: ConsentDesk) -> None:
    desk.say(desk.client())
    assert listed(desk, WorkList.NO_WORDING) == []
    with writer(desk.engine).begin() as connection:
        connection.execute(text("UPDATE consent_state SET wording_id = NULL"))
    assert len(listed(desk, WorkList.NO_WORDING)) == 1


def test_who_said_stop_and_has_a_visit_is_listed_with_its_day(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    assert listed(desk, WorkList.STOPPED_WITH_VISIT) == []
    visit = desk.visit(client)
    (item,) = listed(desk, WorkList.STOPPED_WITH_VISIT)
    assert (item.client_id, item.visit_on) == (client, visit.day)
    desk.later(days=4)
    assert listed(desk, WorkList.STOPPED_WITH_VISIT) == []


SENT = {
    "state": "'sent'",
    "ground_kind": "'consent'",
    "ground_id": "1",
}


@pytest.mark.parametrize(
    ("change", "is_listed"),
    [
        ({}, False),
        ({"state": "'planned'"}, False),
        ({"ground_id": "4711"}, True),
        ({"ground_id": "2"}, True),  # the yes to offers covers no reminder
        ({"ground_kind": "'inbound'"}, True),
        ({"client_id": "NULL"}, True),
    ],
)
def test_a_message_that_left_without_a_record_is_listed(
    desk: ConsentDesk, change: dict[str, Any], is_listed: bool
) -> None:
    client = desk.client()
    desk.say(client)
    desk.say(client, purpose=OFFERS)
    desk.visit(client)
    values = ", ".join(f"{name} = {value}" for name, value in (SENT | change).items())
    with writer(desk.engine).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER message_sent_once")
        connection.execute(text(f"UPDATE message SET {values}"))
    items = listed(desk, WorkList.SENT_WITHOUT_RECORD)
    assert bool(items) is is_listed
    assert all(item.message_id == 1 for item in items)


def test_erased_people_stand_on_no_list(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, EventKind.IMPORTED, OFFERS, Method.IMPORT)
    with writer(desk.engine).begin() as connection:
        connection.execute(text("UPDATE client SET erased_at = '2026-11-23 07:00:00.000000'"))
    assert listed(desk, WorkList.IMPORTED) == []


def test_a_list_gives_no_more_than_was_asked_for(desk: ConsentDesk) -> None:
    for number in range(3):
        client = desk.client(f"+39340000000{number}")
        desk.say(client, EventKind.IMPORTED, OFFERS, Method.IMPORT)
    status = SqlConsentStatus(desk.engine)
    assert len(status.work_list(WorkList.IMPORTED, desk.clock.now(), limit=2)) == 2
