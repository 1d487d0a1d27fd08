"""Work off the GUI thread, with the outcome back on it: the face's border to all that may wait.

The threads themselves belong to others; here only two doors to them are known. Nothing but this
module turns whatever a job raised into a call of ``on_failed``.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")


class Submit(Protocol):
    """A door to a thread: takes work, answers a future, runs it later."""

    def __call__(self, work: Callable[[], T], /) -> Future[T]:
        """Queue ``work``."""
        ...


class TaskRunner(QObject):
    """Runs work elsewhere and hands what came of it back on the GUI thread.

    ``owner`` is the widget that wants the answer: when it is destroyed, the answer is dropped
    instead of reaching a deleted object. Answers come in the order in which work finishes; a page
    that asks twice keeps a ticket and ignores the older answer.
    """

    _ready = Signal(object)

    def __init__(self, database: Submit, network: Submit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database, self._network = database, network
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask_database(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Run a use case or a query, called whole, in the database's thread."""
        self._submit(self._database, work, owner, on_done, on_failed)

    def ask_network(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Run something that waits for other machines, in the network's pool."""
        self._submit(self._network, work, owner, on_done, on_failed)

    def _submit(
        self,
        door: Submit,
        work: Callable[[], T],
        owner: QObject,
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        try:
            future = door(work)
        except Exception as problem:
            # A door that is closing at exit refuses; the asker hears it like any other failure.
            future = Future()
            future.set_exception(problem)
        settle = partial(_settle, future, owner, on_done, on_failed)
        future.add_done_callback(partial(self._announce, settle))

    def _announce(self, settle: Callable[[], None], _done: Future[T]) -> None:
        """In the worker's thread: only emit, the queue brings it to the GUI thread."""
        if isValid(self):
            self._ready.emit(settle)

    @Slot(object)
    def _deliver(self, settle: Callable[[], None]) -> None:
        settle()


def _settle(
    done: Future[T],
    owner: QObject,
    on_done: Callable[[T], None],
    on_failed: Callable[[Exception], None],
) -> None:
    if done.cancelled() or not isValid(owner):
        return
    problem = done.exception()
    if problem is None:
        on_done(done.result())
    elif isinstance(problem, Exception):
        on_failed(problem)
    else:
        raise problem
