"""What the salon may write to whom: one client's answers and the owner's counts."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.consent_status import (
    ConsentLine,
    ConsentOverview,
    Proof,
    WorkList,
)
from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.consent_status import SqlConsentStatus
from tests.consent_desk import NUMBER, OTHER_NUMBER, ConsentDesk

SERVICE, OFFERS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS
MONTHS = 30


def line(desk: ConsentDesk, client: int, purpose: Purpose, address: str = NUMBER) -> ConsentLine:
    status = SqlConsentStatus(desk.engine).of_client(client, desk.clock.now())
    (found,) = [one for one in status.of(purpose) if one.address == address]
    return found


def overview(desk: ConsentDesk) -> ConsentOverview:
    return SqlConsentStatus(desk.engine).overview(desk.clock.now())


# ---------------------------------------------------------------- one client


def test_a_client_nobody_asked_is_unknown_everywhere(desk: ConsentDesk) -> None:
    client = desk.client(NUMBER, OTHER_NUMBER, "06 1234567")
    status = SqlConsentStatus(desk.engine).of_client(client, desk.clock.now())
    assert [(one.purpose, one.address) for one in status.lines] == [
        (SERVICE, NUMBER),
        (SERVICE, OTHER_NUMBER),
        (OFFERS, NUMBER),
        (OFFERS, OTHER_NUMBER),
        (Purpose.PHOTOS_RECORD, ""),
        (Purpose.PHOTOS_PUBLISH, ""),
        (Purpose.HEALTH_NOTES, ""),
        (Purpose.GUARDIAN, ""),
    ], "a landline takes no messages"
    assert {one.state for one in status.lines} == {ConsentState.UNKNOWN}
    assert {one.proof for one in status.lines} == {Proof.NONE}
    assert all(one.may_be_asked and one.in_use for one in status.lines)


def test_a_grant_is_told_with_its_proof_its_text_and_its_end(desk: ConsentDesk) -> None:
    client = desk.client()
    (given,) = desk.say(client, purpose=OFFERS)
    found = line(desk, client, OFFERS)
    assert (found.state, found.proof, found.strength) == (
        ConsentState.GRANTED,
        Proof.PAPER_FORM,
        Strength.SIGNED,
    )
    assert (found.since, found.valid_until) == (given.happened_at, given.valid_until)
    assert (found.wording_version, found.wording_language) == (1, "it")
    assert (found.event_seq, found.event_key) == (given.seq, given.key)


@pytest.mark.parametrize(
    ("method", "proof"),
    [
        (Method.SPOKEN, Proof.SPOKEN),
        (Method.PAPER_FORM, Proof.PAPER_FORM),
        (Method.SCREEN_SIGNATURE, Proof.SCREEN_SIGNATURE),
        (Method.OWN_MESSAGE, Proof.OWN_MESSAGE),
        (Method.BUTTON, Proof.OWN_MESSAGE),
    ],
)
def test_each_way_of_saying_yes_has_its_proof(
    desk: ConsentDesk, method: Method, proof: Proof
) -> None:
    client = desk.client()
    desk.say(client, method=method)
    assert line(desk, client, SERVICE).proof is proof


def test_a_signature_she_confirmed_herself_is_the_best_proof(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client)
    desk.later(minutes=1)
    desk.say(client, EventKind.CONFIRMED_BY_OWN_MESSAGE, method=Method.OWN_MESSAGE)
    found = line(desk, client, SERVICE)
    assert (found.proof, found.strength) == (Proof.SIGNED_AND_CONFIRMED, Strength.OWN_MESSAGE)


def test_an_import_is_named_as_one(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, EventKind.IMPORTED, OFFERS, Method.IMPORT)
    found = line(desk, client, OFFERS)
    assert (found.state, found.proof) == (ConsentState.IMPORTED, Proof.IMPORTED)


def test_a_grant_that_ran_out_reads_expired_and_may_be_asked_again(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, purpose=OFFERS, method=Method.SPOKEN)
    desk.later(days=MONTHS)
    found = line(desk, client, OFFERS)
    assert (found.state, found.may_be_asked) == (ConsentState.EXPIRED, True)


def test_a_withdrawal_has_no_proof_and_no_question(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client)
    at = desk.later(minutes=1)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    found = line(desk, client, SERVICE)
    assert (found.state, found.proof, found.method) == (
        ConsentState.WITHDRAWN,
        Proof.NONE,
        Method.DESK,
    )
    assert (found.since, found.may_be_asked, found.strength) == (at, False, None)


def test_an_answer_on_a_number_she_no_longer_has_is_shown_as_such(desk: ConsentDesk) -> None:
    client = desk.client(OTHER_NUMBER)
    desk.say(client, address=NUMBER)
    assert line(desk, client, SERVICE, NUMBER).in_use is False
    assert line(desk, client, SERVICE, OTHER_NUMBER).in_use is True


def test_who_does_not_exist_has_no_answers(desk: ConsentDesk) -> None:
    with pytest.raises(NotFound):
        SqlConsentStatus(desk.engine).of_client(4711, desk.clock.now())


def test_the_history_of_one_client_is_told_newest_first(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(desk.client(OTHER_NUMBER, first="Bea", last="Bianchi"))
    desk.say(client)
    desk.later(minutes=1)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    history = SqlConsentStatus(desk.engine).history(client)
    assert [one.kind for one in history] == [EventKind.WITHDRAWN, EventKind.GRANTED]
    assert {one.client_id for one in history} == {client}


# ---------------------------------------------------------------- the whole salon


def test_clients_are_counted_once_by_their_best_proof(desk: ConsentDesk) -> None:
    anna = desk.client(NUMBER, OTHER_NUMBER)
    desk.say(anna, address=NUMBER, method=Method.SPOKEN)
    desk.say(anna, address=OTHER_NUMBER)
    desk.say(desk.client("+393400000001"), method=Method.SPOKEN)
    desk.say(desk.client("+393400000002"), method=Method.BUTTON)
    desk.say(desk.client("+393400000003"), EventKind.REFUSED)
    desk.client("+393400000004")
    found = overview(desk)
    assert found.reachable == {
        SERVICE: {Strength.SIGNED: 1, Strength.SPOKEN: 1, Strength.OWN_MESSAGE: 1},
        OFFERS: {},
    }
    assert found.reachable_in_all(SERVICE) == 3
    assert found.states == {SERVICE: {ConsentState.GRANTED: 4, ConsentState.REFUSED: 1}}


UNREACHABLE = [
    "UPDATE client SET erased_at = '2026-11-23 07:00:00.000000'",
    "UPDATE client SET restricted_at = '2026-11-23 07:00:00.000000'",
    "UPDATE client_phone SET valid_to = '2026-11-22'",
    "UPDATE client_phone SET valid_from = '2026-11-24'",
    "UPDATE client_phone SET on_platform = 'no', checked_at = '2026-11-01 07:00:00.000000'",
    "UPDATE client_phone SET e164 = '+393990000000'",
    "UPDATE client SET birth_date = '2008-11-24'",  # 18 tomorrow
    "UPDATE consent_state SET platform_blocked = 1",
    "UPDATE consent_state SET valid_until = '2026-11-23 08:00:00.000000'",
    "UPDATE consent_state SET strength = 1",
]


@pytest.mark.parametrize("change", UNREACHABLE)
def test_whom_the_gate_would_stop_is_not_counted_as_reachable(
    desk: ConsentDesk, change: str
) -> None:
    desk.say(desk.client(), purpose=OFFERS)
    assert overview(desk).reachable_in_all(OFFERS) == 1
    with writer(desk.engine).begin() as connection:
        connection.execute(text(change))
    assert overview(desk).reachable_in_all(OFFERS) == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE client_phone SET valid_to = '2026-11-23', valid_from = '2026-11-23'",
        "UPDATE client_phone SET on_platform = 'no', checked_at = '2026-08-25 08:00:00.000000'",
        "UPDATE client SET birth_date = '2008-11-23'",  # 18 today
    ],
)
def test_whom_the_gate_lets_pass_is_counted(desk: ConsentDesk, change: str) -> None:
    desk.say(desk.client(), purpose=OFFERS)
    with writer(desk.engine).begin() as connection:
        connection.execute(text(change))
    assert overview(desk).reachable_in_all(OFFERS) == 1


def test_messages_blocked_this_month_are_counted_by_reason(desk: ConsentDesk) -> None:
    desk.visit(desk.client())
    desk.visit(desk.client(OTHER_NUMBER, first="Bea", last="Bianchi"), start=800)
    found = overview(desk)
    assert found.blocked == {"not_asked": 2}
    assert found.since.isoformat() == "2026-10-31T23:00:00+00:00", "the month began in Rome"
    desk.later(days=10)
    assert overview(desk).blocked == {}


# ---------------------------------------------------------------- cost


def asked(desk: ConsentDesk, question: Any) -> list[tuple[str, Any]]:
    said: list[tuple[str, Any]] = []

    def hear(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:
        said.append((statement, values))

    event.listen(desk.engine, "before_cursor_execute", hear)
    question(SqlConsentStatus(desk.engine))
    event.remove(desk.engine, "before_cursor_execute", hear)
    return [one for one in said if one[0].startswith("SELECT")]


def test_a_clients_answers_cost_four_questions(desk: ConsentDesk) -> None:
    client, now = desk.client(), desk.clock.now()
    assert len(asked(desk, lambda status: status.of_client(client, now))) == 4


def test_the_owners_page_costs_one_question_a_number(desk: ConsentDesk) -> None:
    now = desk.clock.now()
    questions = asked(desk, lambda status: status.overview(now))
    assert len(questions) == 1 + 2 + 1 + len(WorkList) + 1


def test_no_question_walks_through_clients_visits_claims_or_messages(desk: ConsentDesk) -> None:
    client, now = desk.client(), desk.clock.now()
    questions = asked(desk, lambda status: status.overview(now))
    questions += asked(desk, lambda status: status.of_client(client, now))
    for work in WorkList:
        questions += asked(desk, lambda status, work=work: status.work_list(work, now))
    history = {"appointment", "claim", "client", "client_phone", "message", "consent_event"}
    with desk.engine.connect() as connection:
        for statement, values in questions:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            steps = [str(row[-1]).split() for row in plan]
            assert not [step for step in steps if step[0] == "SCAN" and step[1] in history]
            by_message = [step for step in steps if step[:2] == ["SEARCH", "message"]]
            assert all("ix_message_changed_at" in step for step in by_message), by_message


def test_channels_other_than_whatsapp_are_told_apart(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, EventKind.REFUSED, OFFERS, channel=Channel.SMS, address=NUMBER)
    status = SqlConsentStatus(desk.engine).of_client(client, desk.clock.now())
    assert {(one.channel, one.state) for one in status.of(OFFERS)} == {
        (Channel.WHATSAPP, ConsentState.UNKNOWN),
        (Channel.SMS, ConsentState.REFUSED),
    }
