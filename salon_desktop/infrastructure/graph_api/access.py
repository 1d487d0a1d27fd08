"""The way to one salon's number and account at the Graph API: addresses, token, waiting times."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from salon_desktop.application.addresses import checked_address
from salon_desktop.application.failures import MessagingRefused
from salon_desktop.infrastructure.graph_api.transport import (
    Answer,
    Outcome,
    Timing,
    Transport,
    usable_secret,
)
from salon_desktop.infrastructure.graph_api.verdict import settle_asked, settle_sent
from salon_desktop.whatsapp.loose_json import JsonObject

DEFAULT_ADDRESS = "https://graph.facebook.com"
DEFAULT_VERSION = "v26.0"
NO_TOKEN = 104
UNUSABLE_TOKEN = 190
_LARGEST_ANSWER = 8 * 1024 * 1024
_VERSION = re.compile(r"v[0-9]{1,3}\.[0-9]{1,3}")
_ID = re.compile(r"[0-9A-Za-z_]{1,64}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GraphSettings:
    """Which number and account, at which address. Raises ValueError for what cannot be an address.

    ``ca_file`` replaces the trusted certificates; plain http is allowed on this machine only.
    """

    number_id: str
    account_id: str
    base_address: str = DEFAULT_ADDRESS
    version: str = DEFAULT_VERSION
    timing: Timing = field(default_factory=Timing)
    ca_file: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_address", checked_address(self.base_address))
        if not _VERSION.fullmatch(self.version):
            raise ValueError("a version looks like v26.0")
        if not (_ID.fullmatch(self.number_id) and _ID.fullmatch(self.account_id)):
            raise ValueError("the ids of number and account are letters and digits")


class GraphAccess:
    """Calls of one salon. ``read_token`` is asked at each call, so a new token works at once.

    May be used from several threads. ``read_token`` may raise SecretsUnavailable, which passes
    through; a missing token is refused here as the platform would (104), an unusable one too (190).
    """

    def __init__(
        self,
        settings: GraphSettings,
        read_token: Callable[[], str | None],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self._read_token = read_token
        self._monotonic = monotonic
        self._transport = Transport(
            settings.timing,
            largest_answer=_LARGEST_ANSWER,
            ca_file=settings.ca_file,
            monotonic=monotonic,
        )

    def send(self, path: str, body: Mapping[str, Any], *, name: str) -> JsonObject:
        """POST ``body`` once and return the answer; ``name`` stands for it in the log.

        Raises MessagingOffline, MessagingUnclear, MessagingRefused, SecretsUnavailable.
        """
        started = self._monotonic()
        outcome = self._transport.post(self._url(path), self._token(), body)
        self._note(name, outcome, started)
        return settle_sent(outcome)

    def ask(self, path: str, params: Mapping[str, str], *, name: str) -> JsonObject:
        """GET ``path``. Raises MessagingOffline, MessagingRefused, SecretsUnavailable."""
        started = self._monotonic()
        outcome = self._transport.get(self._url(path), self._token(), params)
        self._note(name, outcome, started)
        return settle_asked(outcome)

    def interrupt(self) -> None:
        """End all running calls, as if the line had been cut; later ones do not start."""
        self._transport.interrupt()

    def close(self) -> None:
        """Interrupt, and give all connections back."""
        self._transport.close()

    def _url(self, path: str) -> str:
        return f"{self.settings.base_address}/{self.settings.version}/{path}"

    def _token(self) -> str:
        kept = self._read_token()
        if not kept:
            raise MessagingRefused(NO_TOKEN)
        token = usable_secret(kept)
        if token is None:
            raise MessagingRefused(UNUSABLE_TOKEN)
        return token

    def _note(self, name: str, outcome: Outcome, started: float) -> None:
        milliseconds = round((self._monotonic() - started) * 1000)
        if isinstance(outcome, Answer):
            _log.info("%s: HTTP %d in %d ms", name, outcome.status, milliseconds)
        else:
            told = "not sent" if outcome.never_left else "no answer"
            _log.warning("%s: %s after %d ms", name, told, milliseconds)
