"""What may be written into the ledger, and what is refused with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from salon_desktop.domain.consent import refusals
from salon_desktop.domain.consent.events import (
    NOTE_MAX,
    WITHDRAWN_VIA_MAX,
    Channel,
    ConsentEvent,
    EventKind,
    InvalidConsent,
    Method,
    Purpose,
    Strength,
    WordingRef,
    new_consent_event,
    strength_of,
)
from tests.builders import NOON

WORDING = WordingRef(id=7, version=4, hash="a" * 64, language="it")
FORM_HASH = "b" * 64
NAIVE = NOON.replace(tzinfo=None)


def written(**changes: Any) -> ConsentEvent:
    """Write a signed yes to reminders, or what the changes make of it."""
    facts: dict[str, Any] = {
        "key": "11111111-1111-4111-8111-111111111111",
        "client_id": 12,
        "channel": Channel.WHATSAPP,
        "address": "+393331234567",
        "purpose": Purpose.SERVICE_MESSAGES,
        "kind": EventKind.GRANTED,
        "method": Method.SCREEN_SIGNATURE,
        "happened_at": NOON,
        "recorded_at": NOON,
        "zone": "Europe/Rome",
        "staff_id": 1,
        "desk_id": 1,
        "wording": WORDING,
        "evidence_ref": "signature 12",
        "evidence_hash": FORM_HASH,
    }
    return new_consent_event(**(facts | changes))


def test_a_signed_yes_is_written_with_everything_that_proves_it():
    event = written(note=" asked at the till ", notice_version=6)
    assert event.strength is Strength.SIGNED
    assert event.wording == WORDING
    assert (event.note, event.notice_version, event.seq) == ("asked at the till", 6, None)


@pytest.mark.parametrize(
    ("method", "strength"),
    [
        (Method.OWN_MESSAGE, 4),
        (Method.BUTTON, 4),
        (Method.PLATFORM_EVENT, 4),
        (Method.SCREEN_SIGNATURE, 3),
        (Method.PAPER_FORM, 3),
        (Method.SPOKEN, 2),
        (Method.DESK, 2),
        (Method.IMPORT, 1),
    ],
)
def test_each_method_has_its_strength(method, strength):
    assert strength_of(method) == strength


@pytest.mark.parametrize("named", ["purpose", "kind", "method", "channel", "address"])
def test_nothing_that_could_grant_has_a_default(named):
    facts: dict[str, Any] = {
        "key": "k",
        "client_id": 1,
        "channel": Channel.WHATSAPP,
        "address": "+393331234567",
        "purpose": Purpose.OFFERS,
        "kind": EventKind.GRANTED,
        "method": Method.SPOKEN,
        "happened_at": NOON,
        "recorded_at": NOON,
        "zone": "Europe/Rome",
        "staff_id": 1,
        "desk_id": 1,
        "wording": WORDING,
    }
    assert new_consent_event(**facts).kind is EventKind.GRANTED
    del facts[named]
    with pytest.raises(TypeError, match=named):
        new_consent_event(**facts)


@pytest.mark.parametrize(
    "kind", [EventKind.ASKED, EventKind.GRANTED, EventKind.REFUSED, EventKind.NOT_NOW]
)
def test_a_question_or_an_answer_without_its_wording_is_refused(kind):
    with pytest.raises(refusals.WordingMissing) as refused:
        written(kind=kind, wording=None)
    assert refused.value.code == "consent_wording_missing"
    assert refused.value.facts == {"kind": kind.value}


@pytest.mark.parametrize(
    "changes",
    [
        {"method": Method.SCREEN_SIGNATURE, "evidence_ref": ""},
        {"method": Method.SCREEN_SIGNATURE, "evidence_hash": ""},
        {"method": Method.PAPER_FORM, "evidence_ref": "  "},
        {"method": Method.OWN_MESSAGE, "evidence_ref": ""},
        {"method": Method.BUTTON, "evidence_ref": ""},
        {
            "kind": EventKind.CONFIRMED_BY_OWN_MESSAGE,
            "method": Method.OWN_MESSAGE,
            "evidence_ref": "",
        },
    ],
)
def test_a_yes_without_the_proof_its_method_leaves_is_refused(changes):
    with pytest.raises(refusals.EvidenceMissing):
        written(**changes)


def test_a_numbered_paper_form_is_proof_without_a_scan():
    assert written(method=Method.PAPER_FORM, evidence_ref="2026-0418", evidence_hash="").seq is None


def test_a_spoken_yes_is_proved_by_who_read_the_words_out():
    event = written(method=Method.SPOKEN, evidence_ref="", evidence_hash="")
    assert (event.strength, event.staff_id, event.valid_until) == (Strength.SPOKEN, 1, None)


@pytest.mark.parametrize("method", [Method.PLATFORM_EVENT, Method.DESK])
def test_some_ways_of_recording_never_grant(method):
    with pytest.raises(refusals.MethodCannotGrant):
        written(method=method)


def test_only_her_own_act_confirms():
    confirmed = written(kind=EventKind.CONFIRMED_BY_OWN_MESSAGE, method=Method.OWN_MESSAGE)
    assert confirmed.strength is Strength.OWN_MESSAGE
    with pytest.raises(refusals.MethodCannotGrant):
        written(kind=EventKind.CONFIRMED_BY_OWN_MESSAGE, method=Method.PAPER_FORM)


@pytest.mark.parametrize("wished_days", [None, 10, 400])
def test_a_spoken_yes_to_offers_lapses_within_thirty_days(wished_days):
    wished = None if wished_days is None else NOON + timedelta(days=wished_days)
    event = written(method=Method.SPOKEN, purpose=Purpose.OFFERS, valid_until=wished)
    assert event.valid_until == NOON + timedelta(days=min(wished_days or 30, 30))


def test_a_stronger_yes_to_offers_keeps_its_own_end():
    assert written(purpose=Purpose.OFFERS).valid_until is None
    spoken_no = written(purpose=Purpose.OFFERS, kind=EventKind.REFUSED, method=Method.SPOKEN)
    assert spoken_no.valid_until is None


@pytest.mark.parametrize("kind", list(EventKind))
def test_an_import_can_only_lower(kind):
    def imported() -> ConsentEvent:
        return written(kind=kind, method=Method.IMPORT, withdrawn_via="column stop")

    if kind in (EventKind.IMPORTED, EventKind.WITHDRAWN, EventKind.OBJECTION):
        assert imported().strength is Strength.IMPORTED
    else:
        with pytest.raises(refusals.ImportCannotRaise):
            imported()


def test_imported_is_said_of_imports_only():
    with pytest.raises(InvalidConsent) as refused:
        written(kind=EventKind.IMPORTED, method=Method.PAPER_FORM)
    assert refused.value.code == "consent_invalid"


def test_consent_to_messages_names_an_address():
    with pytest.raises(refusals.AddressMissing):
        written(address="  ")


def test_consent_to_photos_is_given_at_the_desk_without_an_address():
    photos = {"purpose": Purpose.PHOTOS_RECORD, "channel": Channel.DESK}
    assert written(**photos, address="").address == ""
    with pytest.raises(refusals.AddressNotExpected):
        written(**photos)
    with pytest.raises(InvalidConsent):
        written(purpose=Purpose.PHOTOS_RECORD)
    with pytest.raises(InvalidConsent):
        written(channel=Channel.DESK, address="")


@pytest.mark.parametrize("kind", [EventKind.WITHDRAWN, EventKind.OBJECTION])
def test_a_withdrawal_says_how_it_came(kind):
    with pytest.raises(refusals.WithdrawnViaMissing):
        written(kind=kind, method=Method.DESK, withdrawn_via=" ")
    text = "  STOP!!! 🙏 "
    assert written(kind=kind, method=Method.DESK, withdrawn_via=text).withdrawn_via == text


def test_what_is_typed_at_the_desk_has_already_happened():
    later = NOON + timedelta(seconds=1)
    with pytest.raises(refusals.HappenedInFuture):
        written(happened_at=later)
    assert written(method=Method.BUTTON, happened_at=later).happened_at == later


def test_a_consent_that_ended_before_it_began_is_refused():
    with pytest.raises(refusals.ValidityInPast):
        written(valid_until=NOON)


@pytest.mark.parametrize(
    "half", [{"guardian_id": 3}, {"guardian_relation": "mother"}], ids=["person", "relation"]
)
def test_a_guardian_is_known_with_the_relation_or_not_at_all(half):
    whole = written(guardian_id=3, guardian_relation="mother")
    assert (whole.guardian_id, whole.guardian_relation) == (3, "mother")
    with pytest.raises(refusals.GuardianIncomplete):
        written(**half)


def test_notes_and_quoted_texts_have_a_limit():
    with pytest.raises(refusals.NoteTooLong):
        written(note="x" * (NOTE_MAX + 1))
    with pytest.raises(refusals.NoteTooLong):
        written(
            kind=EventKind.WITHDRAWN,
            method=Method.OWN_MESSAGE,
            withdrawn_via="x" * (WITHDRAWN_VIA_MAX + 1),
        )


@pytest.mark.parametrize(
    "nonsense",
    [
        {"key": ""},
        {"client_id": 0},
        {"zone": ""},
        {"happened_at": NAIVE},
        {"recorded_at": NAIVE},
        {"valid_until": NAIVE},
        {"evidence_hash": "B" * 64},
    ],
    ids=str,
)
def test_nonsense_is_no_event(nonsense):
    with pytest.raises((ValueError, TypeError)):
        written(**nonsense)


def test_the_ledger_counts_from_one():
    facts = {name: getattr(written(), name) for name in ConsentEvent.__slots__}
    assert ConsentEvent(**(facts | {"seq": 1})).seq == 1
    with pytest.raises(ValueError, match="from 1"):
        ConsentEvent(**(facts | {"seq": 0}))


@pytest.mark.parametrize("nonsense", [{"id": 0}, {"version": 0}, {"language": ""}, {"hash": "x"}])
def test_a_wording_is_named_completely(nonsense):
    facts: dict[str, Any] = {"id": 1, "version": 1, "hash": "a" * 64, "language": "it"}
    with pytest.raises(ValueError, match=r"wording|SHA-256"):
        WordingRef(**(facts | nonsense))


def test_the_printed_form_shows_nothing_bound_to_a_person():
    event = written(
        note="loves dogs",
        user_id="IT.900000000000001",
        guardian_id=3,
        guardian_relation="mother",
        kind=EventKind.WITHDRAWN,
        method=Method.OWN_MESSAGE,
        withdrawn_via="basta davvero",
    )
    for hidden in ("333", "signature", "dogs", "mother", "basta", "IT.9", FORM_HASH):
        assert hidden not in repr(event)
