"""A person opens what a person may open; everything else says what it waits for."""

from datetime import timedelta

import pytest

from salon_desktop.application.commands import read_health, set_up_platform
from salon_desktop.application.commands.open_valve import (
    OPENED,
    OpenValve,
    OpenValveHandler,
    ValveAnswer,
)
from salon_desktop.application.valves import HEALTH_REASONS, SET_UP_REASONS, OpenedBy, opened_by
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener


@pytest.fixture
def open_unit(engine):
    return unit_of_work_opener(engine)


@pytest.fixture
def open_valve(open_unit, clock):
    return OpenValveHandler(open_unit, clock)


@pytest.fixture
def closed(open_unit, clock):
    """Close a valve as trouble does."""

    def close(name, reason, **more):
        with open_unit() as unit:
            unit.account.close_valve(name, reason, clock.now(), **more)
            unit.commit()

    return close


def names(open_unit, clock):
    with open_unit() as unit:
        return [name for name, _, _ in unit.account.closed_valves(clock.now())]


def test_a_gap_of_the_relay_is_opened_by_a_person_and_remembered(
    open_valve, open_unit, closed, clock
):
    closed("all", "relay_gap")
    assert open_valve(OpenValve(name="all", reason="relay_gap")) == ValveAnswer(is_open=True)
    assert names(open_unit, clock) == []
    with open_unit() as unit:
        told = unit.account.fact(OPENED)
        assert told is not None
        assert told[0] == {"valve": "all", "reason": "relay_gap", "person": unit.actor.person_id}


@pytest.mark.parametrize(
    ("reason", "waits_for"),
    [
        ("token_refused", OpenedBy.SET_UP),
        ("permission_missing", OpenedBy.SET_UP),
        ("platform_blocks", OpenedBy.HEALTH),
        ("quality_red", OpenedBy.HEALTH),
    ],
)
def test_what_something_else_opens_stays_closed(
    open_valve, open_unit, closed, clock, reason, waits_for
):
    closed("all", reason)
    answer = open_valve(OpenValve(name="all", reason=reason))
    assert answer == ValveAnswer(is_open=False, waits_for=waits_for)
    assert names(open_unit, clock) == ["all"]


def test_a_pause_opens_by_itself_and_not_by_hand(open_valve, open_unit, closed, clock):
    closed("all", "too_fast", opens_at=clock.now() + timedelta(minutes=5))
    answer = open_valve(OpenValve(name="all", reason="too_fast"))
    assert answer == ValveAnswer(is_open=False, waits_for=OpenedBy.TIME)
    assert names(open_unit, clock) == ["all"]


def test_a_valve_that_closed_anew_for_another_reason_stays_closed(
    open_valve, open_unit, closed, clock
):
    closed("all", "relay_gap")
    closed("all", "account_locked")
    assert not open_valve(OpenValve(name="all", reason="relay_gap")).is_open
    assert names(open_unit, clock) == ["all"]


def test_an_open_valve_is_no_error_and_nothing_is_noted(open_valve, open_unit):
    assert open_valve(OpenValve(name="promotions", reason="relay_gap")).is_open
    with open_unit() as unit:
        assert unit.account.fact(OPENED) is None


def test_only_the_valve_that_was_named_opens(open_valve, open_unit, closed, clock):
    closed("all", "relay_gap")
    closed("template:appointment_reminder_1", "template_missing")
    open_valve(OpenValve(name="all", reason="relay_gap"))
    assert names(open_unit, clock) == ["template:appointment_reminder_1"]


def test_the_reasons_are_those_that_health_and_set_up_use():
    assert {read_health.PLATFORM_BLOCKS, read_health.QUALITY_RED} == HEALTH_REASONS
    assert "token_refused" in SET_UP_REASONS
    assert set_up_platform.SetUpPlatformHandler is not None
    assert opened_by("a_reason_nobody_knows_yet", None) is OpenedBy.PERSON
