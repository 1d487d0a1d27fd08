"""Drill W2: the platform repeats itself; what it repeats is stored once and answered 200."""

from concurrent.futures import ThreadPoolExecutor


def test_a_body_sent_again_at_once_is_stored_once(start, mirtilla):
    start(mirtilla)
    assert [mirtilla.send(b'{"a":1}') for _ in range(10)] == [200] * 10
    assert mirtilla.bodies() == [b'{"a":1}']


def test_ten_copies_at_the_same_moment_are_stored_once(start, mirtilla):
    start(mirtilla)
    with ThreadPoolExecutor(10) as senders:
        assert set(senders.map(mirtilla.send, [b'{"a":1}'] * 10)) == {200}
    assert mirtilla.bodies() == [b'{"a":1}']


def test_a_replay_of_an_acknowledged_body_stays_swallowed_now_and_a_week_later(
    start, mirtilla, clock
):
    start(mirtilla)
    mirtilla.send(b'{"a":1}')
    latest = mirtilla.pull()["latest"]
    assert mirtilla.ack(latest) == 1
    for days in (0, 1, 6, 1):
        clock.pass_time(days=days)
        assert mirtilla.send(b'{"a":1}') == 200
        assert mirtilla.pull() == {"events": [], "latest": latest, "gap": False}


def test_a_replay_after_a_restart_is_still_known(start, mirtilla):
    stop = start(mirtilla)
    mirtilla.send(b'{"a":1}')
    stop()
    start(mirtilla)
    assert mirtilla.send(b'{"a":1}') == 200
    assert mirtilla.bodies() == [b'{"a":1}']


def test_a_body_that_was_dropped_unread_is_taken_again_if_it_comes_again(start, mirtilla, clock):
    start(mirtilla)
    mirtilla.send(b'{"a":1}')
    clock.pass_time(days=8)
    assert mirtilla.bodies() == []
    assert mirtilla.send(b'{"a":1}') == 200
    assert mirtilla.bodies() == [b'{"a":1}']


def test_the_same_body_for_two_salons_is_kept_for_both(start, mirtilla, ninfea):
    start(mirtilla, ninfea)
    assert (mirtilla.send(b"{}"), ninfea.send(b"{}")) == (200, 200)
    assert (mirtilla.bodies(), ninfea.bodies()) == ([b"{}"], [b"{}"])
