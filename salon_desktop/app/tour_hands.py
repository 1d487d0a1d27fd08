"""Hands and eyes of the tour: types, clicks, waits, takes pictures, and writes down what it saw."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from salon_desktop.ui.tasks import TaskRunner

PATIENCE_MS = 20_000
ROUNDS = 3
ANIMATION_MS = 260


class TourStuck(Exception):
    """Something the tour waited for did not happen."""


class TourHands:
    """Acts on real widgets with real events; every wait ends, with success or with TourStuck."""

    def __init__(self, app: QApplication, tasks: TaskRunner, out: Path) -> None:
        self._app, self._tasks, self._out = app, tasks, out
        out.mkdir(parents=True, exist_ok=True)
        self._transcript = (out / "transcript.txt").open("w", encoding="utf-8")
        self._pictures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._transcript.close()

    def tell(self, line: str) -> None:
        """Write a line of the transcript."""
        self._transcript.write(line + "\n")
        self._transcript.flush()

    def type(self, text: str, widget: QWidget) -> None:
        """Type into a field, letter by letter."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(widget, text)
        self.settle()

    def press(self, key: Qt.Key, widget: QWidget, *, control: bool = False) -> None:
        """Press a key."""
        modifier = Qt.KeyboardModifier
        QTest.keyClick(widget, key, modifier.ControlModifier if control else modifier.NoModifier)
        self.settle()

    def push(self, button: QAbstractButton) -> None:
        """Press a button, which must be there and ready."""
        self.wait_until(lambda: button.isVisible() and button.isEnabled(), button.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def click(self, widget: QWidget, at: QPoint) -> None:
        """Click a place of a painted widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()

    def draw(self, widget: QWidget, points: list[QPoint]) -> None:
        """Draw a line with the button held down."""
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(widget, button, none, points[0])
        for point in points[1:]:
            QTest.mouseMove(widget, point)
        QTest.mouseRelease(widget, button, none, points[-1])
        self.settle()

    def work(self, act: Callable[[], object]) -> None:
        """Do in the network's pool what runs by itself in a living program, and wait for it."""
        done: list[Exception | None] = []
        self._tasks.ask_network(
            act,
            owner=self._tasks,
            on_done=lambda _: done.append(None),
            on_failed=done.append,
        )
        self.wait_until(lambda: bool(done), "the network")
        if done[0] is not None:
            raise done[0]
        self.settle()

    def settle(self) -> None:
        """Wait until everything asked for so far was answered and shown."""
        for _ in range(ROUNDS):
            answered: list[None] = []
            self._tasks.ask_database(
                lambda: None,
                owner=self._tasks,
                on_done=answered.append,
                on_failed=lambda problem: None,
            )
            self.wait_until(partial(bool, answered), "the database")

    def wait_until(self, true: Callable[[], bool], what: str) -> None:
        """Let the window live until ``true``; raises TourStuck with ``what`` it waited for."""
        end = QDeadlineTimer(PATIENCE_MS)
        while not true():
            if end.hasExpired():
                raise TourStuck(what)
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.002)
        self._app.processEvents()

    def photograph(self, name: str, *widgets: QWidget) -> None:
        """Take a picture of each widget once nothing moves any more."""
        self.settle()
        QTest.qWait(ANIMATION_MS)
        for number, widget in enumerate(widgets):
            self._pictures += 1
            tail = f"-{number + 1}" if number else ""
            file = self._out / f"{self._pictures:02d}-{name}{tail}.png"
            if not widget.grab().save(str(file)):
                raise TourStuck(str(file))
            self.tell(f"    [{file.name}]")

    @property
    def pictures(self) -> int:
        """How many pictures were taken."""
        return self._pictures


def is_offscreen() -> bool:
    """Tell whether nobody sees the windows."""
    return QGuiApplication.platformName() in {"offscreen", "minimal"}
