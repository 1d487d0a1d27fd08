"""Drill W5: a file that cannot be written is a 500 in good time, and the retry is stored."""

import shutil
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest
import requests

from salon_relay import Limits

if sys.platform == "linux":
    import resource


@contextmanager
def held_by_another(database):
    """Another program sits in a write transaction on the file."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def health(salon):
    answer = requests.get(f"{salon.address}/health", timeout=30)
    return answer.status_code, answer.json()["ok"]


def test_a_locked_file_is_500_well_under_five_seconds_and_the_retry_is_stored(
    start, mirtilla, database
):
    start(mirtilla)
    with held_by_another(database):
        began = time.monotonic()
        assert mirtilla.send(b'{"a":1}') == 500
        assert time.monotonic() - began < 4.5
        assert mirtilla.bodies() == []
    assert mirtilla.send(b'{"a":1}') == 200
    assert mirtilla.bodies() == [b'{"a":1}']


def test_many_senders_before_a_locked_file_all_have_their_answer_in_time(start, mirtilla, database):
    start(mirtilla)
    bodies = [b"%d" % number for number in range(12)]
    with held_by_another(database), ThreadPoolExecutor(12) as senders:
        began = time.monotonic()
        assert set(senders.map(mirtilla.send, bodies)) == {500}
        assert time.monotonic() - began < 5
    assert {mirtilla.send(body) for body in bodies} == {200}
    assert sorted(mirtilla.bodies()) == sorted(bodies)


def test_a_lock_that_ends_in_time_is_waited_for(start, mirtilla, database):
    start(mirtilla)
    with ThreadPoolExecutor(1) as senders:
        with held_by_another(database):
            sent = senders.submit(mirtilla.send, b"{}")
            with pytest.raises(TimeoutError):
                sent.result(0.2)
        assert sent.result(10) == 200


def test_health_and_desk_say_that_the_file_is_locked(start, mirtilla, database):
    start(mirtilla, limits=Limits(lock_seconds=0.1))
    assert health(mirtilla) == (200, True)
    mirtilla.send(b"{}")
    with held_by_another(database):
        assert health(mirtilla) == (503, False)
        told = requests.post(
            f"{mirtilla.address}/ack", json={"through": 1}, headers=mirtilla.bearer, timeout=30
        )
        assert told.status_code == 500
        assert mirtilla.bodies() == [b"{}"]  # reading goes on
    assert health(mirtilla) == (200, True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux to take a process its disk")
def test_a_full_disk_is_500_and_after_it_everything_accepted_is_there(start_process, mirtilla):
    relay = start_process(mirtilla)
    assert mirtilla.send(b"before") == 200
    pid = relay.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (100_000, before[1]))
    answers = [mirtilla.send(bytes([65 + number]) * 60_000) for number in range(6)]
    assert 500 in answers, "no fault was injected"
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    for number, answer in enumerate(answers):
        if answer == 500:
            assert mirtilla.send(bytes([65 + number]) * 60_000) == 200
    assert {body[:1] for body in mirtilla.bodies()} == {b"b", *(b"%c" % c for c in b"ABCDEF")}
    assert len(mirtilla.bodies()) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="needs a system that lets open files vanish")
def test_a_file_taken_away_under_the_relay_is_never_a_hollow_200(start, mirtilla, clock, tmp_path):
    stop = start(mirtilla)
    mirtilla.send(b"lost")
    cursor = mirtilla.pull()["latest"]
    away = tmp_path / "away"
    away.mkdir()
    for part in tmp_path.glob("relay.sqlite*"):
        if part.suffix != ".lock":
            shutil.move(part, away)
    clock.pass_time(minutes=1)
    assert mirtilla.send(b"kept") == 200
    stop()
    start(mirtilla)
    assert mirtilla.bodies() == [b"kept"]
    told = mirtilla.pull(after=cursor)
    assert [event["seq"] > cursor for event in told["events"]] == [True]
