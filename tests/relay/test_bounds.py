"""Drill W4: huge, slow, deep and ill-encoded bodies cost bounded memory and bounded time."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from salon_relay import Limits

MIB = 1024 * 1024
LONGEST = 3 * MIB


def connect(salon):
    host, port = salon.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def head(salon, length, signature="sha256=" + "0" * 64):
    return (
        f"POST /hook/{salon.name} HTTP/1.1\r\nHost: relay\r\nContent-Length: {length}\r\n"
        f"X-Hub-Signature-256: {signature}\r\n\r\n"
    ).encode()


def read_to_the_end(line):
    whole = b""
    while part := line.recv(65536):
        whole += part
    return whole


def pieces(length):
    """A body without an announced length, in pieces."""
    for _ in range(length // MIB):
        yield b"x" * MIB


def peak_kib(process):
    """The most memory the process ever held."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise AssertionError("no such line")


def test_three_mebibytes_are_taken_and_one_byte_more_is_not(start, mirtilla):
    start(mirtilla)
    assert mirtilla.send(b"x" * LONGEST) == 200
    assert mirtilla.send(b"x" * (LONGEST + 1)) == 413
    assert [len(body) for body in mirtilla.bodies()] == [LONGEST]


def test_an_unannounced_body_is_counted_while_it_comes(start, mirtilla):
    start(mirtilla)
    signed = {"X-Hub-Signature-256": mirtilla.sign(b"x" * 4 * MIB)}
    answer = requests.post(mirtilla.hook, data=pieces(4 * MIB), headers=signed, timeout=30)
    assert answer.status_code == 413
    signed = {"X-Hub-Signature-256": mirtilla.sign(b"x" * LONGEST)}
    answer = requests.post(mirtilla.hook, data=pieces(LONGEST), headers=signed, timeout=30)
    assert answer.status_code == 200


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc to see memory")
@pytest.mark.parametrize("announced", [True, False])
def test_fifty_megabytes_are_refused_in_bounded_memory(start_process, mirtilla, announced):
    relay = start_process(mirtilla)
    mirtilla.send(b"x" * LONGEST)
    before = peak_kib(relay.process)
    huge = b"x" * 50 * MIB if announced else pieces(50 * MIB)
    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    answer = requests.post(mirtilla.hook, data=huge, headers=headers, timeout=30)
    assert answer.status_code == 413
    assert peak_kib(relay.process) - before < 12 * 1024
    assert mirtilla.send(b"{}") == 200


def test_all_bodies_in_hand_together_are_bounded_and_the_room_comes_back(start, mirtilla):
    start(mirtilla, limits=Limits(bodies_bytes=MIB))
    half = MIB // 2 + 1
    with connect(mirtilla) as first:
        first.sendall(head(mirtilla, half + 1) + b"x" * half)
        second = mirtilla.send(b"y" * half)
        first.sendall(b"x")
        answers = [first.recv(100)[9:12], b"%d" % second]
    assert answers.count(b"503") == 1, answers  # whichever was behind
    assert mirtilla.send(b"z" * half) == 200


def test_deep_json_and_bytes_of_no_encoding_are_kept_as_they_are(start, mirtilla):
    start(mirtilla)
    odd = [b"[" * 1_000_000, b"\xff\xfe\x00{\x00", "perché".encode("latin-1"), b"", b"\x00"]
    assert [mirtilla.send(body) for body in odd] == [200] * len(odd)
    assert mirtilla.bodies() == odd


def test_unsigned_deep_json_is_refused_without_being_read(start, mirtilla):
    start(mirtilla)
    assert mirtilla.send_with(b"[" * 1_000_000, {}) == 401
    assert mirtilla.bodies() == []


def test_a_body_that_does_not_come_to_its_end_is_cut_off_and_others_are_served(start, mirtilla):
    start(mirtilla, limits=Limits(body_seconds=0.4))
    began = time.monotonic()
    with connect(mirtilla) as slow:
        slow.sendall(head(mirtilla, 1000, mirtilla.sign(b"x" * 1000)) + b"x" * 10)
        assert mirtilla.send(b"{}") == 200
        answer = read_to_the_end(slow)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - began < 5
    assert mirtilla.bodies() == [b"{}"]


def test_a_body_that_drips_is_cut_off_too(start, mirtilla):
    start(mirtilla, limits=Limits(body_seconds=0.4))
    enough = threading.Event()
    with connect(mirtilla) as slow, ThreadPoolExecutor(1) as hand:
        slow.sendall(head(mirtilla, 10_000))

        def drip():
            while not enough.wait(0.02):
                try:
                    slow.sendall(b"x")
                except OSError:
                    return

        hand.submit(drip)
        try:
            assert slow.recv(100).startswith(b"HTTP/1.1 408 ")
        finally:
            enough.set()
    assert mirtilla.bodies() == []


@pytest.mark.parametrize("said", [b"", b"GET /hea", b"POST /hook/mirtilla HTTP/1.1\r\nHost: r\r\n"])
def test_a_connection_that_asks_nothing_is_cut(start, mirtilla, said):
    start(mirtilla, limits=Limits(idle_seconds=0.4))
    with connect(mirtilla) as idle:
        idle.sendall(said)
        assert end_of(idle) == b""


def test_half_a_second_request_is_cut_like_a_first_one(start, mirtilla):
    start(mirtilla, limits=Limits(idle_seconds=0.4))
    with connect(mirtilla) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: r\r\n\r\nGET /hea")
        assert end_of(line).startswith(b"HTTP/1.1 200 ")


def test_a_reader_who_takes_nothing_gives_its_place_back(start, mirtilla):
    start(mirtilla, limits=Limits(idle_seconds=0.4, connections=2, page_bytes=64 * MIB))
    for letter in b"abcdef":
        assert mirtilla.send(bytes([letter]) * LONGEST) == 200
    with socket.socket() as stuck:
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        host, port = mirtilla.address.removeprefix("http://").split(":")
        stuck.connect((host, int(port)))
        stuck.sendall(
            b"GET /events HTTP/1.1\r\nHost: r\r\n"
            + f"Authorization: Bearer {mirtilla.key}\r\n\r\n".encode()
        )
        wait_until(lambda: health(mirtilla) == 503)  # its place is taken
        wait_until(lambda: health(mirtilla) == 200)


def test_a_page_is_bounded_by_bytes_but_always_holds_one_event(start, mirtilla):
    start(mirtilla, limits=Limits(page_bytes=1000))
    for letter in b"abc":
        mirtilla.send(bytes([letter]) * 400)
    mirtilla.send(b"d" * 5000)
    sizes, after = [], 0
    while events := mirtilla.pull(after)["events"]:
        sizes.append(len(events))
        after = events[-1]["seq"]
    assert sizes == [2, 1, 1]


def test_an_overlong_request_head_is_refused(start, mirtilla):
    start(mirtilla)
    with connect(mirtilla) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: r\r\nX-A: ")
        try:
            for _ in range(100):
                line.sendall(b"x" * 65536)
            answer = end_of(line)
        except OSError:
            answer = b""  # cut off before it could be read
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")
    assert health(mirtilla) == 200


def health(salon):
    close = {"Connection": "close"}
    return requests.get(f"{salon.address}/health", headers=close, timeout=30).status_code


def end_of(line):
    try:
        return read_to_the_end(line)
    except ConnectionResetError:
        return b""


def wait_until(holds, seconds=20):
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "did not come about in time"
        threading.Event().wait(0.02)
