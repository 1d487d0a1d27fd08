"""The status and yesterday's sum, from real files."""

from datetime import UTC, datetime, timedelta

import pytest

from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.infrastructure.db.reading.desk_status import SqlDeskStatus
from salon_desktop.infrastructure.db.reading.outbox_list import SqlCallList
from salon_desktop.infrastructure.db.reading.reconciliation import SqlReconciliation

MIDNIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
"""The Tuesday begins in Rome."""


@pytest.fixture
def status(engine):
    return SqlDeskStatus(engine, SqlCallList(engine))


@pytest.fixture
def added_up(engine):
    return SqlReconciliation(engine)


@pytest.fixture
def anna(desk):
    client_id = desk.client()
    desk.agrees(client_id)
    return client_id


def said(desk, *facts):
    with desk.open_unit() as unit:
        for name, value in facts:
            unit.account.said(name, value, desk.clock.now())
        unit.commit()


# ---- the status


def test_a_new_salon_has_nothing_and_says_so(desk, status):
    told = status(desk.clock.now())
    assert (told.has_account, told.has_relay, told.last_contact, told.last_backup) == (
        False,
        False,
        None,
        None,
    )
    counts = (told.queued, told.unclear, told.failed, told.dropped, told.to_phone, told.for_person)
    assert counts == (0,) * 6
    assert (told.forged, tuple(told.valves), told.quality) == (0, (), "")


def test_the_queue_counts_what_waits_and_the_unclear(desk, status, anna):
    desk.planned(anna)
    desk.planned(anna, state=MessageState.HELD)
    desk.becomes(desk.planned(anna), MessageState.UNKNOWN, reason="answer_lost")
    desk.becomes(desk.planned(anna), MessageState.READ)
    told = status(desk.clock.now())
    assert (told.queued, told.unclear) == (2, 1)


def test_failed_and_dropped_are_counted_from_the_salon_s_midnight_on(desk, status, anna):
    for at in (MIDNIGHT - timedelta(minutes=1), MIDNIGHT + timedelta(minutes=1)):
        desk.clock.set(at)
        desk.becomes(desk.planned(anna), MessageState.FAILED, reason="refused")
        desk.becomes(desk.planned(anna), MessageState.EXPIRED, reason="stale")
    told = status(MIDNIGHT + timedelta(hours=9))
    assert (told.failed, told.dropped) == (1, 1)
    assert status(MIDNIGHT - timedelta(seconds=30)).failed == 2


def test_the_newest_fact_of_each_name_counts(desk, status):
    said(desk, ("graph_contact", "ok"), ("forged_webhooks", 1), ("number", {"quality": "RED"}))
    desk.later(minutes=5)
    said(desk, ("relay_contact", "ok"), ("forged_webhooks", 3), ("number", {"quality": "GREEN"}))
    said(desk, ("backup", "ok"))
    told = status(desk.clock.now())
    assert (told.last_contact, told.last_backup) == (desk.clock.now(), desk.clock.now())
    assert (told.forged, told.quality) == (3, "GREEN")


def test_account_and_relay_follow_the_newest_settings(desk, status):
    def choose(**settings):
        with desk.open_unit() as unit:
            for name, value in settings.items():
                unit.salon.set(name, value, actor=unit.actor, now=desk.clock.now())
            unit.commit()

    choose(waba_id="1", relay_address="https://relay.example")
    told = status(desk.clock.now())
    assert (told.has_account, told.has_relay) == (True, True)
    choose(relay_address="")
    assert status(desk.clock.now()).has_relay is False


def test_valves_are_told_until_they_open(desk, status):
    now = desk.clock.now()
    with desk.open_unit() as unit:
        unit.account.close_valve("all", "token", now, code=190)
        unit.account.close_valve("promotions", "pace", now, opens_at=now + timedelta(hours=1))
        unit.commit()
    assert [(one.name, one.reason, one.code) for one in status(now).valves] == [
        ("all", "token", 190),
        ("promotions", "pace", None),
    ]
    assert [one.name for one in status(now + timedelta(hours=2)).valves] == ["all"]


def test_calls_and_answers_for_a_person_are_counted(desk, status, anna):
    other = desk.client("+393331112223", first="Lucia")
    desk.visit(other)
    desk.wrote(anna, "boh")
    told = status(desk.clock.now())
    assert (told.to_phone, told.for_person) == (1, 1)


def test_the_status_costs_nine_statements_and_walks_through_no_table(desk, status, anna, plans_of):
    desk.reminded(anna)
    plans = plans_of(lambda: status(desk.clock.now()))
    assert len(plans) == 9
    tall = ("message", "appointment", "client", "account_health", "salon_setting")
    walks = [
        line
        for plan in plans
        for line in plan
        if line.startswith("SCAN ") and line.split()[1] in tall
    ]
    assert not walks, plans
    (today,) = (plan for plan in plans if any("changed_at" in line for line in plan))
    assert "ix_message_changed_at" in today[0]


# ---- yesterday adds up


def due_yesterday(desk, anna, *ends, hour=10):
    """Plan one message for yesterday for each end, and bring it there."""
    now = desk.clock.now()
    desk.clock.set(now - timedelta(days=1))
    for state, reason in ends:
        message = desk.planned(anna, due_at=MIDNIGHT - timedelta(hours=24 - hour))
        if state is not MessageState.PLANNED:
            desk.becomes(message, state, reason=reason)
    desk.clock.set(now)


def test_what_was_delivered_phoned_late_or_blocked_adds_up(desk, added_up, anna):
    due_yesterday(
        desk,
        anna,
        (MessageState.DELIVERED, None),
        (MessageState.READ, None),
        (MessageState.PHONED, None),
        (MessageState.EXPIRED, "stale"),
        (MessageState.BLOCKED, "withdrawn"),
    )
    told = added_up(desk.clock.now())
    assert told.day.isoformat() == "2026-11-23"
    assert (told.due, told.delivered, told.phoned, told.expired, told.blocked) == (5, 2, 1, 1, 1)
    assert told.rest == 0


@pytest.mark.parametrize(
    "state",
    [
        MessageState.FAILED,
        MessageState.UNKNOWN,
        MessageState.ACCEPTED,
        MessageState.SENT,
        MessageState.PLANNED,
    ],
)
def test_whatever_nobody_can_account_for_is_the_rest(desk, added_up, anna, state):
    due_yesterday(desk, anna, (state, None), (MessageState.READ, None))
    told = added_up(desk.clock.now())
    assert (told.due, told.rest) == (2, 1)


def test_a_message_voided_by_her_stop_was_due_and_one_of_a_moved_visit_was_not(
    desk, added_up, anna
):
    due_yesterday(desk, anna, (MessageState.VOIDED, "withdrawn"), (MessageState.VOIDED, "replaced"))
    told = added_up(desk.clock.now())
    assert (told.due, told.blocked, told.rest) == (1, 1, 0)


def test_yesterday_begins_and_ends_at_the_salon_s_midnight(desk, added_up, anna):
    edges = (-24 * 60 - 1, -24 * 60, -1, 0)
    for minutes in edges:
        message = desk.planned(anna, due_at=MIDNIGHT + timedelta(minutes=minutes))
        desk.becomes(message, MessageState.READ)
    assert added_up(desk.clock.now()).due == 2
    assert added_up(MIDNIGHT - timedelta(minutes=1)).due == 1, "that was Sunday"


def test_every_kind_of_message_is_counted(desk, added_up, anna):
    now = desk.clock.now()
    desk.clock.set(now - timedelta(days=1))
    for kind in (MessageKind.REPLY, MessageKind.PROMOTION):
        desk.becomes(desk.planned(anna, kind=kind), MessageState.READ)
    desk.clock.set(now)
    assert added_up(now).due == 2


def test_the_sum_is_read_in_two_statements_along_the_index_of_due_times(
    desk, added_up, anna, plans_of
):
    desk.planned(anna)
    plans = plans_of(lambda: added_up(desk.clock.now()))
    assert len(plans) == 2
    assert "ix_message_due (state=? AND due_at>? AND due_at<?)" in plans[1][0]
