"""Remember the connections of one client, so that closing the program need not wait for answers."""

import contextlib
import socket
import threading
import weakref

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class LiveSockets:
    """The open connections of one client, whichever thread uses them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self.closed = False
        self.pool_classes = _pool_classes(self)

    def add(self, opened: socket.socket) -> None:
        """Remember ``opened``; after ``shut`` it is ended at once."""
        with self._lock:
            if not self.closed:
                self._open.add(opened)
                return
        _end(opened)

    def shut(self) -> None:
        """End every connection: who waits on one sees it cut. Nothing can be opened afterwards."""
        with self._lock:
            self.closed = True
            sockets = list(self._open)
        for opened in sockets:
            _end(opened)


def _end(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it ended by itself
        # Not the TLS object's own shutdown: that would wait for the other side, and another thread
        # may be inside it.
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _pool_classes(
    sockets: LiveSockets,
) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}
