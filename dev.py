#!/usr/bin/env python3
"""The developer's one door: sets the checkout up, then practises, runs, tests, checks and packs.

Standard library only, because it runs before anything is installed. The second start does nothing
but compare one fingerprint, so going through this door costs a few hundredths of a second.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

USAGE = """\
Usage: python3 dev.py [--system] COMMAND [ARGUMENTS ...]

  practice   opens a ready-made salon to try everything in; nothing real is touched or sent
  run        starts the program on your own data folder (arguments go to the program)
  test       runs the whole test suite (arguments go to pytest:  dev.py test -k agenda)
  check      form, habits, types, floors and translations
  bench      measures the program against its floors
  tour       plays a day at the desk and writes a picture of every screen to tour-out
  build      packs the program into one folder and lets the result test itself

  --system   on Debian and its kin: installs missing system libraries (as root or with sudo)

The first start makes the folder .venv and installs the libraries of requirements.lock into it.
Python 3.11 to 3.14 on Windows, macOS or Linux is all it needs.
"""

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MADE_HERE = VENV / "made-by-dev"  # only a folder that carries this sign is ever removed
STAMP = VENV / "salon-stamp"
LOCK = ROOT / "requirements.lock"
DISTRIBUTIONS = (ROOT, ROOT / "relay")
RECIPES = (*(folder / "pyproject.toml" for folder in DISTRIBUTIONS), ROOT / "hatch_build.py")
OLDEST, NEWEST = (3, 11), (3, 14)
SAME_PYTHON = f"sys.version_info[:2] == {sys.version_info[:2]}"

# What Qt loads at run time and the Debian package that brings it: first what it always needs,
# then what it needs on top for a window on a screen.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",  # on Debian 13 the t64 package answers to this name
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
ON_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Trouble(Exception):
    """Something the person at the keyboard has to know; the text says what to do."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return 0 done, 1 failed, 2 wrong usage."""
    command, rest, system = read(arguments)
    if command in {"", "help"}:
        print(USAGE)
        return 0 if command else 2
    if command not in COMMANDS:
        print(f"dev.py does not know the command {command!r}.\n\n{USAGE}", file=sys.stderr)
        return 2
    try:
        need_a_fitting_python()
        need_system_libraries(command, install=system)
        set_up()
        return COMMANDS[command](rest)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def read(arguments: list[str]) -> tuple[str, list[str], bool]:
    """Split the command line into the command, its own arguments, and ``--system``."""
    own = [argument for argument in arguments if argument != "--system"]
    if not own:
        return "", [], False
    if own[0] in {"-h", "--help"}:
        return "help", [], False
    return own[0], own[1:], len(own) < len(arguments)


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def need_a_fitting_python() -> None:
    """Go on under a Python the program runs on, or say which ones those are."""
    here = sys.version_info[:2]
    if OLDEST <= here <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and succeeds([other, "-c", "import ensurepip"]):
            say(f"Python {here[0]}.{here[1]} does not fit; going on with {other}.")
            hand_over([other, str(ROOT / "dev.py"), *sys.argv[1:]])
    raise Trouble(
        f"This is Python {here[0]}.{here[1]}. Salon Desktop needs 3.11, 3.12, 3.13 or 3.14.\n"
        "Install one of them and start again, for example:  python3.13 dev.py practice"
    )


def need_system_libraries(command: str, *, install: bool) -> None:
    """Stop with the exact line to type when a library of the operating system is missing."""
    if sys.platform != "linux" or (STAMP.exists() and not install and not opens_window(command)):
        return  # a finished set-up has seen the others already
    wanted = dict(ALWAYS)
    if install or opens_window(command):
        wanted.update(ON_A_SCREEN)
    missing = missing_packages(wanted)
    if missing and shutil.which("apt-get") is None:
        names = ", ".join(sorted(name for name in wanted if not loads(name)))
        raise Trouble(
            f"Libraries of the operating system are missing: {names}\n"
            f"Debian calls their packages: {' '.join(missing)}\n"
            "Please install what your system calls them and start again."
        )
    if missing and install:
        install_packages(missing)
    elif missing:
        raise Trouble(
            "Libraries of the operating system are missing. As root, type:\n\n"
            f"  apt-get install --no-install-recommends {' '.join(missing)}\n\n"
            f"or let me do it:  python3 dev.py --system {command}"
        )


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the Debian packages of the libraries that cannot be loaded, and of venv if absent."""
    missing = sorted({package for name, package in libraries.items() if not loads(name)})
    if not PYTHON.exists() and not succeeds([sys.executable, "-c", "import ensurepip"]):
        missing.append("python3-venv")
    return missing


def loads(library: str) -> bool:
    """Say whether the system's loader finds ``library``."""
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def install_packages(packages: list[str]) -> None:
    """Install Debian packages as root, asking nothing."""
    before = [] if os.geteuid() == 0 else ["sudo"]
    if before and shutil.which("sudo") is None:
        raise Trouble("--system needs root: start it as root, or install sudo.")
    say(f"Installing system libraries: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        if subprocess.call([*before, "apt-get", *step], env=environment):
            raise Trouble("apt-get failed; its own words stand above.")


def set_up() -> None:
    """Bring ``.venv`` to what the lock says; return at once when it already is there.

    The stamp grows with what is finished, so an interrupted set-up is noticed and goes on.
    """
    wanted = fingerprint()
    if PYTHON.exists() and read_stamp() == wanted:
        return
    make_environment(wanted[0])
    if read_stamp()[:2] != wanted[:2]:
        STAMP.unlink(missing_ok=True)
        say("Installing the libraries of requirements.lock (at first about 300 MB, minutes) ...")
        pip("install", "--require-hashes", "-r", str(LOCK))
        STAMP.write_text("\n".join(wanted[:2]), "utf-8")
    say("Installing the program itself ...")
    editable = [part for folder in DISTRIBUTIONS for part in ("-e", str(folder))]
    pip("install", "--no-deps", "--no-build-isolation", "--no-index", *editable)
    sources = [str(ROOT / "salon_desktop"), str(ROOT / "relay" / "salon_relay")]
    call([str(PYTHON), "-m", "compileall", "-q", *sources])
    STAMP.write_text("\n".join(wanted), "utf-8")
    say("Ready.\n")


def fingerprint() -> tuple[str, str, str]:
    """Return for which place and Python, libraries and recipes the environment has to be."""
    recipes = hashlib.sha256()
    for recipe in RECIPES:
        recipes.update(recipe.read_bytes() if recipe.exists() else b"absent")
    libraries = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{ROOT} {sys.implementation.cache_tag}", libraries, recipes.hexdigest()


def read_stamp() -> tuple[str, ...]:
    """Return how far the last set-up came, empty when there was none."""
    try:
        return tuple(STAMP.read_text("utf-8").split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()


def make_environment(place: str) -> None:
    """Leave a working ``.venv`` of this Python, keeping the old one where that is safe."""
    if VENV.exists():
        works = PYTHON.exists() and succeeds([str(PYTHON), "-m", "pip", "--version"])
        if not MADE_HERE.exists():
            if works and succeeds([str(PYTHON), "-c", f"import sys; assert {SAME_PYTHON}"]):
                say("Using the .venv you made yourself.")
                return
            raise Trouble(
                f"{VENV} was not made by me, and it is broken or of another Python.\n"
                "Please remove it and start again."
            )
        if works and read_stamp()[:1] == (place,):
            return
        leave_the_environment()
        say("The environment is unfinished, or of another place or Python: making it anew ...")
        try:
            shutil.rmtree(VENV)
        except OSError as failure:
            why = failure.strerror
            raise Trouble(f"{VENV} could not be removed ({why}). Is a program open?") from failure
    else:
        say("First start: making the environment in .venv ...")
    VENV.mkdir()
    MADE_HERE.write_text("python3 dev.py may remove this folder and make it again\n", "utf-8")
    if call([sys.executable, "-m", "venv", str(VENV)]):
        raise Trouble("The environment could not be made; Python's own words stand above.")


def leave_the_environment() -> None:
    """Go on under the system's Python when we run inside the environment about to go."""
    outside = getattr(sys, "_base_executable", None)
    if Path(sys.prefix).resolve() == VENV and outside and Path(outside) != Path(sys.executable):
        hand_over([outside, str(ROOT / "dev.py"), *sys.argv[1:]])


def pip(*arguments: str) -> None:
    """Run pip, showing errors only; mirror and proxy are whatever pip is set to."""
    quiet = ["-qq", "--no-input", "--disable-pip-version-check"]
    if call([str(PYTHON), "-m", "pip", *arguments, *quiet]):
        raise Trouble(
            "pip could not finish; its own words stand above. If it was the network, start the\n"
            "same command again: what is already there is not fetched twice."
        )


def environment() -> dict[str, str]:
    """Return the variables for child processes: no other Python's settings, byte code kept."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PIP_USER": "0"}


def call(command: list[str]) -> int:
    """Run ``command`` in the checkout and return its exit code."""
    return subprocess.call(command, cwd=ROOT, env=environment())


def succeeds(command: list[str]) -> bool:
    """Say whether ``command`` starts and ends well, showing nothing of it."""
    try:
        done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def hand_over(command: list[str], *, here: bool = False, **variables: str) -> NoReturn:
    """Become ``command``, in the caller's folder or in the checkout; Windows has to wait for it."""
    sys.stdout.flush()
    folder = Path.cwd() if here else ROOT
    settings = {**environment(), **variables}
    if os.name == "posix":
        os.chdir(folder)
        os.execve(command[0], command, settings)  # noqa: S606 - no shell is wanted
    sys.exit(subprocess.call(command, cwd=folder, env=settings))


def has_screen() -> bool:
    """Say whether a window would be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def opens_window(command: str) -> bool:
    """Say whether ``command`` shows a window on this machine."""
    return command in {"practice", "run", "tour"} and has_screen()


def program(*arguments: str) -> list[str]:
    """Return the command line of the program itself."""
    return [str(PYTHON), "-m", "salon_desktop", *arguments]


def practice(rest: list[str]) -> int:
    """Open the practice salon, or play the tour where nobody could see a window."""
    if has_screen():
        hand_over(program("practice", *rest), here=True)
    say("There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty), so the practice salon")
    say("plays its tour without one; the pictures and the transcript go to the folder tour-out.")
    return tour(rest)


def run(rest: list[str]) -> int:
    """Start the program with the given arguments."""
    hand_over(program(*rest), here=True)


def tour(rest: list[str]) -> int:
    """Play a day at the desk; pictures go to ``tour-out`` unless told otherwise."""
    out = [] if any(part.split("=")[0] == "--out" for part in rest) else ["--out", "tour-out"]
    if has_screen():
        hand_over(program("tour", *out, *rest), here=True)
    hand_over(program("tour", *out, *rest), here=True, QT_QPA_PLATFORM="offscreen")


def test(rest: list[str]) -> int:
    """Run pytest; the whole suite on several processors, a chosen part on one."""
    options = list(rest)
    workers = min(processors(), 4)
    if not rest and workers > 1:
        options += ["-n", str(workers), "--dist", "loadfile"]
    if os.environ.get("CI") == "true":
        options += ["--durations=15"]
    hand_over([str(PYTHON), "-m", "pytest", *options], QT_QPA_PLATFORM="offscreen")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check(rest: list[str]) -> int:
    """Run every check, also after one failed; return 1 if any did."""
    lint_imports = "from importlinter.cli import lint_imports_command as check; check()"
    steps = {
        "form (ruff format)": ["-m", "ruff", "format", "--check", "."],
        "habits (ruff check)": ["-m", "ruff", "check", "."],
        "types (mypy)": ["-m", "mypy"],
        "floors (import-linter)": ["-c", lint_imports, "--no-logo"],
        "translations": ["tools/translations.py", "check"],
    }
    if rest:
        print(f"dev.py check takes no arguments: {' '.join(rest)}", file=sys.stderr)
        return 2
    failed = []
    for name, command in steps.items():
        say(f"== {name}")
        if call([str(PYTHON), *command]):
            failed.append(name)
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """Measure the program against its floors."""
    hand_over([str(PYTHON), "-m", "benchmarks", *rest], QT_QPA_PLATFORM="offscreen")


def build(rest: list[str]) -> int:
    """Pack the program into ``dist`` and let the packed program test itself."""
    for step in (
        ["tools/translations.py", "compile"],
        ["-m", "PyInstaller", "-y", *rest, "build.spec"],
    ):
        if call([str(PYTHON), *step]):
            return 1
    name = "salon-desktop-cli.exe" if os.name == "nt" else "salon-desktop"
    say("== the packed program tests itself")
    hand_over([str(ROOT / "dist" / "salon-desktop" / name), "self-test"])


COMMANDS = {
    "practice": practice, "run": run, "test": test, "check": check, "bench": bench, "tour": tour,
    "build": build,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
