"""Drill W6 and the desk's side: order, cursor, keys, waiting, seven days, nobody else's events."""

import base64
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest
import requests

from salon_relay import Limits


def events_of(salon, **query):
    return salon.pull(**query)["events"]


def test_a_week_of_events_is_fetched_in_order_page_after_page(start, mirtilla, clock):
    start(mirtilla)
    sent = [b"event %d" % number for number in range(23)]
    for body in sent:
        assert mirtilla.send(body) == 200
        clock.pass_time(hours=7)
    found, after = [], 0
    while events := events_of(mirtilla, after=after, limit=5):
        assert len(events) <= 5
        found += events
        after = events[-1]["seq"]
    numbers = [event["seq"] for event in found]
    assert [base64.b64decode(event["body"]) for event in found] == sent
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == mirtilla.pull()["latest"]


def test_events_stay_until_acknowledged_and_acknowledging_again_changes_nothing(start, mirtilla):
    start(mirtilla)
    for letter in (b"a", b"b", b"c"):
        mirtilla.send(letter)
    first, second, third = (event["seq"] for event in events_of(mirtilla))
    assert mirtilla.bodies() == [b"a", b"b", b"c"]
    assert mirtilla.ack(second) == 2
    assert mirtilla.ack(second) == 0
    assert mirtilla.ack(first) == 0
    told = mirtilla.pull(after=second)
    assert [event["seq"] for event in told["events"]] == [third]
    assert (told["latest"], told["gap"]) == (third, False)
    assert mirtilla.ack(third) == 1
    assert mirtilla.pull(after=third) == {"events": [], "latest": third, "gap": False}


def test_acknowledging_the_future_does_not_touch_what_is_still_to_come(start, mirtilla):
    start(mirtilla)
    mirtilla.send(b"a")
    assert mirtilla.ack(2**62) == 1
    mirtilla.send(b"b")
    assert mirtilla.bodies() == [b"b"]


def test_numbers_grow_even_when_the_clock_stands_still_or_goes_back(start, mirtilla, clock):
    stop = start(mirtilla)
    mirtilla.send(b"a")
    mirtilla.send(b"b")
    clock.pass_time(days=-400)
    mirtilla.send(b"c")
    stop()
    start(mirtilla)
    mirtilla.send(b"d")
    numbers = [event["seq"] for event in events_of(mirtilla)]
    assert mirtilla.bodies() == [b"a", b"b", b"c", b"d"]
    assert len(set(numbers)) == 4
    assert mirtilla.pull(after=numbers[2])["gap"] is False


def test_two_salons_never_see_or_delete_each_others_events(start, mirtilla, ninfea):
    start(mirtilla, ninfea)
    mirtilla.send(b"of mirtilla")
    ninfea.send(b"of ninfea")
    assert (mirtilla.bodies(), ninfea.bodies()) == ([b"of mirtilla"], [b"of ninfea"])
    assert mirtilla.ack(2**62) == 1
    assert ninfea.bodies() == [b"of ninfea"]
    assert ninfea.pull()["gap"] is False


def test_each_desk_has_its_own_key_and_a_withdrawn_one_is_locked_out(start, mirtilla, ninfea):
    stop = start(mirtilla, ninfea)
    mirtilla.send(b"{}")
    assert mirtilla.bodies() == [b"{}"]
    old = mirtilla.key
    stop()
    mirtilla.key = "a new key"
    start(mirtilla, ninfea)
    assert mirtilla.bodies() == [b"{}"]
    mirtilla.key = old
    assert mirtilla.ask().status_code == 401


@pytest.mark.parametrize("path", ["/events", "/ack"])
def test_no_key_a_wrong_key_or_the_keys_hash_opens_nothing(start, mirtilla, path):
    start(mirtilla)
    mirtilla.send(b"{}")
    key, digest = mirtilla.key, mirtilla.config().desk_keys[0]
    method = "GET" if path == "/events" else "POST"
    wrong = [
        None,
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {key}x",
        f"Bearer {digest}",
        f"Basic {key}",
        key,
    ]
    for header in [*wrong, f"Bearer {mirtilla.app_secret}", "Bearer " + "k" * 3000, "Bearer é"]:
        told = {} if header is None else {"Authorization": header.encode()}
        answer = requests.request(
            method, mirtilla.address + path, headers=told, json={"through": 2**62}, timeout=30
        )
        assert answer.status_code == 401, header
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "events" not in answer.json()
    assert mirtilla.bodies() == [b"{}"]


@pytest.mark.parametrize(
    "query",
    [
        {"after": "-1"},
        {"after": "x"},
        {"after": ""},
        {"after": "1e3"},
        {"after": str(2**63)},
        {"after": ["1", "2"]},
        {"wait": "26"},
        {"wait": "nan"},
        {"wait": "-1"},
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "٣"},
    ],
)
def test_an_odd_question_is_400(start, mirtilla, query):
    start(mirtilla)
    answer = requests.get(
        f"{mirtilla.address}/events", params=query, headers=mirtilla.bearer, timeout=30
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"9",
        b'{"through": "9"}',
        b'{"through": 9.5}',
        b'{"through": true}',
        b'{"through": -1}',
        b'{"through": 9223372036854775808}',
        b'{"through": 9, "more": 1}',
        b"\xff\xfe",
        b"[" * 4000,
        b'{"through": ' + b"9" * 4000,
    ],
)
def test_an_odd_acknowledgement_is_400_and_deletes_nothing(start, mirtilla, body):
    start(mirtilla)
    mirtilla.send(b"{}")
    answer = requests.post(
        f"{mirtilla.address}/ack", data=body, headers=mirtilla.bearer, timeout=30
    )
    assert answer.status_code == 400
    assert mirtilla.bodies() == [b"{}"]


def test_an_overlong_acknowledgement_is_413(start, mirtilla):
    start(mirtilla)
    answer = requests.post(
        f"{mirtilla.address}/ack", data=b" " * 5000, headers=mirtilla.bearer, timeout=30
    )
    assert answer.status_code == 413


def test_a_waiting_desk_is_woken_the_moment_an_event_is_stored(start, mirtilla):
    start(mirtilla)
    with ThreadPoolExecutor(2) as desks:
        waiting = [desks.submit(mirtilla.pull, 0, wait=25) for _ in range(2)]
        with pytest.raises(TimeoutError):
            waiting[0].result(0.3)
        sent = time.monotonic()
        assert mirtilla.send(b"news") == 200
        answers = [one.result(10) for one in waiting]
        assert time.monotonic() - sent < 2
    assert [len(answer["events"]) for answer in answers] == [1, 1]


def test_another_salons_event_does_not_end_the_wait(start, mirtilla, ninfea):
    start(mirtilla, ninfea)
    with ThreadPoolExecutor(1) as desk:
        waiting = desk.submit(mirtilla.pull, 0, wait=25)
        with pytest.raises(TimeoutError):
            waiting.result(0.3)
        ninfea.send(b"not for mirtilla")
        with pytest.raises(TimeoutError):
            waiting.result(0.3)
        mirtilla.send(b"for mirtilla")
        (event,) = waiting.result(10)["events"]
    assert base64.b64decode(event["body"]) == b"for mirtilla"


def test_a_wait_without_news_ends_empty_when_its_time_is_over(start, mirtilla):
    start(mirtilla)
    began = time.monotonic()
    assert mirtilla.pull(wait=1) == {"events": [], "latest": 0, "gap": False}
    assert 0.9 < time.monotonic() - began < 5


def test_waiting_desks_are_answered_when_the_relay_ends(start, mirtilla):
    stop = start(mirtilla)
    with ThreadPoolExecutor(1) as desk:
        waiting = desk.submit(mirtilla.pull, 0, wait=25)
        with pytest.raises(TimeoutError):
            waiting.result(0.3)
        began = time.monotonic()
        stop()
        assert waiting.result(1)["events"] == []
        assert time.monotonic() - began < 4


def test_a_desk_that_hangs_up_gives_its_waiting_place_back(start, mirtilla):
    start(mirtilla, limits=Limits(polls_per_salon=1))
    with pytest.raises(requests.ReadTimeout):
        requests.get(
            f"{mirtilla.address}/events?wait=25", headers=mirtilla.bearer, timeout=(5, 0.2)
        )
    until = time.monotonic() + 10
    while mirtilla.ask(wait=0.1).status_code == 429:
        assert time.monotonic() < until
        threading.Event().wait(0.02)
    assert mirtilla.pull()["events"] == []


def test_one_salons_waiting_desks_do_not_use_up_the_relay(start, mirtilla, ninfea):
    start(mirtilla, ninfea, limits=Limits(polls_per_salon=2))
    with ThreadPoolExecutor(3) as desks:
        waiting = [desks.submit(mirtilla.ask, 0, wait=25) for _ in range(3)]
        one_too_many = next(as_completed(waiting, timeout=10)).result()
        assert one_too_many.status_code == 429
        assert ninfea.pull(wait=0.1)["events"] == []
        assert mirtilla.pull()["events"] == []  # asking without waiting takes no place
        mirtilla.send(b"{}")
        assert sorted(one.result(10).status_code for one in waiting) == [200, 200, 429]


def test_seven_days_are_kept_and_what_is_dropped_after_them_is_told(start, mirtilla, clock):
    start(mirtilla)
    mirtilla.send(b"old")
    (old,) = events_of(mirtilla)
    clock.pass_time(days=3)
    mirtilla.send(b"young")
    clock.pass_time(days=4)
    assert mirtilla.pull()["gap"] is False
    assert mirtilla.bodies() == [b"old", b"young"]
    clock.pass_time(minutes=1)
    told = mirtilla.pull()
    assert told["gap"] is True
    assert mirtilla.bodies() == [b"young"]
    young = told["latest"]
    assert mirtilla.pull(after=old["seq"])["gap"] is False
    assert mirtilla.pull(after=young) == {"events": [], "latest": young, "gap": False}


def test_a_gap_without_anything_younger_can_be_stepped_over(start, mirtilla, ninfea, clock):
    start(mirtilla, ninfea)
    mirtilla.send(b"old")
    clock.pass_time(days=8)
    told = mirtilla.pull()
    assert (told["events"], told["gap"]) == ([], True)
    assert told["latest"] > 0
    assert mirtilla.pull(after=told["latest"])["gap"] is False
    assert ninfea.pull()["gap"] is False


def test_acknowledged_events_that_grow_old_are_no_gap(start, mirtilla, clock):
    start(mirtilla)
    mirtilla.send(b"old")
    mirtilla.ack(mirtilla.pull()["latest"])
    clock.pass_time(days=40)
    assert mirtilla.pull()["gap"] is False


def test_a_lost_file_is_a_gap_for_the_desk_that_knew_it_and_its_cursor_stays_good(
    start, mirtilla, clock, database
):
    stop = start(mirtilla)
    for letter in (b"a", b"b"):
        mirtilla.send(letter)
    cursor = mirtilla.pull()["latest"]
    stop()
    database.unlink()
    clock.pass_time(hours=1)
    start(mirtilla)
    assert mirtilla.pull(after=0)["gap"] is False
    assert mirtilla.pull(after=cursor) == {"events": [], "latest": 0, "gap": True}
    mirtilla.send(b"c")
    told = mirtilla.pull(after=cursor)
    (event,) = told["events"]
    assert told["gap"] is True
    assert mirtilla.pull(after=event["seq"])["gap"] is False


def test_health_tells_that_it_is_well_and_nothing_about_anybody(start, mirtilla):
    start(mirtilla)
    mirtilla.send(b"{}")
    answer = requests.get(f"{mirtilla.address}/health", timeout=30)
    assert answer.status_code == 200
    assert answer.json().keys() == {"ok", "version"}
    assert answer.json()["ok"] is True
