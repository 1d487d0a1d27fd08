"""What an erasure takes and what stays, with its end."""

from __future__ import annotations

from datetime import date

import pytest

from salon_desktop.domain.privacy.erasure import (
    SUPPRESSION_KEY_BYTES,
    ErasureLine,
    Fate,
    answer_due,
    erasure_plan,
    suppressed,
)
from salon_desktop.domain.privacy.retention import RetentionClass

TODAY = date(2026, 11, 21)
LAST_VISIT = date(2026, 11, 12)
KEY = b"k" * SUPPRESSION_KEY_BYTES


def test_the_receipt_tells_what_goes_what_stays_until_when_and_what_is_a_figure():
    held = {
        RetentionClass.EVENT_LOG: LAST_VISIT,
        RetentionClass.FISCAL: LAST_VISIT,
        RetentionClass.CONSENT_PROOF: LAST_VISIT,
        RetentionClass.HEALTH: LAST_VISIT,
        RetentionClass.CLIENT_CARD: LAST_VISIT,
        RetentionClass.SUPPRESSION: LAST_VISIT,
    }
    assert erasure_plan(held, country="IT", today=TODAY) == (
        ErasureLine(data=RetentionClass.CLIENT_CARD, fate=Fate.ERASED),
        ErasureLine(data=RetentionClass.HEALTH, fate=Fate.ERASED),
        ErasureLine(data=RetentionClass.CONSENT_PROOF, fate=Fate.KEPT, until=date(2031, 11, 12)),
        ErasureLine(data=RetentionClass.FISCAL, fate=Fate.KEPT, until=date(2037, 1, 1)),
        ErasureLine(data=RetentionClass.SUPPRESSION, fate=Fate.KEPT),
        ErasureLine(data=RetentionClass.EVENT_LOG, fate=Fate.ANONYMOUS),
    )


def test_what_was_kept_long_enough_is_erased_too():
    held = {RetentionClass.CONSENT_PROOF: date(2021, 11, 21)}
    assert erasure_plan(held, country="IT", today=TODAY) == (
        ErasureLine(data=RetentionClass.CONSENT_PROOF, fate=Fate.ERASED),
    )


@pytest.mark.parametrize("data", list(RetentionClass))
def test_every_class_of_data_has_a_fate(data):
    (line,) = erasure_plan({data: LAST_VISIT}, country="DE", today=TODAY)
    assert (line.until is None) or line.fate is Fate.KEPT


def test_a_request_is_answered_within_a_month_or_three():
    assert answer_due(date(2027, 1, 31)) == date(2027, 2, 28)
    assert answer_due(date(2027, 1, 31), extended=True) == date(2027, 4, 30)


def test_the_suppression_list_recognises_a_number_and_does_not_tell_it():
    number = "+393331234567"
    kept = suppressed(number, KEY)
    assert kept == suppressed(number, KEY)
    assert kept != suppressed("+393331234568", KEY)
    assert kept != suppressed(number, b"x" * SUPPRESSION_KEY_BYTES)


def test_the_suppression_lists_key_is_never_short():
    with pytest.raises(ValueError, match="32 bytes"):
        suppressed("+393331234567", b"short")
