"""The side the platform sees: the handshake of a subscription, and events posted to a hook."""

import hmac
import logging

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from salon_relay import signature
from salon_relay.bells import Bells
from salon_relay.clock import Clock, milliseconds
from salon_relay.config import RelayConfig
from salon_relay.intake import BodyRefused, Intake
from salon_relay.store import Store, StoreFailed
from salon_relay.store_thread import StoreThread

logger = logging.getLogger("salon_relay")

_LONGEST_CHALLENGE = 1024


class PlatformSide:
    """Answers `/hook/{salon}`. Says 200 to an event only when it is durably stored."""

    def __init__(
        self, config: RelayConfig, store: StoreThread, intake: Intake, bells: Bells, clock: Clock
    ) -> None:
        self._config = config
        self._store = store
        self._intake = intake
        self._bells = bells
        self._clock = clock

    async def handshake(self, request: Request) -> Response:
        """Gives the challenge back to whoever knows the salon's verify token; 403 otherwise."""
        salon = self._config.salons.get(request.path_params["salon"])
        asked = request.query_params
        mode, token = _only(asked, "hub.mode"), _only(asked, "hub.verify_token")
        challenge = _only(asked, "hub.challenge")
        knows = salon is not None and hmac.compare_digest(
            token.encode(), salon.verify_token.encode()
        )
        if mode != "subscribe" or not knows or not 0 < len(challenge) <= _LONGEST_CHALLENGE:
            logger.warning("refused a handshake")
            return _said("refused", 403)
        return _said(challenge, 200)

    async def event(self, request: Request) -> Response:
        """Takes one signed body: 200 stored or known, 401, 404, 408, 413; 500, 503 to try again."""
        name = request.path_params["salon"]
        salon = self._config.salons.get(name)
        try:
            if salon is None:
                await self._intake.pour_away(request)
                return _said("no such salon", 404)
            headers = request.headers.getlist(signature.HEADER)
            async with self._intake.body(request, self._config.limits.body_bytes) as body:
                signed = signature.genuine(headers, body, salon.app_secret)
                if signed is None:
                    logger.warning("refused salon=%s reason=signature", name)
                    return _said("not signed by the platform", 401)
                return await self._keep(name, signed, body)
        except BodyRefused as refusal:
            logger.warning("refused salon=%s reason=%s", name, refusal.reason)
            return _said("body refused", refusal.status)
        except ClientDisconnect:
            return _said("nobody listens", 400)

    async def _keep(self, name: str, signed: str, body: bytes) -> Response:
        try:
            seq = await self._store.ask(Store.add, name, signed, body, milliseconds(self._clock()))
        except StoreFailed as failure:
            logger.error("not stored salon=%s bytes=%d fault=%s", name, len(body), failure)
            return _said("not stored, try again", 500)
        self._bells.ring(name)
        if seq is None:
            logger.info("known already salon=%s bytes=%d", name, len(body))
        else:
            logger.info("stored salon=%s seq=%d bytes=%d", name, seq, len(body))
        return _said("ok", 200)


def _only(asked: QueryParams, name: str) -> str:
    """The one value of a query parameter; empty when it is missing or repeated."""
    values = asked.getlist(name)
    return values[0] if len(values) == 1 else ""


def _said(text: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if status in (404, 408, 413, 503):
        headers["Connection"] = "close"  # parts of the body may still be on their way
    return PlainTextResponse(text, status, headers)
