"""Drills K5 and K7: the disk fills up at every step, and a folder that takes nothing."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOUNTED = """
mount -t tmpfs -o size="$1" tmpfs "$2" && exec "$3" -m tests.drills.disk_child "$4" "$2" "$5"
"""
Told = Callable[..., None]
ALONE = ("unshare", "--mount", "--propagation", "private")


@functools.cache
def _may_mount() -> bool:
    """Tell whether this process may have file systems of its own."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    tried = [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.drill,
    pytest.mark.root,
    pytest.mark.skipif(not _may_mount(), reason="needs root that may mount"),
]


def _lived(tmp_path: Path, scenario: str, size: str, **environment: str) -> dict[str, int]:
    """Run a scenario on a small disk that only its process sees."""
    disk, roomy = tmp_path / "disk", tmp_path / "roomy"
    disk.mkdir()
    roomy.mkdir()
    done = subprocess.run(
        [*ALONE, "sh", "-c", MOUNTED, "sh", size, disk, sys.executable, scenario, roomy],
        cwd=ROOT,
        env=os.environ | {name: str(disk) for name in environment},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def test_k5_a_full_disk_loses_nothing_that_was_shown_as_saved_and_needs_no_restart(
    tmp_path: Path, told: Told
) -> None:
    counts = _lived(tmp_path, "commit", "6m")
    assert counts["acknowledged"] >= 2, "some were saved before the disk was full"
    assert counts["refused"] == 5 + 2 + 2, "writes, copies and starts were all refused in words"
    told("K5 commit", injected=counts["refused"], **counts)


def test_k5_what_cannot_be_noted_does_not_leave_and_nothing_leaves_twice(
    tmp_path: Path, told: Told
) -> None:
    counts = _lived(tmp_path, "sending", "8m")
    assert counts == {"struck": 3, "taken": 4}
    told("K5 sending", injected=counts["struck"], **counts)


def test_k5_the_log_drops_lines_on_a_full_disk_and_never_takes_the_disk(
    tmp_path: Path, told: Told
) -> None:
    counts = _lived(tmp_path, "log", "1m")
    assert counts["dropped"] > 0, "the drill must have struck"
    assert counts["megabytes"] >= 3, "the log must have turned over"
    told("K5 log", injected=counts["dropped"], **counts)


def test_k5_a_full_folder_for_temporary_files_is_not_needed(tmp_path: Path, told: Told) -> None:
    counts = _lived(tmp_path, "temp", "64k", TMPDIR="", SQLITE_TMPDIR="")
    assert counts == {"added": 20, "room": 0}
    told("K5 temp", injected=1, **counts)


def test_k7_a_folder_that_takes_nothing_is_named_and_left_as_it_is(
    tmp_path: Path, told: Told
) -> None:
    counts = _lived(tmp_path, "readonly", "6m")
    assert counts == {"refused": 5}
    told("K7 readonly", injected=counts["refused"], **counts)
