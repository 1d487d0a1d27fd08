"""Drills: a salon of their own, desks in other processes, and a line that says what was done."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import pytest
from sqlalchemy import Engine

from salon_desktop.infrastructure.clock import FixedClock
from tests.agenda_desk import TUESDAY, AgendaDesk
from tests.consent_desk import ConsentDesk
from tests.salon_fixtures import MONDAY, SalonFile

ROOT = Path(__file__).parents[2]
SLOT_MINUTES, OPENS, LAST_START, SUNDAY_AND_MONDAY = 20, 540, 1060, (6, 0)
Told = Callable[..., None]


@dataclass
class DeskProcess:
    """A desk in a process of its own, asked line by line."""

    process: subprocess.Popen[str]

    def ask(self, day: date, start: int, operator: int, key: str) -> None:
        """Send a wish without waiting for its answer."""
        wishes = self._pipe(self.process.stdin)
        wishes.write(f"{day.isoformat()} {start} {operator} {key}\n")
        wishes.flush()

    def answer(self) -> dict[str, Any] | None:
        """Return its next answer, or None once it is gone."""
        line = self._pipe(self.process.stdout).readline()
        return json.loads(line) if line.endswith("\n") else None

    def end(self) -> int:
        """Let it finish (or reap it) and return its exit code."""
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                self._pipe(pipe).close()
            except BrokenPipeError:
                continue  # what it never read is lost with it
        return self.process.wait(30)

    def kill(self) -> None:
        """Kill it with -9."""
        self.process.kill()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@pytest.fixture
def desk_process(salon_file: SalonFile) -> Iterator[Callable[..., DeskProcess]]:
    """Start a desk over the drill's salon; it dies at ``point`` if one is named."""
    started: list[DeskProcess] = []

    def start(client: int, point: str = "never", times: int = 0) -> DeskProcess:
        place = [str(salon_file.path), salon_file.key.hex(), MONDAY.isoformat()]
        fate = [str(client), point, str(times)]
        one = DeskProcess(
            subprocess.Popen(
                [sys.executable, "-m", "tests.drills.booking_child", *place, *fate],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        started.append(one)
        return one

    yield start
    for one in started:
        if one.process.poll() is None:
            one.kill()
        one.end()


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> AgendaDesk:
    """The drill's own desk, for setting up and looking afterwards."""
    return AgendaDesk(engine, clock)


@pytest.fixture
def consents(engine: Engine, clock: FixedClock) -> ConsentDesk:
    """Clients who answered, so that every visit has its reminder."""
    return ConsentDesk(engine, clock)


@pytest.fixture
def told() -> Told:
    """Print what a drill did; one that injected nothing fails."""

    def tell(drill: str, *, injected: int, **counts: object) -> None:
        assert injected > 0, f"drill {drill} injected nothing"
        said = " ".join(f"{name}={count}" for name, count in counts.items())
        print(f"drill {drill} injected={injected} {said} … ok")

    return tell


@pytest.fixture
def slots() -> Iterator[tuple[date, int]]:
    """Yield place after place: twenty minutes each, on days the salon is open."""

    def places() -> Iterator[tuple[date, int]]:
        day = TUESDAY + timedelta(days=7)  # far enough for a reminder
        while True:
            if day.weekday() not in SUNDAY_AND_MONDAY and day.day != 8:
                for start in range(OPENS, LAST_START, SLOT_MINUTES):
                    yield day, start
            day += timedelta(days=1)

    return places()
