"""The windows before the desk: the first run, the lock, and what is told when neither helps."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QLocale, QObject, QProcess
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import delete

from salon_desktop.app.first_window import kept_settings
from salon_desktop.app.welcome_doors import FoundingDoor, UnlockingDoor
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.ports.clock import Clock
from salon_desktop.infrastructure.places import DataFolder, shipped
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import closest
from salon_desktop.ui.qt_words import QtWords
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme, system_scheme
from salon_desktop.ui.welcome.unlock import UnlockWindow
from salon_desktop.ui.welcome.window import WelcomeWindow

Opened = tuple[str | None, str | None]
"""The passphrase that opens the file (None: the keyring does) and the language that was wished;
None: what this computer and the salon have chosen."""


class _Before:
    """Theme, words and a worker for a window that has no salon yet."""

    def __init__(self, app: QApplication, language: str | None) -> None:
        place = shipped()
        self.theme = Theme(place.resources)
        self.theme.apply(app, system_scheme())
        wanted = language or closest(QLocale.system().name())
        self.words = Catalog(place.translations, wanted)
        self.qt_words = QtWords(self.words)
        self.qt_words.install()
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="welcome")
        self.tasks = TaskRunner(self.pool.submit, self.pool.submit)

    def close(self) -> None:
        """Give everything back."""
        self.pool.shutdown(wait=True)
        self.qt_words.remove()


class _Gone(QObject):
    """Ends ``loop`` when its window is closed.

    The application's own ``lastWindowClosed`` is silent outside of the application's main loop.
    """

    def __init__(self, window: QWidget, loop: QEventLoop) -> None:
        super().__init__()
        self._loop = loop
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of hiding that is not a minimizing."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._loop.quit()
        return False


def welcomed(app: QApplication, root: Path, clock: Clock, language: str | None) -> Opened | None:
    """Lead through the first run; None if it was closed before the salon stood."""
    before = _Before(app, language)
    try:
        door = FoundingDoor(root, clock)
        window = WelcomeWindow(before.theme, before.words, before.tasks, door)
        done: list[bool] = []
        loop = QEventLoop()
        window.founded.connect(lambda: done.append(True))
        window.agenda_asked.connect(loop.quit)
        window.practice_asked.connect(_start_practice)
        gone = _Gone(window, loop)
        window.show()
        loop.exec()
        window.removeEventFilter(gone)
        _end(window)
        return (door.passphrase, before.words.language) if done else None
    finally:
        before.close()


def _end(window: QWidget) -> None:
    """Close a window and take it apart now: a collector would do it later in any order."""
    window.close()
    delete(window)


def _start_practice() -> None:
    """Open the practice salon as a program of its own; the new salon stays where it is."""
    program, *rest = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [
            sys.executable,
            "-m",
            "salon_desktop",
        ]
    )
    QProcess.startDetached(program, [*rest, "practice"])


def unlocked(app: QApplication, folder: DataFolder, language: str | None) -> Opened | None:
    """Ask for the passphrase or the recovery code; None if the window was closed."""
    before = _Before(app, language or SettingsFile(folder.settings).read().language)
    try:
        door = UnlockingDoor(folder.root)
        window = UnlockWindow(before.theme, before.words, before.tasks, door)
        done: list[bool] = []
        loop = QEventLoop()

        def opened() -> None:
            done.append(True)
            loop.quit()

        window.opened.connect(opened)
        gone = _Gone(window, loop)
        window.show()
        loop.exec()
        window.removeEventFilter(gone)
        _end(window)
        return (door.passphrase, language) if done else None
    finally:
        before.close()


def tell_trouble(
    app: QApplication, folder: DataFolder, trouble: Exception, language: str | None
) -> None:
    """Say why the salon of ``folder`` cannot be opened; nothing was changed.

    ``trouble`` is a refusal or a trouble that `explain` has words for.
    """
    # Not through SettingsFile: it may have to write, which may be just what cannot be.
    before = _Before(app, language or kept_settings(folder.settings).get("language"))
    try:
        notice = explain(trouble, before.words, Formats(before.words.language, UTC))
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(notice.whole + "\n")
        box = QMessageBox(QMessageBox.Icon.Warning, "Salon Desktop", notice.text)
        box.setInformativeText(notice.advice)
        box.exec()
    finally:
        before.close()
