"""The program speaks to the addresses it was given and to nobody else; it asks no other name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.command_desk import CommandDesk, Ended, Order, in_one_process, json_lines

MONDAY, TUESDAY = "2026-11-23T08:30+01:00", "2026-11-24T10:01+01:00"
NUMBER = "+393475550001"
# A proxy of the computer's user would see every token: it is not asked.
PROXIES = {name: "http://127.0.0.1:9" for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy")}
PROXIES |= {"NO_PROXY": "", "no_proxy": ""}
Place = tuple[str, str]


def _orders(facts: Mapping[str, Any]) -> list[Order]:
    """A day by commands: set up, a client, her consent, her visit, sending, reading."""
    grant = {
        "client": 1,
        "purpose": "service_messages",
        "kind": "granted",
        "method": "paper_form",
        "wording_language": "it",
        "evidence": "form 1",
    }
    wish = {"client": 1, "day": "2026-11-25", "time": "10:00", "service": "brow_shaping"}
    words: list[tuple[str, str, str]] = [
        (MONDAY, "platform setup --templates", json_lines([facts])),
        (MONDAY, f"clients add --first Eva --phone {NUMBER}", ""),
        (MONDAY, "consent record --file -", json_lines([grant])),
        (MONDAY, "appointments book --file -", json_lines([wish])),
        (MONDAY, "check", ""),
        (MONDAY, "backup", ""),
        (TUESDAY, "messages send", ""),
        (TUESDAY, "relay pull", ""),
        (TUESDAY, "platform health", ""),
        (TUESDAY, "platform templates sync", ""),
    ]
    return [Order(("--now", now, *line.split()), typed=typed) for now, line, typed in words]


def _places(ended: Ended) -> set[Place]:
    """Return host and port of each connection; anything besides them is a failure."""
    connected = {tuple(given[1][:2]) for event, given in ended.asked if event == "socket.connect"}
    for event, given in ended.asked:
        if event == "socket.getaddrinfo":
            assert (given[0], given[1]) in connected, f"looked up {given}"
        else:
            # Asking whether this machine speaks IPv6 binds a socket and reaches nobody.
            asks_itself = event == "socket.bind" and given[1][0] == "::1"
            assert event == "socket.connect" or asks_itself, (event, given)
    return {(str(host), str(port)) for host, port in connected}


def _place(address: str) -> Place:
    parts = urlsplit(address)
    return str(parts.hostname), str(parts.port)


def test_platform_and_relay_are_the_only_addresses_and_no_name_is_looked_up(
    tmp_path: Path,
) -> None:
    desk = CommandDesk(tmp_path / "salon", now=MONDAY)
    with desk.practice() as facts:
        graph, relay = _place(facts["graph_url"]), _place(facts["relay_url"])
        ended = in_one_process(desk.folder, _orders(facts), PROXIES)
        taken = desk.ask("practice", "taken")["taken"]
    assert [one.code for one in ended] == [0] * len(ended), [one.err for one in ended]
    assert [one["to"] for one in taken] == [NUMBER], "a message did leave"
    assert graph != relay
    went = {" ".join(one.order.words[2:4]): _places(one) for one in ended}
    assert went == {
        "platform setup": {graph},
        "clients add": set(),
        "consent record": set(),
        "appointments book": set(),
        "check": set(),
        "backup": set(),
        "messages send": {graph, relay},
        "relay pull": {relay},
        "platform health": {graph},
        "platform templates": {graph},
    }


def test_the_watch_notices_a_stranger(tmp_path: Path) -> None:
    """Without this a hook that sees nothing would look like a program that goes nowhere."""
    folder = tmp_path / "salon"
    words: Sequence[str] = ("--name", "M", "--country", "IT", "--owner", "V", "--practice")
    elsewhere = ("--waba", "1", "--number", "2", "--graph-url", "http://localhost:9")
    _, ended = in_one_process(
        folder,
        [
            Order(("setup", *words)),
            Order(("platform", "setup", *elsewhere), typed=json.dumps({"token": "x"})),
        ],
    )
    assert ended.code == 1
    asked = {(event, str(given[0])) for event, given in ended.asked if "addrinfo" in event}
    assert asked == {("socket.getaddrinfo", "localhost")}
    assert "9" in {given[1][1] for event, given in ended.asked if event == "socket.connect"}
