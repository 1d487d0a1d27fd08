"""Work leaves the GUI thread and its outcome comes back on it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from salon_desktop.ui.tasks import TaskRunner


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1, thread_name_prefix="db") as pool:
        yield pool


@pytest.fixture
def runner(qapp, pool):
    runner = TaskRunner(pool.submit, pool.submit)
    yield runner
    pool.shutdown(wait=True)
    QApplication.processEvents()
    runner.deleteLater()


def fail(problem):
    raise problem


def test_work_runs_elsewhere_and_the_answer_arrives_in_the_gui_thread(runner, qtbot):
    owner = QObject()
    seen: list[str] = []

    def note(name):
        seen.extend((name, threading.current_thread().name))

    runner.ask_database(
        lambda: threading.current_thread().name, owner=owner, on_done=note, on_failed=fail
    )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0].startswith("db")
    assert seen[1] == threading.current_thread().name


def test_the_network_has_a_door_of_its_own(qapp, pool, qtbot):
    with ThreadPoolExecutor(1, thread_name_prefix="net") as network:
        runner, owner = TaskRunner(pool.submit, network.submit), QObject()
        seen: list[str] = []
        runner.ask_network(
            lambda: threading.current_thread().name,
            owner=owner,
            on_done=seen.append,
            on_failed=fail,
        )
        qtbot.waitUntil(lambda: len(seen) == 1)
        assert seen[0].startswith("net")


def test_a_failure_arrives_as_itself(runner, qtbot):
    owner = QObject()
    problems: list[Exception] = []
    runner.ask_database(
        lambda: fail(ValueError("no such client")),
        owner=owner,
        on_done=lambda _: None,
        on_failed=problems.append,
    )
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert isinstance(problems[0], ValueError)


def test_a_closed_door_is_a_failure_like_any_other(qapp, qtbot):
    closed = ThreadPoolExecutor(1)
    closed.shutdown()
    runner, owner = TaskRunner(closed.submit, closed.submit), QObject()
    problems: list[Exception] = []
    runner.ask_database(lambda: 1, owner=owner, on_done=lambda _: None, on_failed=problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert isinstance(problems[0], RuntimeError)


def test_the_answer_of_a_destroyed_owner_is_dropped(runner, pool, qtbot):
    gate = threading.Event()
    dropped: list[str] = []
    kept: list[str] = []
    gone, owner = QObject(), QObject()

    def wait():
        gate.wait(10)
        return "late"

    runner.ask_database(wait, owner=gone, on_done=dropped.append, on_failed=fail)
    runner.ask_database(lambda: "next", owner=owner, on_done=kept.append, on_failed=fail)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _alive(gone))
    gate.set()
    qtbot.waitUntil(lambda: kept == ["next"])
    assert dropped == []


def test_nothing_arrives_before_the_asker_has_finished_its_turn(runner, qtbot):
    owner = QObject()
    seen: list[int] = []
    runner.ask_database(lambda: 1, owner=owner, on_done=seen.append, on_failed=fail)
    assert seen == []
    qtbot.waitUntil(lambda: seen == [1])


def _alive(thing):
    try:
        thing.objectName()
    except RuntimeError:
        return False
    return True
