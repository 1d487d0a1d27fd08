"""Ending the window in good order when the system or the terminal asks the program to stop.

Qt's loop does not let Python handle a signal until something happens; the signal therefore writes
a byte into a socket that Qt listens to.
"""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

STOPPING = (signal.SIGINT, signal.SIGTERM)


class StopSignals(QObject):
    """Calls ``stop`` in the window's thread after Ctrl+C or a request to terminate."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self._stop = stop
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._before = {one: signal.signal(one, _noted) for one in STOPPING}
        self._wakeup = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Handle signals as before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for one, handler in self._before.items():
            signal.signal(one, handler)
        self._ours.close()
        self._theirs.close()

    def _hear(self) -> None:
        try:
            heard = self._ours.recv(16)
        except BlockingIOError:
            return  # two signals at once were heard as one
        if heard:
            self._stop()


def _noted(number: int, frame: object) -> None:
    """Python must have a handler, or the signal ends the process on the spot."""
