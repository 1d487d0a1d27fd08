"""The crash net: every unhandled failure goes to the log, then the person is told once.

Four doors, four locks: slots and painted widgets, plain threads, native crashes, Qt's own words.
"""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

logger = logging.getLogger(__name__)


class CrashNet:
    """Catches what nobody else did; ``close`` gives the hooks back."""

    def __init__(self, log_folder: Path, tell_user: Callable[[], None]) -> None:
        """``tell_user`` may be called in any thread: it must only emit a queued signal."""
        self._tell = tell_user
        self._hook, self._thread_hook = sys.excepthook, threading.excepthook
        self._file = _opened(log_folder)
        if self._file is not None:
            faulthandler.enable(self._file)
        sys.excepthook = self._unhandled
        threading.excepthook = self._unhandled_in_thread
        self._from_qt = qInstallMessageHandler(_from_qt)

    def close(self) -> None:
        """Put the former hooks back."""
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook
        qInstallMessageHandler(self._from_qt)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()

    def _unhandled(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        logger.critical("unhandled", exc_info=(kind, problem, trace))
        self._tell()

    def _unhandled_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._unhandled(args.exc_type, args.exc_value, args.exc_traceback)


def _opened(folder: Path) -> TextIO | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "hard-crash.txt").open("a", encoding="ascii")
    except OSError:
        return None


def _from_qt(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
    logging.getLogger("qt").log(LEVELS.get(kind, logging.ERROR), "%s", text)
