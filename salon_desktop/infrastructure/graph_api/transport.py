"""Carry one HTTP request and tell exactly what is known about its fate.

Nothing here raises for trouble on the way: the result is an ``Answer`` or a ``Lost``, and a
``Lost`` says whether the request surely never left this machine. Exceptions of the HTTP library
hold the request with its token, so none of them leaves this module, not even as a cause.
"""

import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError, SSLError
from urllib3.util.ssl_match_hostname import CertificateError

from salon_desktop.infrastructure.graph_api.live_sockets import LiveSockets

USER_AGENT = "salon-desktop"
_PIECE = 64 * 1024
_UNCALLABLE = (
    requests.ConnectTimeout,
    requests.exceptions.InvalidHeader,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
)
_LONGEST_PAUSE = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Timing:
    """How long to wait, in seconds: for a connection, for news on it, and for the whole answer."""

    connect: float = 5.0
    read: float = 30.0
    whole: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A status line came. ``payload`` is the JSON, or None where it is unreadable.

    ``retry_after`` is the pause the other side asked for, in seconds.
    """

    status: int
    payload: Any
    retry_after: float | None = None
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer. ``never_left`` is true only if no byte of the request can have been taken."""

    never_left: bool


Outcome = Answer | Lost


def usable_secret(secret: str | None) -> str | None:
    """Return ``secret`` without blanks around it if it can stand in a header, else None."""
    bare = (secret or "").strip()
    return bare if bare and bare.isascii() and bare.isprintable() and " " not in bare else None


class Transport:
    """HTTP with one session a thread, no proxies or passwords from the environment, no cookies.

    A POST is never sent twice. A GET is tried up to three times, unless the other side names a
    pause. ``interrupt`` ends what runs in other threads; waiting for a connection or a name is the
    one thing it cannot cut short.
    """

    def __init__(
        self,
        timing: Timing,
        *,
        largest_answer: int,
        ca_file: str | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._timing = timing
        self._largest_answer = largest_answer
        self._verify: bool | str = ca_file or True
        self._monotonic = monotonic
        self._here = threading.local()
        self._sockets = LiveSockets()
        self._sessions: list[requests.Session] = []
        self._lock = threading.Lock()

    def post(self, url: str, bearer: str, body: Mapping[str, Any]) -> Outcome:
        """Send ``body`` as JSON, once."""
        raw = json.dumps(body, separators=(",", ":")).encode("ascii")
        return self._call("POST", url, bearer, body=raw)

    def get(
        self,
        url: str,
        bearer: str,
        params: Mapping[str, str] | None = None,
        *,
        extra_wait: float = 0.0,
    ) -> Outcome:
        """Ask; ``extra_wait`` seconds are added where the other side answers late on purpose."""
        return self._call("GET", url, bearer, params=params, extra_wait=extra_wait)

    def interrupt(self) -> None:
        """End all running calls; they come back as ``Lost``, and later ones do not start."""
        self._sockets.shut()

    def close(self) -> None:
        """Interrupt, and give all connections back."""
        self.interrupt()
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()

    def _call(
        self,
        method: str,
        url: str,
        bearer: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        extra_wait: float = 0.0,
    ) -> Outcome:
        if self._sockets.closed:
            return Lost(never_left=True)
        headers = {"Authorization": f"Bearer {bearer}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        until = self._monotonic() + self._timing.whole + extra_wait
        try:
            with self._session(method).request(
                method,
                url,
                params=params,
                data=body,
                headers=headers,
                timeout=(self._timing.connect, self._timing.read + extra_wait),
                allow_redirects=False,
                stream=True,
            ) as response:
                return self._read(response, until)
        except (requests.RequestException, HTTPError, OSError) as gone:
            return Lost(never_left=_never_left(gone))

    def _read(self, response: requests.Response, until: float) -> Answer:
        retry_after = _retry_after(response.headers)
        pieces, size = [], 0
        try:
            while piece := response.raw.read1(_PIECE, decode_content=True):
                pieces.append(piece)
                size += len(piece)
                too_large = size > self._largest_answer
                if too_large or self._monotonic() > until:
                    return Answer(response.status_code, None, retry_after, too_large)
        except (requests.RequestException, HTTPError, OSError):
            return Answer(response.status_code, None, retry_after)
        return Answer(response.status_code, _json(b"".join(pieces)), retry_after)

    def _session(self, method: str) -> requests.Session:
        sessions: dict[str, requests.Session] | None = getattr(self._here, "sessions", None)
        if sessions is None:
            sessions = {
                "POST": self._new_session(Retry(total=0, read=False)),
                "GET": self._new_session(_ReadRetry.for_reads()),
            }
            self._here.sessions = sessions
        return sessions[method]

    def _new_session(self, retry: Retry) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.verify = self._verify
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        session.headers["User-Agent"] = USER_AGENT
        for scheme in ("https://", "http://"):
            session.mount(scheme, _Adapter(self._sockets, retry))
        with self._lock:
            self._sessions.append(session)
        return session


class _Adapter(HTTPAdapter):
    """Opens connections that can be ended from another thread."""

    def __init__(self, sockets: LiveSockets, retry: Retry) -> None:
        self._sockets = sockets
        super().__init__(pool_connections=2, pool_maxsize=2, max_retries=retry)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._sockets.pool_classes


class _ReadRetry(Retry):
    """Repeats questions after a cut, a 429 or a 503, but neither after silence nor when told when.

    A named pause goes up to the caller instead: it may be long, and this thread must not sleep.
    """

    @classmethod
    def for_reads(cls) -> "_ReadRetry":
        """Return the one policy of all questions."""
        return cls(
            total=2,
            redirect=0,
            backoff_factor=0.2,
            status_forcelist=(429, 503),
            allowed_methods=("GET",),
            raise_on_status=False,
            respect_retry_after_header=False,
        )

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
        return not has_retry_after and super().is_retry(method, status_code, has_retry_after)

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> "_ReadRetry":
        if isinstance(error, ReadTimeoutError | SSLError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


def _never_left(gone: Exception) -> bool:
    """Tell whether the request surely stayed here, so that repeating it is safe.

    Sure are: an address that cannot be called, no connection in time, no connection or name at all,
    and a certificate that failed its check, which happens before anything is sent. Every other
    trouble, TLS included, may have struck after the body left.
    """
    if isinstance(gone, _UNCALLABLE):
        return True
    reason = getattr(gone.args[0], "reason", None) if gone.args else None
    if isinstance(reason, NewConnectionError):
        return True
    inner = reason.args[0] if isinstance(reason, SSLError) and reason.args else None
    return isinstance(inner, ssl.SSLCertVerificationError | CertificateError)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a ``Retry-After``; a date counts from the answer's own ``Date``."""
    written = headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdecimal() and len(written) < 10:
        return min(float(written), _LONGEST_PAUSE)
    wanted, sent = _moment(written), _moment(headers.get("Date", ""))
    if wanted is None or sent is None:
        return None
    return min(max((wanted - sent).total_seconds(), 0.0), _LONGEST_PAUSE)


def _moment(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else None
