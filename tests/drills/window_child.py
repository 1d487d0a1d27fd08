"""A process that wants a folder's window: ``python -m tests.drills.window_child FOLDER``.

The first one says so and lives until its standard input ends, saying "shown" whenever another
start called it; the others call it and end.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from salon_desktop.app.single_instance import SingleInstance

SECOND, UNHEARD = 3, 4


def main(folder: Path) -> int:
    """Be the first, or call it."""
    app = QCoreApplication(sys.argv[:1])
    instance = SingleInstance(folder, lambda: print("shown", flush=True))
    if not instance.first:
        return SECOND if instance.call_first() else UNHEARD
    print("first", flush=True)

    def until_input_ends() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    waiting = threading.Thread(target=until_input_ends, daemon=True)
    waiting.start()
    code = app.exec()
    instance.close()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
