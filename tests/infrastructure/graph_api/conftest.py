"""A platform on loopback that misbehaves on the wire exactly as told, and certificates for it."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from salon_desktop.infrastructure.graph_api.access import GraphAccess, GraphSettings
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.whatsapp.payloads import TextMessage

TOKEN = "EAAplantedtoken123"
IMPATIENT = Timing(connect=1.0, read=0.4, whole=1.2)


@dataclass(frozen=True)
class Taken:
    """One request that the server read to its end."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Line:
    """One connection, seen from the server."""

    def __init__(self, server: WireServer, wire: socket.socket) -> None:
        self.server, self.wire = server, wire
        self._file = wire.makefile("rb")

    def take(self) -> Taken | None:
        """Read one whole request; None when the client has gone."""
        first = self._file.readline()
        if not first:
            return None
        method, path, _ = first.decode("latin-1").split(" ", 2)
        headers: dict[str, str] = {}
        while (line := self._file.readline().strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        body = self._file.read(int(headers.get("content-length", "0")))
        request = Taken(method, path, headers, body)
        self.server.taken.append(request)
        return request

    def answer(
        self, status: int, body: bytes | str | dict[str, Any], **headers: str | float
    ) -> None:
        raw = body if isinstance(body, bytes) else _text(body).encode()
        lines = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(raw)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.wire.sendall("\r\n".join([*lines, "", ""]).encode() + raw)

    def reset(self) -> None:
        """Cut the connection hard, as a dying router does."""
        linger = struct.pack("ii", 1, 0)
        self.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._file.close()
        self.wire.close()


def _text(body: str | dict[str, Any]) -> str:
    return body if isinstance(body, str) else json.dumps(body)


Behaviour = Callable[[Line], None]


class WireServer:
    """Runs one behaviour for each connection, each in a thread of its own."""

    def __init__(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self._behave, self._tls = behave, tls
        self.taken: list[Taken] = []
        self.connections = 0
        self.ending = threading.Event()
        self._wires: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
        self.address = f"{scheme}://{host}:{self._door.getsockname()[1]}"
        self._watch = threading.Thread(target=self._accept, name="wire-door")
        self._watch.start()

    def close(self) -> None:
        self.ending.set()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._watch.join(5)
        for wire in self._wires:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(wire, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._door.accept()
            except OSError:
                return
            self.connections += 1
            self._wires.append(wire)
            thread = threading.Thread(target=self._serve, args=(wire,), name="wire-line")
            self._threads.append(thread)
            thread.start()

    def _serve(self, wire: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._tls:
                wire = self._tls.wrap_socket(wire, server_side=True)
                self._wires.append(wire)
            with wire:
                self._behave(Line(self, wire))


@pytest.fixture
def serve() -> Iterator[Callable[..., WireServer]]:
    """Return a function that starts a server with a behaviour; all end with the test."""
    servers: list[WireServer] = []

    def start(behave: Behaviour, tls: ssl.SSLContext | None = None) -> WireServer:
        servers.append(WireServer(behave, tls))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def answering(serve: Callable[..., WireServer]) -> Callable[..., WireServer]:
    """Return a function that starts a server giving these answers in turn, then the last again."""

    def start(*answers: tuple[int, Any] | tuple[int, Any, dict[str, str]]) -> WireServer:
        turn = iter(answers)
        last = answers[-1]
        lock = threading.Lock()

        def behave(line: Line) -> None:
            while line.take() is not None:
                with lock:
                    status, body, *headers = next(turn, last)
                line.answer(status, body, **(headers[0] if headers else {}))

        return serve(behave)

    return start


@pytest.fixture
def access() -> Iterator[Callable[..., GraphAccess]]:
    """Return a function that makes a way to an address; all are closed with the test."""
    made: list[GraphAccess] = []

    def make(
        address: str,
        *,
        timing: Timing = IMPATIENT,
        ca_file: str | None = None,
        read_token: Callable[[], str | None] = lambda: TOKEN,
    ) -> GraphAccess:
        settings = GraphSettings(
            number_id="1000000000001",
            account_id="2000000000002",
            base_address=address,
            timing=timing,
            ca_file=ca_file,
        )
        made.append(GraphAccess(settings, read_token))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    """Return a function that waits for something to hold, and fails if it does not in 5 s."""

    def wait(holds: Callable[[], bool]) -> None:
        until = time.monotonic() + 5.0
        while not holds():
            assert time.monotonic() < until, "it did not happen in time"
            time.sleep(0.005)

    return wait


@pytest.fixture
def message() -> TextMessage:
    return TextMessage(key="key-7f3a", to="+390200000000", body="Planted words for Giulia")


@pytest.fixture
def refused_address() -> str:
    """Return an address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return f"http://127.0.0.1:{door.getsockname()[1]}"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return self-signed certificates (with their keys in the same file) by the name they prove."""
    openssl = shutil.which("openssl")
    assert openssl, "the tests of TLS need the openssl command"
    folder = tmp_path_factory.mktemp("certificates")
    made = {}
    for name in ("localhost", "elsewhere.invalid"):
        key, proof, both = (folder / f"{name}.{end}" for end in ("key", "crt", "pem"))
        subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
        kind = ["-newkey", "rsa:2048", "-nodes", "-days", "3650"]
        files = ["-keyout", str(key), "-out", str(proof)]
        command = [openssl, "req", "-x509", *kind, *subject, *files]
        subprocess.run(command, check=True, capture_output=True)
        both.write_bytes(key.read_bytes() + proof.read_bytes())
        made[name] = both
    return made


@pytest.fixture
def tls(certificates: dict[str, Path]) -> Callable[[str], ssl.SSLContext]:
    """Return a function that gives the server's side of TLS for a name."""

    def context(name: str) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(certificates[name])
        return made

    return context
