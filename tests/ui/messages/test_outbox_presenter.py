"""The outbox panel and the chip beside the title, in words and without a single widget."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.application.queries.reconciliation import Reconciliation
from salon_desktop.application.queries.status_facts import ClosedValve, DeskStatus
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.messages.health_chip import health_chip
from salon_desktop.ui.messages.outbox_presenter import (
    call_rows,
    failed_rows,
    outgoing_rows,
    sum_line,
)
from salon_desktop.ui.messages.presenter import Telling
from salon_desktop.ui.messages.rows import HeadRow, OutboxRow, PanelRow

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)


@pytest.fixture
def telling(words):
    return Telling(words, Formats("en", ZoneInfo("Europe/Rome")), NOW)


def entry(**other: Any) -> OutboxEntry:
    usual = OutboxEntry(
        id=1,
        key="k",
        kind=MessageKind.REMINDER_1,
        purpose=MessagePurpose.SERVICE,
        state=MessageState.PLANNED,
        reason=None,
        error_code=None,
        client_id=1,
        client_name="Anna Rossi",
        address=None,
        appointment_id=1,
        day=date(2026, 11, 25),
        start=600,
        service="Cera",
        due_at=NOW + timedelta(hours=1),
        expires_at=NOW + timedelta(hours=5),
        changed_at=NOW,
        ground_kind=None,
        ground_id=None,
        language="it",
        phone="+393331234567",
    )
    return replace(usual, **other)


def below(rows: Sequence[PanelRow]) -> list[OutboxRow]:
    """The messages under the one heading."""
    head, *rest = rows
    assert isinstance(head, HeadRow)
    found = [row for row in rest if isinstance(row, OutboxRow)]
    assert len(found) == len(rest)
    return found


# ---- the outbox


def test_three_alike_are_one_row_and_two_are_two(telling):
    two = outgoing_rows([entry(id=1), entry(id=2)], telling)
    assert [row.name for row in below(two)] == ["Anna Rossi", "Anna Rossi"]
    three = outgoing_rows([entry(id=number) for number in (1, 2, 3)], telling)
    assert [row.name for row in below(three)] == ["3 clients"]
    assert three[0] == HeadRow(text="Within 24 hours", count="3")


def test_what_waits_for_a_reason_says_so(telling):
    (row,) = below(outgoing_rows([entry(reason="template_paused")], telling))
    assert row.reason == "WhatsApp has paused the template for some hours."
    assert row.tone == "warn"


def test_a_message_that_leaves_within_two_minutes_counts_down(telling):
    soon = entry(state=MessageState.HELD, due_at=NOW + timedelta(seconds=82))
    (row,) = below(outgoing_rows([soon], telling))
    assert (row.icon, row.when) == ("hourglass", "in 1 minute")


def test_failures_come_newest_first(telling):
    old = entry(id=1, state=MessageState.FAILED, changed_at=NOW - timedelta(days=1))
    new = entry(id=2, state=MessageState.UNKNOWN, reason="answer_lost", client_name="Bea")
    rows = below(failed_rows([old, new], telling))
    assert [row.name for row in rows] == ["Bea", "Anna Rossi"]
    assert rows[1].reason == "failed"


def test_a_call_says_whom_about_what_where_and_why(telling):
    (row,) = call_rows([entry(state=MessageState.SENT)], telling)
    assert (row.name, row.visit) == ("Anna Rossi", "tomorrow 10:00 · Cera")
    assert (row.phone, row.reason) == ("+39 333 123 4567", "Sent, but it never reached the phone.")
    (nobody,) = call_rows([entry(state=MessageState.BLOCKED, phone=None, client_name="")], telling)
    assert (nobody.phone, nobody.name) == ("no number", "Unknown client")


def test_a_client_s_own_no_looks_another_way_than_whatsapp_s(telling):
    (hers,) = call_rows([entry(state=MessageState.BLOCKED, reason="refused")], telling)
    (theirs,) = call_rows([entry(state=MessageState.FAILED, reason="refused")], telling)
    assert (hers.icon, theirs.icon) == ("message-circle-off", "phone")


def test_yesterday_in_one_line(telling):
    def told(**ends):
        values = {"delivered": 0, "phoned": 0, "expired": 0, "blocked": 0} | ends
        return sum_line(Reconciliation(day=date(2026, 11, 23), **values), telling)

    good = told(due=27, delivered=24, phoned=2, expired=1)
    assert (good.lead, good.body, good.is_red) == (
        "Yesterday all adds up:",
        "27 due = 24 delivered + 2 phoned + 1 too late",
        False,
    )
    bad = told(due=2, delivered=1)
    assert (bad.lead, bad.is_red) == ("Yesterday 1 is missing:", True)
    none = told(due=0)
    assert (none.body, none.is_red) == ("", False)
    worst = told(due=3)
    assert worst.body.startswith("3 due, of which 0.")


# ---- the chip beside the title


def status(**other: Any) -> DeskStatus:
    usual = DeskStatus(
        has_account=True,
        has_relay=True,
        last_contact=NOW,
        queued=0,
        unclear=0,
        failed=0,
        dropped=0,
        to_phone=0,
        for_person=0,
        last_backup=None,
        forged=0,
        valves=(),
    )
    return replace(usual, **other)


def test_trouble_comes_before_quality_and_the_widest_valve_first(words):
    valves = (
        ClosedValve(name="template:x", reason="paused", code=None),
        ClosedValve(name="all", reason="token", code=190),
    )
    chip = health_chip(status(valves=valves, quality="GREEN"), words)
    assert (chip.text, chip.tone) == ("Nothing is sent at the moment", "danger")


@pytest.mark.parametrize(
    ("quality", "tone"),
    [("GREEN", "ok"), ("YELLOW", "warn"), ("RED", "danger"), ("", "neutral")],
)
def test_the_platform_s_view_of_the_number_is_told(words, quality, tone):
    assert health_chip(status(quality=quality), words).tone == tone


def test_without_an_account_the_chip_says_so(words):
    assert health_chip(status(has_account=False, quality="GREEN"), words).tone == "muted"
