"""What the client says of a message, whatever happens on the wire (drills S1 to S7, S9, S10)."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
    SecretsUnavailable,
)
from salon_desktop.application.ports.platform import Messenger
from salon_desktop.infrastructure.graph_api.access import GraphSettings
from salon_desktop.infrastructure.graph_api.client import GraphMessenger
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.whatsapp.payloads import TextMessage, graph_body

GOOD = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "+390200000000", "wa_id": "390200000000", "user_id": "IT.9"}],
    "messages": [{"id": "wamid.SAMPLE0001"}],
}
PATIENT = Timing(connect=2.0, read=5.0, whole=10.0)


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "(#1) told", "code": code, "fbtrace_id": "TRACE1", **more}}


# ---- what goes well


def test_an_accepted_message_gives_back_the_platforms_id(answering, access, message):
    server = answering((200, GOOD))
    messenger: Messenger = GraphMessenger(access(server.address))
    accepted = messenger.send(message)
    assert accepted.platform_id == "wamid.SAMPLE0001"
    assert (accepted.held, accepted.user_id, accepted.phone) == (False, "IT.9", "+390200000000")
    (taken,) = server.taken
    assert taken.path == "/v26.0/1000000000001/messages"
    assert taken.headers["authorization"] == "Bearer EAAplantedtoken123"
    assert taken.json == graph_body(message)


@pytest.mark.parametrize(
    ("word", "held"),
    [("accepted", False), ("held_for_quality_assessment", True), ("paused", True)],
)
def test_a_message_that_waits_for_feedback_is_told_apart(answering, access, message, word, held):
    server = answering((200, {"messages": [{"id": "wamid.1", "message_status": word}]}))
    assert GraphMessenger(access(server.address)).send(message).held is held


def test_a_renewed_token_works_at_the_next_message(answering, access, message):
    server = answering((200, GOOD))
    tokens = iter(["EAAfirst", "EAAsecond"])
    messenger = GraphMessenger(access(server.address, read_token=lambda: next(tokens)))
    messenger.send(message)
    messenger.send(message)
    used = [taken.headers["authorization"] for taken in server.taken]
    assert used == ["Bearer EAAfirst", "Bearer EAAsecond"]


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


# ---- S2, S3 and the code table


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


def test_a_pause_named_as_a_date_counts_from_the_answers_own_clock(answering, access, message):
    headers = {
        "Date": "Tue, 24 Nov 2026 09:00:00 GMT",
        "Retry-After": "Tue, 24 Nov 2026 09:01:30 GMT",
    }
    server = answering((429, failure(130429), headers))
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(server.address)).send(message)
    assert offline.value.retry_after == 90.0


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


@pytest.mark.parametrize(
    ("status", "code"), [(400, 131026), (400, 131047), (404, 132001), (401, 190), (200, 131050)]
)
def test_a_refusal_carries_code_details_and_trace(answering, access, message, status, code):
    told = failure(code, error_data={"details": "Message undeliverable."})
    server = answering((status, told))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address)).send(message)
    assert refused.value.code == code
    assert refused.value.details == "Message undeliverable."
    assert refused.value.trace_id == "TRACE1"


@pytest.mark.parametrize(("subcode", "told"), [(33, 33), (2494055, 100), (2388299, 2388299)])
def test_a_wrong_parameter_is_named_by_its_subcode_where_that_says_more(
    answering, access, message, subcode, told
):
    server = answering((400, failure(100, error_subcode=subcode)))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address)).send(message)
    assert refused.value.code == told


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
    with pytest.raises(MessagingUnclear):
        GraphMessenger(access(server.address)).send(message)
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


def test_closing_the_program_does_not_wait_for_an_answer(serve, access, message):
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


def wait_until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)


# ---- S9: an idle connection that the server has closed


def test_a_connection_closed_while_idle_is_opened_anew_before_anything_is_sent(
    serve, access, message
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


# ---- secrets and the surroundings


def chain(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


@pytest.mark.parametrize("behave", [hang, after_taking, rubbish])
def test_neither_token_nor_words_hang_on_a_failure_or_stand_in_a_log(
    serve, access, message, caplog, behave
):
    caplog.set_level(logging.DEBUG)
    server = serve(behave)
    with pytest.raises(MessagingUnclear) as unclear:
        GraphMessenger(access(server.address)).send(message)
    for problem in chain(unclear.value):
        assert type(problem).__module__.startswith("salon_desktop")
        assert "EAA" not in repr(vars(problem))
    for secret in ("EAAplanted", "390200000000", "Planted words"):
        assert secret not in caplog.text
    assert "key-7f3a" in caplog.text


def test_a_message_that_never_left_has_no_trace_of_the_token(refused_address, access, message):
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(refused_address)).send(message)
    assert offline.value.__cause__ is None
    assert offline.value.__context__ is None


@pytest.mark.parametrize(
    ("token", "code"),
    [(None, 104), ("", 104), ("EAA\r\nX-Injected: 1", 190), ("EAA two", 190), ("EAAé", 190)],
)
def test_a_token_that_cannot_be_used_is_refused_without_a_call(
    answering, access, message, token, code
):
    server = answering((200, GOOD))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address, read_token=lambda: token)).send(message)
    assert refused.value.code == code
    assert "EAA" not in repr(vars(refused.value))
    assert server.connections == 0


def test_blanks_around_a_pasted_token_do_no_harm(answering, access, message):
    server = answering((200, GOOD))
    GraphMessenger(access(server.address, read_token=lambda: " EAAx\n")).send(message)
    assert server.taken[0].headers["authorization"] == "Bearer EAAx"


def test_a_locked_keyring_passes_through(answering, access, message):
    def locked() -> str:
        raise SecretsUnavailable

    server = answering((200, GOOD))
    with pytest.raises(SecretsUnavailable):
        GraphMessenger(access(server.address, read_token=locked)).send(message)
    assert server.connections == 0


def test_proxies_and_passwords_of_the_machine_are_not_used(
    answering, access, message, refused_address, monkeypatch, tmp_path
):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, refused_address)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server = answering((200, GOOD, {"Set-Cookie": "seen=1"}))
    messenger = GraphMessenger(access(server.address))
    messenger.send(message)
    messenger.send(message)
    assert server.taken[1].headers["authorization"] == "Bearer EAAplantedtoken123"
    assert "cookie" not in server.taken[1].headers


@pytest.mark.parametrize(
    "address",
    [
        "http://graph.example.org",
        "ftp://127.0.0.1",
        "graph.facebook.com",
        "https://user:secret@graph.example.org",
        "https://graph.example.org/?access_token=1",
        "",
    ],
)
def test_an_address_that_would_leak_or_cannot_be_called_is_refused_at_set_up(address):
    with pytest.raises(ValueError, match="address"):
        GraphSettings(number_id="1", account_id="2", base_address=address)


@pytest.mark.parametrize("broken", [{"version": "26"}, {"number_id": "1/../2"}, {"account_id": ""}])
def test_ids_and_versions_cannot_change_the_path(broken):
    with pytest.raises(ValueError, match=r"version|ids"):
        GraphSettings(**{"number_id": "1", "account_id": "2", **broken})


def test_a_client_may_be_used_from_several_threads(answering, access):
    server = answering((200, GOOD))
    messenger = GraphMessenger(access(server.address, timing=PATIENT))
    messages = [TextMessage(key=f"k{n}", to="+390200000000", body="x") for n in range(20)]
    threads = [threading.Thread(target=messenger.send, args=(one,)) for one in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    keys = sorted(taken.json["biz_opaque_callback_data"] for taken in server.taken)
    assert keys == sorted(one.key for one in messages)
