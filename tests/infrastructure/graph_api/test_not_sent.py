"""When the client may say that a message certainly did not leave (drills S1 and S2)."""

from __future__ import annotations

import socket

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


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "(#1) told", "code": code, "fbtrace_id": "TRACE1", **more}}


# ---- S1: certainly not sent


def test_a_refused_connection_is_certainly_not_sent(refused_address, access, message):
    with pytest.raises(MessagingOffline):
        GraphMessenger(access(refused_address)).send(message)


def test_a_name_that_does_not_resolve_is_certainly_not_sent(access, message, monkeypatch):
    def no_such_name(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    with pytest.raises(MessagingOffline):
        GraphMessenger(access("https://platform.invalid")).send(message)


def test_no_connection_in_time_is_certainly_not_sent(access, message):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        address = door.getsockname()
        crowd = [socket.socket() for _ in range(8)]  # more than the queue of the door holds
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(address)
        quick = Timing(connect=0.3, read=5.0)
        try:
            with pytest.raises(MessagingOffline):
                GraphMessenger(access(f"http://127.0.0.1:{address[1]}", timing=quick)).send(message)
        finally:
            for one in crowd:
                one.close()


@pytest.mark.parametrize("name", ["localhost", "elsewhere.invalid"])
def test_a_certificate_nobody_vouches_for_is_certainly_not_sent(serve, access, message, tls, name):
    server = serve(lambda line: line.take(), tls(name))
    with pytest.raises(MessagingOffline):
        GraphMessenger(access(server.address)).send(message)
    assert server.taken == []


def test_a_trusted_certificate_of_another_name_is_certainly_not_sent(
    serve, access, message, tls, certificates
):
    server = serve(lambda line: line.take(), tls("elsewhere.invalid"))
    trusted = str(certificates["elsewhere.invalid"])
    with pytest.raises(MessagingOffline):
        GraphMessenger(access(server.address, ca_file=trusted)).send(message)
    assert server.taken == []


def test_a_trusted_certificate_lets_the_message_through(serve, access, message, tls, certificates):
    def behave(line):
        line.take()
        line.answer(200, GOOD)

    server = serve(behave, tls("localhost"))
    way = access(server.address, ca_file=str(certificates["localhost"]))
    assert GraphMessenger(way).send(message).platform_id == "wamid.SAMPLE0001"


def test_any_other_tls_trouble_is_unclear(serve, access, message, tls, certificates):
    talking_plain = serve(lambda line: line.wire.sendall(b"HTTP/1.1 400 plain\r\n\r\n"))
    with pytest.raises(MessagingUnclear):
        GraphMessenger(access(talking_plain.address.replace("http:", "https:"))).send(message)

    def cut(line):
        line.take()
        line.reset()

    server = serve(cut, tls("localhost"))
    with pytest.raises(MessagingUnclear):
        way = access(server.address, ca_file=str(certificates["localhost"]))
        GraphMessenger(way).send(message)
    assert len(server.taken) == 1


# ---- S2: asked to slow down


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, 130429), (400, 130429), (429, 131056), (503, 131016), (400, 131057), (429, 4)],
)
def test_asked_to_slow_down_is_not_sent_and_is_not_repeated(
    answering, access, message, status, code
):
    server = answering((status, failure(code), {"Retry-After": "7"}))
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(server.address)).send(message)
    assert (offline.value.retry_after, offline.value.code) == (7.0, code)
    assert len(server.taken) == 1


def test_too_many_requests_without_a_code_is_not_sent(answering, access, message):
    server = answering((429, "<html>slow down</html>"))
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(server.address)).send(message)
    assert (offline.value.retry_after, offline.value.code) == (None, None)


def test_too_many_requests_is_believed_even_if_the_rest_of_the_answer_is_cut(
    serve, access, message
):
    def half_a_429(line):
        line.take()
        line.wire.sendall(b'HTTP/1.1 429 Slow\r\nRetry-After: 9\r\nContent-Length: 99\r\n\r\n{"err')

    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(serve(half_a_429).address)).send(message)
    assert offline.value.retry_after == 9.0


def test_a_pause_named_as_a_date_counts_from_the_answers_own_clock(answering, access, message):
    headers = {
        "Date": "Tue, 24 Nov 2026 09:00:00 GMT",
        "Retry-After": "Tue, 24 Nov 2026 09:01:30 GMT",
    }
    server = answering((429, failure(130429), headers))
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(server.address)).send(message)
    assert offline.value.retry_after == 90.0
