"""Drill R3: the program started twice, killed and started again, and a restore meanwhile."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salon_desktop.app.command_line import run
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import mark_practice
from salon_desktop.infrastructure.places import DataFolder
from tests.command_desk import ROOT
from tests.drills.window_child import SECOND

pytestmark = pytest.mark.drill
LONGEST = 30.0
Told = Callable[..., None]
KILLED = -9
WINDOW, FOLDER = "tests.drills.window_child", "tests.drills.folder_child"


class Child:
    """A process that said it is up; it ends with its input."""

    def __init__(self, *call: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *map(str, call)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def says(self) -> str:
        """Return the next word it says, "" when it has ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        assert self.process.wait(LONGEST) == KILLED, "the drill must have struck"

    def code(self) -> int:
        """Wait for its end."""
        return self.process.wait(LONGEST)

    def last_words(self) -> str:
        """Let it end and return what else it said."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        return self.process.stdout.read()

    def close(self) -> None:
        """End it in order, if it still lives."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(LONGEST)
        self.process.stdout.close()


@contextlib.contextmanager
def running(*call: object) -> Iterator[Child]:
    child = Child(*call)
    try:
        yield child
    finally:
        child.close()


def test_r3_a_second_start_shows_the_first_window_and_ends(tmp_path: Path, told: Told) -> None:
    with running(WINDOW, tmp_path) as first:
        assert first.says() == "first"
        for _ in range(2):
            with running(WINDOW, tmp_path) as second:
                assert second.code() == SECOND
                assert second.says() == ""
            assert first.says() == "shown"
    told("R3 second start", injected=2, shown=2)


def test_r3_after_a_kill_the_next_start_is_the_first_again(tmp_path: Path, told: Told) -> None:
    for _ in range(2):
        with running(WINDOW, tmp_path) as doomed:
            assert doomed.says() == "first"
            doomed.kill()
    with running(WINDOW, tmp_path) as heir:
        assert heir.says() == "first"
        with running(WINDOW, tmp_path) as second:
            assert second.code() == SECOND
        assert heir.says() == "shown", "it also answers where the dead one did"
    told("R3 kill", injected=2, killed=2)


def test_r3_two_folders_have_a_window_each(tmp_path: Path, told: Told) -> None:
    with running(WINDOW, tmp_path / "one") as one, running(WINDOW, tmp_path / "two") as two:
        assert (one.says(), two.says()) == ("first", "first")
        with running(WINDOW, tmp_path / "two") as again:
            assert again.code() == SECOND
        assert two.says() == "shown"
        assert one.last_words() == "", "the other folder's window was left alone"
    told("R3 folders", injected=1, folders=2)


def command(folder: Path, *words: object) -> tuple[int, str]:
    """Run one command in this process; returns its code and what it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(["--data", str(folder), "--language", "en", *map(str, words)])
    return code, said.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice salon with a copy of it beside."""
    root = tmp_path_factory.mktemp("instances") / "salon"
    mark_practice(DataFolder(root))
    found_salon(root, NewSalon(name="Mirtilla", country="IT", owner="Vera"))
    assert command(root, "backup", root.parent / "copy.salon")[0] == 0
    return root


def test_r3_a_restore_waits_for_nobody_and_is_refused_while_the_salon_is_open(
    folder: Path, told: Told
) -> None:
    copy, live = folder.parent / "copy.salon", folder / "salon.db"
    before = live.stat().st_ino
    with running(FOLDER, "salon", folder) as first:
        assert first.says() == "salon"
        assert command(folder, "check")[0] == 0, "commands run beside a window"
        code, said = command(folder, "restore", copy)
        assert (code, "has this salon open" in said) == (1, True)
        assert live.stat().st_ino == before, "nothing was touched"
        first.kill()
    assert command(folder, "restore", copy)[0] == 0
    assert live.stat().st_ino != before
    assert command(folder, "check")[0] == 0
    told("R3 restore", injected=1, refused=1, killed=1)


def test_r3_nobody_opens_the_salon_while_a_restore_has_it(folder: Path, told: Told) -> None:
    with running(FOLDER, "alone", folder) as restoring:
        assert restoring.says() == "alone"
        code, said = command(folder, "check")
        assert (code, "has this salon open" in said) == (1, True)
        restoring.kill()
    assert command(folder, "check")[0] == 0
    told("R3 alone", injected=1, refused=1, killed=1)
