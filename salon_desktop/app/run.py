"""The start of the window: the frame is painted first, then everything else is loaded.

The program's libraries take longer to load than Qt takes to paint; whoever opened the program sees
at once that it opens.
"""

import os
import sys
from argparse import Namespace
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from salon_desktop.app import VERSION
from salon_desktop.app.first_window import FirstWindow, kept_settings
from salon_desktop.app.single_instance import SingleInstance, WindowSilent
from salon_desktop.application.failures import FolderNotWritable
from salon_desktop.infrastructure.places import DataFolder, default_data_folder

DONE, REFUSED = 0, 1
SESSION = "salon_desktop.app.session"
WELCOMING = "salon_desktop.app.welcoming"


def open_window(args: Namespace) -> int:
    """Open the desk on the user's folder, or a practice salon in a throw-away one."""
    app = application()
    given = Path(args.data) if args.data else None
    if args.command == "practice":
        first = show_first(given, practice=True)
        return int(import_module(SESSION).practise(app, given, args.language, first))
    root = given or default_data_folder()
    faces: list[Any] = []
    try:
        instance = SingleInstance(root, lambda: _to_front(faces))
    except FolderNotWritable as trouble:
        return _refused(app, root, trouble, args.language)
    try:
        if not instance.first:
            if instance.call_first():
                return DONE
            return _refused(app, root, WindowSilent(), args.language)
        first = show_first(root, practice=False)
        open_desk = import_module(SESSION).open_desk
        return int(open_desk(app, DataFolder(root), args.language, first, faces))
    finally:
        instance.close()


def _refused(app: QApplication, root: Path, why: Exception, language: str | None) -> int:
    import_module(WELCOMING).tell_trouble(app, DataFolder(root), why, language)
    return REFUSED


def _to_front(faces: list[Any]) -> None:
    for face in faces:
        face.window.showNormal()
        face.window.raise_()
        face.window.activateWindow()


def show_first(root: Path | None, *, practice: bool) -> FirstWindow:
    """Show the empty frame where the desk will stand, painted."""
    settings = {} if root is None else kept_settings(DataFolder(root).settings)
    first = FirstWindow(settings, practice=practice)
    first.show()
    QApplication.processEvents()
    return first


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


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
