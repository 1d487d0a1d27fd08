"""Starting the window: one instance, first run or lock, then the desk until it is closed."""

import logging
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from salon_desktop.app import VERSION
from salon_desktop.app.composition import NoSalonHere, Salon, open_salon
from salon_desktop.app.crash import CrashNet
from salon_desktop.app.single_instance import SingleInstance
from salon_desktop.app.stop_signals import StopSignals
from salon_desktop.app.window import TROUBLE, Face
from salon_desktop.app.window_place import put_back, put_beside
from salon_desktop.application.failures import FileTrouble, KeyMissing, WrongKey
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.logging_setup import start_logging, stop_logging
from salon_desktop.infrastructure.places import DataFolder, default_data_folder

DONE, REFUSED = 0, 1

logger = logging.getLogger(__name__)


def open_window(args: Namespace) -> int:
    """Open the desk on the user's folder, or a practice salon in a throw-away one."""
    if args.command == "practice":
        return _practise(args)
    folder = DataFolder(Path(args.data) if args.data else default_data_folder())
    app = application()
    with ExitStack() as closing:
        shown: list[QWidget] = []
        instance = SingleInstance(folder.root, lambda: _to_front(shown))
        closing.callback(instance.close)
        if not instance.first:
            return DONE if instance.call_first() else REFUSED
        closing.callback(stop_logging, start_logging(folder.logs))
        faces: list[Face] = []
        net = CrashNet(folder.logs, lambda: _tell_trouble(faces))
        closing.callback(net.close)
        closing.callback(StopSignals(app.quit).close)
        logger.info("version %s starts", VERSION)
        salon = _opened(closing, app, folder, args)
        if salon is None:
            return DONE
        face = Face(app, salon)
        closing.callback(face.close)
        shown.append(face.window)
        faces.append(face)
        put_back(face.window, salon.settings.window_place)
        closing.callback(face.keep_place)
        QTimer.singleShot(0, lambda: _live(closing, salon, face))
        return int(app.exec())


def application() -> QApplication:
    """Return the one application of this process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Salon Desktop")
    made.setApplicationVersion(VERSION)
    made.setDesktopFileName("salon-desktop")
    return made


def _opened(
    closing: ExitStack, app: QApplication, folder: DataFolder, args: Namespace
) -> Salon | None:
    """Return the open salon, after the first run or the lock if need be; None if given up."""
    from salon_desktop.app.welcoming import unlocked, welcomed

    passphrase: str | None = None
    language: str | None = args.language
    while True:
        try:
            return closing.enter_context(
                open_salon(folder.root, passphrase=passphrase, language=language)
            )
        except NoSalonHere:
            outcome = welcomed(app, folder.root, SystemClock(), language)
        except (KeyMissing, WrongKey):
            outcome = unlocked(app, folder, language)
        except FileTrouble as trouble:
            from salon_desktop.app.welcoming import tell_trouble

            tell_trouble(app, trouble, language)
            return None
        if outcome is None:
            return None
        passphrase, language = outcome


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


def _practise(args: Namespace) -> int:
    """Open the practice salon: the window, and the client's phone beside it."""
    from salon_desktop.app.phone_door import practice_phone
    from salon_desktop.app.practice_salon import practice_salon, this_morning

    app = application()
    with ExitStack() as closing:
        root = Path(args.data) if args.data else None
        if root is None:
            place = tempfile.TemporaryDirectory(prefix="salon-practice-")
            root = Path(closing.enter_context(place))
        closing.callback(stop_logging, start_logging(DataFolder(root).logs))
        faces: list[Face] = []
        net = CrashNet(DataFolder(root).logs, lambda: _tell_trouble(faces))
        closing.callback(net.close)
        closing.callback(StopSignals(app.quit).close)
        sys.stderr.write("The practice salon is being made ready; this takes a few seconds.\n")
        practice = closing.enter_context(
            practice_salon(
                root, this_morning(SystemClock().now()), language=args.language, lively=True
            )
        )
        practice.clock.run()
        face = Face(app, practice.salon, practice=True)
        closing.callback(face.close)
        faces.append(face)
        phone = practice_phone(practice, face)
        closing.callback(phone.close)
        put_beside(face.window, phone)
        QTimer.singleShot(0, lambda: _live(closing, practice.salon, face))
        return int(app.exec())


def _tell_trouble(faces: list[Face]) -> None:
    for face in faces:
        face.tell(TROUBLE)


def _to_front(windows: list[QWidget]) -> None:
    for window in windows:
        window.showNormal()
        window.raise_()
        window.activateWindow()


def wait_for(loop: QEventLoop, begin: Callable[[], None]) -> None:
    """Run a window's own loop until it quits (first run and lock only)."""
    begin()
    loop.exec()


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
