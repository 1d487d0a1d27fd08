"""A start to be measured: prints when the first window is painted, or today's visits can be used.

    python -m benchmarks.start_child bare
    python -m benchmarks.start_child painted|visits DATA_FOLDER

What a process of the program would do, in its order; it leaves without cleaning up, because the
end is not measured.
"""

import os
import sys
from collections.abc import Callable


def leave() -> None:
    """Say that the moment has come."""
    print("now", flush=True)
    os._exit(0)


def bare() -> None:
    """The floor: PySide6 alone with a window, a field and a label, painted once."""
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

    app = QApplication([])
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Salon"))
    column.addWidget(QLineEdit())
    window.resize(1440, 900)
    _when_painted(app, window, lambda: True)
    window.show()
    app.exec()


def ours(folder: str, *, visits: bool) -> None:
    """The program's own way from its entry to the painted window."""
    from pathlib import Path

    from salon_desktop.app.composition import open_salon
    from salon_desktop.app.practice_salon import this_morning
    from salon_desktop.app.run import application
    from salon_desktop.app.window import Face
    from salon_desktop.infrastructure.clock import FixedClock, SystemClock

    app = application()
    clock = FixedClock(this_morning(SystemClock().now()))
    with open_salon(Path(folder), clock=clock) as salon:
        face = Face(app, salon, practice=True)
        window = face.window
        window.resize(1440, 900)

        def ready() -> bool:
            picture = face.agenda.grid.picture
            return not visits or bool(picture is not None and picture.cards)

        _when_painted(app, face.agenda.grid.viewport() if visits else window, ready)
        window.show()
        app.exec()


def _when_painted(app: object, widget: object, ready: Callable[[], bool]) -> None:
    """Leave at the end of the turn of the loop in which ``widget`` was painted while ready."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Sees the first paint that counts."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and ready():
                QTimer.singleShot(0, leave)
            return False

    watch = Watch(widget)
    widget.installEventFilter(watch)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(sys.argv[2], visits=sys.argv[1] == "visits")
