"""Asking off the window's thread: the newest question wins, and failures stand on the panel."""

from collections.abc import Callable
from typing import TypeVar

from salon_desktop.application.explaining.notice import explain
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.panel import Panel

T = TypeVar("T")


class Asking:
    """One panel's questions to the database; an answer that was overtaken is dropped."""

    def __init__(self, desk: Desk, panel: Panel) -> None:
        self._desk, self._panel, self._ticket = desk, panel, 0
        self._complained = False

    def __call__(self, work: Callable[[], T], take: Callable[[T], None]) -> None:
        """Ask; ``take`` gets the answer unless another question was asked meanwhile."""
        self._ticket += 1
        ticket = self._ticket

        def answered(answer: T) -> None:
            if ticket != self._ticket:
                return
            # Only what a question said before: another failure must stay until it is seen.
            if self._complained:
                self._complained = False
                self._panel.trouble.hide()
            take(answer)

        def failed(problem: Exception) -> None:
            if ticket == self._ticket:
                self.show(problem)

        self._desk.tasks.ask_database(work, owner=self._panel, on_done=answered, on_failed=failed)

    def show(self, problem: Exception) -> None:
        """Say on the panel what went wrong and what to do."""
        self._complained = True
        told = explain(problem, self._desk.words, self._desk.formats)
        self._panel.trouble.set_words(told.text, told.advice)
        self._panel.trouble.show()
