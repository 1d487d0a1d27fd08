"""Nothing of a body, a key, a secret or an address ever reaches a log."""

import logging
import sqlite3
from contextlib import closing

import requests

from salon_relay import digest_of

BODY = b'{"from":"393331234567","profile":"Planted Giulia","text":"PLANTED STOP"}'


def every_kind_of_request(salon):
    """Right and wrong, so that every line the relay could write is written."""
    salon.send(BODY)
    salon.send(BODY)
    salon.send_with(BODY, {"X-Hub-Signature-256": salon.sign(b"other")})
    salon.send_with(BODY, {})
    salon.send_with(BODY + b"x" * 4_000_000, {})
    asked = {"hub.mode": "subscribe", "hub.challenge": "PLANTED-CHALLENGE"}
    for token in (salon.verify_token, "PLANTED-WRONG-TOKEN"):
        requests.get(salon.hook, params={**asked, "hub.verify_token": token}, timeout=30)
    requests.post(f"{salon.address}/hook/PLANTED-SALON?q=PLANTED-QUERY", data=BODY, timeout=30)
    salon.pull()
    bad = {"Authorization": "Bearer PLANTED-WRONG-KEY"}
    requests.get(f"{salon.address}/events?after=PLANTED-AFTER", headers=bad, timeout=30)
    requests.get(f"{salon.address}/events?after=PLANTED-AFTER", headers=salon.bearer, timeout=30)
    requests.post(f"{salon.address}/ack", data=BODY, headers=salon.bearer, timeout=30)
    salon.ack(salon.pull()["latest"])
    requests.get(f"{salon.address}/PLANTED-PATH", timeout=30)
    requests.get(f"{salon.address}/health", timeout=30)


def planted(salon):
    signature = salon.sign(BODY).removeprefix("sha256=")
    secrets = [salon.app_secret, salon.verify_token, salon.key, digest_of(salon.key)]
    return ["PLANTED", "Planted", "39333", "127.0.0.1:", signature, *secrets]


def test_the_process_logs_ids_and_counts_and_nothing_else(start_process, mirtilla):
    relay = start_process(mirtilla)
    every_kind_of_request(mirtilla)
    assert relay.end() == 0
    log = relay.errors.read_text()
    assert "stored salon=mirtilla seq=" in log
    assert f"bytes={len(BODY)}" in log
    assert "acknowledged salon=mirtilla" in log
    assert "refused salon=mirtilla reason=signature" in log
    assert [word for word in planted(mirtilla) if word in log] == []


def test_a_relay_inside_a_program_logs_no_more_at_the_finest_level(start, mirtilla, caplog):
    caplog.set_level(logging.DEBUG)
    stop = start(mirtilla)
    every_kind_of_request(mirtilla)
    stop()
    ours = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("urllib3")
    )
    assert "stored salon=mirtilla" in ours
    assert [word for word in planted(mirtilla) if word in ours] == []


def test_a_fault_of_the_file_is_logged_by_its_name_alone(start, mirtilla, database, caplog):
    caplog.set_level(logging.DEBUG)
    start(mirtilla)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert mirtilla.send(BODY) == 500
        other.execute("ROLLBACK")
    ours = "\n".join(record.getMessage() for record in caplog.records)
    assert "fault=SQLITE_BUSY" in ours
    assert [word for word in planted(mirtilla)[:3] if word in ours] == []
