"""The HTTP server on loopback: bounded threads that are joined, and answers that may be spoiled."""

import http.server
import os
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from salon_desktop.practice.exchange import Answer, Request, Wire
from salon_desktop.practice.faults import FaultBox

_MOST_BYTES = 4 * 1024 * 1024
_LOOK_EVERY = 0.1

Door = Callable[[Request], Answer]


class LoopbackServer(socketserver.TCPServer):
    """Listens on 127.0.0.1; a connection has a thread, at most ``connections`` of them."""

    request_queue_size = 128

    def __init__(
        self, port: int, connections: int, idle_seconds: float, faults: FaultBox, door: Door
    ) -> None:
        self.door = door
        self.faults = faults
        self.idle_seconds = idle_seconds
        self._room = threading.BoundedSemaphore(connections)
        self._guard = threading.Lock()
        self._lines: dict[socket.socket, threading.Thread] = {}
        self._closing = threading.Event()
        super().__init__(("127.0.0.1", port), _Conversation)
        self._accepting = threading.Thread(target=self._accept, name="practice-accept", daemon=True)

    @property
    def address(self) -> str:
        """``http://127.0.0.1:NNNN``."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        """Starts to accept."""
        self._accepting.start()

    def stop(self) -> None:
        """Cuts every connection and joins every thread."""
        self._closing.set()
        self._cut_all()
        self._wake()
        self._accepting.join()
        self._cut_all()
        with self._guard:
            threads = list(self._lines.values())
        for thread in threads:
            thread.join()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Gives a connection its thread, waiting for room."""
        self._room.acquire()
        thread = threading.Thread(
            target=self._converse,
            args=(request, client_address),
            name="practice-connection",
            daemon=True,
        )
        with self._guard:
            closing = self._closing.is_set()
            if not closing:
                self._lines[request] = thread
        if closing:
            self._room.release()
            self.shutdown_request(request)
            return
        thread.start()

    def _converse(self, request: socket.socket, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except OSError:
            return
        finally:
            with self._guard:
                self._lines.pop(request, None)
            self.shutdown_request(request)
            self._room.release()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                request, client_address = self.get_request()
            except OSError:
                self._closing.wait(_LOOK_EVERY)
            else:
                self.process_request(request, client_address)

    def _wake(self) -> None:
        """Ends the blocking accept: on no system does closing the listener do that for sure."""
        try:
            socket.create_connection(("127.0.0.1", self.server_address[1]), timeout=1.0).close()
        except OSError:
            return

    def _cut_all(self) -> None:
        with self._guard:
            lines = list(self._lines)
        for line in lines:
            _cut(line)


class _Conversation(http.server.BaseHTTPRequestHandler):
    """One connection: requests one after the other until either side ends it."""

    protocol_version = "HTTP/1.1"
    server_version = "PracticePlatform"
    sys_version = ""
    disable_nagle_algorithm = True
    server: LoopbackServer

    def setup(self) -> None:
        """Sets how long a silent connection stays open."""
        super().setup()
        self.connection.settimeout(self.server.idle_seconds)

    def do_GET(self) -> None:
        """Reads."""
        self._serve()

    def do_POST(self) -> None:
        """Sends and changes."""
        self._serve()

    def do_DELETE(self) -> None:
        """Deletes."""
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is written down: requests carry tokens and people."""

    def _serve(self) -> None:
        body = self._read_body()
        if body is None:
            return
        parts = urlsplit(self.path)
        pieces = tuple(unquote(piece) for piece in parts.path.strip("/").split("/") if piece)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        answer = self.server.door(Request(self.command, pieces, query, headers, body))
        try:
            self._send(answer)
        finally:
            for step in answer.afterwards:
                step()

    def _read_body(self) -> bytes | None:
        if "transfer-encoding" in self.headers:
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
            return None
        written = self.headers.get("content-length", "0")
        length = int(written) if written.isascii() and written.isdigit() else _MOST_BYTES + 1
        if length > _MOST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return None
        return body

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._write(Answer(status, b""), closes=True)

    def _send(self, answer: Answer) -> None:
        match answer.wire:
            case Wire.WHOLE:
                self._write(answer)
            case Wire.CLOSE_AFTER:
                self._write(answer)
                self.close_connection = True
            case Wire.CUT:
                self._hang_up(abrupt=answer.abrupt)
            case Wire.HALF:
                head = self._head(answer, closes=False)
                self.wfile.write(head + answer.body[: len(answer.body) // 2])
                self._hang_up(abrupt=answer.abrupt)
            case Wire.HANG:
                self._hang(answer, None)
            case Wire.SLOW:
                self._hang(answer, answer.seconds)

    def _hang(self, answer: Answer, seconds: float | None) -> None:
        """Waits for release, for ``seconds`` if given, for the caller to leave, or for the end."""
        faults = self.server.faults
        began, waited = faults.generation, 0.0
        while not faults.stopped:
            pause = _LOOK_EVERY if seconds is None else min(_LOOK_EVERY, seconds - waited)
            if faults.generation != began or pause <= 0:
                self._write(answer)
                return
            if self._caller_left(pause):
                break
            waited += pause
        self._hang_up(abrupt=False)

    def _caller_left(self, seconds: float) -> bool:
        before = self.connection.gettimeout()
        self.connection.settimeout(seconds)
        try:
            self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        else:
            return True
        finally:
            self.connection.settimeout(before)

    def _write(self, answer: Answer, *, closes: bool = False) -> None:
        self.wfile.write(self._head(answer, closes=closes) + answer.body)

    def _head(self, answer: Answer, *, closes: bool) -> bytes:
        try:
            phrase = HTTPStatus(answer.status).phrase
        except ValueError:
            phrase = "Unknown"
        lines = [f"HTTP/1.1 {answer.status} {phrase}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        lines.append(f"Content-Length: {len(answer.body)}")
        lines.append(
            "Connection: " + ("close" if closes or self.close_connection else "keep-alive")
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _hang_up(self, *, abrupt: bool) -> None:
        self.close_connection = True
        if abrupt:
            linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
        else:
            _cut(self.connection)


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
