"""Cuts connections that take a place and do nothing: no request, half a request head, no reading.

uvicorn bounds the pause between two requests of a connection, but neither the wait for the first
one nor a head that arrives letter by letter nor a reader who stopped reading. Bodies have their
own deadline in `intake`.
"""

import asyncio
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState


class BoundedConnection(H11Protocol):
    """uvicorn's connection with two more timers; `idle_seconds` is set by `bounded_by`."""

    idle_seconds = 30.0

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._without_request: asyncio.TimerHandle | None = None
        self._without_reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts the wait for a first request (uvicorn narrows the transport's type alike)."""
        super().connection_made(transport)
        self._watch_for_request()

    def data_received(self, data: bytes) -> None:
        """Ends that wait once a complete head made a request of it."""
        super().data_received(data)
        self._watch_for_request()

    def on_response_complete(self) -> None:
        """Starts the wait for the next request."""
        super().on_response_complete()
        self._watch_for_request()

    def pause_writing(self) -> None:
        """The other side does not read; it gets a while."""
        super().pause_writing()
        if self._without_reading is None:
            self._without_reading = self.loop.call_later(self.idle_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        self._stop_watching_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the timers with the connection."""
        super().connection_lost(exc)
        self._stop_watching_for_request()
        self._stop_watching_reader()

    def _watch_for_request(self) -> None:
        cycle: object = self.cycle  # None until the first request, whatever its annotation says
        if isinstance(cycle, RequestResponseCycle) and not cycle.response_complete:
            self._stop_watching_for_request()
        elif self._without_request is None:
            self._without_request = self.loop.call_later(self.idle_seconds, self.transport.abort)

    def _stop_watching_for_request(self) -> None:
        if self._without_request is not None:
            self._without_request.cancel()
            self._without_request = None

    def _stop_watching_reader(self) -> None:
        if self._without_reading is not None:
            self._without_reading.cancel()
            self._without_reading = None


def bounded_by(idle_seconds: float) -> type[BoundedConnection]:
    """The kind of connection whose idle time is bounded by so many seconds."""
    return type("BoundedConnection", (BoundedConnection,), {"idle_seconds": idle_seconds})
