"""The desk's client of the relay: against the relay itself, and against relays gone wrong."""

from __future__ import annotations

import base64
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

import salon_relay
from salon_desktop.application.failures import (
    RelayRefusedDesk,
    RelayUnreachable,
    SecretsUnavailable,
)
from salon_desktop.application.ports.relay import RelayInbox
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.infrastructure.relay_inbox import HttpRelayInbox
from salon_desktop.whatsapp.signature import is_genuine, sign

SECRET = "app-secret-of-the-salon"
KEY = "desk-key-with-enough-letters-in-it-0123456789"
NEWS = '{"object":"whatsapp_business_account","entry":[],"note":"però 💆"}'.encode()
QUICK = Timing(connect=1.0, read=0.4, whole=1.0)


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[str]:
    """Run a real relay for one salon and return its address."""
    salon = salon_relay.SalonConfig(SECRET, "verify-me-please", [salon_relay.digest_of(KEY)])
    config = salon_relay.RelayConfig(tmp_path / "relay.sqlite", {"mirtilla": salon})
    with salon_relay.running(config) as running:
        yield running.address


@pytest.fixture
def inbox() -> Iterator[Callable[..., HttpRelayInbox]]:
    """Return a function that makes an inbox; all are closed with the test."""
    made: list[HttpRelayInbox] = []

    def make(
        address: str, key: Callable[[], str | None] = lambda: KEY, **more: Any
    ) -> HttpRelayInbox:
        made.append(HttpRelayInbox(address, key, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def telling() -> Iterator[Callable[..., str]]:
    """Return a function that runs a relay which answers everything with what it was told."""
    with ExitStack() as open_servers:

        def start(status: int, body: Any, asked: list[str] | None = None) -> str:
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()

            class Handler(BaseHTTPRequestHandler):
                def do_GET(self) -> None:
                    if asked is not None:
                        asked.append(self.path)
                    self.rfile.read(int(self.headers.get("Content-Length", "0")))
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)

                do_POST = do_GET

                def log_message(self, *_: object) -> None:
                    return

            server = open_servers.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
            thread = threading.Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            open_servers.callback(thread.join)
            open_servers.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_address[1]}"

        yield start


def deliver(relay: str, body: bytes) -> None:
    headers = {"X-Hub-Signature-256": sign(SECRET, body)}
    requests.post(f"{relay}/hook/mirtilla", data=body, headers=headers, timeout=10)


def event(seq: int, **changed: object) -> dict[str, object]:
    shape = {
        "seq": seq,
        "received_at": "2026-11-24T09:00:00Z",
        "signature": "sha256=0",
        "body": base64.b64encode(NEWS).decode(),
    }
    return shape | changed


# ---- with the relay itself


def test_what_the_platform_delivered_arrives_byte_by_byte_with_its_signature(relay, inbox):
    deliver(relay, NEWS)
    desk: RelayInbox = inbox(relay)
    pulled = desk.pull(0, 0)
    (one,) = pulled.events
    assert one.body == NEWS
    assert is_genuine(SECRET, one.body, one.signature)
    assert one.received_at.tzinfo is UTC
    assert (pulled.latest, pulled.gap) == (one.seq, False)


def test_events_come_in_order_and_stay_until_they_are_acknowledged(relay, inbox):
    bodies = [NEWS + b" " * n for n in range(5)]
    for body in bodies:
        deliver(relay, body)
    desk = inbox(relay)
    first = desk.pull(0, 0)
    assert [one.body for one in first.events] == bodies
    assert desk.pull(0, 0) == first
    assert desk.pull(first.events[2].seq, 0).events == first.events[3:]
    desk.acknowledge(first.events[2].seq)
    desk.acknowledge(first.events[2].seq)
    assert desk.pull(0, 0).events == first.events[3:]


def test_more_than_one_batch_is_fetched_batch_by_batch(relay, inbox):
    for number in range(60):
        deliver(relay, NEWS + b" " * number)
    desk = inbox(relay)
    after, fetched = 0, 0
    while (pulled := desk.pull(after, 0)).events:
        after, fetched = pulled.events[-1].seq, fetched + len(pulled.events)
    assert (fetched, pulled.latest) == (60, after)


def test_a_waiting_pull_wakes_at_the_next_event(relay, inbox):
    desk = inbox(relay)
    woken: list[int] = []
    waiting = threading.Thread(target=lambda: woken.append(len(desk.pull(0, 20).events)))
    started = time.monotonic()
    waiting.start()
    deliver(relay, NEWS)
    waiting.join(15)
    assert woken == [1]
    assert time.monotonic() - started < 10


def test_nothing_new_is_no_trouble(relay, inbox):
    pulled = inbox(relay).pull(0, 0.05)
    assert (pulled.events, pulled.gap) == ((), False)


def test_a_wrong_desk_key_is_told_apart_from_no_connection(relay, inbox):
    stranger = inbox(relay, lambda: "x" * 40)
    with pytest.raises(RelayRefusedDesk):
        stranger.pull(0, 0)
    with pytest.raises(RelayRefusedDesk):
        stranger.acknowledge(1)


def test_closing_the_program_does_not_wait_for_a_long_poll(relay, inbox):
    desk = inbox(relay)
    told: list[bool] = []

    def pull() -> None:
        with pytest.raises(RelayUnreachable):
            desk.pull(0, 25)
        told.append(True)

    waiting = threading.Thread(target=pull)
    waiting.start()
    started = time.monotonic()
    while not told and time.monotonic() - started < 5:
        desk.interrupt()
        waiting.join(0.05)
    waiting.join(5)
    assert told
    assert time.monotonic() - started < 2


# ---- with relays gone wrong


@pytest.mark.parametrize("key", [None, "", "two words", "line\r\nbreak"])
def test_a_key_that_cannot_be_used_is_refused_without_a_call(telling, inbox, key):
    asked: list[str] = []
    address = telling(200, {"events": [], "latest": 0, "gap": False}, asked)
    with pytest.raises(RelayRefusedDesk):
        inbox(address, lambda: key).pull(0, 0)
    assert asked == []


def test_a_locked_keyring_passes_through(telling, inbox):
    def locked() -> str:
        raise SecretsUnavailable

    with pytest.raises(SecretsUnavailable):
        inbox(telling(200, {}), locked).pull(0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>hotel network</html>",
        [],
        {},
        {"events": "none", "latest": 1, "gap": False},
        {"events": [], "gap": False},
        {"events": [7], "latest": 9, "gap": False},
        {"events": [event(7, body="*not base64*")], "latest": 9, "gap": False},
        {"events": [event(7, received_at="yesterday")], "latest": 9, "gap": False},
        {"events": [event(7, received_at="2026-11-24T09:00:00")], "latest": 9, "gap": False},
        {"events": [event(8), event(7)], "latest": 9, "gap": False},
        {"events": [event(7), event(7)], "latest": 9, "gap": False},
        {"events": [event(5)], "latest": 9, "gap": False},
    ],
)
def test_an_answer_that_breaks_the_contract_is_as_good_as_none(telling, inbox, answer):
    with pytest.raises(RelayUnreachable):
        inbox(telling(200, answer)).pull(5, 0)


def test_a_gap_is_passed_on(telling, inbox):
    told = {"events": [event(7)], "latest": 9, "gap": True}
    pulled = inbox(telling(200, told)).pull(0, 0)
    assert (pulled.gap, pulled.latest) == (True, 9)
    assert pulled.events[0].received_at == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize("status", [400, 404, 413, 429, 500, 502, 503])
def test_a_relay_that_is_unwell_is_unreachable(telling, inbox, status):
    desk = inbox(telling(status, {"events": [], "latest": 0, "gap": False}))
    with pytest.raises(RelayUnreachable):
        desk.pull(0, 0)
    with pytest.raises(RelayUnreachable):
        desk.acknowledge(3)


def test_nobody_there_is_unreachable(inbox):
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as gone:
        address = f"http://127.0.0.1:{gone.server_address[1]}"
    with pytest.raises(RelayUnreachable):
        inbox(address, timing=QUICK).pull(0, 0)


def test_a_batch_that_is_too_large_is_fetched_one_by_one(telling, inbox):
    asked: list[str] = []
    address = telling(200, {"events": [event(1)], "latest": 1, "gap": False}, asked)
    with pytest.raises(RelayUnreachable):
        inbox(address, largest_answer=20).pull(0, 0)
    assert ["limit=50" in path for path in asked] == [True, False]
    assert asked[1].endswith("limit=1")


def test_the_wait_is_kept_within_the_contract(telling, inbox):
    asked: list[str] = []
    desk = inbox(telling(200, {"events": [], "latest": 0, "gap": False}, asked))
    for wait in (-1, 0.0000001, 99):
        desk.pull(0, wait)
    waits = [path.partition("wait=")[2].partition("&")[0] for path in asked]
    assert waits == ["0.000", "0.000", "25.000"]


def test_neither_key_nor_body_is_logged_or_hangs_on_a_failure(telling, inbox, caplog):
    caplog.set_level(logging.DEBUG)
    desk = inbox(telling(500, NEWS))
    with pytest.raises(RelayUnreachable) as unreachable:
        desk.pull(0, 0)
    assert KEY not in caplog.text
    assert unreachable.value.__cause__ is None
    assert unreachable.value.__context__ is None


def test_the_relay_must_be_reached_encrypted_unless_it_is_on_this_machine():
    with pytest.raises(ValueError, match="https"):
        HttpRelayInbox("http://relay.example.org", lambda: KEY)
