"""What the turned screen may record: nothing that was not answered, no yes without a signature."""

from datetime import date
from typing import Any

import pytest

from salon_desktop.application.queries.consent_status import (
    ClientConsent,
    ConsentLine,
    Proof,
)
from salon_desktop.application.queries.consent_texts import AskedText, ConsentTexts
from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.ui.consent.capture_form import CaptureForm, Missing, audience_of

TODAY = date(2026, 11, 24)
NUMBER = "+393350125093"
ASKED = (Purpose.SERVICE_MESSAGES, Purpose.OFFERS, Purpose.PHOTOS_RECORD)


def texts(**other) -> ConsentTexts:
    asked = {
        (purpose, language): AskedText(
            purpose=purpose,
            language=language,
            version=4 if language == "it" else 2,
            question="?",
            explanation="",
            legal="",
            spoken="",
        )
        for purpose in Purpose
        for language in ("it", "de")
    }
    known: dict[str, Any] = {
        "client_id": 7,
        "first_name": "Zoe",
        "last_name": "Marin",
        "birth_date": None,
        "language": "it",
        "number": NUMBER,
        "business_number": "",
        "questions": ASKED,
        "asked": asked,
        "notices": {},
    }
    return ConsentTexts(**(known | other))


def consent(**states: ConsentState) -> ClientConsent:
    lines = []
    for purpose in Purpose:
        state = states.get(purpose.value, ConsentState.UNKNOWN)
        by_message = purpose in (Purpose.SERVICE_MESSAGES, Purpose.OFFERS)
        lines.append(
            ConsentLine(
                purpose=purpose,
                channel=Channel.WHATSAPP if by_message else Channel.DESK,
                address=NUMBER if by_message else "",
                in_use=True,
                state=state,
                proof=Proof.NONE,
                strength=None,
                method=None,
                since=None,
                valid_until=None,
                wording_version=None,
                wording_language=None,
                asked_at=None,
                event_seq=None,
                event_key="",
                platform_blocked=False,
                may_be_asked=state in (ConsentState.UNKNOWN, ConsentState.NOT_NOW),
            )
        )
    return ClientConsent(client_id=7, lines=tuple(lines))


def form(purposes=ASKED, **other) -> CaptureForm:
    return CaptureForm(texts(**other), purposes, "it")


def test_nothing_is_answered_before_she_answers():
    assert form().answers == {}
    assert form().missing() == Missing(questions=(1, 2, 3))


def test_no_to_everything_needs_no_signature():
    asked = form()
    for purpose in ASKED:
        asked.answer(purpose, EventKind.REFUSED)
    assert not asked.missing()
    assert not asked.needs_signature


def test_a_yes_waits_for_the_signature_once_all_is_answered():
    asked = form()
    asked.answer(Purpose.SERVICE_MESSAGES, EventKind.GRANTED)
    assert asked.missing() == Missing(questions=(2, 3))
    asked.answer(Purpose.OFFERS, EventKind.NOT_NOW)
    asked.answer(Purpose.PHOTOS_RECORD, EventKind.REFUSED)
    assert asked.missing() == Missing(signature=True)
    asked.signed = True
    assert not asked.missing()


def test_a_wish_cannot_be_made_while_something_is_missing():
    asked = form()
    asked.answer(Purpose.OFFERS, EventKind.GRANTED)
    with pytest.raises(ValueError, match="not every question"):
        asked.wish(b"<svg/>")


def test_each_answer_names_the_text_on_the_screen_and_only_a_yes_carries_the_signature():
    asked = form()
    asked.language = "de"
    asked.answer(Purpose.SERVICE_MESSAGES, EventKind.GRANTED)
    asked.answer(Purpose.OFFERS, EventKind.REFUSED)
    asked.answer(Purpose.PHOTOS_RECORD, EventKind.GRANTED)
    asked.signed = True
    answers = {answer.purpose: answer for answer in asked.wish(b"<svg>1</svg>").answers}
    assert {answer.wording_language for answer in answers.values()} == {"de"}
    assert {answer.wording_version for answer in answers.values()} == {2}
    assert {answer.method for answer in answers.values()} == {Method.SCREEN_SIGNATURE}
    proof = answers[Purpose.SERVICE_MESSAGES].evidence
    assert proof is not None
    assert proof.content == b"<svg>1</svg>"
    assert answers[Purpose.OFFERS].evidence is None
    assert answers[Purpose.SERVICE_MESSAGES].address == NUMBER
    assert answers[Purpose.PHOTOS_RECORD].address is None


def test_choosing_again_replaces_the_answer():
    asked = form()
    asked.answer(Purpose.OFFERS, EventKind.GRANTED)
    asked.answer(Purpose.OFFERS, EventKind.REFUSED)
    assert asked.answers == {Purpose.OFFERS: EventKind.REFUSED}


def test_what_came_from_her_telephone_is_neither_missing_nor_recorded_again():
    asked = form()
    asked.answer(Purpose.OFFERS, EventKind.NOT_NOW)
    asked.settle_by_phone(Purpose.OFFERS)
    asked.answer(Purpose.SERVICE_MESSAGES, EventKind.REFUSED)
    asked.answer(Purpose.PHOTOS_RECORD, EventKind.REFUSED)
    assert not asked.missing()
    wish = asked.wish(b"")
    assert Purpose.OFFERS not in {answer.purpose for answer in wish.answers}


def test_the_screen_begins_in_her_language_or_in_the_salons():
    assert form(language="de").language == "de"
    assert form(language="fr").language == "it"


def test_a_language_without_every_text_is_not_offered():
    some = texts()
    asked = dict(some.asked)
    del asked[Purpose.OFFERS, "de"]
    assert CaptureForm(texts(asked=asked), ASKED, "it").languages == ("it",)


def test_what_is_answered_is_not_asked_again_unless_nothing_is_open():
    answered = consent(service_messages=ConsentState.GRANTED, offers=ConsentState.REFUSED)
    audience = audience_of(texts(), answered, "IT", TODAY)
    assert audience.purposes == (Purpose.PHOTOS_RECORD,)
    everything = consent(
        service_messages=ConsentState.GRANTED,
        offers=ConsentState.REFUSED,
        photos_record=ConsentState.GRANTED,
    )
    assert audience_of(texts(), everything, "IT", TODAY).purposes == ASKED


def test_the_question_somebody_pressed_is_asked_in_any_case():
    answered = consent(service_messages=ConsentState.GRANTED, offers=ConsentState.REFUSED)
    audience = audience_of(texts(), answered, "IT", TODAY, Purpose.PHOTOS_PUBLISH)
    assert audience.purposes == (Purpose.PHOTOS_RECORD, Purpose.PHOTOS_PUBLISH)


def test_without_a_number_nobody_is_asked_about_messages():
    audience = audience_of(texts(number=""), consent(), "IT", TODAY)
    assert audience.purposes == (Purpose.PHOTOS_RECORD,)


@pytest.mark.parametrize(
    ("born", "may_answer", "offers"),
    [
        (date(2008, 11, 24), True, True),  # eighteen today
        (date(2008, 11, 25), True, False),  # eighteen tomorrow
        (date(2012, 11, 24), True, False),  # fourteen today: decides alone in Italy
        (date(2012, 11, 25), False, False),  # thirteen
    ],
)
def test_the_young_are_not_asked_for_offers_and_the_youngest_not_at_all(born, may_answer, offers):
    audience = audience_of(texts(birth_date=born), consent(), "IT", TODAY)
    assert audience.may_answer is may_answer
    assert (Purpose.OFFERS in audience.purposes) is offers
