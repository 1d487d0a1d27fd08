"""Drill W1: only the platform's own bytes are stored; everything else is 401 and no trace."""

import hashlib
import hmac
import json
import socket
import sqlite3

import pytest

HEADER = "X-Hub-Signature-256"
# The platform escapes accents and emoji, in small hex digits, and slashes too.
GENUINE = rb'{"object":"whatsapp_business_account","text":"perch\u00e9 no \ud83d\ude4f","u":"a\/b"}'
REWRITTEN = json.dumps(json.loads(GENUINE), ensure_ascii=False, separators=(",", ":")).encode()


def rows(database):
    with sqlite3.connect(database) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("event", "seen", "salon")
        ]
    connection.close()
    return counts


def test_a_genuine_body_is_stored_byte_for_byte_with_its_signature(start, mirtilla):
    start(mirtilla)
    assert mirtilla.send(GENUINE) == 200
    (event,) = mirtilla.pull()["events"]
    assert mirtilla.bodies() == [GENUINE]
    assert event["signature"] == mirtilla.sign(GENUINE)
    assert event["received_at"] == "2026-11-24T09:00:00Z"


def forgeries(salon):
    right = salon.sign(GENUINE)
    old_hex = hmac.new(salon.app_secret.encode(), GENUINE, hashlib.sha1).hexdigest()
    nothing = hmac.new(b"", GENUINE, hashlib.sha256).hexdigest()
    return {
        "none": {},
        "empty": {HEADER: ""},
        "wrong": {HEADER: "sha256=" + "0" * 64},
        "of another body": {HEADER: salon.sign(b"{}")},
        "of the rewritten body": {HEADER: salon.sign(REWRITTEN)},
        "upper-case hex": {HEADER: "sha256=" + right[7:].upper()},
        "upper-case name of the hash": {HEADER: "SHA256=" + right[7:]},
        "without the name of the hash": {HEADER: right[7:]},
        "cut short": {HEADER: right[:-1]},
        "one digit more": {HEADER: right + "0"},
        "two in one header": {HEADER: f"{right}, {right}"},
        "with an empty secret": {HEADER: "sha256=" + nothing},
        "sha1 header only": {"X-Hub-Signature": "sha1=" + old_hex},
        "sha256 in the old header": {"X-Hub-Signature": right},
        "sha1 in the new header": {HEADER: "sha1=" + old_hex},
    }


def test_no_forged_signature_is_taken_and_nothing_is_stored(start, mirtilla, database):
    start(mirtilla)
    for kind, headers in forgeries(mirtilla).items():
        assert mirtilla.send_with(GENUINE, headers) == 401, kind
    assert mirtilla.bodies() == []
    assert rows(database) == [0, 0, 0]


def test_the_rewritten_body_under_the_genuine_signature_is_refused(start, mirtilla, database):
    start(mirtilla)
    assert REWRITTEN != GENUINE
    assert mirtilla.send_with(REWRITTEN, {HEADER: mirtilla.sign(GENUINE)}) == 401
    assert rows(database) == [0, 0, 0]


@pytest.mark.parametrize("second", ["the same", "another"])
def test_two_signature_headers_are_refused_even_if_one_is_right(start, mirtilla, database, second):
    start(mirtilla)
    right = mirtilla.sign(GENUINE)
    other = right if second == "the same" else "sha256=" + "0" * 64
    host, port = mirtilla.address.removeprefix("http://").split(":")
    head = (
        f"POST /hook/mirtilla HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(GENUINE)}\r\n"
        f"{HEADER}: {right}\r\n{HEADER.lower()}: {other}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(head.encode() + GENUINE)
        assert line.recv(1000).startswith(b"HTTP/1.1 401 ")
    assert rows(database) == [0, 0, 0]


def test_a_signature_with_another_salons_secret_is_refused(start, mirtilla, ninfea, database):
    start(mirtilla, ninfea)
    assert mirtilla.send_with(GENUINE, {HEADER: ninfea.sign(GENUINE)}) == 401
    assert rows(database) == [0, 0, 0]


def test_an_unknown_salon_is_404_and_stores_nothing(start, mirtilla, database):
    start(mirtilla)
    mirtilla.name = "other"
    assert mirtilla.send(GENUINE) == 404
    assert rows(database) == [0, 0, 0]
