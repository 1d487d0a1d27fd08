"""Takes request bodies in, as raw bytes, within bounds of size, time and memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from salon_relay.config import Limits

_POURED_AWAY = 64 * 1024 * 1024


class BodyRefused(Exception):
    """The body was not taken; `status` is the HTTP status that says so."""

    status = 400
    reason = "body"


class BodyTooLarge(BodyRefused):
    """More bytes than allowed, announced or sent."""

    status = 413
    reason = "size"


class BodyTooSlow(BodyRefused):
    """Not complete in time."""

    status = 408
    reason = "slow"


class NoRoom(BodyRefused):
    """Too many bodies are being received at this moment; worth another try."""

    status = 503
    reason = "room"


class Intake:
    """Counts the bytes of all bodies in hand, so that together they stay bounded."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._in_hand = 0

    @asynccontextmanager
    async def body(self, request: Request, at_most: int) -> AsyncIterator[bytes]:
        """The complete raw body; its room is given back on leaving. Raises BodyRefused.

        A refused body is read to its end and thrown away, since a sender who is cut off in
        the middle of it never reads the answer.
        """
        held = bytearray()
        try:
            await self._fill(held, request, at_most)
            yield bytes(held)
        finally:
            self._let_go(held)

    async def pour_away(self, request: Request) -> None:
        """Reads a body nobody wants, so that the refusal which follows reaches its sender."""
        if _waits_for_a_word(request):
            return
        poured = 0
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                async for chunk in request.stream():
                    poured += len(chunk)
                    if poured > _POURED_AWAY:
                        return
        except TimeoutError:
            return

    async def _fill(self, held: bytearray, request: Request, at_most: int) -> None:
        refusal: type[BodyRefused] | None = BodyTooLarge if _announced(request) > at_most else None
        if refusal and _waits_for_a_word(request):
            raise refusal
        received = 0
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                async for chunk in request.stream():
                    received += len(chunk)
                    refusal = refusal or self._keep(held, chunk, at_most)
                    if refusal and received > _POURED_AWAY:
                        break
        except TimeoutError:
            refusal = refusal or BodyTooSlow
        if refusal:
            raise refusal

    def _keep(self, held: bytearray, chunk: bytes, at_most: int) -> type[BodyRefused] | None:
        """Adds the piece, or lets go of all that is held and returns why."""
        refusal: type[BodyRefused] | None = None
        if len(held) + len(chunk) > at_most:
            refusal = BodyTooLarge
        elif self._in_hand + len(chunk) > self._limits.bodies_bytes:
            refusal = NoRoom
        if refusal:
            self._let_go(held)
            return refusal
        held += chunk
        self._in_hand += len(chunk)
        return None

    def _let_go(self, held: bytearray) -> None:
        self._in_hand -= len(held)
        held.clear()


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _waits_for_a_word(request: Request) -> bool:
    return request.headers.get("expect", "").lower() == "100-continue"
