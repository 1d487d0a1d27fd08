"""What the relay's tests stand on: a relay in a thread or a process, a platform, a desk."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

import salon_relay
from salon_relay import Limits, RelayConfig, SalonConfig, digest_of, new_desk_key, running

SECONDS = 30  # nothing here takes that long; it keeps a broken relay from hanging the tests


@dataclass
class Salon:
    """One salon as its platform and its desk see the relay at `address`."""

    name: str
    app_secret: str
    verify_token: str
    key: str = field(default_factory=new_desk_key)
    address: str = ""

    @property
    def hook(self) -> str:
        return f"{self.address}/hook/{self.name}"

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def config(self) -> SalonConfig:
        return SalonConfig(self.app_secret, self.verify_token, [digest_of(self.key)])

    def sign(self, body: bytes) -> str:
        return "sha256=" + hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest()

    def send(self, body: bytes) -> int:
        """Posts as the platform does; returns the status."""
        signed = {"X-Hub-Signature-256": self.sign(body), "Content-Type": "application/json"}
        return requests.post(self.hook, data=body, headers=signed, timeout=SECONDS).status_code

    def send_with(self, body: bytes, headers: dict[str, str]) -> int:
        """Posts with headers of one's own."""
        return requests.post(self.hook, data=body, headers=headers, timeout=SECONDS).status_code

    def ask(self, after: int = 0, **query: object) -> requests.Response:
        return requests.get(
            f"{self.address}/events",
            params={"after": after, **query},  # type: ignore[arg-type]  # numbers and texts alike
            headers=self.bearer,
            timeout=SECONDS,
        )

    def pull(self, after: int = 0, **query: object) -> dict:
        answer = self.ask(after, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def bodies(self, after: int = 0) -> list[bytes]:
        """All waiting bodies in order, page after page."""
        found = []
        while events := self.pull(after)["events"]:
            found += [base64.b64decode(event["body"]) for event in events]
            after = events[-1]["seq"]
        return found

    def ack(self, through: int) -> int:
        answer = requests.post(
            f"{self.address}/ack", json={"through": through}, headers=self.bearer, timeout=SECONDS
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["deleted"]


class HandClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def pass_time(self, **parts: float) -> None:
        self.instant += timedelta(**parts)


@dataclass
class RelayProcess:
    """A relay of its own process; `ended` gives back what it wrote."""

    process: subprocess.Popen[str]
    address: str
    errors: Path

    def kill(self) -> None:
        self.process.kill()
        self._close()

    def end(self) -> int:
        """Asks it to end in order; returns the exit code."""
        self.process.terminate()
        return self._close()

    def _close(self) -> int:
        code = self.process.wait(SECONDS)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@pytest.fixture
def mirtilla() -> Salon:
    return Salon("mirtilla", "5ecret-of-mirtilla", "verify-mirtilla")


@pytest.fixture
def ninfea() -> Salon:
    return Salon("ninfea", "5ecret-of-ninfea", "verify-ninfea")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "relay.sqlite"


@pytest.fixture
def start(database: Path, clock: HandClock) -> Iterator[Callable[..., Callable[[], None]]]:
    """Starts a relay in a thread for some salons; returns what ends it before the test does."""
    with ExitStack() as all_of_them:

        def start_one(*salons: Salon, limits: Limits | None = None) -> Callable[[], None]:
            config = RelayConfig(
                database, {salon.name: salon.config() for salon in salons}, limits or Limits()
            )
            one = all_of_them.enter_context(ExitStack())
            relay = one.enter_context(running(config, clock=clock))
            for salon in salons:
                salon.address = relay.address
            return one.close

        yield start_one


@pytest.fixture
def write_config(tmp_path: Path, database: Path) -> Callable[..., Path]:
    """Writes the configuration file of some salons, protected as the README asks."""

    def write(*salons: Salon) -> Path:
        file = tmp_path / "relay.json"
        told = {
            salon.name: {
                "app_secret": salon.app_secret,
                "verify_token": salon.verify_token,
                "desk_keys": [digest_of(salon.key)],
            }
            for salon in salons
        }
        file.write_text(json.dumps({"database": database.name, "salons": told}), "utf-8")
        file.chmod(0o600)
        return file

    return write


@pytest.fixture
def environment() -> dict[str, str]:
    """The surroundings of a relay's process: this checkout's package first."""
    home = str(Path(salon_relay.__file__).parents[1])
    ours = {**os.environ, "PYTHONPATH": home, "PYTHONUNBUFFERED": "1"}
    ours.pop("WEB_CONCURRENCY", None)
    return ours


@pytest.fixture
def start_process(
    tmp_path: Path, write_config: Callable[..., Path], environment: dict[str, str]
) -> Iterator[Callable[..., RelayProcess]]:
    """Starts `salon-relay serve` for some salons and waits for the line that says where."""
    started: list[RelayProcess] = []

    def start_one(*salons: Salon) -> RelayProcess:
        command = [sys.executable, "-m", "salon_relay", "serve", "--port", "0"]
        command += ["--config", str(write_config(*salons))]
        errors = tmp_path / f"stderr-{len(started)}.txt"
        with errors.open("w") as stream:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=stream, text=True, env=environment
            )
        relay = RelayProcess(process, "", errors)
        started.append(relay)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, errors.read_text()
        relay.address = json.loads(line)["address"]
        for salon in salons:
            salon.address = relay.address
        return relay

    yield start_one
    for relay in started:
        if relay.process.poll() is None:
            relay.kill()


@pytest.fixture
def run_command(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `salon-relay` with arguments to its end."""

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "salon_relay", *arguments],
            capture_output=True,
            text=True,
            env={**environment, **more},
            timeout=SECONDS,
            check=False,
        )

    return run
