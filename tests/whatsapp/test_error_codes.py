"""One row a code: what it means for the message, and which part of sending closes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.whatsapp.error_codes import (
    CODE_TABLE,
    Action,
    Retry,
    Valve,
    is_known,
    look_up,
)

# code: retry, action, valve; as docs/whatsapp.md restates the platform's page.
EXPECTED = """
0 fix ask_token all
1 unknown wait_for_status none
2 unknown wait_for_status none
3 fix stop_queue all
4 later back_off none
10 fix stop_queue all
33 fix stop_queue all
100 no bug none
102 fix ask_token all
104 fix ask_token all
190 fix ask_token all
200 fix stop_queue all
250 fix stop_queue all
299 fix stop_queue all
368 fix stop_queue all
613 later back_off none
803 fix stop_queue all
80007 later back_off none
130403 no unblock none
130429 later back_off none
130472 no skip_person none
130497 no report none
131000 unknown wait_for_status none
131005 fix stop_queue all
131008 no bug none
131009 no bug none
131016 later back_off none
131020 no report none
131021 no fix_contact none
131026 no mark_number none
131030 fix set_up none
131031 fix stop_queue all
131037 fix set_up all
131041 no report none
131042 fix stop_billable all
131044 fix report none
131045 fix set_up all
131047 no use_template none
131048 days pause_promotions promotions
131049 after_24h skip_person none
131050 no opt_out_marketing none
131051 no bug none
131052 no report none
131053 fix report none
131055 no other_endpoint none
131056 pair pause_pair none
131057 later back_off none
131059 no report none
131062 no fix_contact none
131063 fix other_endpoint promotions
131064 days stop_utility utility
131200 no report none
131299 no report none
132000 no bug template
132001 fix sync_templates template
132005 no report none
132007 no edit_template template
132008 no bug template
132012 no bug template
132015 days pause_template template
132016 no edit_template template
132018 no bug template
132068 fix report template
132069 later back_off none
133000 fix set_up none
133004 fix set_up none
133005 fix set_up none
133006 fix set_up none
133008 fix set_up none
133009 fix set_up none
133010 fix set_up all
133015 fix set_up none
133016 fix set_up none
134011 fix report none
134100 no other_endpoint none
134101 later back_off none
134102 fix other_endpoint template
135000 no bug none
137000 fix fix_contact none
139100 no report none
139103 no report none
147001 no report none
147005 no report none
200005 no nothing none
200007 no nothing none
2388019 fix edit_template none
2388039 fix edit_template none
2388040 fix edit_template none
2388047 fix edit_template none
2388072 fix edit_template none
2388073 fix edit_template none
2388293 fix edit_template none
2388299 fix edit_template none
2593107 fix set_up none
2593108 fix set_up none
"""
ROWS = [line.split() for line in EXPECTED.strip().splitlines()]


@pytest.mark.parametrize(("code", "retry", "action", "valve"), ROWS)
def test_a_code_has_its_row(code, retry, action, valve):
    row = look_up(int(code))
    assert (row.retry, row.action, row.valve) == (Retry(retry), Action(action), Valve(valve))
    assert row.first <= int(code) <= row.last
    assert is_known(int(code))


def test_no_row_of_the_table_is_without_a_test():
    tested = {int(row[0]) for row in ROWS}
    assert all({row.first, row.last} <= tested for row in CODE_TABLE)


def test_no_code_stands_in_two_rows():
    spans = sorted((row.first, row.last) for row in CODE_TABLE)
    assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_meanings_are_keys_and_never_sentences():
    assert all(row.meaning.isidentifier() and row.meaning.islower() for row in CODE_TABLE)


@given(st.integers())
def test_an_unknown_code_is_never_repeated_and_closes_nothing(code):
    if is_known(code):
        return
    row = look_up(code)
    assert (row.retry, row.action, row.valve) == (Retry.NO, Action.REPORT, Valve.NONE)
    assert not row.surely_not_taken


def test_only_slowing_down_proves_that_a_message_was_not_taken():
    sure = {row.meaning for row in CODE_TABLE if row.surely_not_taken}
    assert sure == {
        "too_many_calls",
        "too_fast",
        "too_fast_for_this_person",
        "platform_unwell",
        "account_in_maintenance",
        "form_too_fast",
        "template_syncing",
    }
