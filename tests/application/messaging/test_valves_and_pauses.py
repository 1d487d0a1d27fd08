"""What closed sending for a good reason is opened by nothing but what ends that reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salon_desktop.application.commands.pull_relay import PullRelayHandler
from salon_desktop.application.consequences import close_valve
from salon_desktop.application.ports.relay import Pulled
from salon_desktop.application.ports.secrets import APP_SECRET
from salon_desktop.application.valves import RELAY_GAP
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.secrets import MemorySecrets


@pytest.fixture
def open_unit(engine):
    return unit_of_work_opener(engine)


@pytest.fixture
def valve(open_unit, clock):
    """Close "all" for each reason in turn and return what it is closed for then."""

    def close(*reasons):
        with open_unit() as unit:
            for reason, minutes in reasons:
                opens_at = None if minutes is None else clock.now() + timedelta(minutes=minutes)
                close_valve(unit, "all", reason, clock.now(), opens_at=opens_at)
            shut = unit.account.valve("all", clock.now())
            unit.commit()
        return shut.reason

    return close


@pytest.mark.parametrize("later", ["too_fast", "platform_blocks", "token_refused", "payment"])
@pytest.mark.parametrize("gap_first", [True, False])
def test_a_gap_of_the_relay_is_forgotten_for_nothing(valve, later, gap_first):
    gap, other = (RELAY_GAP, None), (later, 1 if later == "too_fast" else None)
    assert valve(*((gap, other) if gap_first else (other, gap))) == RELAY_GAP


def test_a_pause_does_not_open_what_health_or_a_person_has_to_open(valve):
    assert valve(("platform_blocks", None), ("too_fast", 1)) == "platform_blocks"
    assert valve(("payment", None), ("too_fast", 1)) == "payment"


def test_a_short_pause_does_not_end_a_long_one(valve):
    assert valve(("account_restricted", 600), ("too_fast", 1)) == "account_restricted"
    assert valve(("too_fast", 1), ("account_restricted", 900)) == "account_restricted"


def test_a_pause_begun_by_a_clock_that_ran_ahead_ends_when_the_clock_is_right(open_unit, clock):
    ahead = clock.now() + timedelta(days=365)
    with open_unit() as unit:
        unit.account.close_valve("all", "too_fast", ahead, opens_at=ahead + timedelta(minutes=1))
        assert unit.account.valve("all", ahead) is not None
        assert unit.account.valve("all", clock.now()) is None
        assert list(unit.account.closed_valves(clock.now())) == []


class EndlessGaps:
    """A relay that tells of a gap at every question and never has an event."""

    asked = 0

    def pull(self, after: int, wait: float) -> Pulled:
        self.asked += 1
        assert self.asked < 5, "the desk was kept asking"
        return Pulled([], after + 1, gap=True)

    def acknowledge(self, through: int) -> None:
        assert through > 0


def test_a_relay_that_tells_of_gaps_without_end_is_left_after_one_question(open_unit, clock):
    relay = EndlessGaps()
    pull = PullRelayHandler(open_unit, clock, relay, MemorySecrets({APP_SECRET: "s" * 32}))
    assert pull().gap
    assert relay.asked == 1
    with open_unit() as unit:
        assert unit.account.valve("all", clock.now()).reason == RELAY_GAP
