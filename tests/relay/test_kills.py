"""Drill W6, the hard part: kill -9 at any moment loses nothing accepted and doubles nothing."""

import base64
import random
import sqlite3
import threading
from contextlib import closing

import pytest
import requests

pytestmark = pytest.mark.drill

ROUNDS = 6


def test_a_kill_between_storing_and_fetching_loses_nothing(start_process, mirtilla):
    relay = start_process(mirtilla)
    assert mirtilla.send(b"before the kill") == 200
    relay.kill()
    start_process(mirtilla)
    assert mirtilla.bodies() == [b"before the kill"]


def test_a_kill_between_fetching_and_acknowledging_hands_the_same_out_again(
    start_process, mirtilla
):
    relay = start_process(mirtilla)
    mirtilla.send(b"a")
    first = mirtilla.pull()
    relay.kill()
    relay = start_process(mirtilla)
    assert mirtilla.pull() == first
    assert mirtilla.ack(first["latest"]) == 1
    relay.kill()
    start_process(mirtilla)
    assert mirtilla.bodies() == []
    assert mirtilla.send(b"a") == 200
    assert mirtilla.bodies() == []


def test_kills_in_the_middle_of_traffic_lose_nothing_and_double_nothing(
    start_process, mirtilla, database
):
    chance = random.Random(20261124)
    accepted: set[bytes] = set()
    unsure: set[bytes] = set()
    desk: list[tuple[int, bytes]] = []
    kills_that_hit = 0
    for turn in range(ROUNDS):
        relay = start_process(mirtilla)
        for body in sorted(unsure):  # the platform tries again what it had no 200 for
            assert mirtilla.send(body) == 200
            accepted.add(body)
        unsure.clear()
        fetch_some(mirtilla, desk, chance)
        cut = send_until_killed(mirtilla, relay, turn, chance.randint(5, 40), accepted, unsure)
        kills_that_hit += cut
    print(f"drill W6 kills={kills_that_hit} accepted={len(accepted)}")
    assert kills_that_hit, "no kill hit a request on its way"
    start_process(mirtilla)
    for body in sorted(unsure):
        assert mirtilla.send(body) == 200
        accepted.add(body)
    fetch_all(mirtilla, desk)
    numbers, bodies = zip(*desk, strict=True)
    assert set(bodies) == accepted
    assert len(bodies) == len(accepted)
    assert list(numbers) == sorted(set(numbers))
    with closing(sqlite3.connect(database)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def send_until_killed(salon, relay, turn, sends, accepted, unsure):
    """Four senders at once; the kill falls after some answers. Returns whether it cut one off."""
    enough = threading.Semaphore(0)
    lock = threading.Lock()

    def sender(which):
        for number in range(1000):
            body = b'{"turn":%d,"sender":%d,"n":%d}' % (turn, which, number)
            try:
                status = salon.send(body)
            except requests.RequestException:
                with lock:
                    unsure.add(body)
                return
            assert status == 200
            with lock:
                accepted.add(body)
            enough.release()

    senders = [threading.Thread(target=sender, args=(which,)) for which in range(4)]
    for one in senders:
        one.start()
    for _ in range(sends):
        assert enough.acquire(timeout=30)
    relay.kill()
    for one in senders:
        one.join(30)
    return bool(unsure)


def fetch_some(salon, desk, chance):
    """The desk takes a page or two; its own commit stands before the acknowledgement."""
    for _ in range(chance.randint(0, 2)):
        fetch_page(salon, desk, acknowledge=chance.random() < 0.5)


def fetch_all(salon, desk):
    while fetch_page(salon, desk, acknowledge=True):
        pass


def fetch_page(salon, desk, acknowledge):
    after = desk[-1][0] if desk else 0
    told = salon.pull(after, limit=20)
    assert told["gap"] is False
    desk += [(event["seq"], base64.b64decode(event["body"])) for event in told["events"]]
    if acknowledge and desk:
        salon.ack(desk[-1][0])
    return told["events"]
