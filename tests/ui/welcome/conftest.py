"""The first run and the lock over the real doors: real folders, real files, real threads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication

from salon_desktop.app.welcome_doors import FoundingDoor, UnlockingDoor
from salon_desktop.infrastructure.secrets import MemorySecrets
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.welcome.unlock import UnlockWindow
from salon_desktop.ui.welcome.window import WelcomeWindow


class KeyringDoor(FoundingDoor):
    """Founding with the keyring it is given."""

    def __init__(self, root, clock, secrets):
        super().__init__(root, clock)
        self._secrets = secrets


class KeyringLock(UnlockingDoor):
    """The lock with the keyring it is given."""

    def __init__(self, root, secrets):
        super().__init__(root)
        self._secrets = secrets


@pytest.fixture
def tasks(qapp) -> Iterator[TaskRunner]:
    """Work runs in a thread of its own, as in the program."""
    with ThreadPoolExecutor(1, thread_name_prefix="db") as pool:
        runner = TaskRunner(pool.submit, pool.submit)
        yield runner
        pool.shutdown(wait=True)
        QApplication.processEvents()
        runner.deleteLater()


@pytest.fixture
def secrets():
    """A keyring that can be trusted and is gone afterwards."""
    return MemorySecrets()


@pytest.fixture
def open_welcome(theme, words, qt_words, tasks, qtbot, tmp_path, clock):
    """Show the first run on an empty folder; without ``secrets`` there is no keyring."""

    def show(secrets=None, door=None):
        window = WelcomeWindow(theme, words, tasks, door or KeyringDoor(tmp_path, clock, secrets))
        # Closed over an unread code it would only warn.
        qtbot.addWidget(window, before_close_func=lambda it: it.code.written.setChecked(True))
        window.resize(1100, 740)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


@pytest.fixture
def open_lock(theme, words, qt_words, tasks, qtbot, tmp_path):
    """Show the lock of the folder's salon."""

    def show(secrets=None, door=None):
        window = UnlockWindow(theme, words, tasks, door or KeyringLock(tmp_path, secrets))
        qtbot.addWidget(window)
        window.resize(900, 640)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


@pytest.fixture
def founding_door(tmp_path, clock, secrets):
    """A door that fails as often as it is told to, then founds."""

    def make(*failures):
        class Failing(KeyringDoor):
            def __init__(self):
                super().__init__(tmp_path, clock, secrets)
                self.left = list(failures)

            def found(self, answers):
                if self.left:
                    raise self.left.pop(0)
                return super().found(answers)

        return Failing()

    return make
