"""A start to be measured: prints when the first window is painted, or today's visits can be used.

    python -m benchmarks.start_child bare
    python -m benchmarks.start_child painted|visits DATA_FOLDER

What a process of the program would do, in its order; it leaves without cleaning up, because the
end is not measured.
"""

import os
import sys
from importlib import import_module
from typing import Any

RUN, GRID = "salon_desktop.app.run", "salon_desktop.ui.agenda.day_grid"


def leave() -> None:
    """Say that the moment has come."""
    print("now", flush=True)
    os._exit(0)


def bare() -> None:
    """The floor: PySide6 alone with a window, a field and a label, painted once."""
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

    app = QApplication([])

    class Window(QWidget):
        """A plain window."""

        def paintEvent(self, event: Any) -> None:
            """Leave once it is seen."""
            super().paintEvent(event)
            leave()

    window = Window()
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Salon"))
    column.addWidget(QLineEdit())
    window.resize(1440, 900)
    window.show()
    app.exec()


def ours(folder: str, *, visits: bool) -> None:
    """The program's own way from its command line to the painted window."""
    from salon_desktop.app.command_line import run

    if visits:
        _when_visits_painted()
    else:
        _when_first_painted()
    run(["--data", folder])


def _when_first_painted() -> None:
    """Leave when the program's first window was painted."""
    run: Any = import_module(RUN)
    show_first = run.show_first

    def shown(*arguments: Any, **options: Any) -> None:
        """Show it as the program does; that returns when it is painted."""
        show_first(*arguments, **options)
        leave()

    run.show_first = shown


def _when_visits_painted() -> None:
    """Leave when the agenda's grid was painted with visits on it."""
    run: Any = import_module(RUN)

    def loaded(name: str) -> Any:
        """Watch every grid that the loaded session makes."""
        session = import_module(name)
        grid_of_day: Any = import_module(GRID).DayGrid
        paint = grid_of_day.paintEvent

        def painted(grid: Any, event: Any) -> None:
            """Paint, and leave if there was something to see."""
            paint(grid, event)
            if grid.picture is not None and grid.picture.cards:
                leave()

        grid_of_day.paintEvent = painted
        return session

    run.import_module = loaded


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(sys.argv[2], visits=sys.argv[1] == "visits")
