"""Every contract and every house rule is broken on purpose once, and seen to notice.

A contract over the wrong package, or a rule that looks at no file, stays green for ever. Here each
gets a violating module in a temporary copy, and must name it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house_rules import RULES, broken, foreign_places, long_files, sources

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]

# Contract id → the modules to plant (below salon_desktop) and what each of them imports.
CROSSINGS: dict[str, list[tuple[str, str]]] = {
    "floors": [
        ("domain.planted_a", "salon_desktop.localization"),
        ("domain.planted_b", "salon_desktop.whatsapp"),
        ("localization.planted_a", "salon_desktop.whatsapp"),
        ("whatsapp.planted_a", "salon_desktop.application"),
        ("application.planted_a", "salon_desktop.infrastructure"),
        ("application.queries.planted_a", "salon_desktop.ui"),
        ("ui.planted_a", "salon_desktop.infrastructure.db"),
        ("ui.planted_b", "salon_desktop.background"),
        ("background.planted_a", "salon_desktop.ui"),
        ("infrastructure.planted_a", "salon_desktop.practice"),
        ("practice.planted_a", "salon_desktop.ui"),
        ("infrastructure.db.planted_a", "salon_desktop.app"),
    ],
    "qt-floors": [
        ("domain.planted_qt", "PySide6.QtCore"),
        ("application.commands.planted_qt", "PySide6.QtCore"),
        ("infrastructure.planted_qt", "PySide6"),
        ("background.planted_qt", "PySide6.QtCore"),
        ("practice.planted_qt", "PySide6.QtWidgets"),
        ("localization.planted_qt", "shiboken6"),
    ],
    "qt-app": [("app.planted_qt", "PySide6.QtWidgets")],
    "database": [
        ("infrastructure.planted_sql", "sqlalchemy.orm"),
        ("infrastructure.files.planted_sql", "sqlcipher3.dbapi2"),
        ("app.planted_sql", "alembic.command"),
        ("ui.planted_sql", "sqlalchemy"),
        ("background.planted_sql", "sqlite3"),
    ],
    "machine": [
        ("ui.planted_net", "requests"),
        ("practice.planted_net", "requests"),
        ("app.planted_net", "keyring"),
        ("application.planted_net", "phonenumbers"),
        ("domain.agenda.planted_net", "holidays"),
        ("background.planted_net", "urllib3"),
        ("localization.planted_net", "platformdirs"),
    ],
    "clockwork": [
        ("background.planted_clock", "apscheduler.schedulers.background"),
        ("app.planted_clock", "apscheduler"),
    ],
    "words": [("ui.planted_words", "babel.dates"), ("domain.planted_words", "babel")],
    "relay": [
        ("ui.planted_relay", "salon_relay"),
        ("infrastructure.planted_relay", "uvicorn"),
        ("practice.planted_relay", "salon_relay"),
    ],
    "practice-apart": [
        ("practice.planted_copy", "salon_desktop.whatsapp"),
        ("practice.planted_reach", "salon_desktop.infrastructure.graph_api"),
    ],
    "whatsapp-apart": [("whatsapp.planted_peek", "salon_desktop.practice")],
    "pure": [
        ("domain.planted_library", "segno"),
        ("whatsapp.planted_library", "requests"),
    ],
    "commands": [
        ("application.commands.planted_one", "salon_desktop.application.commands.planted_two")
    ],
}
FURTHER_FILES = {"application/commands/planted_two.py": '"""Is called."""\n'}


def lint(folder: Path, *options: str) -> str:
    """Return what import-linter says about the package in ``folder``, unwrapped."""
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache", *options],
        cwd=folder,
        env={"COLUMNS": "400", "PATH": "", "PYTHONPATH": "", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1} and "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.stdout


def a_copy(folder: Path) -> Path:
    """Copy the package and its contracts to ``folder``, where they may be spoiled."""
    leave = shutil.ignore_patterns("__pycache__", "_shipped")
    shutil.copytree(ROOT / "salon_desktop", folder / "salon_desktop", ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Plant every crossing in one copy; return what is said about each broken contract by name."""
    folder = a_copy(tmp_path_factory.mktemp("spoiled"))
    for planted in CROSSINGS.values():
        for module, imported in planted:
            file = folder / "salon_desktop" / (module.replace(".", "/") + ".py")
            assert not file.exists(), f"{module} is taken"
            assert file.parent.is_dir(), f"{module} has no package to stand in"
            file.write_text(f'"""Breaks a contract."""\nimport {imported}\n', "utf-8")
    for name, text in FURTHER_FILES.items():
        (folder / "salon_desktop" / name).write_text(text, "utf-8")
    said = lint(folder).partition("Broken contracts")[2]
    names = [contract["name"] for contract in CONTRACTS["contracts"]]
    starts = sorted((said.find(f"\n{name}\n---"), name) for name in names)
    ends = [start for start, _ in starts[1:]] + [len(said)]
    pieces = zip(starts, ends, strict=True)
    return {name: said[start:end] for (start, name), end in pieces if start >= 0}


def test_no_contract_is_left_untried() -> None:
    assert {contract["id"] for contract in CONTRACTS["contracts"]} == set(CROSSINGS)


@pytest.mark.parametrize("contract", CONTRACTS["contracts"], ids=lambda contract: contract["id"])
def test_the_contract_names_every_module_that_crosses_it(
    contract: dict[str, str], spoiled: dict[str, str]
) -> None:
    said = spoiled.get(contract["name"], "")
    unseen = [module for module, _ in CROSSINGS[contract["id"]] if module not in said]
    assert not unseen, f"not noticed: {unseen}\n{said}"


def test_a_new_package_without_a_floor_is_noticed(tmp_path: Path) -> None:
    folder = a_copy(tmp_path)
    (folder / "salon_desktop" / "attic").mkdir()
    (folder / "salon_desktop" / "attic" / "__init__.py").write_text('"""On no floor."""\n', "utf-8")
    said = lint(folder, "--contract", "floors")
    assert "BROKEN" in said
    assert "attic" in said


# House rule → a file that breaks it, and the nearest thing that is allowed.
TRAPS: dict[str, tuple[str, str, str]] = {
    "short_files": ("dev.py", "a = 1\n" * 401, "a = 1\n" * 400),
    "short_functions": (
        "tests/test_x.py",
        "def f():\n" + "    a = 1\n" * 60,
        "def f():\n" + "    a = 1\n" * 59,
    ),
    "module_docstrings": ("salon_desktop/ui/x.py", "a = 1\n", '"""Holds a."""\na = 1\n'),
    "imports_on_top": (
        "salon_desktop/ui/x.py",
        "class A:\n    def f(self):\n        if self:\n            from os import path\n",
        "from os import path\n",
    ),
    "no_globals": ("benchmarks/x.py", "def f():\n    global a\n    a = 1\n", "a = 1\n"),
    "narrow_excepts": (
        "relay/salon_relay/x.py",
        "try:\n    a = 1\nexcept (OSError, Exception):\n    a = 2\n",
        "try:\n    a = 1\nexcept BaseException:\n    a = 2\n    raise\n",
    ),
    "literal_texts": (
        "salon_desktop/ui/x.py",
        'words.n_("{n} client", f"{n} clients", n)\n',
        'words.n_("{n} client", "{n} clients", n)\n',
    ),
    "no_clock_reads": (
        "salon_desktop/ui/x.py",
        "import datetime as clock\nfrom time import time\n",
        "from time import monotonic\n",
    ),
    "pure_floors": ("salon_desktop/domain/agenda/x.py", "import attrs\n", "import dataclasses\n"),
    "relay_apart": (
        "relay/salon_relay/x.py",
        "from salon_desktop import domain\n",
        "import json\n",
    ),
    "honest_names": ("salon_desktop/ui/utils.py", "", ""),
    "nothing_unfinished": ("tests/x.py", "a = 1  # TODO later\n", 'a = "TODO"\n'),
    "no_fixed_waits": (
        "tests/test_x.py",
        "def test_a(qtbot):\n    qtbot.wait(50)\n",
        "def test_a(qtbot):\n    qtbot.waitUntil(ready)\n",
    ),
}
FURTHER_TRAPS = [
    ("imports_on_top", "salon_desktop/ui/x.py", "def f():\n    importlib.import_module('os')\n"),
    ("narrow_excepts", "salon_desktop/ui/x.py", "try:\n    a = 1\nexcept:\n    a = 2\n"),
    ("narrow_excepts", "salon_desktop/ui/x.py", "with contextlib.suppress(Exception):\n    f()\n"),
    ("literal_texts", "salon_desktop/app/x.py", "self.words._(title)\n"),
    ("literal_texts", "salon_desktop/app/x.py", 'words.p_("verb", title)\n'),
    ("no_clock_reads", "salon_desktop/application/x.py", "now = datetime.now(UTC)\n"),
    ("no_clock_reads", "salon_desktop/application/x.py", "today = datetime.date.today()\n"),
    ("no_clock_reads", "salon_desktop/application/x.py", "def f(clock=time.time): ...\n"),
    ("no_clock_reads", "salon_desktop/ui/x.py", "QDateTime.currentDateTimeUtc()\n"),
    ("pure_floors", "salon_desktop/whatsapp/x.py", "from urllib.request import urlopen\n"),
    ("no_fixed_waits", "tests/test_x.py", "def test_a():\n    time.sleep(1)\n"),
]


def planted(folder: Path, path: str, text: str) -> Path:
    """Write ``text`` to ``path`` in ``folder`` and return the folder."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")
    return folder


def test_no_house_rule_is_left_untried() -> None:
    assert set(TRAPS) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_rule_notices_what_it_forbids(rule: str, tmp_path: Path) -> None:
    path, forbidden, _ = TRAPS[rule]
    faults = broken(rule, sources(planted(tmp_path, path, forbidden)))
    assert faults and all(fault.startswith(path) for fault in faults)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "honest_names"])
def test_the_house_rule_lets_the_nearest_good_thing_pass(rule: str, tmp_path: Path) -> None:
    path, _, allowed = TRAPS[rule]
    assert not broken(rule, sources(planted(tmp_path, path, allowed)))


@pytest.mark.parametrize(("rule", "path", "forbidden"), FURTHER_TRAPS)
def test_the_house_rule_notices_the_other_ways_too(
    rule: str, path: str, forbidden: str, tmp_path: Path
) -> None:
    assert broken(rule, sources(planted(tmp_path, path, forbidden)))


def test_too_many_long_files_are_noticed(tmp_path: Path) -> None:
    for number in range(20):
        planted(tmp_path, f"salon_desktop/m{number}.py", "a = 1\n" * (301 if number < 2 else 300))
    assert not long_files(sources(tmp_path))
    planted(tmp_path, "salon_desktop/m2.py", "a = 1\n" * 301)
    assert len(long_files(sources(tmp_path))) == 3


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/notes.md",
        'HOME = "/ro' + 'ot/x"',
        "C:\\Us" + "ers\\anna",
        "pip install --index-" + "url x",
        "https://mirror.example/simp" + "le/",
        "https://files.pythonho" + "sted.org/packages/x.whl",
        "/somewhere/of/mine/x",
    ],
)
def test_a_foreign_place_is_noticed_in_any_file(line: str, tmp_path: Path) -> None:
    planted(tmp_path, "docs/x.md", f"# Title\n\n{line}\n")
    paths = [tmp_path / "docs" / "x.md"]
    assert foreign_places(tmp_path, paths, "/somewhere/of/mine/")
    planted(tmp_path, "docs/x.md", "networks/ https://example.org/homework/ro" + "ot/ simple/\n")
    assert not foreign_places(tmp_path, paths)
