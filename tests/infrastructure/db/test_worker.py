"""The two threads that own a process's database: order, errors, and an end that loses nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from salon_desktop.infrastructure.db import worker as worker_module
from salon_desktop.infrastructure.db.worker import READER, WRITER, DatabaseWorker


@pytest.fixture
def worker() -> Iterator[DatabaseWorker]:
    one = DatabaseWorker()
    yield one
    one.close()


def here() -> str:
    return threading.current_thread().name


def test_jobs_leave_the_calling_thread_and_each_has_its_own(worker: DatabaseWorker) -> None:
    assert worker.write(here).result().startswith(WRITER)
    assert worker.read(here).result().startswith(READER)
    assert worker.write_and_wait(here).startswith(WRITER)


def test_writers_run_one_after_the_other_in_the_order_they_came(worker: DatabaseWorker) -> None:
    seen: list[int] = []
    inside, most = 0, 0

    def job(number: int) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        seen.append(number)
        inside -= 1

    jobs = [worker.write(partial(job, number)) for number in range(50)]
    for one in jobs:
        one.result()
    assert seen == list(range(50))
    assert most == 1


def test_a_question_does_not_wait_for_a_writer(worker: DatabaseWorker) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        go_on.wait(10)

    writing = worker.write(slow)
    assert begun.wait(10)
    assert worker.read(lambda: "answered").result(10) == "answered"
    assert not writing.done()
    go_on.set()
    writing.result(10)


def test_an_error_reaches_whoever_asked_and_the_next_job_runs(worker: DatabaseWorker) -> None:
    def fails() -> None:
        raise ValueError("no")

    for ask in (worker.write, worker.read):
        with pytest.raises(ValueError, match="no"):
            ask(fails).result()
        assert ask(lambda: 1).result() == 1
    with pytest.raises(ValueError, match="no"):
        worker.write_and_wait(fails)


def test_a_writing_job_may_ask_for_another_without_waiting_for_itself(
    worker: DatabaseWorker,
) -> None:
    done = worker.write(lambda: worker.write_and_wait(here))
    assert done.result(10).startswith(WRITER)


def test_a_writing_job_asked_from_the_readers_thread_still_runs_in_the_writers(
    worker: DatabaseWorker,
) -> None:
    done = worker.read(lambda: worker.write_and_wait(here))
    assert done.result(10).startswith(WRITER)


def test_another_workers_writer_is_not_mistaken_for_ones_own(worker: DatabaseWorker) -> None:
    other = DatabaseWorker()
    try:
        name = other.write(lambda: worker.write_and_wait(threading.get_ident)).result(10)
        assert name == worker.write(threading.get_ident).result(10)
    finally:
        other.close()


def test_closing_drops_the_questions_that_wait() -> None:
    worker = DatabaseWorker()
    go_on = threading.Event()
    reading = worker.read(lambda: go_on.wait(10))
    waiting = [worker.read(lambda: None) for _ in range(5)]
    closing = threading.Thread(target=worker.close)
    closing.start()
    while not waiting[0].cancelled():
        assert closing.is_alive()
    go_on.set()
    closing.join(10)
    assert all(one.cancelled() for one in waiting)
    assert reading.result(0) is True


def test_closing_finishes_every_write_that_was_queued() -> None:
    worker = DatabaseWorker()
    go_on = threading.Event()
    written: list[int] = []
    worker.write(lambda: go_on.wait(10))
    for number in range(20):
        worker.write(partial(written.append, number))
    closing = threading.Thread(target=worker.close)
    closing.start()
    with pytest.raises(RuntimeError):  # from then on nothing new is taken
        while closing.is_alive():
            worker.write(lambda: None)
    go_on.set()
    closing.join(10)
    assert written == list(range(20)), "what a person was told is saved is written"


@pytest.mark.parametrize(("longest", "lines"), [(0.0, 1), (3600.0, 0)])
def test_only_a_job_that_takes_too_long_is_named_in_the_log(
    worker: DatabaseWorker,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    longest: float,
    lines: int,
) -> None:
    monkeypatch.setattr(worker_module, "LONG_SECONDS", longest)

    def claim_a_message() -> None:
        return

    with caplog.at_level(logging.INFO):
        worker.write(claim_a_message).result()
    assert len(caplog.messages) == lines
    assert all("claim_a_message took" in line for line in caplog.messages)
