"""The main job by hand: the tour through the real window, and an installed program's self-test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

SCREENS = (
    "agenda",
    "appointment",
    "booking",
    "client",
    "consent",
    "outbox",
    "phone-reminder",
    "confirmed",
    "phone-stop",
    "conversation",
    "ledger",
    "promotions",
    "salon",
)
LEAST_COLOURS = 24


def run_program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, without a screen."""
    return subprocess.run(
        [sys.executable, "-m", "salon_desktop", *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tour that was played to its end."""
    out = tmp_path_factory.mktemp("tour")
    done = run_program("tour", "--out", str(out), "--language", "de", "--theme", "dark")
    assert done.returncode == 0, done.stderr
    return out


def test_the_day_is_played_to_its_end_and_told(tour: Path) -> None:
    told = (tour / "transcript.txt").read_text("utf-8")
    # What the client's phone showed: the reminder, then the answer to her STOP.
    assert "giovedì 26 novembre alle 09:00" in told
    assert "Vuole tenere solo i promemoria" in told
    assert "ok · " in told  # the ledger's chain, after everything


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_a_picture_that_is_not_empty(tour: Path, screen: str) -> None:
    pictures = [file for file in tour.glob("*.png") if file.stem[3:] == screen]
    assert len(pictures) == 1
    image = QImage(str(pictures[0]))
    assert image.height() >= 800
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 8)
    }
    assert len(colours) >= LEAST_COLOURS


def test_an_installed_program_proves_itself() -> None:
    done = run_program("self-test", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count('"problem": ""') == 7


def test_a_self_test_without_its_resources_says_what_is_missing(tmp_path: Path) -> None:
    """The test that proves the test: without catalogues the check of languages must fail."""
    broken = (
        "import sys\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "import salon_desktop.app.self_test as self_test\n"
        "place = replace(self_test.shipped(), translations=Path(sys.argv[1]))\n"
        "self_test.shipped = lambda: place\n"
        "checked = {one.name: one for one in self_test.run_checks(Path(sys.argv[1]) / 'scratch')}\n"
        "print(checked['languages'].problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "NotWhole" in done.stdout, done.stderr
