"""The gate: quiet hours, caps, templates and what is stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from salon_desktop.domain.consent.events import Channel
from salon_desktop.domain.messaging.gate import (
    Allowed,
    AppointmentFacts,
    Blocked,
    CapRules,
    Delayed,
    OfferFacts,
    Reason,
    may_send,
)
from salon_desktop.domain.messaging.quiet_hours import QuietHours, Windows, window
from tests.gate_questions import (
    EVENING,
    MARKETING,
    NOON,
    UTILITY,
    offer,
    reminder,
    standing,
)


def test_in_quiet_hours_a_message_waits_for_the_morning():
    later = EVENING + timedelta(days=2)
    morning = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert may_send(reminder(now=EVENING, expires_at=later)) == Delayed(morning, Reason.QUIET_HOURS)
    offers_morning = datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert may_send(offer(now=EVENING, expires_at=later)) == Delayed(
        offers_morning, Reason.QUIET_HOURS
    )


def test_an_offer_waits_over_sunday_and_a_holiday():
    saturday = datetime(2026, 3, 7, 18, 30, tzinfo=UTC)
    monday = date(2026, 3, 9)
    question = offer(
        now=saturday, expires_at=saturday + timedelta(days=9), holidays=frozenset({monday})
    )
    tuesday = datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert may_send(question) == Delayed(tuesday, Reason.QUIET_HOURS)


def test_what_cannot_wait_until_the_morning_goes_to_the_call_list_at_once():
    question = reminder(now=EVENING, expires_at=datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    assert may_send(question) == Blocked(Reason.QUIET_HOURS)


def test_what_is_already_stale_does_not_wait():
    assert may_send(reminder(now=EVENING, expires_at=EVENING)) == Blocked(Reason.STALE)


def test_without_any_window_in_a_month_nothing_waits():
    morning = window(600, 660)
    first_of_may = Windows(week=(morning,) * 7, holiday=None, eve=None)
    holidays = frozenset(NOON.date() + timedelta(days=day) for day in range(40))
    question = reminder(
        quiet=QuietHours(service=first_of_may, offers=first_of_may), holidays=holidays
    )
    assert may_send(question) == Blocked(Reason.QUIET_HOURS)


def test_the_owners_windows_count_before_the_countrys():
    afternoon = Windows(week=(window(900, 960),) * 7, holiday=None, eve=None)
    verdict = may_send(reminder(quiet=QuietHours(service=afternoon, offers=afternoon)))
    assert verdict == Delayed(datetime(2026, 3, 2, 14, tzinfo=UTC), Reason.QUIET_HOURS)


def days_ago(*days: float) -> tuple[datetime, ...]:
    """Return instants before noon."""
    return tuple(NOON - timedelta(days=each) for each in days)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (OfferFacts(sent_at=days_ago(3, 29.9)), Reason.OFFER_CAP),
        (OfferFacts(sent_at=days_ago(3, 30, 31, 90)), None),
        (OfferFacts(visits_at=days_ago(0.9)), Reason.NEAR_VISIT),
        (OfferFacts(visits_at=days_ago(-0.9)), Reason.NEAR_VISIT),
        (OfferFacts(visits_at=days_ago(1, -1, 40)), None),
        (OfferFacts(without_reaction=4), Reason.NO_REACTION),
        (OfferFacts(without_reaction=3), None),
    ],
)
def test_offers_are_rare(facts, reason):
    verdict = may_send(offer(offers=facts))
    assert verdict == Blocked(reason) if reason else isinstance(verdict, Allowed)
    assert isinstance(may_send(reminder(offers=facts)), Allowed)


def test_the_owner_may_set_other_caps():
    rules = CapRules(offers=1, days=7, hours_from_visit=48, without_reaction=1)
    assert may_send(offer(caps=rules, offers=OfferFacts(sent_at=days_ago(6)))) == Blocked(
        Reason.OFFER_CAP
    )


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (None, Reason.TEMPLATE_MISSING),
        (replace(UTILITY, approved=False), Reason.TEMPLATE_NOT_APPROVED),
        (replace(UTILITY, paused=True), Reason.TEMPLATE_PAUSED),
        (MARKETING, Reason.TEMPLATE_CATEGORY),
    ],
)
def test_a_template_must_be_approved_in_the_expected_category(template, reason):
    assert may_send(reminder(template=template)) == Blocked(reason)
    assert Blocked(reason).is_temporary
    assert isinstance(may_send(reminder(template=template, planning=True)), Allowed)


def test_an_offer_in_a_template_for_reminders_is_a_mismatch():
    assert may_send(offer(template=UTILITY)) == Blocked(Reason.TEMPLATE_CATEGORY)


def test_a_text_message_needs_no_template_of_the_platform():
    key = replace(standing().key, channel=Channel.SMS)
    question = reminder(channel=Channel.SMS, standing=standing(key=key), template=None)
    assert isinstance(may_send(question), Allowed)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (AppointmentFacts(stands=False, starts_as_planned=True), Reason.APPOINTMENT_GONE),
        (AppointmentFacts(stands=True, starts_as_planned=False), Reason.APPOINTMENT_MOVED),
    ],
)
def test_a_reminder_of_something_that_changed_is_not_sent(facts, reason):
    assert may_send(reminder(appointment=facts)) == Blocked(reason)
    assert not Blocked(reason).is_temporary


def test_a_message_may_not_leave_at_its_end():
    assert may_send(reminder(expires_at=NOON)) == Blocked(Reason.STALE)
    assert isinstance(may_send(reminder(expires_at=NOON + timedelta(seconds=1))), Allowed)


def test_while_planning_what_can_still_change_is_not_asked():
    question = reminder(
        planning=True, template=None, drained=False, valve_closed=True, daily_limit_reached=True
    )
    assert isinstance(may_send(question), Allowed)
