"""Drill T1: a lid closed over a chore's moment, a chore that fails, and an orderly end."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salon_desktop.background.scheduler import Chore, build_scheduler

pytestmark = pytest.mark.drill
ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)
EVERY, ASLEEP = 2.0, 4.6  # two ticks are slept through, the next is still to come
LONGEST = 30.0
Told = Callable[..., None]


@pytest.fixture
def ticking() -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.drills.scheduler_child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    yield child
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    child.wait(LONGEST)
    child.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs Linux or macOS to stop a process")
def test_t1_a_lid_closed_over_a_chores_moment_runs_it_on_waking_once(
    ticking: subprocess.Popen[str], told: Told
) -> None:
    assert ticking.stdin is not None
    assert ticking.stdout is not None
    assert float(ticking.stdout.readline()) <= time.monotonic()
    os.kill(ticking.pid, signal.SIGSTOP)
    closed = time.monotonic()
    threading.Event().wait(ASLEEP)  # the sleep is the fault
    os.kill(ticking.pid, signal.SIGCONT)
    opened = time.monotonic()
    woken, following = (float(ticking.stdout.readline()) for _ in range(2))
    assert opened - closed >= 2 * EVERY, "two moments must have passed"
    assert woken > opened - 0.05, "nothing ran while it slept"
    assert woken - opened < EVERY, "it ran on waking, not at its next moment"
    assert following - woken > 0.2, "what was missed twice ran once"
    ticking.stdin.close()
    assert ticking.stdout.read().split()[-2:] == ["left", "0"], "no thread is left"
    told("T1 lid", injected=1, asleep=round(opened - closed, 1), ran_once=1)


def test_t1_a_chore_that_fails_is_told_and_runs_again(
    caplog: pytest.LogCaptureFixture, told: Told
) -> None:
    runs: list[int] = []
    heard: list[str] = []
    again, steady = threading.Event(), threading.Event()

    def failing() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ValueError("token EAAPlanted")
        again.set()

    scheduler = build_scheduler(
        [
            Chore(name="exchange", every=SECOND, run=failing, at_once=True),
            Chore(name="health", every=SECOND, run=steady.set, at_once=True),
        ],
        heard.append,
        datetime.now(UTC),
    )
    with caplog.at_level(logging.INFO):
        scheduler.start()
        assert again.wait(LONGEST)
        assert steady.wait(LONGEST), "the others are not held up"
        scheduler.shutdown(wait=True)
    assert heard == ["exchange"]
    ours = [record.getMessage() for record in caplog.records if "salon_desktop" in record.name]
    assert ours == ["chore exchange did not finish: ValueError"]
    told("T1 failing", injected=1, ran=len(runs))


def test_t1_the_end_waits_for_the_chore_in_hand_and_leaves_no_thread(told: Told) -> None:
    entered, ended = threading.Event(), threading.Event()
    go_on = threading.Event()

    def long() -> None:
        entered.set()
        assert go_on.wait(LONGEST)
        ended.set()

    before = set(threading.enumerate())
    chore = Chore(name="backup", every=SECOND, run=long, at_once=True)
    scheduler = build_scheduler([chore], lambda name: None, datetime.now(UTC))
    scheduler.start()
    assert entered.wait(LONGEST)
    closing = threading.Thread(target=scheduler.shutdown, kwargs={"wait": True})
    closing.start()
    go_on.set()
    closing.join(LONGEST)
    assert ended.is_set(), "the chore in hand was finished"
    assert set(threading.enumerate()) <= before
    told("T1 end", injected=1, threads_left=0)
