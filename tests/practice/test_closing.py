"""Starting and stopping: no thread, no socket, no answer is left behind."""

from __future__ import annotations

import http.client
import socket
import threading
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from salon_desktop.practice import PracticePlatform, PracticeSettings
from tests.practice.calling_salon import ANNA, Receiver, Salon, StandingClock


def practice_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("practice-")]


def test_stop_joins_every_thread_and_frees_the_port(time: StandingClock) -> None:
    with PracticePlatform(clock=time) as platform:
        salon = Salon(platform)
        lines = [salon.connection() for _ in range(3)]
        for line in lines:
            line.connect()
        assert salon.send().status == 200
        assert {"practice-accept", "practice-network", "practice-courier"} <= set(
            practice_threads()
        )
    assert practice_threads() == []
    for line in lines:
        line.close()
    parts = urlsplit(platform.address)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5)


def test_stop_twice_and_stop_without_start_are_fine(time: StandingClock) -> None:
    platform = PracticePlatform(clock=time)
    platform.stop()
    other = PracticePlatform(clock=time).start()
    other.stop()
    other.stop()


def test_stop_does_not_wait_for_a_receiver_that_hangs(time: StandingClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings = PracticeSettings(webhook_timeout=60)
        platform = PracticePlatform(clock=time, settings=settings).start()
        platform.webhooks.aim(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        platform.phones.say(ANNA, "Ciao")
        line, _ = deaf.accept()
        assert line.recv(10)
        stopping = threading.Thread(target=platform.stop)
        stopping.start()
        stopping.join(10)
        assert not stopping.is_alive()
        line.close()


def test_settling_gives_up_in_time_while_a_receiver_hangs(time: StandingClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings = PracticeSettings(webhook_timeout=60)
        with PracticePlatform(clock=time, settings=settings) as platform:
            platform.webhooks.aim(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
            platform.phones.say(ANNA, "Ciao")
            assert not platform.settle(timeout=0.1)


def test_more_callers_than_connections_wait_and_are_served(start) -> None:
    salon = start(max_connections=4)
    statuses: list[int] = []

    def call(number: int) -> None:
        statuses.append(salon.send(f"+3933300000{number:02}").status)

    callers = [threading.Thread(target=call, args=(number,)) for number in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(20)
    assert statuses == [200] * 20
    assert len({one.id for one in salon.platform.taken}) == 20


def test_a_silent_connection_is_closed(start) -> None:
    salon = start(idle_seconds=0.1)
    line = salon.connection()
    line.connect()
    assert line.sock is not None
    assert line.sock.recv(1) == b""
    line.close()


def test_a_caller_that_leaves_in_the_middle_harms_nobody(salon: Salon) -> None:
    parts = urlsplit(salon.platform.address)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=5) as line:
        line.sendall(b"POST /v26.0/1/messages HTTP/1.1\r\nContent-Length: 100\r\n\r\n{half")
    assert salon.send().status == 200
    assert len(salon.platform.taken) == 1


def test_a_running_clock_moves_things_by_itself(receiver: Receiver) -> None:
    began = threading.Event()
    platform = PracticePlatform(clock=lambda: datetime.now(UTC)).start()
    receiver.verify_token = platform.verify_token
    platform.deliver_to(receiver.url)
    platform.phones.watch(lambda _number: began.set())
    assert Salon(platform).send().status == 200
    assert began.wait(5)
    assert platform.settle()
    assert [one["status"] for one in receiver.statuses] == ["sent", "delivered"]
    platform.stop()


def test_requests_that_are_not_http_are_refused(salon: Salon) -> None:
    line = salon.connection()
    try:
        line.putrequest("BREW", "/coffee")
        line.endheaders()
        assert line.getresponse().status == 501
    except http.client.HTTPException as trouble:
        pytest.fail(f"no answer: {type(trouble).__name__}")
    finally:
        line.close()
