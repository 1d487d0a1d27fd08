"""The list of conversations and one thread, from real files."""

from datetime import timedelta

import pytest

from salon_desktop.application.commands.mark_handled import MarkHandled, MarkHandledHandler
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.domain.messaging.message import Ground, MessageKind, MessageState
from salon_desktop.infrastructure.db.reading.conversations import SqlConversations
from salon_desktop.infrastructure.db.reading.thread import SqlThread
from tests.consent_desk import NUMBER, OTHER_NUMBER

STRANGER = "+393399998888"
TALL = ("message", "appointment", "client", "message_event", "consent_event")


def walks(plan):
    """Steps that go through a whole table of the past, and not along an index from its end."""
    return [
        line
        for line in plan
        if line.startswith("SCAN ")
        and line.split()[1] in TALL
        and "ix_message_changed_at" not in line
    ]


@pytest.fixture
def conversations(engine):
    return SqlConversations(engine)


@pytest.fixture
def thread(engine):
    return SqlThread(engine, lambda name, language, values: (f"{name} {language}", ("Sì", "No")))


@pytest.fixture
def anna(desk):
    return desk.client(NUMBER)


@pytest.fixture
def bea(desk):
    return desk.client(OTHER_NUMBER, first="Bea", last="Verdi")


# ---- the list


def test_everybody_has_one_line_with_the_last_words_newest_first(desk, conversations, anna, bea):
    desk.wrote(anna, "uno")
    desk.later(minutes=1)
    desk.wrote(bea, "due", address=OTHER_NUMBER)
    desk.later(minutes=1)
    desk.wrote(anna, "tre")
    found = conversations()
    assert [(one.client_name, one.last_text) for one in found] == [
        ("Anna Rossi", "tre"),
        ("Bea Verdi", "due"),
    ]
    assert [one.needs_person for one in found] == [2, 1]


def test_a_thread_that_ends_with_ours_says_where_our_message_is(desk, conversations, anna):
    desk.wrote(anna, "ciao", needs_person=False)
    desk.later(minutes=1)
    desk.becomes(desk.planned(anna), MessageState.DELIVERED)
    (one,) = conversations()
    assert (one.is_inbound, one.kind, one.state) == (False, "after_care", "delivered")
    desk.later(minutes=1)
    desk.wrote(anna, "grazie", needs_person=False)
    (one,) = conversations()
    assert (one.is_inbound, one.last_text) == (True, "grazie")


def test_what_never_left_makes_no_conversation(desk, conversations, anna):
    desk.planned(anna)
    desk.becomes(desk.planned(anna), MessageState.EXPIRED, reason="stale")
    desk.becomes(desk.planned(anna), MessageState.PHONED)
    assert conversations() == []


def test_open_ones_are_those_with_something_to_do(desk, conversations, anna, bea):
    desk.wrote(anna, "non capisco")
    desk.wrote(anna, "Disdico", kind="button", outcome="wish_to_cancel", needs_person=True)
    desk.wrote(bea, "Confermo", kind="button", outcome="confirm", address=OTHER_NUMBER)
    (one,) = conversations(only_open=True)
    assert (one.client_id, one.needs_person, one.unclear) == (anna, 2, 1)
    assert one.last_text == "Disdico"


def test_ticking_off_closes_a_conversation_and_can_be_taken_back(desk, conversations, anna):
    first, second = desk.wrote(anna, "a"), desk.wrote(anna, "b")
    tick = MarkHandledHandler(desk.open_unit, desk.clock)
    tick(MarkHandled(event_ids=(first,)))
    assert [one.needs_person for one in conversations(only_open=True)] == [1]
    tick(MarkHandled(event_ids=(second,)))
    assert conversations(only_open=True) == []
    tick(MarkHandled(event_ids=(first, second), again_open=True))
    assert [one.needs_person for one in conversations(only_open=True)] == [2]


def test_an_old_open_question_is_found_behind_a_hundred_newer_threads(desk, conversations, anna):
    desk.wrote(anna, "domanda")
    for number in range(5):
        other = desk.client(f"+39333000000{number}", first=f"C{number}")
        desk.wrote(other, "ok", outcome="confirm", address=f"+39333000000{number}")
    assert [one.client_id for one in conversations(only_open=True, limit=2)] == [anna]


def test_one_stranger_is_one_thread_however_often_he_writes(desk, conversations):
    desk.wrote(None, "chi siete?", address=STRANGER)
    desk.wrote(None, "pronto?", address=STRANGER)
    desk.wrote(None, "ciao", address=None, user_id="IT.1")
    desk.wrote(None, "ciao ciao", address=None, user_id="IT.1")
    found = conversations(only_open=True)
    assert {(one.address, one.user_id) for one in found} == {(STRANGER, None), (None, "IT.1")}
    assert sorted(one.needs_person for one in found) == [2, 2]
    assert {one.last_text for one in found} == {"pronto?", "ciao ciao"}


def test_whoever_withdrew_is_marked(desk, conversations, anna, bea):
    desk.agrees(anna)
    desk.say(anna, EventKind.WITHDRAWN)
    desk.agrees(bea, Purpose.OFFERS)
    desk.say(bea, EventKind.WITHDRAWN, Purpose.OFFERS)
    desk.wrote(anna, "STOP", outcome="stop_everything")
    desk.wrote(bea, "STOP PROMO", outcome="stop_offers", address=OTHER_NUMBER)
    assert {one.client_id: one.is_withdrawn for one in conversations()} == {
        anna: True,
        bea: False,
    }


@pytest.mark.parametrize("name", ["ann", "ROSSI", "ross an", "Ànna rossi"])
def test_a_name_is_found_by_the_beginning_of_its_words(desk, conversations, anna, bea, name):
    desk.wrote(anna, "ciao")
    desk.wrote(bea, "ciao", address=OTHER_NUMBER)
    desk.becomes(desk.planned(bea), MessageState.READ)
    assert [one.client_id for one in conversations(name=name)] == [anna]
    assert conversations(name="nna") == []


def test_the_list_costs_four_statements_and_walks_through_no_table(
    desk, conversations, anna, plans_of
):
    desk.wrote(anna, "ciao")
    for asked, count in (({}, 4), ({"only_open": True}, 3), ({"name": "anna"}, 4)):
        plans = plans_of(lambda asked=asked: conversations(**asked))
        assert len(plans) == count
        assert not [line for plan in plans for line in walks(plan)], plans


def test_what_waits_is_counted_along_its_own_index(desk, conversations, anna, plans_of):
    desk.wrote(anna, "ciao")
    plans = plans_of(lambda: conversations(only_open=True))
    assert "ix_inbound_event_open" in plans[0][0]


# ---- one thread


def test_a_thread_tells_both_sides_in_order(desk, thread, anna):
    reminder = desk.planned(anna, body="A domani")
    desk.becomes(reminder, MessageState.ACCEPTED)
    desk.later(minutes=4)
    desk.becomes(reminder, MessageState.READ)
    read_at = desk.clock.now()
    desk.later(minutes=1)
    asked = desk.wrote(anna, "a che ora?")
    told = thread(anna, now=desk.clock.now())
    assert (told.client_name, told.phone) == ("Anna Rossi", NUMBER)
    ours, hers = told.lines
    assert (ours.text, ours.state, ours.message_id) == ("A domani", "read", reminder.id)
    assert (ours.at, ours.read_at) == (read_at - timedelta(minutes=4), read_at)
    assert (hers.text, hers.event_id, hers.needs_person) == ("a che ora?", asked, True)


def test_within_one_second_an_answer_stands_under_what_it_answers(desk, thread, anna):
    tapped = desk.wrote(anna, "Confermo", needs_person=False)
    stop = desk.wrote(anna, "STOP", needs_person=False)
    ours = [
        desk.planned(anna, kind=kind, body=body)
        for kind, body in (
            (MessageKind.OPT_OUT_ANSWER, "Non riceverà più messaggi"),
            (MessageKind.REPLY, "A domani"),
            (MessageKind.AFTER_CARE, "Ci conferma?"),
        )
    ]
    for message, ground in zip(ours, (stop, tapped, None), strict=True):
        heard = {} if ground is None else {"ground": Ground(kind="inbound", event_id=ground)}
        desk.becomes(message, MessageState.SENT, **heard)
    assert [line.text for line in thread(anna).lines] == [
        "Ci conferma?",
        "Confermo",
        "A domani",
        "STOP",
        "Non riceverà più messaggi",
    ]


def test_an_answer_stays_under_hers_when_the_platform_s_clock_is_ahead(desk, thread, anna):
    ahead = desk.clock.now() + timedelta(seconds=20)
    asked = desk.wrote(anna, "a che ora?", at=ahead)
    reply = desk.planned(anna, kind=MessageKind.REPLY, body="Alle tre")
    desk.becomes(reply, MessageState.SENT, ground=Ground(kind="inbound", event_id=asked))
    assert [line.text for line in thread(anna).lines] == ["a che ora?", "Alle tre"]


def test_a_template_shows_its_words_and_its_buttons(desk, thread, anna):
    desk.agrees(anna)
    _, reminder = desk.reminded(anna)
    desk.becomes(reminder, MessageState.SENT)
    (line,) = thread(anna).lines
    assert (line.text, line.buttons) == ("appointment_reminder_1 it", ("Sì", "No"))


def test_reminders_that_wait_are_not_shown_but_answers_that_wait_are(desk, thread, anna):
    desk.planned(anna, kind=MessageKind.AFTER_CARE)
    answer = desk.planned(anna, kind=MessageKind.REPLY, body="Sì, certo")
    assert [line.message_id for line in thread(anna).lines] == [answer.id]
    desk.becomes(answer, MessageState.EXPIRED, reason="window_closed")
    (line,) = thread(anna).lines
    assert (line.state, line.reason) == ("expired", "window_closed")


def test_the_window_stays_open_a_day_after_her_last_message(desk, thread, anna):
    assert thread(anna).window_closes_at is None
    desk.wrote(anna, "ciao")
    opened = desk.clock.now()
    desk.later(hours=1)
    desk.wrote(anna, "stop", kind="preference", outcome="platform_stop")
    assert thread(anna).window_closes_at == opened + timedelta(hours=24)


def test_only_the_newest_lines_are_read_and_the_oldest_of_them_comes_first(desk, thread, anna):
    for number in range(5):
        desk.wrote(anna, str(number))
        desk.later(minutes=1)
    assert [line.text for line in thread(anna, 3).lines] == ["2", "3", "4"]


def test_the_head_tells_the_next_visit_the_alert_and_the_consents(desk, thread):
    client_id = desk.client(NUMBER, alert="Lenti a contatto")
    desk.agrees(client_id)
    later = desk.visit(client_id, start=840)
    sooner = desk.visit(client_id, start=600)
    told = thread(client_id, now=desk.clock.now())
    assert told.alert == "Lenti a contatto"
    assert told.visit is not None
    assert (told.visit.appointment_id, told.visit.start) == (sooner.id, 600)
    assert told.visit.operator == "Sara"
    assert [(one.purpose, one.state) for one in told.consents] == [("service_messages", "granted")]
    assert thread(client_id, now=desk.later(days=3)).visit is None
    assert later.id


def test_consents_are_told_of_the_number_she_writes_from(desk, thread):
    client_id = desk.client(NUMBER, OTHER_NUMBER)
    desk.say(client_id, EventKind.GRANTED, address=NUMBER)
    desk.say(client_id, EventKind.REFUSED, address=OTHER_NUMBER)
    assert [one.state for one in thread(client_id).consents] == ["granted"]
    desk.wrote(client_id, "ciao", address=OTHER_NUMBER)
    told = thread(client_id)
    assert (told.phone, [one.state for one in told.consents]) == (OTHER_NUMBER, ["refused"])


def test_a_stranger_s_thread_is_read_by_number(desk, thread, anna):
    desk.wrote(None, "chi siete?", address=STRANGER)
    desk.wrote(anna, "ciao", address=NUMBER)
    told = thread(None, address=STRANGER)
    assert (told.client_id, told.phone) == (None, STRANGER)
    assert [line.text for line in told.lines] == ["chi siete?"]


def test_there_is_no_thread_of_nobody(thread):
    with pytest.raises(NotFound):
        thread(4711)
    with pytest.raises(NotFound):
        thread(None, address=STRANGER)


def test_a_thread_costs_six_statements_and_walks_through_no_table(desk, thread, anna, plans_of):
    desk.wrote(anna, "ciao")
    desk.becomes(desk.planned(anna), MessageState.READ)
    plans = plans_of(lambda: thread(anna, now=desk.clock.now()))
    assert len(plans) == 6
    assert not [line for plan in plans for line in plan if line.startswith("SCAN in")], plans
    assert not [line for plan in plans for line in walks(plan)], plans


def test_texts_and_names_stay_out_of_what_is_printed(desk, conversations, thread, anna):
    desk.wrote(anna, "segreto")
    printed = repr(conversations()) + repr(thread(anna))
    assert "segreto" not in printed
    assert "Rossi" not in printed
    assert NUMBER not in printed
