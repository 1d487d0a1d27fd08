"""No message stays in ``sending`` while the program lives, and no bad setting stops the sweeps."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from dataclasses import asdict
from datetime import UTC
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.failures import DiskFull, DiskTrouble, FileBusy, SecretsUnavailable
from salon_desktop.application.platform_settings import PlatformSettings, PlatformSettingsWrong
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure import secrets
from salon_desktop.infrastructure.db.sqlcipher import named
from salon_desktop.infrastructure.sender_lease import FileLease
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from tests.drills.sending_world import World, world

TRANSLATIONS = Path(__file__).parents[3] / "translations"


class NoRoom:
    """A runner of short jobs for whom the disk is full when an answer is to be written down."""

    def __init__(self) -> None:
        self.full = False

    def __call__(self, job):
        if self.full:
            raise DiskFull
        return job()


def test_an_answer_that_could_not_be_written_down_leaves_the_message_unclear_not_stuck(
    tmp_path: Path,
) -> None:
    with world(tmp_path, people=2) as made:
        send, disk = made.salon.do.send_due, NoRoom()
        send._run = disk  # the drill's own runner
        send._at = lambda point: setattr(disk, "full", point == "answered")
        with pytest.raises(DiskFull):
            send(drained=True)
        assert Counter(made.states())[MessageState.SENDING] == 1
        disk.full, send._at = False, lambda point: None
        sweep = send(drained=True)
        assert (sweep.unknown, sweep.accepted) == (1, 1)
        assert max(made.times_taken().values()) == 1, "nothing was sent twice"
        made.hear()
        assert MessageState.SENDING not in made.states()
        assert MessageState.UNKNOWN not in made.states(), "the platform's status settles it"


def test_a_lock_that_cannot_be_read_is_no_proof_that_its_process_died(tmp_path: Path) -> None:
    lease = FileLease(tmp_path)
    try:
        (tmp_path / "sender-other.lock").mkdir()  # opening it is refused, as another user's is
        assert lease.lives("other")
        assert not lease.lives("never-there")
    finally:
        lease.close()


def _settings(made: World, **changes: str) -> PlatformSettings:
    facts = made.practice.facts()
    before = PlatformSettings(
        waba_id=facts["waba_id"],
        number_id=facts["phone_number_id"],
        graph_address=facts["graph_url"],
        relay_address=facts["relay_url"],
    )
    return PlatformSettings(**(asdict(before) | changes))


@pytest.mark.parametrize("wrong", ["http://relay.example", "relay", "https://[", "https://u:p@r.x"])
def test_an_impossible_address_is_refused_before_anything_is_kept(
    tmp_path: Path, wrong: str
) -> None:
    with world(tmp_path, people=1) as made:
        wishes = [
            SetUpPlatform(settings=_settings(made), token="new", webhook_address=wrong),
            SetUpPlatform(settings=_settings(made, relay_address=wrong), token="new"),
        ]
        for wish in wishes:
            with pytest.raises(PlatformSettingsWrong) as refused:
                made.salon.do.set_up_platform(wish)
            assert refused.value.facts == {"field": "address"}
        assert made.salon.platform.settings() == _settings(made)
        assert made.salon.do.send_due(drained=True).accepted == 1, "the old token still stands"


def test_settings_no_address_can_be_made_of_stop_neither_inbound_nor_the_sweep(
    tmp_path: Path,
) -> None:
    with world(tmp_path, people=1) as made:
        with made.salon.do.open_unit() as unit:
            now, actor = made.clock.now(), unit.actor
            unit.salon.set("relay_address", "http://relay.example", actor=actor, now=now)
            unit.salon.set("graph_address", "ftp://graph.example", actor=actor, now=now)
            unit.commit()
        assert not made.salon.do.drain().may_send
        assert made.salon.do.send_due(drained=True).stopped == "offline"
        assert made.states() == [MessageState.PLANNED]


@pytest.mark.parametrize(
    ("said", "failure"), [("database is locked", FileBusy), ("disk I/O error", DiskTrouble)]
)
def test_a_busy_file_and_a_failing_disk_have_a_name_and_a_sentence(said, failure) -> None:
    problem = named(sqlite3.OperationalError(said))
    assert type(problem) is failure
    assert explain(problem, Catalog(TRANSLATIONS, "en"), Formats("en", UTC)).advice


class WaitsForSomebody(KeyringBackend):
    """A keyring that asks for a password nobody types."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.typed.wait(30)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


def test_a_keyring_that_never_answers_keeps_nobody_waiting_and_no_process_alive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secrets, "SECONDS", 0.1)
    monkeypatch.setattr(secrets, "trustworthy", lambda backend: backend)
    backend = WaitsForSomebody()
    kept = secrets.KeyringSecrets("folder", backend)
    with pytest.raises(SecretsUnavailable):
        kept.read("token")
    (asking,) = [one for one in threading.enumerate() if one.name.startswith("keyring")]
    try:
        assert asking.daemon, "a thread that is none keeps the program from ending"
    finally:
        backend.typed.set()
        asking.join(10)
