"""Every code that is stored or reported has its words, in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from salon_desktop.application.explaining import (
    check_words,
    consent_words,
    list_words,
    message_words,
    people_words,
    review_words,
    visit_words,
)
from salon_desktop.application.explaining.code_words import (
    RELAY_GAP,
    code_words,
    meaning_words,
    valve_words,
)
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.explaining.parts import Tone
from salon_desktop.application.explaining.reason_words import OUTBOX_REASONS, reason_words
from salon_desktop.application.ports.clients import LineOutcome
from salon_desktop.application.ports.files import FileRefused
from salon_desktop.application.queries.check_salon import CheckPart, FindingCode
from salon_desktop.application.queries.consent_status import Proof, WorkList
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.history import EventKind as AgendaKind
from salon_desktop.domain.agenda.opening import AbsenceKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.consent.chain import ChainBreak
from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import IntentKind, WhyPerson
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.whatsapp.error_codes import CODE_TABLE

ROOT = Path(__file__).resolve().parents[3]
TABLES: list[tuple[type, Callable[..., str]]] = [
    (Status, visit_words.status_words),
    (CancelReason, visit_words.cancel_reason_words),
    (Origin, visit_words.origin_words),
    (AgendaKind, visit_words.change_words),
    (AbsenceKind, visit_words.absence_words),
    (MessageState, message_words.state_words),
    (MessageKind, message_words.message_kind_words),
    (MessagePurpose, message_words.message_purpose_words),
    (IntentKind, message_words.intent_words),
    (WhyPerson, message_words.why_person_words),
    (Purpose, consent_words.purpose_words),
    (Channel, consent_words.channel_words),
    (EventKind, consent_words.kind_words),
    (ConsentState, consent_words.consent_state_words),
    (Method, consent_words.method_words),
    (Strength, consent_words.strength_words),
    (LineOutcome, list_words.outcome_words),
    (Proof, review_words.proof_words),
    (WorkList, review_words.work_list_words),
    (Likeness, review_words.likeness_words),
    (CheckPart, check_words.check_part_words),
    (ChainBreak, check_words.chain_break_words),
    (FindingCode, check_words.finding_words),
    (Reason, reason_words),
]
SHARED = (FindingCode, Reason)  # two of their codes may mean the same to a person
LINE_REASONS = (
    "nameless",
    "email_not_understood",
    "birth_date_unclear",
    "birth_date_impossible",
    "language_unknown",
    "consent_unclear",
    "text_too_long",
    "text_nul",
    "text_surrogate",
    "text_control",
    "phone_empty",
    "phone_too_long",
    "phone_not_a_number",
    "phone_impossible",
    "empty_line",
    "too_few_columns",
    "too_many_columns",
    "line_too_long",
    "quote_open",
)


@pytest.mark.parametrize(("codes", "told"), TABLES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_code_has_words_of_its_own_in_every_language(codes, told, every_language) -> None:
    for words, _ in every_language:
        sentences = [told(code.value, words) for code in codes]
        assert all(sentences), f"{codes.__name__} in {words.language}"
        if words.language == "en" and codes not in SHARED:
            assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("codes", "told"), TABLES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_code_of_a_newer_version_stops_nothing(codes, told, words) -> None:
    assert isinstance(told("of_a_newer_version", words), str)


@pytest.mark.parametrize("reason", [*Reason, *OUTBOX_REASONS])
def test_every_stored_reason_is_a_whole_sentence(reason, words) -> None:
    told = reason_words(reason, words)
    assert told.endswith(".")
    assert "not known to this version" not in told


def test_no_reason_is_no_sentence_and_an_unknown_one_is_said_to_be_unknown(words) -> None:
    assert reason_words(None, words) == ""
    assert "not known" in reason_words("of_a_newer_version", words)


def test_a_no_of_the_client_and_one_of_the_platform_are_told_apart(words) -> None:
    assert reason_words("refused", words, state="blocked") == "The client said no."
    assert reason_words("refused", words, state="failed") == "WhatsApp did not take the message."
    told = reason_words("refused", words, state="failed", code=131026)
    assert told == "This number cannot be reached on WhatsApp."


def test_every_reason_the_outbox_is_given_has_its_sentence() -> None:
    """Read from the code that settles messages, so that a new literal cannot be forgotten."""
    written = set()
    for file in (ROOT / "salon_desktop" / "application").rglob("*.py"):
        if "explaining" not in file.parts:
            written |= set(re.findall(r'reason(?: =|=)\s*"([a-z_]+)"', file.read_text("utf-8")))
    assert {"offline", "sender_died", "answer_lost"} <= written
    assert written <= {*OUTBOX_REASONS, *(reason.value for reason in Reason)}


@pytest.mark.parametrize("row", CODE_TABLE, ids=lambda row: str(row.first))
def test_every_code_of_the_platform_says_what_it_means_and_what_to_do(row, words) -> None:
    told = code_words(row.first, words)
    assert told.tone is Tone.TROUBLE
    assert told.text.endswith(".")
    assert told.advice.endswith(".")
    assert told.text != "WhatsApp did not take it."
    assert told == code_words(row.last, words)


def test_a_code_nobody_knows_keeps_its_number(words) -> None:
    assert "424242" in code_words(424242, words).text


@pytest.mark.parametrize("name", ["all", "promotions", "utility", "answers", "template:promo_1"])
def test_a_closed_valve_says_what_stands_still_why_and_what_to_do(name, words) -> None:
    told = valve_words(name, "token_refused", words)
    assert "at the moment" in told.text
    assert "access token" in told.text
    assert told.advice == "Make a new token and enter it under Salon, WhatsApp account."


def test_a_valve_for_one_number_does_not_show_it(words) -> None:
    told = valve_words("pair:+393331234567", "too_fast_for_this_person", words)
    assert "333" not in told.whole
    assert "One client" in told.text


def test_a_gap_of_the_relay_asks_a_person_to_look_for_stops(words) -> None:
    assert "STOP" in valve_words("all", RELAY_GAP, words).whole
    assert meaning_words(RELAY_GAP, words).tone is Tone.TROUBLE


def test_every_role_of_the_catalogue_has_its_name(words) -> None:
    shipped = json.loads((ROOT / "resources" / "catalogue" / "roles.json").read_text("utf-8"))
    codes = [role["code"] for role in shipped["roles"]]
    assert sorted(codes) == sorted(people_words.ROLES)
    assert [people_words.role_words(code, words) for code in codes] == [
        role["names"]["en"].lower() for role in shipped["roles"]
    ]
    assert people_words.role_words("Aufsicht", words) == "Aufsicht"


@pytest.mark.parametrize("reason", LINE_REASONS)
def test_every_line_that_an_import_refuses_says_why(reason, words) -> None:
    told = list_words.line_reason_words(reason, words)
    assert told.endswith(".")
    assert told != list_words.line_reason_words("of_a_newer_version", words)


@pytest.mark.parametrize("warning", ["short_mobile", "unusual", "consent_without_number"])
def test_every_oddity_of_a_line_has_its_sentence(warning, words) -> None:
    told = list_words.line_warning_words(warning, words)
    assert told != list_words.line_warning_words("of_a_newer_version", words)


@pytest.mark.parametrize(
    "reason", ["empty", "spreadsheet", "no_heading", "heading_too_long", "changed"]
)
def test_every_file_that_is_no_client_list_says_why(reason, words, formats) -> None:
    told = explain(FileRefused(reason=reason), words, formats)
    assert told.text != explain(FileRefused(), words, formats).text
    assert told.advice.endswith(".")


def test_every_finding_of_the_check_says_more_than_that_something_is_wrong(words) -> None:
    general = check_words.finding_words("of_a_newer_version", words)
    assert all(check_words.finding_words(code, words) != general for code in FindingCode)
