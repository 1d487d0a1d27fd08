"""Decisions of the Messages screen, in words and without a single widget."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.application.queries.conversations import (
    Conversation,
    NextVisit,
    Thread,
    ThreadConsent,
    ThreadLine,
)
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.messaging.inbound import IntentKind
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.messages.presenter import (
    Telling,
    ask_of,
    composer_view,
    conversation_row,
    thread_rows,
    window_view,
)
from salon_desktop.ui.messages.rows import BubbleRow, DayRow
from salon_desktop.ui.messages.wording import consent_chip, led_to, spaced_number

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
ROME = ZoneInfo("Europe/Rome")


@pytest.fixture
def telling(words):
    return Telling(words, Formats("en", ROME), NOW)


def line(text: str = "ciao", **other: Any) -> ThreadLine:
    usual = ThreadLine(
        at=NOW,
        is_inbound=True,
        text=text,
        kind="text",
        state=None,
        reason=None,
        outcome=None,
        buttons=(),
        event_id=1,
        needs_person=False,
    )
    return replace(usual, **other)


def ours(state: str, **other: Any) -> ThreadLine:
    return line(
        is_inbound=False, kind="reminder_1", state=state, event_id=None, message_id=1, **other
    )


def thread(*lines: ThreadLine, **other: Any) -> Thread:
    usual = Thread(
        client_id=1,
        client_name="Anna Rossi",
        lines=lines,
        window_closes_at=NOW + timedelta(hours=3),
    )
    return replace(usual, **other)


def conversation(**other: Any) -> Conversation:
    usual = Conversation(
        client_id=1,
        address="+393331234567",
        client_name="Anna Rossi",
        last_text="ciao",
        last_at=NOW,
        outcome="to_person",
        needs_person=0,
        is_inbound=True,
        kind="text",
    )
    return replace(usual, **other)


# ---- threads


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW, "10:44"),
        (NOW - timedelta(days=1), "yesterday"),
        (NOW - timedelta(days=3), "Sat"),
        (NOW - timedelta(days=30), "25/10/2026"),
    ],
)
def test_the_nearer_a_message_the_shorter_its_time(telling, at, said):
    assert conversation_row(conversation(last_at=at), telling).when == said


def test_withdrawn_outweighs_unclear_as_the_mark_of_a_thread(telling):
    row = conversation_row(conversation(is_withdrawn=True, unclear=1, needs_person=1), telling)
    assert (row.badge, row.badge_tone) == ("withdrawn", "danger")
    assert "1 message waits" in row.spoken


def test_a_confirmation_is_marked_until_something_waits_again(telling):
    done = conversation(outcome="confirm", kind="button", last_text="Confermo")
    assert conversation_row(done, telling).sign == "check"
    assert conversation_row(done, telling).line == "Tapped “Confermo”"
    waits = conversation(outcome="confirm", needs_person=1)
    assert conversation_row(waits, telling).sign == ""


def test_a_sender_nobody_knows_is_called_by_number(telling):
    row = conversation_row(conversation(client_id=None, client_name=""), telling)
    assert row.name == "+39 333 123 4567"
    row = conversation_row(conversation(client_id=None, client_name="", address=None), telling)
    assert row.name == "Unknown sender"


def test_a_line_break_does_not_break_a_row(telling):
    assert conversation_row(conversation(last_text="uno\n due"), telling).line == "uno due"


def test_every_intent_but_one_for_a_person_says_what_it_led_to(words):
    silent = {intent for intent in IntentKind if not led_to(intent, words)}
    assert silent == {IntentKind.TO_PERSON}


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ("planned", "clock"),
        ("accepted", "check"),
        ("sent", "check"),
        ("delivered", "check-check"),
        ("read", "check-check"),
        ("failed", "circle-alert"),
        ("unknown", "circle-help"),
        ("phoned", "phone"),
    ],
)
def test_every_state_of_ours_has_a_sign(telling, state, sign):
    (_, bubble) = thread_rows(thread(ours(state)), telling)
    assert isinstance(bubble, BubbleRow)
    assert bubble.sign == sign


def test_a_failed_message_says_why(telling):
    (_, bubble) = thread_rows(thread(ours("failed", reason="refused", error_code=131026)), telling)
    assert isinstance(bubble, BubbleRow)
    assert bubble.trouble == "This number cannot be reached on WhatsApp."


def test_days_stand_between_bubbles(telling):
    rows = thread_rows(
        thread(line(at=NOW - timedelta(days=30)), line(at=NOW - timedelta(days=1)), line()),
        telling,
    )
    assert [row.text for row in rows if isinstance(row, DayRow)] == [
        "Sunday 25 October",
        "yesterday",
        "today",
    ]


def test_pictures_and_switches_are_told_in_our_words(telling):
    rows = thread_rows(
        thread(
            line("", kind="other"),
            line("stop", kind="preference"),
            line("resume", kind="preference"),
            line("", kind="number_changed"),
        ),
        telling,
    )
    bubbles = [row for row in rows if isinstance(row, BubbleRow)]
    assert all(bubble.aside and bubble.text for bubble in bubbles)
    assert bubbles[1].text != bubbles[2].text


# ---- the window and the composer


@pytest.mark.parametrize(
    ("left", "words_left", "is_short"),
    [
        (timedelta(hours=24), "24 hr", False),
        (timedelta(hours=2), "2 hr", False),
        (timedelta(hours=1, minutes=59, seconds=30), "2 hr", True),
        (timedelta(seconds=1), "1 min", True),
    ],
)
def test_the_window_counts_down_to_its_last_minute(telling, left, words_left, is_short):
    view = window_view(thread(window_closes_at=NOW + left), telling)
    assert (view.is_open, view.left.rstrip("s"), view.is_short) == (True, words_left, is_short)
    assert 0 < view.share <= 1


def test_a_window_is_closed_from_its_last_second_on(telling):
    view = window_view(thread(window_closes_at=NOW), telling)
    assert (view.is_open, view.share) == (False, 0.0)
    never = window_view(thread(window_closes_at=None), telling)
    assert never.sentence != view.sentence


def test_the_composer_is_open_inside_the_window_of_a_known_client_only(telling):
    assert composer_view(thread(line()), telling).may_write
    assert not composer_view(thread(window_closes_at=NOW), telling).may_write
    assert not composer_view(thread(window_closes_at=None), telling).may_write
    assert not composer_view(thread(client_id=None), telling).may_write


def test_a_withdrawal_of_reminders_warns_and_one_of_offers_does_not(telling):
    def view(purpose):
        consent = ThreadConsent(
            purpose=purpose, state="withdrawn", method=None, strength=None, valid_until=None
        )
        return composer_view(thread(line(), consents=(consent,)), telling)

    assert view("service_messages").warns
    assert not view("offers").warns


# ---- what waits for a person


def test_nothing_is_asked_where_nothing_waits(telling):
    assert ask_of(thread(line()), telling) is None


def test_a_wish_about_a_visit_names_it(telling):
    visit = NextVisit(
        appointment_id=1, day=date(2026, 11, 25), start=600, service="Cera", operator="Sara"
    )
    move = line(outcome="wish_to_move", needs_person=True, event_id=5)
    ask = ask_of(thread(move, visit=visit), telling)
    assert ask is not None
    assert ask.title == "Asks to move: tomorrow 10:00"
    assert (ask.event_ids, ask.agenda) == ((5,), True)
    without = ask_of(thread(move), telling)
    assert without is not None
    assert without.title == "Asks to move the appointment"


def test_a_request_about_data_is_urgent(telling):
    ask = ask_of(thread(line(outcome="privacy_request", needs_person=True)), telling)
    assert ask is not None
    assert "deadline" in ask.advice
    assert not ask.agenda


# ---- consent chips


@pytest.mark.parametrize(
    ("state", "until", "said", "tone"),
    [
        ("granted", None, "Reminders · signed", "ok"),
        ("granted", NOW + timedelta(seconds=1), "Reminders · signed", "ok"),
        ("granted", NOW, "Reminders · expired", "warn"),
        ("withdrawn", None, "Reminders · withdrawn", "danger"),
        ("imported", None, "Reminders · imported, no proof", "warn"),
    ],
)
def test_a_chip_says_what_stands_at_this_moment(words, state, until, said, tone):
    consent = ThreadConsent(
        purpose="service_messages", state=state, method=None, strength=3, valid_until=until
    )
    chip = consent_chip(Purpose.SERVICE_MESSAGES, consent, NOW, words)
    assert (chip.text, chip.tone) == (said, tone)


def test_silence_is_shown_as_not_asked(words):
    chip = consent_chip(Purpose.OFFERS, None, NOW, words)
    assert (chip.text, chip.tone) == ("Offers · not asked", "muted")


@pytest.mark.parametrize(
    ("e164", "said"),
    [
        ("+393331234567", "+39 333 123 4567"),
        ("+49301234", "+49 301 234"),
        ("IT.9000001", "IT.9000001"),
        ("", ""),
    ],
)
def test_numbers_are_written_in_groups(e164, said):
    assert spaced_number(e164) == said
