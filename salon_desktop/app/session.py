"""One session at the desk: first run or lock, the salon, its face and what runs by itself."""

import logging
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from salon_desktop.app import VERSION
from salon_desktop.app.composition import NoSalonHere, Salon, open_salon
from salon_desktop.app.crash import CrashNet
from salon_desktop.app.first_window import FirstWindow
from salon_desktop.app.stop_signals import StopSignals
from salon_desktop.app.window import TROUBLE, Face
from salon_desktop.app.window_place import put_back, put_beside
from salon_desktop.application.commands.set_up_salon import SalonExists
from salon_desktop.application.failures import FileTrouble, KeyMissing, WrongKey
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.folder_lock import FolderInUse
from salon_desktop.infrastructure.logging_setup import start_logging, stop_logging
from salon_desktop.infrastructure.places import DataFolder, shipped
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import closest

T = TypeVar("T")
DONE, REFUSED = 0, 1

logger = logging.getLogger(__name__)


def open_desk(
    app: QApplication,
    folder: DataFolder,
    language: str | None,
    first: FirstWindow,
    faces: list[Face],
) -> int:
    """Open the salon of ``folder``, made or unlocked if need be, and stay until it is closed.

    The face is put into ``faces``, for whoever has to bring it to the front.
    """
    with ExitStack() as closing:
        closing.enter_context(_watched(app, folder, faces))
        try:
            salon = _opened(closing, app, folder, language, first)
        except (FileTrouble, FolderInUse) as trouble:
            return _refused(app, folder, trouble, language, first)
        if salon is None:
            return DONE
        face = Face(app, salon)
        closing.callback(face.close)
        faces.append(face)
        put_back(face.window, salon.settings.window_place)
        first.close()
        closing.callback(face.keep_place)
        QTimer.singleShot(0, lambda: _live(closing, salon, face))
        return int(app.exec())


def practise(app: QApplication, root: Path | None, language: str | None, first: FirstWindow) -> int:
    """Open the practice salon: the window, and the client's phone beside it."""
    # Only a practice needs them; the desk of a salon starts without.
    from salon_desktop.app.phone_door import practice_phone
    from salon_desktop.app.practice_salon import practice_salon, this_morning
    from salon_desktop.app.practice_world import RealSalonHere

    with ExitStack() as closing:
        if root is None:
            place = tempfile.TemporaryDirectory(prefix="salon-practice-")
            root = Path(closing.enter_context(place))
        faces: list[Face] = []
        bell = closing.enter_context(_watched(app, DataFolder(root), faces))
        # Whoever practises is met in the computer's language, whatever the practice salon speaks.
        language = language or closest(_system_language())
        words = Catalog(shipped().translations, language)
        told = words._("The practice salon is being made ready. This takes a few seconds.")
        first.say(told)
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(told + "\n")
        making = practice_salon(
            root, this_morning(SystemClock().now()), language=language, lively=True
        )
        try:
            practice = closing.enter_context(_elsewhere(making, bell))
        except GivenUp:
            return DONE
        except (SalonExists, RealSalonHere, FolderInUse, FileTrouble) as trouble:
            return _refused(app, DataFolder(root), trouble, language, first)
        practice.clock.run()
        face = Face(app, practice.salon, practice=True)
        closing.callback(face.close)
        faces.append(face)
        phone = practice_phone(practice, face)
        closing.callback(phone.close)
        put_beside(face.window, phone)
        first.close()
        QTimer.singleShot(0, lambda: _live(closing, practice.salon, face))
        return int(app.exec())


@contextmanager
def _watched(app: QApplication, folder: DataFolder, faces: list[Face]) -> Iterator["_Bell"]:
    """Log, catch what nobody caught, and end in good order on a signal, which rings the bell."""
    bell = _Bell()
    # A first run or a lock has a loop of its own, which ends with the last window.
    bell.rung.connect(app.closeAllWindows)
    bell.rung.connect(app.quit)
    with ExitStack() as closing:
        closing.callback(stop_logging, start_logging(folder.logs))
        net = CrashNet(folder.logs, lambda: _tell_trouble(faces))
        closing.callback(net.close)
        closing.callback(StopSignals(bell.rung.emit).close)
        logger.info("version %s starts", VERSION)
        yield bell


@contextmanager
def _elsewhere(making: AbstractContextManager[T], stop: "_Bell") -> Iterator[T]:
    """Enter ``making`` in a thread of its own while the windows stay alive; leave it here.

    Raises GivenUp if ``stop`` rang meanwhile; then it was made and left again.
    """
    loop, bell = QEventLoop(), _Bell()
    rings: list[None] = []
    stop.rung.connect(lambda: rings.append(None))
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    with ThreadPoolExecutor(1, thread_name_prefix="practice") as pool:
        made = pool.submit(making.__enter__)
        made.add_done_callback(lambda _: bell.rung.emit())
        if not made.done():
            loop.exec()
        value = made.result()
    if rings:
        making.__exit__(None, None, None)
        raise GivenUp
    try:
        yield value
    finally:
        making.__exit__(None, None, None)


class GivenUp(Exception):
    """The program was asked to end before the desk stood."""


class _Bell(QObject):
    rung = Signal()


def _opened(
    closing: ExitStack,
    app: QApplication,
    folder: DataFolder,
    language: str | None,
    first: FirstWindow,
) -> Salon | None:
    """Return the open salon, after the first run or the lock if need be; None if given up.

    Raises FileTrouble, or FolderInUse while a restore has the folder.
    """
    from salon_desktop.app.welcoming import unlocked, welcomed

    passphrase: str | None = None
    while True:
        try:
            return closing.enter_context(
                open_salon(folder.root, passphrase=passphrase, language=language)
            )
        except NoSalonHere:
            first.hide()
            outcome = welcomed(app, folder.root, SystemClock(), language)
            if outcome is not None and outcome[1] is not None:
                _keep_language(folder, outcome[1])
        except (KeyMissing, WrongKey):
            first.hide()
            outcome = unlocked(app, folder, language)
        if outcome is None:
            return None
        passphrase, language = outcome


def _refused(
    app: QApplication,
    folder: DataFolder,
    why: Exception,
    language: str | None,
    first: FirstWindow,
) -> int:
    """Say why there will be no desk; returns the exit code."""
    from salon_desktop.app.welcoming import tell_trouble

    first.hide()
    tell_trouble(app, folder, why, language)
    return REFUSED


def _keep_language(folder: DataFolder, language: str) -> None:
    """Remember what was chosen at the first run, also for the lock, which opens no salon."""
    file = SettingsFile(folder.settings)
    file.write(replace(file.read(), language=language))


def _live(closing: ExitStack, salon: Salon, face: Face) -> None:
    """Begin what runs by itself, after the first paint."""
    from salon_desktop.app.living import living

    closing.enter_context(
        living(
            salon,
            face.tell,
            lambda relay_away, offline: face.tell_exchange(relay_away=relay_away, offline=offline),
        )
    )
    face.refresh_status()
    face.pages.build_the_rest()


def _tell_trouble(faces: list[Face]) -> None:
    for face in faces:
        face.tell(TROUBLE)


def _system_language() -> str:
    return QLocale.system().name()
