"""One writer and one reader thread that own the database of a process.

Jobs are short (a claim, a settle, one screen's question); nothing here waits for the network or
for a person. A backup uses a connection of its own and does not pass through here.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
LONG_SECONDS = 0.05
WRITER, READER = "db-writer", "db-reader"

logger = logging.getLogger(__name__)


class DatabaseWorker:
    """Runs jobs off the calling thread, writers one after the other, readers beside them."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._writer = ThreadPoolExecutor(
            1, thread_name_prefix=WRITER, initializer=self._this_thread_writes
        )
        self._reader = ThreadPoolExecutor(1, thread_name_prefix=READER)

    def write(self, job: Callable[[], T]) -> Future[T]:
        """Queue a job that changes the salon."""
        return self._writer.submit(_timed, job)

    def read(self, job: Callable[[], T]) -> Future[T]:
        """Queue a question that changes nothing."""
        return self._reader.submit(_timed, job)

    def write_and_wait(self, job: Callable[[], T]) -> T:
        """Run a job in the writer's thread and wait for it; never from the window's thread.

        A writing job that asks for another one runs it itself, since nobody else could.
        """
        if getattr(self._here, "writes", False):
            return job()
        return self.write(job).result()

    def close(self) -> None:
        """Finish what runs and every write that was queued, drop the questions that wait.

        Afterwards nothing touches the file any more.
        """
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True, cancel_futures=False)

    def _this_thread_writes(self) -> None:
        self._here.writes = True


def _timed(job: Callable[[], T]) -> T:
    started = time.perf_counter()
    try:
        return job()
    finally:
        took = time.perf_counter() - started
        if took > LONG_SECONDS:
            name = getattr(job, "__qualname__", type(job).__qualname__)
            logger.info("database job %s took %.0f ms", name, took * 1000)
