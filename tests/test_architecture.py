"""The checkout keeps its own rules: floors, sizes, names, clocks, words, no foreign addresses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house_rules import RULES, Source, broken, files, foreign_places, long_files, sources

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"


@pytest.fixture(scope="module")
def read() -> list[Source]:
    return sources(ROOT)


def test_the_rules_look_at_the_whole_house(read: list[Source]) -> None:
    seen = {source.path for source in read}
    for folder in ("salon_desktop", "relay/salon_relay", "tests"):
        written = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py")}
        assert written, f"{folder} holds no Python file"
        assert written <= seen, f"not looked at: {sorted(written - seen)}"


@pytest.mark.parametrize("rule", RULES)
def test_the_house_rule_holds(rule: str, read: list[Source]) -> None:
    faults = broken(rule, read)
    assert not faults, f"{RULES[rule].__doc__}\n" + "\n".join(faults)


def test_nine_files_of_ten_are_easy_to_read_in_one_go(read: list[Source]) -> None:
    assert not long_files(read)


def test_no_file_names_a_package_index_or_a_folder_of_somebodys_machine() -> None:
    own = [str(place) + "/" for place in (Path.home(), ROOT) if len(place.parts) > 1]
    faults = foreign_places(ROOT, files(ROOT), *own)
    assert not faults, "\n".join(faults)


def test_every_contract_between_the_floors_is_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
