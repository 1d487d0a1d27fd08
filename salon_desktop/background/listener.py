"""Hearing what the relay holds as it comes: a long poll in a thread of its own.

Each round drains and, where something came, sends what it made due (the one answer to a STOP).
A relay that does not answer is asked again after growing pauses.
"""

import logging
import threading
from collections.abc import Callable

from salon_desktop.application.draining import Drained
from salon_desktop.application.failures import FileTrouble

LONG_POLL_SECONDS = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
JOIN_SECONDS = 4.0

logger = logging.getLogger(__name__)


class InboundListener:
    """One daemon thread; ``stop`` ends it after the round it is in."""

    def __init__(
        self,
        drain: Callable[[float], Drained],
        send: Callable[[bool], object],
        tell: Callable[[], None],
        interrupt: Callable[[], None],
    ) -> None:
        self._drain, self._send, self._tell = drain, send, tell
        self._interrupt = interrupt
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="inbound", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Cut the poll that is waiting and end the thread."""
        self._stopping.set()
        self._interrupt()
        if self._thread.is_alive():
            self._thread.join(JOIN_SECONDS)

    def _listen(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                drained = self._drain(LONG_POLL_SECONDS)
                if self._stopping.is_set():
                    return
                if drained.events:
                    self._send(drained.may_send)
                    self._tell()
            except FileTrouble as trouble:
                # A full disk, say: what the relay holds waits there until there is room.
                logger.warning("inbound not stored: %s", type(trouble).__name__)
                self._stopping.wait(pause)
                continue
            if drained.has_relay and drained.may_send:
                pause = FIRST_PAUSE
                continue
            self._stopping.wait(pause if drained.has_relay else LONGEST_PAUSE)
            pause = min(pause * 2, LONGEST_PAUSE)
