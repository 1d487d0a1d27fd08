"""One window for a data folder: a second start shows the first one's window and ends.

The lock decides, a connection only says "come to the front" and is answered. The operating system
drops the lock of a process that died, so the next start works.
"""

import getpass
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from salon_desktop.application.failures import FolderNotWritable
from salon_desktop.domain.errors import DomainError

WAIT_MS = 1500
ANSWER = b"shown\n"


class WindowSilent(DomainError):
    """Another process has the folder's window and does not answer."""

    code: ClassVar[str] = "window_silent"


class SingleInstance(QObject):
    """Holds the folder's window lock; ``first`` tells whether this process may show a window.

    Raises FolderNotWritable where the folder takes no lock.
    """

    def __init__(self, folder: Path, on_second: Callable[[], None]) -> None:
        super().__init__()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as no:
            raise FolderNotWritable from no
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._name = _name_of(folder)
        self._on_second = on_second
        self._server: QLocalServer | None = None
        self.first = self._lock.tryLock(0)
        if self.first:
            self._listen()
        elif not self._is_held_elsewhere() or not os.access(folder, os.W_OK):
            # Where nothing can be written, a lock that lies there is a dead process's.
            raise FolderNotWritable

    def call_first(self) -> bool:
        """Ask the other process to show its window; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        # The system connects to a process that hangs as well: only its own word counts.
        heard = socket.bytesAvailable() > 0 or socket.waitForReadyRead(WAIT_MS)
        socket.disconnectFromServer()
        return bool(heard)

    def close(self) -> None:
        """Give the lock and the name back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self.first:
            self._lock.unlock()

    def _is_held_elsewhere(self) -> bool:
        return self._lock.error() is QLockFile.LockError.LockFailedError

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # only after the lock is held
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._called)
        server.listen(self._name)
        self._server = server

    def _called(self) -> None:
        if self._server is None:
            return
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.write(ANSWER)
            connection.disconnectFromServer()  # once the answer is written
        self._on_second()


def _name_of(folder: Path) -> str:
    """Return a socket name of this user and this folder alone."""
    told = f"{getpass.getuser()}|{folder.resolve()}"
    return "salon-desktop-" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:24]
