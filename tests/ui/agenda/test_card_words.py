"""What the drawer says about an appointment, in words that can be checked without a window."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from salon_desktop.application.queries.appointment_card import (
    AppointmentCard,
    CardClient,
    CardConsent,
    CardEvent,
    CardMessage,
    CardPlace,
    CardStep,
)
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.consent.events import Channel, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.domain.money import Money
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.card_words import STATUS_LOOKS, CardWords
from salon_desktop.ui.agenda.history_words import history_of

TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORMATS = Formats("en", UTC)


@pytest.fixture
def say_card(words):
    return CardWords(words, FORMATS, TUESDAY)


def a_client(**other):
    known: dict[str, Any] = {
        "id": 5,
        "first_name": "Greta",
        "last_name": "Fontana",
        "language": "it",
        "phone": "+393471234471",
        "alert": "",
        "note": "",
        "birth_date": None,
        "last_visit_on": None,
        "visits": 14,
        "no_shows": 0,
        "erased": False,
    }
    return CardClient(**(known | other))


def a_card(**other):
    step = CardStep(
        position=0,
        service_id=1,
        service="Laminazione ciglia",
        category="lash",
        operator_id=1,
        operator="Sara",
        operator_requested=True,
        start=840,
        end=900,
        parts=(25, 15, 20),
        buffer=10,
        room_ids=(2,),
        rooms=("Cabina 2",),
        price=Money(5800, "EUR"),
    )
    known: dict[str, Any] = {
        "id": 1,
        "key": "k",
        "version": 1,
        "day": TUESDAY,
        "start": 840,
        "end": 900,
        "starts_at": NOON,
        "status": Status.BOOKED,
        "next_statuses": frozenset(),
        "no_show_from": NOON,
        "cancel_reason": None,
        "origin": Origin.PHONE,
        "note": "",
        "booked_by": "",
        "walk_in_name": "",
        "late_minutes": 0,
        "hold_expires_at": None,
        "created_at": NOON,
        "price": Money(5800, "EUR"),
        "steps": (step,),
        "client": a_client(),
        "consents": (),
        "messages": (),
        "overlap_reasons": (),
        "history": (),
    }
    return AppointmentCard(**(known | other))


def a_reminder(state, reason=None):
    return CardMessage(
        id=1,
        kind=MessageKind.REMINDER_1,
        state=state,
        reason=reason,
        due_at=datetime(2026, 11, 23, 10, tzinfo=UTC),
        expires_at=NOON,
        changed_at=datetime(2026, 11, 23, 10, 4, tzinfo=UTC),
    )


def a_consent(**other):
    known: dict[str, Any] = {
        "purpose": Purpose.SERVICE_MESSAGES,
        "channel": Channel.WHATSAPP,
        "state": ConsentState.GRANTED,
        "valid": True,
        "method": Method.OWN_MESSAGE,
        "decided_at": NOON,
        "valid_until": None,
    }
    return CardConsent(**(known | other))


def test_every_status_has_a_look_of_its_own_kind():
    assert set(STATUS_LOOKS) == set(Status)


def test_a_number_is_never_shown_whole(say_card):
    said = say_card.about_client(a_client())
    assert "14 visits" in said
    assert "471234" not in said


def test_consents_are_said_with_their_proof_and_silence_as_not_asked(say_card):
    service, offers = say_card.consents(a_card(consents=(a_consent(),)))
    assert (service.text, service.tone) == ("Appointments · own message", "ok")
    assert (offers.text, offers.tone) == ("Offers · not asked yet", "outlined")


@pytest.mark.parametrize(
    ("other", "tone", "word"),
    [
        ({"state": ConsentState.REFUSED, "valid": False}, "danger", "refused"),
        ({"state": ConsentState.WITHDRAWN, "valid": False}, "danger", "withdrawn"),
        ({"state": ConsentState.GRANTED, "valid": False}, "warn", "expired"),
        ({"state": ConsentState.NOT_NOW, "valid": False}, "outlined", "not now"),
    ],
)
def test_a_no_never_looks_like_a_yes(say_card, other, tone, word):
    chip = say_card.consents(a_card(consents=(a_consent(**other),)))[0]
    assert chip.tone == tone
    assert word in chip.text


@pytest.mark.parametrize(
    ("message", "what", "tone"),
    [
        (a_reminder(MessageState.READ), "Reminder: Mon, 23 Nov, 10:00", "ok"),
        (a_reminder(MessageState.PLANNED), "Reminder: Mon, 23 Nov, 10:00", "muted"),
        (a_reminder(MessageState.BLOCKED, Reason.NOT_ON_PLATFORM), "No reminder", "warn"),
        (a_reminder(MessageState.VOIDED, Reason.APPOINTMENT_GONE), "No reminder", "muted"),
        (a_reminder(MessageState.PHONED), "Reminder", "ok"),
    ],
)
def test_the_line_about_the_reminder_says_what_became_of_it(say_card, message, what, tone):
    said = say_card.reminder(a_card(messages=(message,)))
    assert said.what.replace("Mon 23", "Mon, 23") == what
    assert said.tone == tone
    assert said.state


def test_a_blocked_reminder_says_why_and_that_she_is_called(say_card):
    said = say_card.reminder(
        a_card(messages=(a_reminder(MessageState.BLOCKED, Reason.NOT_ON_PLATFORM),))
    )
    assert said.state == "The number is not on WhatsApp. She is on the call list."


def test_without_a_message_the_reason_is_said(say_card):
    assert "known" in say_card.reminder(a_card(client=None)).state
    assert "near" in say_card.reminder(a_card()).state


def test_what_must_not_be_overlooked_comes_first(say_card):
    card = a_card(
        client=a_client(alert="contact lenses", no_shows=2),
        late_minutes=20,
        overlap_reasons=("her wish",),
        note="ring the bell",
        booked_by="her mother",
    )
    said = [f"{alert.lead} {alert.body}".strip() for alert in say_card.alerts(card)]
    assert said == [
        "contact lenses",
        "20 minutes late expected at 14:20",
        "Overlap allowed because: her wish",
        "Did not come 2 times so far.",
        "Note: ring the bell",
        "Booked by: her mother",
    ]


def test_the_parts_of_a_step_are_said_in_minutes(say_card):
    parts = say_card.parts(a_card().steps[0])
    assert parts == [(25, "25 active"), (15, "15 proc."), (20, "20 active"), (10, "10 clean-up")]


def test_a_step_says_when_who_and_where(say_card):
    assert say_card.step(a_card().steps[0]) == "14:00–15:00 · Sara (asked for) · Cabina 2"


def a_place(**other):
    known: dict[str, Any] = {
        "day": TUESDAY,
        "start": 840,
        "end": 900,
        "operator_ids": (1,),
        "status": Status.BOOKED,
        "cancel_reason": None,
        "late_minutes": 0,
    }
    return CardPlace(**(known | other))


def an_event(kind, before, after, **other):
    known: dict[str, Any] = {
        "id": 1,
        "kind": kind,
        "happened_at": NOON,
        "person": "Vera",
        "desk": "Desk 1",
        "before": before,
        "after": after,
        "client_told": None,
        "undo_group": "g",
        "is_undo": False,
    }
    return CardEvent(**(known | other))


def told(words, say_card, *events):
    def name_of(operator_id):
        return {1: "Sara", 2: "Anna"}.get(operator_id, "")

    card = a_card(history=events)
    return [(line.what, line.who) for line in history_of(card, say_card, words, FORMATS, name_of)]


def test_the_history_is_newest_first_and_ends_with_how_it_came(words, say_card):
    lines = told(
        words,
        say_card,
        an_event(EventKind.BOOKED, None, a_place()),
        an_event(EventKind.STATUS_CHANGED, a_place(), a_place(status=Status.CONFIRMED)),
    )
    assert [what for what, _ in lines] == ["Confirmed", "Booked · by phone"]
    assert lines[0][1] == "Vera · Desk 1"


def test_a_move_says_only_what_changed(words, say_card):
    before, later = a_place(), a_place(start=870)
    other = a_place(day=date(2026, 11, 25), operator_ids=(2,))
    lines = told(
        words,
        say_card,
        an_event(EventKind.MOVED, before, later, client_told=True),
        an_event(EventKind.MOVED, before, other),
    )
    assert lines[1] == ("Moved: 14:00 → 14:30", "Vera · Desk 1 · client told")
    assert "Sara" in lines[0][0]
    assert "Anna" in lines[0][0]
    assert "25" in lines[0][0]


def test_a_cancellation_says_its_reason_and_an_undo_what_it_took_back(words, say_card):
    gone = a_place(status=Status.LATE_CANCELLED, cancel_reason=CancelReason.ILL)
    lines = told(
        words,
        say_card,
        an_event(EventKind.CANCELLED, a_place(), gone),
        an_event(EventKind.LATE, a_place(), a_place(late_minutes=10), is_undo=True),
    )
    assert lines[1][0] == "Cancelled late · ill"
    assert lines[0][0] == "Taken back: 10 minutes late"
