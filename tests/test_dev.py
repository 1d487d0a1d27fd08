"""The developer's door: sets a checkout up once, mends a broken one, and hands everything on.

The set-ups are real (venv and pip), in a small checkout that needs no library, so that no network
is touched.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A build back end of the standard library only: an editable wheel is one line in a .pth file.
BACKEND = """
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = HERE.name.replace("-", "_")
INFO = f"{NAME}-1.dist-info"


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    wheel = f"{NAME}-1-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory, wheel), "w") as archive:
        archive.writestr(f"{NAME}.pth", str(HERE))
        about = f"Metadata-Version: 2.1\\nName: {NAME}\\nVersion: 1\\n"
        archive.writestr(f"{INFO}/METADATA", about)
        archive.writestr(
            f"{INFO}/WHEEL",
            "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        )
        archive.writestr(f"{INFO}/RECORD", "")
    return wheel
"""
RECIPE = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
PROGRAM = (
    "import json, os, sys\n"
    "print(json.dumps([sys.argv[1:], dict(os.environ), os.getcwd(), sys.prefix]))\n"
)


def a_checkout(folder: Path) -> Path:
    """Write a checkout as small as dev.py allows; its program prints how it was started."""
    for place in (folder / "desk", folder / "desk" / "relay"):
        place.mkdir(parents=True)
        (place / "pyproject.toml").write_text(RECIPE, "utf-8")
        (place / "backend.py").write_text(BACKEND, "utf-8")
    checkout = folder / "desk"
    shutil.copy(ROOT / "dev.py", checkout)
    (checkout / "requirements.lock").write_text("# nothing is needed\n", "utf-8")
    (checkout / "salon_desktop").mkdir()
    (checkout / "salon_desktop" / "__init__.py").write_text("", "utf-8")
    (checkout / "salon_desktop" / "__main__.py").write_text(PROGRAM, "utf-8")
    return checkout


def dev(
    checkout: Path, *arguments: str, python: str = sys.executable, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Start the checkout's dev.py without a screen, as a person at a terminal would."""
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CI"}
    kept = {name: value for name, value in os.environ.items() if name not in screen}
    return subprocess.run(
        [python, str(checkout / "dev.py"), *arguments],
        cwd=checkout.parent,
        env={**kept, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def seen_by_the_program(done: subprocess.CompletedProcess[str]) -> tuple[list[str], dict[str, str]]:
    """Return the arguments and variables the program was started with."""
    assert done.returncode == 0, done.stdout + done.stderr
    arguments, variables, *_ = json.loads(done.stdout.splitlines()[-1])
    return arguments, variables


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that has been set up once."""
    folder = a_checkout(tmp_path_factory.mktemp("checkout"))
    done = dev(folder, "run")
    assert "First start" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_without_a_command_it_explains_itself_and_refuses() -> None:
    done = dev(ROOT)
    assert done.returncode == 2
    for command in ("practice", "run", "test", "check", "bench", "tour", "build", "--system"):
        assert command in done.stdout


def test_help_is_no_failure() -> None:
    assert dev(ROOT, "--help").returncode == 0


def test_an_unknown_command_is_wrong_usage() -> None:
    done = dev(ROOT, "frobnicate")
    assert done.returncode == 2
    assert "frobnicate" in done.stderr


def test_the_second_start_installs_nothing_and_hands_everything_on(checkout: Path) -> None:
    done = dev(checkout, "run", "--data", "a b", "clients", "find", "-k")
    assert len(done.stdout.splitlines()) == 1
    arguments, _ = seen_by_the_program(done)
    assert arguments == ["--data", "a b", "clients", "find", "-k"]


def test_the_program_runs_in_the_environment_and_in_the_folder_of_the_caller(
    checkout: Path,
) -> None:
    _, _, folder, prefix = json.loads(dev(checkout, "run").stdout)
    assert Path(folder) == checkout.parent
    assert Path(prefix) == checkout / ".venv"


def test_the_second_start_costs_a_blink(checkout: Path) -> None:
    def seconds(command: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, cwd=checkout, capture_output=True, check=True)
        return time.perf_counter() - start

    python = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    straight = min(seconds([str(python), "-m", "salon_desktop"]) for _ in range(5))
    through = min(seconds([sys.executable, "dev.py", "run"]) for _ in range(5))
    assert through - straight < 0.1 + straight  # twice the start of a bare Python on a slow day


def test_byte_code_is_kept_and_other_pythons_stay_out(checkout: Path) -> None:
    done = dev(checkout, "run", PYTHONDONTWRITEBYTECODE="1", PYTHONPATH="elsewhere", PIP_USER="1")
    _, variables = seen_by_the_program(done)
    assert "PYTHONDONTWRITEBYTECODE" not in variables
    assert "PYTHONPATH" not in variables
    assert variables["PIP_USER"] == "0"
    assert list((checkout / "salon_desktop" / "__pycache__").glob("*.pyc"))


@pytest.mark.skipif(sys.platform != "linux", reason="needs linux")
def test_practice_without_a_screen_says_so_and_plays_the_tour(checkout: Path) -> None:
    done = dev(checkout, "practice", "--language", "it")
    arguments, variables = seen_by_the_program(done)
    assert "no screen" in done.stdout
    assert arguments == ["tour", "--out", "tour-out", "--language", "it"]
    assert variables["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.skipif(sys.platform != "linux", reason="needs linux")
def test_a_tour_goes_where_it_is_told(checkout: Path) -> None:
    arguments, _ = seen_by_the_program(dev(checkout, "tour", "--out=pictures"))
    assert arguments == ["tour", "--out=pictures"]


def test_the_program_s_refusal_is_handed_back(checkout: Path) -> None:
    main = checkout / "salon_desktop" / "__main__.py"
    main.write_text("raise SystemExit(7)\n", "utf-8")
    try:
        assert dev(checkout, "run").returncode == 7
    finally:
        main.write_text(PROGRAM, "utf-8")


def test_a_changed_recipe_is_installed_again_without_a_new_environment(checkout: Path) -> None:
    sign = checkout / ".venv" / "kept"
    sign.touch()
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as recipe:
        recipe.write("# changed\n")
    done = dev(checkout, "run")
    assert "Installing the program itself" in done.stdout
    assert "Installing the libraries" not in done.stdout
    assert sign.exists()
    seen_by_the_program(done)


def test_an_interrupted_set_up_is_made_anew(tmp_path: Path) -> None:
    checkout = a_checkout(tmp_path)
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "made-by-dev").touch()
    done = dev(checkout, "run")
    assert "unfinished" in done.stdout
    seen_by_the_program(done)

    moved = tmp_path / "elsewhere" / "desk"
    moved.parent.mkdir()
    checkout.rename(moved)
    done = dev(moved, "run")
    assert "of another place" in done.stdout
    seen_by_the_program(done)


def test_a_broken_environment_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    checkout = a_checkout(tmp_path)
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "precious").touch()
    done = dev(checkout, "run")
    assert done.returncode == 1
    assert "not made by me" in done.stderr
    assert (checkout / ".venv" / "precious").exists()


def test_a_library_that_cannot_be_had_is_said_plainly(tmp_path: Path) -> None:
    checkout = a_checkout(tmp_path)
    line = f"not-a-library-at-all==1 --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements.lock").write_text(line, "utf-8")
    done = dev(checkout, "run", PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert "not-a-library-at-all" in done.stderr
    assert "pip could not finish" in done.stderr
    assert not (checkout / ".venv" / "salon-stamp").exists()


def pretending(checkout: Path, lies: str, *arguments: str, tools: Path) -> tuple[int, str, str]:
    """Start dev.py after ``lies`` about the machine, with only ``tools`` on the search path."""
    start = f"import sys, ctypes, runpy\n{lies}\nsys.argv = {['dev.py', *arguments]!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", start + "runpy.run_path('dev.py', run_name='__main__')"],
        cwd=checkout,
        env={**os.environ, "PATH": str(tools), "DISPLAY": ":7", "QT_QPA_PLATFORM": "xcb"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def a_tool(folder: Path, name: str, script: str) -> None:
    """Put a shell script called ``name`` into ``folder``."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def test_a_python_that_does_not_fit_is_told_which_ones_do(tmp_path: Path) -> None:
    lies = "sys.version_info = (3, 10, 13, 'final', 0)"
    code, _, said = pretending(a_checkout(tmp_path), lies, "run", tools=tmp_path)
    assert code == 1
    assert "3.10" in said
    assert "3.11, 3.12, 3.13 or 3.14" in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs linux")
def test_missing_system_libraries_are_named_in_the_line_to_type(tmp_path: Path) -> None:
    a_tool(tmp_path / "tools", "apt-get", "exit 0")
    lies = "def CDLL(name):\n    raise OSError\nctypes.CDLL = CDLL"
    desk = a_checkout(tmp_path)
    code, _, said = pretending(desk, lies, "practice", tools=tmp_path / "tools")
    assert code == 1
    (line,) = [line for line in said.splitlines() if "apt-get install" in line]
    assert {"libgl1", "libegl1", "libxcb-cursor0", "libxkbcommon-x11-0"} <= set(line.split())
    assert not (desk / ".venv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs linux")
def test_system_libraries_are_installed_when_asked_to(tmp_path: Path) -> None:
    tools, diary = tmp_path / "tools", tmp_path / "diary"
    a_tool(tools, "apt-get", f'echo "$@" >> {diary}')
    a_tool(tools, "sudo", 'exec "$@"')
    lies = (
        "def CDLL(name):\n    if name == 'libEGL.so.1':\n        raise OSError\n    return name\n"
        "ctypes.CDLL = CDLL"
    )
    desk = a_checkout(tmp_path)
    (desk / ".venv").mkdir()  # somebody else's: the set-up stops after the system's part
    _, said, _ = pretending(desk, lies, "check", "--system", tools=tools)
    assert "libegl1" in said
    updated, installed = diary.read_text("utf-8").splitlines()
    assert updated.startswith("update")
    assert installed.endswith("--no-install-recommends libegl1")
