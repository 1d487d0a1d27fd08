"""The side a salon's desk sees: events above its cursor, waiting for the next, acknowledging."""

import asyncio
import base64
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from salon_relay.bells import Bells, TooManyWaiting
from salon_relay.clock import Clock, as_text, milliseconds
from salon_relay.desk_keys import KeyRing
from salon_relay.intake import BodyRefused, Intake
from salon_relay.store import Event, Page, Store, StoreFailed
from salon_relay.store_thread import StoreThread
from salon_relay.version import VERSION

logger = logging.getLogger("salon_relay")

_LONGEST_ACK = 4096
_HIGHEST_SEQ = 2**63 - 1
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """What a desk asks for: events above `after`, waiting up to `wait` seconds, `limit` at most."""

    after: int
    wait: float
    limit: int

    @classmethod
    def of(cls, asked: QueryParams) -> "Asked":
        """Reads the query; ValueError when something is repeated, odd or out of bounds."""
        after = _number(asked, "after", 0, r"[0-9]{1,19}")
        wait = _number(asked, "wait", 0, r"[0-9]{1,3}(\.[0-9]{1,6})?")
        limit = _number(asked, "limit", 100, r"[0-9]{1,3}")
        if after > _HIGHEST_SEQ or wait > 25 or not 1 <= limit <= 200:
            raise ValueError("out of bounds")
        return cls(int(after), float(wait), int(limit))


class DeskSide:
    """Answers `/events`, `/ack` and `/health`."""

    def __init__(
        self, keys: KeyRing, store: StoreThread, intake: Intake, bells: Bells, clock: Clock
    ) -> None:
        self._keys = keys
        self._store = store
        self._intake = intake
        self._bells = bells
        self._clock = clock

    async def events(self, request: Request) -> Response:
        """One page of events, at once if there are any, else with the next or after the wait."""
        salon = self._keys.salon_for(request.headers.getlist("authorization"))
        if salon is None:
            return _unknown_desk()
        try:
            asked = Asked.of(request.query_params)
        except ValueError:
            return _refused(400, "after, wait (0 to 25) or limit (1 to 200) is not as it should be")
        try:
            page = await self._page(request, salon, asked)
        except TooManyWaiting:
            return _refused(429, "too many requests of this salon are waiting")
        except StoreFailed as failure:
            logger.error("not read salon=%s fault=%s", salon, failure)
            return _refused(500, "the relay cannot read its file just now")
        if page.events:
            logger.info("handed out salon=%s events=%d", salon, len(page.events))
        return _Json(_page_as_json(page))

    async def acknowledge(self, request: Request) -> Response:
        """Forgets the bodies up to a number which the desk has safely stored."""
        salon = self._keys.salon_for(request.headers.getlist("authorization"))
        try:
            if salon is None:
                await self._intake.pour_away(request)
                return _unknown_desk()
            async with self._intake.body(request, _LONGEST_ACK) as body:
                through = _through(body)
            deleted = await self._store.ask(Store.acknowledge, salon, through, self._now())
        except BodyRefused as refusal:
            return _refused(refusal.status, "body refused")
        except ClientDisconnect:
            return _refused(400, "nobody listens")
        except ValueError:
            return _refused(400, 'the body should be {"through": <number>}')
        except StoreFailed as failure:
            logger.error("not acknowledged salon=%s fault=%s", salon, failure)
            return _refused(500, "the relay cannot write its file just now")
        logger.info("acknowledged salon=%s through=%d deleted=%d", salon, through, deleted)
        return _Json({"deleted": deleted})

    async def health(self, request: Request) -> Response:
        """Whether an event could be stored at this moment; tells nothing about anybody."""
        try:
            await self._store.ask(Store.probe, self._now())
        except StoreFailed as failure:
            logger.error("unwell fault=%s", failure)
            return _Json({"ok": False, "version": VERSION}, 503)
        return _Json({"ok": True, "version": VERSION})

    def _now(self) -> int:
        return milliseconds(self._clock())

    async def _page(self, request: Request, salon: str, asked: Asked) -> Page:
        loop = asyncio.get_running_loop()
        until = loop.time() + asked.wait
        while True:
            ring = self._bells.next_ring(salon)
            page = await self._store.ask(Store.page, salon, asked.after, asked.limit, self._now())
            left = until - loop.time()
            if page.events or left <= 0 or self._bells.closing:
                return page
            with self._bells.waiting(salon):
                if not await _rang(ring, request, left):
                    return page


async def _rang(ring: asyncio.Event, request: Request, seconds: float) -> bool:
    """Waits for the bell; False when the time is over or the desk hung up."""
    rung = asyncio.create_task(ring.wait())
    gone = asyncio.create_task(_hung_up(request))
    try:
        await asyncio.wait({rung, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return ring.is_set()
    finally:
        rung.cancel()
        gone.cancel()
        await asyncio.gather(rung, gone, return_exceptions=True)


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _number(asked: QueryParams, name: str, otherwise: int, form: str) -> float:
    values: Sequence[str] = asked.getlist(name)
    if not values:
        return otherwise
    if len(values) > 1 or not re.fullmatch(form, values[0]):
        raise ValueError("not a number")
    return float(values[0]) if "." in values[0] else int(values[0])


def _through(body: bytes) -> int:
    """The acknowledged number; ValueError when the body does not hold exactly that."""
    try:
        told = json.loads(body)
    except RecursionError:
        raise ValueError("too deep") from None
    through = told.get("through") if isinstance(told, dict) and len(told) == 1 else None
    if not isinstance(through, int) or isinstance(through, bool):
        raise ValueError("not a number")
    if not 0 <= through <= _HIGHEST_SEQ:
        raise ValueError("out of bounds")
    return through


def _page_as_json(page: Page) -> dict[str, object]:
    return {
        "events": [_event_as_json(event) for event in page.events],
        "latest": page.latest,
        "gap": page.gap,
    }


def _event_as_json(event: Event) -> dict[str, object]:
    return {
        "seq": event.seq,
        "received_at": as_text(event.received_ms),
        "signature": event.signature,
        "body": base64.b64encode(event.body).decode(),
    }


class _Json(Response):
    """A JSON answer handed out in pieces, so that a slow reader is noticed instead of buffered."""

    media_type = "application/json"

    def __init__(self, told: object, status: int = 200, **headers: str) -> None:
        kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        super().__init__(json.dumps(told).encode(), status, {**kept, **headers})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer; between two pieces the server waits until the first one is read."""
        start = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **start})
        whole = memoryview(self.body)
        for first in range(0, len(whole), _PIECE):
            piece = bytes(whole[first : first + _PIECE])
            more = first + _PIECE < len(whole)
            await send({"type": "http.response.body", "body": piece, "more_body": more})


def _refused(status: int, why: str) -> Response:
    # Parts of a refused body may still be on their way; a busy relay wants the desk to breathe.
    headers = {"Retry-After": "5"} if status in (429, 503) else {}
    if status in (408, 413):
        headers["Connection"] = "close"
    return _Json({"error": why}, status, **headers)


def _unknown_desk() -> Response:
    logger.warning("refused a desk reason=key")
    return _Json({"error": "no desk with this key"}, 401, **{"WWW-Authenticate": "Bearer"})
