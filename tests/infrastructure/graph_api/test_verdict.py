"""Every code of the table, judged as an answer to a message and as an answer to a question."""

from __future__ import annotations

import pytest

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
)
from salon_desktop.infrastructure.graph_api.transport import Answer, Lost
from salon_desktop.infrastructure.graph_api.verdict import settle_asked, settle_sent
from salon_desktop.whatsapp.error_codes import CODE_TABLE

NOT_TAKEN = {4, 613, 80007, 130429, 131016, 131056, 131057, 132069, 134101}
MAY_BE_TAKEN = {1, 2, 131000}
CODES = sorted({code for row in CODE_TABLE for code in (row.first, row.last)} | {777_777})


def told(code: int, status: int = 400) -> Answer:
    return Answer(status, {"error": {"code": code}})


@pytest.mark.parametrize("code", CODES)
def test_a_code_in_answer_to_a_message_means_not_taken_or_unclear_or_refused(code):
    expected: type[Exception] = MessagingRefused
    if code in NOT_TAKEN:
        expected = MessagingOffline
    elif code in MAY_BE_TAKEN:
        expected = MessagingUnclear
    with pytest.raises(expected):
        settle_sent(told(code))


@pytest.mark.parametrize("code", CODES)
def test_after_a_500_no_code_proves_that_a_message_was_not_taken(code):
    with pytest.raises(MessagingUnclear):
        settle_sent(told(code, status=500))


@pytest.mark.parametrize("code", CODES)
def test_a_code_in_answer_to_a_question_means_ask_later_or_refused(code):
    later = code in NOT_TAKEN | MAY_BE_TAKEN
    with pytest.raises(MessagingOffline if later else MessagingRefused):
        settle_asked(told(code, status=500))


def test_a_lost_question_can_be_asked_again():
    for never_left in (True, False):
        with pytest.raises(MessagingOffline):
            settle_asked(Lost(never_left=never_left))


def test_a_success_gives_back_its_payload():
    assert settle_sent(Answer(200, {"success": True})) == {"success": True}
    assert settle_asked(Answer(201, {"data": []})) == {"data": []}


@pytest.mark.parametrize("status", [302, 400, 404, 503])
def test_a_success_told_with_another_status_is_not_believed(status):
    with pytest.raises(MessagingUnclear):
        settle_sent(Answer(status, {"messages": [{"id": "wamid.1"}]}))
    with pytest.raises(MessagingOffline):
        settle_asked(Answer(status, {"data": []}))


def test_the_details_of_a_refusal_are_cut_to_a_readable_length():
    endless = Answer(400, {"error": {"code": 100, "error_user_msg": "x" * 10_000}})
    with pytest.raises(MessagingRefused) as refused:
        settle_sent(endless)
    assert len(refused.value.details) == 500
