"""HTTP calls from the practice platform to a webhook receiver on this computer."""

import http.client
import socket
import threading
from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class CallbackTrouble(Exception):
    """The receiver could not be reached or did not answer in time."""


class LoopbackCaller:
    """Calls receivers on loopback only: practice messages never leave this computer."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._open: set[http.client.HTTPConnection] = set()
        self._stopped = False

    def post(self, url: str, body: bytes, headers: Iterable[tuple[str, str]]) -> int:
        """Posts bytes and returns the HTTP status; raises CallbackTrouble without an answer."""
        status, _ = self._call("POST", url, "", body, headers)
        return status

    def handshake(self, url: str, verify_token: str, challenge: str) -> None:
        """Asks the receiver to prove that it knows the verify token.

        Raises CallbackTrouble when it does not answer 200 with the bare challenge.
        """
        query = urlencode(
            {
                "hub.mode": "subscribe",
                "hub.challenge": challenge,
                "hub.verify_token": verify_token,
            }
        )
        status, answer = self._call("GET", url, query, None, ())
        if status != http.client.OK:
            raise CallbackTrouble(f"HTTP Status Code = {status}")
        if answer != challenge.encode():
            raise CallbackTrouble("the answer is not the challenge")

    def stop(self) -> None:
        """Cuts calls under way and refuses new ones."""
        with self._lock:
            self._stopped = True
            for connection in self._open:
                if isinstance(connection.sock, socket.socket):
                    _cut(connection.sock)

    def _call(
        self,
        method: str,
        url: str,
        query: str,
        body: bytes | None,
        headers: Iterable[tuple[str, str]],
    ) -> tuple[int, bytes]:
        connection, target = self._connection(url, query)
        try:
            connection.connect()
            connection.putrequest(method, target)
            if body is not None:
                connection.putheader("Content-Type", "application/json")
                connection.putheader("Content-Length", str(len(body)))
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.read(65_536)
        except (OSError, http.client.HTTPException) as trouble:
            raise CallbackTrouble(type(trouble).__name__) from trouble
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _connection(self, url: str, query: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
            raise CallbackTrouble("the practice platform only calls receivers on this computer")
        asked = "&".join(piece for piece in (parts.query, query) if piece)
        target = (parts.path or "/") + ("?" + asked if asked else "")
        connection = http.client.HTTPConnection(
            parts.hostname, parts.port or 80, timeout=self._timeout
        )
        with self._lock:
            if self._stopped:
                raise CallbackTrouble("the practice platform is closed")
            self._open.add(connection)
        return connection, target


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
