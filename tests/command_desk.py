"""A desk without a screen: every step is a command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "salon_desktop")
LONGEST = 60.0
MONDAY = "2026-11-23T08:30+01:00"


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict), self.out
        return found


@dataclass
class CommandDesk:
    """Runs commands on one data folder; ``now`` is what ``--now`` is given, if anything."""

    folder: Path
    now: str | None = MONDAY
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: object, typed: str = "", code: int = 0) -> Said:
        """Run one command, which must end with ``code``; ``typed`` is its standard input."""
        done = subprocess.run(
            self.line(*words),
            input=typed,
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"} | dict(self.environment),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )
        said = Said(done.returncode, done.stdout, done.stderr)
        assert said.code == code, f"{words}: {said}"
        assert "Traceback" not in said.err, said.err
        return said

    def ask(self, *words: object, typed: str = "", code: int = 0) -> dict[str, Any]:
        """Run one command with ``--json`` and return its answer."""
        return self.run(*words, "--json", typed=typed, code=code).answer

    def line(self, *words: object) -> list[str]:
        """Return the command line of ``words``."""
        clock = [] if self.now is None else ["--now", self.now]
        return [*PROGRAM, "--data", str(self.folder), *clock, *map(str, words)]

    @contextmanager
    def practice(self) -> Iterator[dict[str, Any]]:
        """Run ``practice serve`` beside the desk and give the facts it told."""
        serving = subprocess.Popen(
            self.line("practice", "serve", "--json", "--until-stdin-ends"),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert serving.stdin is not None
        assert serving.stdout is not None
        try:
            yield json.loads(serving.stdout.readline())
        finally:
            serving.stdin.close()
            code = serving.wait(LONGEST)
            serving.stdout.close()
            assert code == 0


def json_lines(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return one JSON object a line, as ``--file -`` reads them."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@dataclass(frozen=True)
class Order:
    """One command, what is typed into it, and how it must end."""

    words: tuple[str, ...]
    code: int = 0
    typed: str = ""
    about: str = ""


@dataclass(frozen=True)
class Ended(Said):
    """How one of many commands ended; ``asked`` is what it asked network and system for."""

    order: Order
    qt: Sequence[str]
    asked: Sequence[tuple[str, list[Any]]]


def in_one_process(
    folder: Path, orders: Sequence[Order], environment: Mapping[str, str] | None = None
) -> list[Ended]:
    """Run commands one after the other in one watched process, which must survive them all."""
    lines = [json.dumps({"words": one.words, "typed": one.typed}) for one in orders]
    done = subprocess.run(
        [sys.executable, "-m", "tests.commands_child", str(folder)],
        input="\n".join(lines),
        cwd=ROOT,
        env=os.environ | dict(environment or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=4 * LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [Ended(order=order, **one) for order, one in zip(orders, told, strict=True)]
