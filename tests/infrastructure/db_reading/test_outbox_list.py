"""The outbox and the call list, from real files."""

from datetime import timedelta

import pytest

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.cancel_appointment import (
    CancelAppointment,
    CancelAppointmentHandler,
)
from salon_desktop.application.commands.mark_phoned import MarkPhoned, MarkPhonedHandler
from salon_desktop.application.commands.move_appointment import (
    MoveAppointment,
    MoveAppointmentHandler,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.placing import Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.status import CancelReason
from salon_desktop.domain.consent.events import EventKind
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.db.reading.outbox_list import SqlCallList, SqlOutboxList
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

TALL = ("message", "appointment", "client", "claim", "message_event")


def walks(plan):
    return [line for line in plan if line.startswith("SCAN ") and line.split()[1] in TALL]


@pytest.fixture
def calls(engine):
    return SqlCallList(engine)


@pytest.fixture
def outbox(engine):
    return SqlOutboxList(engine)


@pytest.fixture
def placing():
    holidays = PublicHolidays()
    plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
    return Placing(holidays, plan)


@pytest.fixture
def anna(desk):
    client_id = desk.client()
    desk.agrees(client_id)
    return client_id


# ---- whom to phone


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (MessageState.FAILED, "refused"),
        (MessageState.EXPIRED, "stale"),
        (MessageState.UNKNOWN, "answer_lost"),
        (MessageState.BLOCKED, "template_category"),
    ],
)
def test_whoever_was_not_reached_is_phoned(desk, calls, anna, state, reason):
    visit, reminder = desk.reminded(anna)
    assert calls(desk.clock.now()) == []
    desk.becomes(reminder, state, reason=reason)
    (entry,) = calls(desk.clock.now())
    assert (entry.id, entry.state, entry.reason) == (reminder.id, state, reason)
    assert (entry.appointment_id, entry.day, entry.start) == (visit.id, visit.day, visit.start)
    assert (entry.client_name, entry.phone) == ("Anna Rossi", "+393331234567")
    assert entry.service


def test_a_client_nobody_asked_is_phoned_and_her_landline_is_named(desk, calls):
    client_id = desk.client("+390645678901", first="Lucia", last="Marin")
    desk.visit(client_id)
    (entry,) = calls(desk.clock.now())
    assert entry.state is MessageState.BLOCKED
    assert (entry.address, entry.phone) == (None, "+390645678901")


def test_a_client_who_withdrew_is_phoned(desk, calls, anna):
    desk.reminded(anna)
    desk.say(anna, EventKind.WITHDRAWN)
    (entry,) = calls(desk.clock.now())
    assert (entry.state, entry.reason) == (MessageState.VOIDED, "withdrawn")


def test_a_client_whose_reminder_fell_into_quiet_time_is_phoned(desk, calls, anna):
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.VOIDED, reason="quiet_hours")
    assert [entry.reason for entry in calls(desk.clock.now())] == ["quiet_hours"]


@pytest.mark.parametrize("reason", ["replaced", "undone", "appointment_gone", "erased"])
def test_a_message_nobody_waits_for_is_no_reason_to_phone(desk, calls, anna, reason):
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.VOIDED, reason=reason)
    assert calls(desk.clock.now()) == []


def test_phoning_takes_the_client_off_the_list(desk, calls, anna):
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    MarkPhonedHandler(desk.open_unit, desk.clock)(MarkPhoned(message_id=reminder.id))
    assert calls(desk.clock.now()) == []


def test_a_cancelled_visit_needs_no_call(desk, calls, anna, placing):
    visit, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    CancelAppointmentHandler(desk.open_unit, desk.clock, placing)(
        CancelAppointment(appointment_id=visit.id, by=Canceller.CLIENT, reason=CancelReason.ILL)
    )
    assert calls(desk.clock.now()) == []


def test_what_failed_for_the_old_time_is_forgotten_once_the_visit_moved(desk, calls, anna, placing):
    visit, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    MoveAppointmentHandler(desk.open_unit, desk.clock, placing, FreeChoice(PublicHolidays()))(
        MoveAppointment(appointment_id=visit.id, day=visit.day, start=visit.start + 60)
    )
    assert calls(desk.clock.now()) == []


def test_a_visit_that_began_is_off_the_list(desk, calls, anna):
    visit, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    desk.later(days=2)
    assert calls(desk.clock.now()) == []
    assert visit.day < desk.clock.now().date() + timedelta(days=1)


def test_a_later_message_that_arrived_outweighs_one_that_failed(desk, calls, anna, session):
    visit, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    desk.later(hours=1)
    with desk.open_unit() as unit:
        second = unit.outbox.plan(
            reminder.changed(
                id=None,
                key="11111111-1111-4111-8111-111111111111",
                unique_key=reminder.unique_key.replace("reminder_1", "reminder_2"),
                kind=type(reminder.kind).REMINDER_2,
            ),
            desk.clock.now(),
        )
        unit.commit()
    assert len(calls(desk.clock.now())) == 1, "planned is not yet arrived"
    desk.later(hours=1)
    desk.becomes(second, MessageState.READ)
    assert calls(desk.clock.now()) == []
    assert visit.id


def test_what_was_sent_and_never_shown_is_phoned_once_its_time_is_over(desk, calls, anna):
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.SENT)
    desk.clock.set(reminder.expires_at + timedelta(minutes=1))
    now = desk.clock.now()
    assert calls(now) == [], "without a relay nobody tells of a delivery"
    with desk.open_unit() as unit:
        unit.account.said("relay_contact", "ok", now)
        unit.commit()
    assert [entry.state for entry in calls(now)] == [MessageState.SENT]


def test_visits_of_an_evening_west_of_greenwich_are_on_the_list(desk, calls, anna, engine):
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.FAILED, reason="refused")
    visit_day = calls(desk.clock.now())[0].day
    with engine.begin() as connection:
        # The wall day of a salon in Hawaii lies a day before the UTC date of the same instant.
        connection.exec_driver_sql(
            "UPDATE appointment SET day = ?", ((visit_day - timedelta(days=1)).isoformat(),)
        )
        connection.exec_driver_sql(
            "UPDATE message SET unique_key = replace(unique_key, ?, ?)",
            (visit_day.isoformat(), (visit_day - timedelta(days=1)).isoformat()),
        )
    assert len(calls(desk.clock.now())) == 1


def test_the_call_list_goes_by_the_soonest_visit(desk, calls):
    for number, start in enumerate((720, 600, 660)):
        client_id = desk.client(f"+39333000000{number}")
        desk.visit(client_id, start=start)
    assert [entry.start for entry in calls(desk.clock.now())] == [600, 660, 720]


def test_the_call_list_walks_through_no_history(desk, calls, anna, plans_of):
    desk.reminded(anna)
    plans = plans_of(lambda: calls(desk.clock.now()))
    assert len(plans) == 2
    assert not [line for plan in plans for line in walks(plan)], plans
    # Delivered messages of years are many, visits to come are few: the visits lead.
    assert plans[0][0].startswith("SEARCH appointment USING INDEX"), plans[0]
    assert "day>?" in plans[0][0]


# ---- the outbox


def test_waiting_messages_come_soonest_first_and_ended_ones_latest(desk, outbox, anna):
    now = desk.clock.now()
    planned = [desk.planned(anna, due_at=now + timedelta(hours=at)) for at in (3, 1, 2)]
    found = outbox(states=[MessageState.PLANNED], limit=2)
    assert [entry.id for entry in found] == [planned[1].id, planned[2].id]
    for message in planned:
        desk.becomes(message, MessageState.READ)
    found = outbox(states=[MessageState.READ], limit=2)
    assert [entry.id for entry in found] == [planned[2].id, planned[0].id]


def test_several_states_come_in_one_order(desk, outbox, anna):
    now = desk.clock.now()
    late = desk.planned(anna, due_at=now + timedelta(hours=2))
    held = desk.planned(anna, due_at=now + timedelta(hours=1), state=MessageState.HELD)
    found = outbox(states=[MessageState.PLANNED, MessageState.HELD])
    assert [entry.id for entry in found] == [held.id, late.id]


def test_what_did_not_change_lately_is_left_out(desk, outbox, anna):
    old = desk.becomes(desk.planned(anna), MessageState.FAILED, reason="refused", error_code=131026)
    desk.later(days=8)
    new = desk.becomes(desk.planned(anna), MessageState.FAILED, reason="refused")
    since = desk.clock.now() - timedelta(days=7)
    found = outbox(states=[MessageState.FAILED], since=since)
    assert [entry.id for entry in found] == [new.id]
    everything = outbox(states=[MessageState.FAILED])
    assert {entry.id: entry.error_code for entry in everything} == {old.id: 131026, new.id: None}


def test_one_client_s_messages_and_all_messages(desk, outbox, anna):
    other = desk.client("+393339999999", first="Bea")
    mine, hers = desk.planned(anna), desk.planned(other)
    assert [entry.id for entry in outbox(client_id=anna)] == [mine.id]
    assert {entry.id for entry in outbox()} == {mine.id, hers.id}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"states": [MessageState.PLANNED, MessageState.HELD]},
        {"states": [MessageState.DELIVERED, MessageState.READ]},
        {"states": [MessageState.FAILED], "since": True},
        {"client_id": 1},
    ],
    ids=["all", "waiting", "ended", "lately", "one client"],
)
def test_the_outbox_is_read_in_one_statement_without_a_walk(desk, outbox, anna, plans_of, asked):
    if asked.get("since"):
        asked = asked | {"since": desk.clock.now()}
    desk.planned(anna)
    (plan,) = plans_of(lambda: outbox(**asked))
    by_newest = not asked  # the newest ids, as many as the limit, from the end of the table
    assert by_newest or not walks(plan), plan


def test_names_and_numbers_stay_out_of_what_is_printed(desk, outbox, anna):
    desk.planned(anna)
    (entry,) = outbox()
    assert "Rossi" not in repr(entry)
    assert "333" not in repr(entry)
