"""The guard around every test: no screen, no network, no keyring, and nothing left behind.

The root conftest takes it in; ``test_guard_bites.py`` uses it alone and sees it notice.
"""

from __future__ import annotations

import ipaddress
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Never the keyring of the person who runs the tests; a test that needs one installs its own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

_SLOW_MACHINE = (HealthCheck.too_slow,)  # two busy cores are no fault of a strategy
settings.register_profile(
    "desk", max_examples=60, deadline=None, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile(
    "ci", parent=settings.get_profile("desk"), derandomize=True, print_blob=True
)
settings.register_profile("weekly", parent=settings.get_profile("desk"), max_examples=3_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "desk")
)

# Where the pipeline runs, a skipped test is a test that silently stopped counting. These few
# reasons depend on the machine and not on us.
ALLOWED_SKIPS = (
    "needs root",
    "needs windows",
    "needs macos",
    "needs linux",
    "needs a secret service",
    "needs a screen",
)

_LEFT_SECONDS = 5.0  # how long something that is already ending may take


def pytest_configure(config: pytest.Config) -> None:
    """Close the network before the first test module is imported."""
    sys.addaudithook(_loopback_only)


def _loopback_only(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple) or not isinstance(address[0], str):
        return  # a Unix socket stays on this machine
    try:
        host = ipaddress.ip_address(address[0].partition("%")[0])
    except ValueError:
        outside = address[0] not in {"localhost", ""}
    else:
        outside = not (host.is_loopback or host.is_unspecified)
    if outside:
        raise RuntimeError("a test tried to leave this machine")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Turn a skip nobody agreed to into a failure where ``CI=true``."""
    report: pytest.TestReport = yield  # type: ignore[assignment]  # the hook's result comes back here
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(allowed in reason.lower() for allowed in ALLOWED_SKIPS):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: skipped in the pipeline ({reason})"
    return report  # type: ignore[return-value]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test must close what it opened: threads, windows and child processes.

    Set up before every other fixture of a test, so it looks after all of them have tidied up.
    """
    threads, windows, children = set(threading.enumerate()), _windows(), _children()
    yield
    for thread in set(threading.enumerate()) - threads:
        if not isinstance(thread, threading._DummyThread):  # Qt's own, seen from Python
            thread.join(_LEFT_SECONDS)
            assert not thread.is_alive(), f"thread still running: {thread.name}"
    open_now = _windows() - windows
    assert not open_now, f"windows still open: {sorted(name for _, name in open_now)}"
    left = _children() - children
    assert not left, f"child processes still running: {sorted(name for _, name in left)}"


def _windows() -> set[tuple[int, str]]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    shown = (widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible())
    return {(id(widget), type(widget).__name__) for widget in shown}


def _children() -> set[tuple[int, str]]:
    """Return the living child processes by number and name; empty where /proc does not exist."""
    found = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        try:
            numbers = listing.read_text("ascii").split()
        except OSError:
            continue  # the thread ended between the look and the read
        for number in numbers:
            command = _command(number)
            if command and "resource_tracker" not in command:  # multiprocessing's, one a session
                found.add((int(number), command))
    return found


def _command(number: str) -> str:
    """Return how process ``number`` was called; empty when it has ended."""
    try:
        raw = Path("/proc", number, "cmdline").read_bytes()
    except OSError:
        return ""
    return raw.replace(b"\0", b" ").decode("utf-8", "replace").strip()[:120]
