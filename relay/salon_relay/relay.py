"""Puts the relay's two sides on one address, and sweeps out what grew too old."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from salon_relay.bells import Bells
from salon_relay.clock import Clock, milliseconds
from salon_relay.config import RelayConfig
from salon_relay.desk_keys import KeyRing
from salon_relay.desk_side import DeskSide
from salon_relay.intake import Intake
from salon_relay.platform_side import PlatformSide
from salon_relay.store import Store, StoreFailed
from salon_relay.store_thread import StoreThread

logger = logging.getLogger("salon_relay")

_SWEEP_SECONDS = 600.0


class Relay:
    """One relay over an opened store; `application` is what a server serves."""

    def __init__(self, config: RelayConfig, store: StoreThread, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._bells = Bells(config.limits.polls_per_salon)
        intake = Intake(config.limits)
        keys = KeyRing({name: salon.desk_keys for name, salon in config.salons.items()})
        platform = PlatformSide(config, store, intake, self._bells, clock)
        desk = DeskSide(keys, store, intake, self._bells, clock)
        self.application = Starlette(
            routes=[
                Route("/hook/{salon}", platform.handshake, methods=["GET"]),
                Route("/hook/{salon}", platform.event, methods=["POST"]),
                Route("/events", desk.events, methods=["GET"]),
                Route("/ack", desk.acknowledge, methods=["POST"]),
                Route("/health", desk.health, methods=["GET"]),
            ],
            lifespan=self._lifespan,
        )
        self.application.router.redirect_slashes = False

    def stop_waiting(self) -> None:
        """Answers every waiting desk at once; called on the server's loop before it ends."""
        self._bells.close()

    @asynccontextmanager
    async def _lifespan(self, application: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(self._sweep_for_ever())
        try:
            yield
        finally:
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)

    async def _sweep_for_ever(self) -> None:
        while True:
            try:
                await self._store.ask(Store.sweep, milliseconds(self._clock()))
            except StoreFailed as failure:
                logger.error("not swept fault=%s", failure)
            await asyncio.sleep(_SWEEP_SECONDS)
