"""The guard around every test notices what is left behind, and skips nobody agreed to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What a test leaves behind → the test, and what must be said about it.
LEFTOVERS = {
    "thread": (
        "import threading\n"
        "def test_it():\n"
        "    threading.Thread(target=threading.Event().wait, args=(60,), daemon=True).start()\n",
        "thread still running",
    ),
    "window": (
        "from PySide6.QtWidgets import QLabel\n"
        "kept = []\n"
        "def test_it(qtbot):\n"
        "    kept.append(QLabel('still here'))\n"
        "    kept[0].show()\n",
        "windows still open: ['QLabel']",
    ),
    "way_out": (
        "import socket\n"
        "def test_it():\n"
        "    with socket.socket() as line:\n"
        "        line.connect(('192.0.2.1', 80))\n",
        "a test tried to leave this machine",
    ),
    "warning": (
        "import warnings\ndef test_it():\n    warnings.warn('old ways', DeprecationWarning)\n",
        "DeprecationWarning: old ways",
    ),
    "words_of_qt": (
        "from PySide6.QtCore import qWarning\ndef test_it(qtbot):\n    qWarning('how odd')\n",
        "how odd",
    ),
}
if sys.platform == "linux":  # elsewhere nothing tells a test about its children
    LEFTOVERS["child"] = (
        "import subprocess, sys\n"
        "kept = []\n"
        "def test_it():\n"
        "    wait = [sys.executable, '-c', 'import sys; sys.stdin.read()']\n"
        "    kept.append(subprocess.Popen(wait, stdin=subprocess.PIPE))\n",
        "child processes still running",
    )
TIDY = "def test_it():\n    assert True\n"
SKIPS = {
    "whim": "import pytest\ndef test_it():\n    pytest.skip('felt like it')\n",
    "agreed": "import pytest\ndef test_it():\n    pytest.skip('needs root to fill a disk')\n",
}


def outcomes(folder: Path, tests: dict[str, str], **variables: str) -> tuple[dict[str, str], str]:
    """Run the tests, one a file, under the project's own guard; return how each ended."""
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "tests" / "guard.py", folder / "tests" / "conftest.py")
    for name, test in tests.items():
        (folder / "tests" / f"test_{name}.py").write_text(test, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    ends = re.findall(r"^(PASSED|FAILED|ERROR) tests/test_(\w+)\.py", done.stdout, re.MULTILINE)
    found = dict.fromkeys(tests, "SKIPPED")
    for end, name in sorted(ends, key=lambda pair: pair[0] != "PASSED"):
        found[name] = end  # a test may pass and then fail at tidying up
    return found, done.stdout


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    tests = {name: test for name, (test, _) in LEFTOVERS.items()}
    return outcomes(tmp_path_factory.mktemp("left"), {**tests, "tidy": TIDY, **SKIPS})


@pytest.mark.parametrize("what", LEFTOVERS)
def test_a_test_that_leaves_something_behind_fails(
    what: str, left_behind: tuple[dict[str, str], str]
) -> None:
    found, output = left_behind
    assert found[what] in {"FAILED", "ERROR"}, output
    assert LEFTOVERS[what][1] in output


def test_a_tidy_test_passes_and_anybody_may_skip_at_home(
    left_behind: tuple[dict[str, str], str],
) -> None:
    found, output = left_behind
    assert [found[name] for name in ("tidy", *SKIPS)] == ["PASSED", "SKIPPED", "SKIPPED"], output


def test_in_the_pipeline_a_skip_nobody_agreed_to_is_a_failure(tmp_path: Path) -> None:
    found, output = outcomes(tmp_path, SKIPS, CI="true")
    assert found == {"whim": "FAILED", "agreed": "SKIPPED"}, output
    assert "skipped in the pipeline (Skipped: felt like it)" in output
