"""When nobody can tell whether a message was taken (drills S3 to S7 and S9)."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingUnclear,
)
from salon_desktop.infrastructure.graph_api.client import GraphMessenger
from salon_desktop.infrastructure.graph_api.transport import Timing

GOOD = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "+390200000000", "wa_id": "390200000000", "user_id": "IT.9"}],
    "messages": [{"id": "wamid.SAMPLE0001"}],
}
PATIENT = Timing(connect=2.0, read=5.0, whole=10.0)


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "(#1) told", "code": code, "fbtrace_id": "TRACE1", **more}}


# ---- S3: the platform itself broke


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, failure(1)),
        (500, failure(131000)),
        (500, failure(131016)),
        (500, failure(130429)),
        (500, failure(190)),
        (500, "<html>oops</html>"),
        (502, "<html>bad gateway</html>"),
        (504, failure(131056)),
        (503, ""),
        (503, "<html>maintenance</html>"),
        (503, failure(2)),
        (503, failure(987_654)),
        (400, failure(1)),
        (400, failure(2)),
        (400, failure(131000)),
        (200, failure(2)),
        (400, {"error": {"message": "no code"}}),
        (400, "[]"),
        (404, "<html>not found</html>"),
    ],
)
def test_what_may_have_been_taken_is_unclear_and_is_not_repeated(
    answering, access, message, status, body
):
    server = answering((status, body))
    with pytest.raises(MessagingUnclear):
        GraphMessenger(access(server.address)).send(message)
    assert len(server.taken) == 1


# ---- S4 to S7: left, and no readable answer


def before_reading(line):
    line.wire.recv(1, socket.MSG_PEEK)  # the request is there, and nobody looks at it
    line.reset()


def after_taking(line):
    line.take()
    line.reset()


def politely_after_taking(line):
    line.take()


def half(line):
    line.take()
    line.wire.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"messages":[{"id"')


def half_a_chunk(line):
    line.take()
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    line.wire.sendall(head + b'20\r\n{"messages":[{"id":"wam')


def half_the_head(line):
    line.take()
    line.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")


def no_http(line):
    line.take()
    line.wire.sendall(b"220 mail ready\r\n\r\n")


def rubbish(line):
    line.take()
    line.answer(200, "<html>welcome to the hotel network</html>")


def rubbish_zip(line):
    line.take()
    line.answer(200, b"not gzip at all", Content_Encoding="gzip")


def no_id(line):
    line.take()
    line.answer(200, {"messaging_product": "whatsapp", "messages": [{}]})


def no_messages(line):
    line.take()
    line.answer(200, {"success": True})


def deep(line):
    line.take()
    line.answer(200, "[" * 200_000)


def hang(line):
    line.take()
    line.server.ending.wait(20)


def drip(line):
    line.take()
    line.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while not line.server.ending.wait(0.1):
        line.wire.sendall(b" ")


@pytest.mark.parametrize(
    "behave",
    [
        before_reading,
        after_taking,
        politely_after_taking,
        half,
        half_a_chunk,
        half_the_head,
        no_http,
        rubbish,
        rubbish_zip,
        no_id,
        no_messages,
        deep,
        hang,
        drip,
    ],
)
def test_a_lost_or_unreadable_answer_is_unclear_and_never_repeated(serve, access, message, behave):
    server = serve(behave)
    started = time.monotonic()
    with pytest.raises(MessagingUnclear):
        GraphMessenger(access(server.address)).send(message)
    assert time.monotonic() - started < 10
    assert server.connections == 1
    assert len(server.taken) == (0 if behave is before_reading else 1)


def test_a_redirect_is_unclear_and_not_followed(serve, answering, access, message):
    elsewhere = answering((200, GOOD))

    def redirect(line):
        line.take()
        line.answer(307, "", Location=f"{elsewhere.address}/v26.0/1000000000001/messages")

    server = serve(redirect)
    with pytest.raises(MessagingUnclear):
        GraphMessenger(access(server.address)).send(message)
    assert elsewhere.connections == 0


def test_closing_the_program_does_not_wait_for_an_answer(serve, access, message, wait_until):
    server = serve(hang)
    way = access(server.address, timing=Timing(connect=2.0, read=60.0, whole=120.0))
    told: list[Exception] = []

    def send() -> None:
        with pytest.raises(MessagingUnclear) as unclear:
            GraphMessenger(way).send(message)
        told.append(unclear.value)

    sender = threading.Thread(target=send)
    sender.start()
    wait_until(lambda: len(server.taken) == 1)
    asked = time.monotonic()
    way.interrupt()
    sender.join(10)
    assert told
    assert time.monotonic() - asked < 2
    with pytest.raises(MessagingOffline):
        GraphMessenger(way).send(message)
    assert server.connections == 1


# ---- S9: an idle connection that the server has closed


def test_a_connection_closed_while_idle_is_opened_anew_before_anything_is_sent(
    serve, access, message, wait_until
):
    def once(line):
        line.take()
        line.answer(200, GOOD)  # keeps the promise of HTTP/1.1 to stay, and goes

    server = serve(once)
    messenger = GraphMessenger(access(server.address, timing=PATIENT))
    messenger.send(message)
    wait_until(lambda: all(thread.name != "wire-line" for thread in threading.enumerate()))
    messenger.send(message)
    assert (server.connections, len(server.taken)) == (2, 2)


def test_a_connection_that_dies_under_the_next_message_is_unclear_and_not_repeated(
    serve, access, message
):
    def treacherous(line):
        line.take()
        line.answer(200, GOOD)
        line.wire.recv(1)
        line.reset()

    server = serve(treacherous)
    messenger = GraphMessenger(access(server.address, timing=PATIENT))
    messenger.send(message)
    with pytest.raises(MessagingUnclear):
        messenger.send(message)
    assert server.connections == 1


def test_messages_share_one_connection(answering, access, message):
    server = answering((200, GOOD))
    messenger = GraphMessenger(access(server.address))
    for _ in range(5):
        messenger.send(message)
    assert (server.connections, len(server.taken)) == (1, 5)
