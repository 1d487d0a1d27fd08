"""One process alone works on a relay's file, and it ends as it was asked to."""

import json
import signal
import sqlite3
import sys
from contextlib import closing

import pytest
import requests

from salon_relay import RelayConfig, RelayRefused, digest_of, running


def test_a_second_relay_on_the_same_file_is_refused_and_the_first_goes_on(
    start_process, mirtilla, write_config, run_command
):
    start_process(mirtilla)
    second = run_command("serve", "--config", str(write_config(mirtilla)), "--port", "0")
    assert (second.returncode, second.stdout) == (1, "")
    assert "one process" in second.stderr
    assert mirtilla.send(b"{}") == 200


def test_a_second_relay_in_the_same_program_is_refused(start, mirtilla, database):
    start(mirtilla)
    config = RelayConfig(database, {"mirtilla": mirtilla.config()})
    with pytest.raises(RelayRefused, match="one process"), running(config):
        raise AssertionError("it started")
    assert mirtilla.send(b"{}") == 200


def test_several_workers_are_refused(mirtilla, write_config, run_command):
    serve = ("serve", "--config", str(write_config(mirtilla)), "--port", "0")
    asked = run_command(*serve, "--workers", "2")
    assert asked.returncode == 2
    assert "one process" in asked.stderr
    surrounded = run_command(*serve, WEB_CONCURRENCY="4")
    assert surrounded.returncode == 1
    assert "one process" in surrounded.stderr


def test_a_kill_leaves_no_lock_behind_and_an_orderly_end_no_file(start_process, mirtilla, database):
    start_process(mirtilla).kill()
    relay = start_process(mirtilla)
    assert relay.end() == 0
    assert sorted(part.name for part in database.parent.glob("relay.sqlite*")) == ["relay.sqlite"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals as Unix has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_in_order_when_told_to(start_process, mirtilla, number):
    relay = start_process(mirtilla)
    mirtilla.send(b"{}")
    relay.process.send_signal(number)
    assert relay.process.wait(30) == 0
    assert relay.process.stdout.read() == ""
    relay.process.stdout.close()
    assert "Traceback" not in relay.errors.read_text()


def test_a_port_that_is_taken_is_refused_in_words(start_process, mirtilla, tmp_path, run_command):
    address = start_process(mirtilla).address
    other = tmp_path / "other.json"
    salon = {"app_secret": "s", "verify_token": "t", "desk_keys": [digest_of("k")]}
    other.write_text(json.dumps({"database": "other.sqlite", "salons": {"a": salon}}))
    asked = run_command("serve", "--config", str(other), "--port", address.rpartition(":")[2])
    assert asked.returncode == 1
    assert "cannot listen" in asked.stderr


def test_an_empty_secret_does_not_start(mirtilla, write_config, run_command):
    mirtilla.app_secret = ""
    asked = run_command("serve", "--config", str(write_config(mirtilla)), "--port", "0")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "app_secret is empty" in asked.stderr


def test_wrong_usage_is_two(run_command):
    assert run_command().returncode == 2
    assert run_command("serve").returncode == 2
    assert run_command("serve", "--config", "x", "--port", "70000").returncode == 2


def test_a_key_made_by_the_command_opens_the_relay_and_only_its_hash_is_configured(
    start, mirtilla, run_command
):
    made = json.loads(run_command("key").stdout)
    assert made["sha256"] == digest_of(made["key"])
    assert len(made["key"]) >= 43
    mirtilla.key = made["key"]
    start(mirtilla)
    assert mirtilla.pull()["events"] == []


def test_what_says_200_is_written_with_full_synchronisation(start, mirtilla, database, monkeypatch):
    opened = []
    really = sqlite3.connect

    def connect(*args, **more):
        opened.append(really(*args, **{**more, "check_same_thread": False}))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", connect)
    start(mirtilla)
    mirtilla.send(b"{}")
    assert len(opened) == 1
    (mode,) = opened[0].execute("PRAGMA journal_mode").fetchone()
    (level,) = opened[0].execute("PRAGMA synchronous").fetchone()
    assert (mode, level) == ("wal", 2)


def test_an_acknowledged_body_is_gone_from_the_disk(start, mirtilla, database):
    stop = start(mirtilla)
    mirtilla.send(b"planted words of a client")
    mirtilla.ack(mirtilla.pull()["latest"])
    stop()
    with closing(sqlite3.connect(database)) as file:
        assert file.execute("SELECT count(*) FROM event").fetchone() == (0,)
    assert b"planted words" not in database.read_bytes()


def test_the_file_and_its_companions_are_nobody_elses_to_read(start, mirtilla, database):
    if sys.platform == "win32":
        pytest.skip("needs a system with mode bits")
    start(mirtilla)
    mirtilla.send(b"{}")
    parts = list(database.parent.glob("relay.sqlite*"))
    assert len(parts) == 4
    assert {part.stat().st_mode & 0o077 for part in parts} == {0}


def test_unknown_addresses_are_404_and_other_methods_405(start, mirtilla):
    start(mirtilla)
    assert requests.get(f"{mirtilla.address}/docs", timeout=30).status_code == 404
    assert requests.get(f"{mirtilla.address}/hook/mirtilla/", timeout=30).status_code == 404
    assert requests.delete(mirtilla.hook, timeout=30).status_code == 405
