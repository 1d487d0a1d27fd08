"""Copies are made off the window's thread, step by step, and counted before they count."""

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from salon_desktop.app.desk_ports import AccountDoor, BackupDoor
from salon_desktop.application.failures import DiskFull
from salon_desktop.application.ports.copies import CopyStep
from salon_desktop.infrastructure.db.sqlcipher import opened
from salon_desktop.ui.salon.page import SalonPage
from salon_desktop.ui.salon.topics import Topic


def test_a_copy_is_made_tried_and_listed(go, salon, shell, qtbot, add_client):
    add_client("Greta", "Fontana")
    panel = go(Topic.BACKUPS, lambda it: "No copy" in it.last.text())
    assert not panel.table.isVisible()
    QTest.mouseClick(panel.make, Qt.MouseButton.LeftButton)
    assert panel.busy()
    assert not panel.make.isEnabled()
    qtbot.waitUntil(lambda: panel.table.facts.rowCount() == 1, timeout=10_000)
    assert not panel.busy()
    assert panel.make.isEnabled()
    assert "Tried and found good." in panel.last.text()
    assert shell.told[-1].text.startswith("The copy is good: 1 client in salon-")
    [copy] = salon.copies.kept()
    assert str(copy.file) in panel.command.text()
    with opened(copy.file, salon.key, reading=True) as connection:
        assert connection.execute("SELECT count(*) FROM client").fetchone()[0] == 1


def test_a_copy_elsewhere_goes_there(go, salon, qtbot, tmp_path):
    panel = go(Topic.BACKUPS, lambda it: "No copy" in it.last.text())
    target = tmp_path / "stick" / "mirtilla.salon"
    panel.make_copy(target)
    qtbot.waitUntil(lambda: "Tried and found good." in panel.last.text(), timeout=10_000)
    assert target.is_file()
    assert salon.copies.kept() == []


class SlowBackups(BackupDoor):
    """Waits before it copies, or fails."""

    def __init__(self, salon, failure=None):
        super().__init__(salon)
        self.go_on, self.failure = threading.Event(), failure
        self.threads: list[str] = []

    def make(self, target, at):
        self.threads.append(threading.current_thread().name)
        at(CopyStep.COPYING)
        at(CopyStep.TRYING)
        if not self.go_on.wait(10):
            raise AssertionError
        if self.failure is not None:
            raise self.failure
        return super().make(target, at)


@pytest.fixture
def slow_page(desk, shell, salon, computer, qtbot):
    """The section over copies that wait."""
    pages = []

    def show(failure=None):
        backups = SlowBackups(salon, failure)
        page = SalonPage(desk, shell, computer, backups, AccountDoor(salon))
        qtbot.addWidget(page)
        pages.append(page)
        page.retranslate()
        page.show()
        page.show_topic(Topic.BACKUPS)
        return page.backups, backups

    yield show
    pages.clear()


def test_the_step_is_shown_while_the_window_stays_alive(slow_page, qtbot):
    panel, backups = slow_page()
    panel.make_copy(None)
    qtbot.waitUntil(lambda: "counting" in panel._doing.text())
    assert panel._progress.isVisible()
    assert backups.threads == ["network_0"]
    panel.make_copy(None)
    backups.go_on.set()
    qtbot.waitUntil(lambda: not panel.busy(), timeout=10_000)
    assert not panel._progress.isVisible()
    assert len(backups.threads) == 1


def test_a_full_disk_is_said_on_the_page_and_the_button_comes_back(slow_page, qtbot):
    panel, backups = slow_page(DiskFull())
    backups.go_on.set()
    panel.make_copy(None)
    qtbot.waitUntil(lambda: panel.trouble.isVisible())
    assert "disk is full" in panel.trouble.text()
    assert panel.make.isEnabled()


def test_the_way_back_can_be_copied(go):
    panel = go(Topic.BACKUPS, lambda it: "No copy" in it.last.text())
    QTest.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text().startswith("salon-desktop restore ")


def test_an_old_copy_says_its_age(go, salon, salon_clock, qtbot):
    with salon.do.open_unit() as unit:
        unit.account.said("backup", "digest", salon_clock.now() - timedelta(days=3))
        unit.commit()
    panel = go(Topic.BACKUPS, lambda it: "Tried" in it.last.text())
    assert "3 days ago" in panel.last.text()
