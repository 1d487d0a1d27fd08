"""Drill S8 and W6: a process that dies between claim, call and note loses and doubles nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from salon_desktop.domain.messaging.message import MessageState
from tests.drills.sending_world import DUE, World, later, second_sender, world

ROOT = Path(__file__).parents[2]
KILLED = -9


def _child(made: World, point: str, times: int, now: datetime = DUE) -> int:
    """Run the sending child until it kills itself; returns its exit code."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.drills.sender_child",
            str(made.folder.root),
            now.isoformat(),
            point,
            str(times),
        ],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {0, KILLED}, done.stderr.decode()[-2000:]
    return done.returncode


@pytest.mark.parametrize(
    ("point", "taken_by_the_dead", "its_end"),
    [
        ("claimed", 0, MessageState.UNKNOWN),
        ("answered", 1, MessageState.DELIVERED),
        ("settled", 1, MessageState.DELIVERED),
    ],
)
def test_s8_a_killed_sender_leaves_nothing_claimed_and_nothing_doubled(
    tmp_path: Path, point: str, taken_by_the_dead: int, its_end: MessageState
) -> None:
    with world(tmp_path, people=4) as made:
        assert _child(made, point, 1) == KILLED, "the drill must have struck"
        assert len(made.practice.platform.taken) == taken_by_the_dead
        stuck = Counter(made.states())[MessageState.SENDING]
        assert stuck == (0 if point == "settled" else 1)
        sweep = made.salon.do.send_due(drained=True)
        assert sweep.unknown == stuck
        made.hear()
        assert MessageState.SENDING not in made.states()
        assert max(made.times_taken().values()) == 1
        expected = Counter({MessageState.DELIVERED: 3})
        expected[its_end] += 1
        assert Counter(made.states()) == expected
        print(f"drill S8 {point} ok", dict(made.times_taken()))


def test_s8_killed_again_and_again_every_message_is_taken_at_most_once(tmp_path: Path) -> None:
    with world(tmp_path, people=12) as made:
        struck = 0
        for round_number, point in enumerate(("claimed", "answered", "settled") * 3):
            now = later(DUE, minutes=round_number)
            struck += _child(made, point, 1 + round_number % 2, now) == KILLED
        assert struck >= 5, "the drill must have struck"
        made.clock.set(later(DUE, minutes=30))
        made.salon.do.send_due(drained=True)
        made.hear()
        assert max(made.times_taken().values()) == 1
        ends = Counter(made.states())
        assert set(ends) <= {MessageState.DELIVERED, MessageState.UNKNOWN}
        assert sum(ends.values()) == 12
        made.salon.do.send_due(drained=True)
        with second_sender(made):
            pass  # the next start tidies up after the dead
        assert made.salon.ask.check(made.clock.now()) == []
        print(f"drill S8 ok, struck {struck}", ends)


@pytest.mark.parametrize("point", ["stored", "acknowledged"])
def test_w6_a_desk_killed_while_pulling_applies_everything_once(tmp_path: Path, point: str) -> None:
    with world(tmp_path, people=2) as made:
        assert made.salon.do.send_due(drained=True).accepted == 2
        platform = made.practice.platform
        assert platform.settle()
        platform.phones.tap(made.numbers[0], index=0)
        platform.phones.say(made.numbers[1], "STOP")
        assert platform.settle()
        assert _child(made, point, 1) == KILLED, "the drill must have struck"
        made.hear()
        events = [entry.outcome for entry in made.salon.ask.conversations()]
        assert sorted(filter(None, events)) == ["confirm", "stop_everything"]
        with made.salon.do.open_unit() as unit:
            withdrawn = [
                event for event in unit.consent.events_of(made.clients[1]) if event.withdrawn_via
            ]
            assert len(withdrawn) == 2, "one STOP ends both purposes once"
            assert unit.appointments.get(1).status == "confirmed"
        made.salon.do.send_due(drained=True)
        with second_sender(made):
            pass  # the next start tidies up after the dead
        assert made.salon.ask.check(made.clock.now()) == []
        print(f"drill W6 {point} ok")
