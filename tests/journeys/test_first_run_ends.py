"""Closing the first window, or being asked to stop, ends the program: nothing is left hanging."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from salon_desktop.app.welcoming import welcomed
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.ui.welcome.window import WelcomeWindow


def test_closing_the_first_window_gives_the_first_run_up(
    qapp: QApplication, tmp_path: Path
) -> None:
    def close_it() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, WelcomeWindow) and window.isVisible():
                window.close()

    timer = QTimer()
    timer.timeout.connect(close_it)
    timer.start(50)
    assert welcomed(qapp, tmp_path, SystemClock(), "en") is None
    timer.stop()
    assert not (tmp_path / "salon.sqlite").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that can be handled")
def test_a_request_to_stop_ends_the_first_run(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "salon_desktop", "--data", str(tmp_path), "--language", "en"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )
    log = tmp_path / "logs" / "salon.log"
    try:
        while program.poll() is None and not (log.exists() and " starts" in log.read_text("utf-8")):
            pass
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=60) == 0
    finally:
        program.kill()
    assert "CRITICAL" not in log.read_text("utf-8")
