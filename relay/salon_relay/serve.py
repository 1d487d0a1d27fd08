"""Runs a relay: in a thread of this process for practice and tests, or as the process itself."""

import logging
import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import uvicorn

from salon_relay.clock import Clock, milliseconds, system_clock
from salon_relay.config import RelayConfig
from salon_relay.connection import bounded_by
from salon_relay.refusal import RelayRefused
from salon_relay.relay import Relay
from salon_relay.single_process import SingleProcess, refuse_workers
from salon_relay.store import Store
from salon_relay.store_thread import StoreThread

logger = logging.getLogger("salon_relay")

_GRACE_SECONDS = 5
_HEAD_BYTES = 16 * 1024
_BACKLOG = 256


@dataclass(frozen=True, slots=True)
class RunningRelay:
    """A relay that answers at `address` (http://host:port, no slash at the end)."""

    address: str


@contextmanager
def running(
    config: RelayConfig,
    host: str = "127.0.0.1",
    port: int = 0,
    clock: Clock = system_clock,
) -> Iterator[RunningRelay]:
    """A relay in a thread, ready when the body of the `with` begins, ended and joined after it.

    Port 0 takes a free one. Raises RelayRefused when it cannot start.
    """
    with _opened(config, clock) as relay, closing(_listening(host, port)) as listener:
        ready = threading.Event()
        server = _Server(config, relay, ready.set)
        thread = threading.Thread(target=server.run, args=([listener],), name="salon-relay")
        thread.start()
        try:
            while not ready.wait(0.05):
                if not thread.is_alive():
                    raise RelayRefused("the relay's server ended while starting")
            yield RunningRelay(_address(listener))
        finally:
            server.should_exit = True
            thread.join()


def serve(
    config: RelayConfig,
    host: str,
    port: int,
    when_ready: Callable[[RunningRelay], None],
    clock: Clock = system_clock,
) -> None:
    """Serves until the process is told to end (SIGINT, SIGTERM); the main thread's own job."""
    with _opened(config, clock) as relay, closing(_listening(host, port)) as listener:
        running_relay = RunningRelay(_address(listener))
        server = _Server(config, relay, lambda: when_ready(running_relay))
        server.run([listener])


class _Server(uvicorn.Server):
    """uvicorn's server that tells when it is ready and does not keep waiting desks to the last."""

    def __init__(self, config: RelayConfig, relay: Relay, ready: Callable[[], None]) -> None:
        limits = config.limits
        super().__init__(
            uvicorn.Config(
                relay.application,
                http=bounded_by(limits.idle_seconds),
                loop="asyncio",
                ws="none",
                lifespan="on",
                interface="asgi3",
                log_config=None,  # whoever runs the relay decides about logs
                access_log=False,  # an address line may hold a verify token
                proxy_headers=False,
                server_header=False,
                workers=1,
                limit_concurrency=limits.connections,
                timeout_keep_alive=max(1, int(limits.idle_seconds)),
                timeout_graceful_shutdown=_GRACE_SECONDS,
                h11_max_incomplete_event_size=_HEAD_BYTES,
            )
        )
        self._relay = relay
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts to listen, then says so."""
        await super().startup(sockets=sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Sends waiting desks home before waiting for requests to end."""
        self._relay.stop_waiting()
        await super().shutdown(sockets=sockets)


@contextmanager
def _opened(config: RelayConfig, clock: Clock) -> Iterator[Relay]:
    """A relay over its locked and opened file; both are given back on leaving."""
    refuse_workers(dict(os.environ))
    limits = config.limits
    try:
        config.database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RelayRefused(f"cannot make the database's folder: {error.strerror}") from None
    with SingleProcess(config.database):
        try:
            store = StoreThread(
                lambda: Store(
                    config.database, milliseconds(clock()), limits.lock_seconds, limits.page_bytes
                ),
                limits.store_seconds,
            )
        except (sqlite3.Error, OSError) as error:
            raise RelayRefused(f"cannot open the database: {error}") from None
        with closing(store):
            yield Relay(config, store, clock)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise RelayRefused(f"cannot listen on {host} port {port}: {error}") from None


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
