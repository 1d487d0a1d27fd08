"""Carries webhooks to the salon's receiver: signed, in order, again and again until 200."""

import hashlib
import hmac
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from salon_desktop.practice import webhook_bodies
from salon_desktop.practice.loopback_post import CallbackTrouble, LoopbackCaller
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.timeline import Clock, Timeline


class Misbehaviour(StrEnum):
    """What is wrong with a webhook on purpose; the receiver must not accept any of them."""

    BAD_SIGNATURE = "bad-signature"
    NO_SIGNATURE = "no-signature"
    TAMPERED_BODY = "tampered-body"
    OLD_SECRET = "old-secret"  # noqa: S105 - the name of a mode
    SHA1_ONLY = "sha1-only"
    UPPER_HEX = "upper-hex"
    TWO_SIGNATURES = "two-signatures"


@dataclass(frozen=True, slots=True)
class WebhookRecord:
    """What became of one webhook: its bytes, its tries and whether it was taken with 200."""

    number: int
    fields: tuple[str, ...]
    body: bytes
    attempts: int = 0
    delivered: bool = False
    given_up: bool = False
    last_answer: int | None = None


class Courier:
    """Sends bodies in a thread of its own.

    Nothing is sent while nobody is subscribed, as on the platform: such a webhook is recorded
    as given up. After an answer that is not 200 it comes again with growing gaps for seven days.
    """

    def __init__(self, settings: PracticeSettings, clock: Clock, waba_id: str, secret: str) -> None:
        self._settings = settings
        self._clock = clock
        self._waba_id = waba_id
        self._secret = secret
        self._old_secret = hashlib.sha256(secret.encode()).hexdigest()
        self._lock = threading.Lock()
        self._records: list[WebhookRecord] = []
        self._held: list[JsonObject] | None = None
        self._wrong: list[Misbehaviour] = []
        self._target: str | None = None
        self.caller = LoopbackCaller(settings.webhook_timeout)
        self.timeline = Timeline("practice-courier", clock)

    @property
    def target(self) -> str | None:
        """Where webhooks go now."""
        return self._target

    def aim(self, url: str | None) -> None:
        """Sets or removes the receiver; the handshake is the caller's business."""
        self._target = url

    def tell(self, field: str, value: JsonObject, when: datetime | None = None) -> None:
        """Sends one change; ``when`` is given for account fields."""
        body = webhook_bodies.envelope(self._waba_id, [webhook_bodies.change(field, value)], when)
        with self._lock:
            if self._held is not None:
                self._held.append(body)
                return
        self.send(body)

    def send(self, body: JsonObject) -> None:
        """Sends a whole body as it is, also one the platform would never make."""
        self._enqueue(webhook_bodies.encode(body), _fields(body))

    def send_bytes(self, body: bytes) -> None:
        """Sends bytes that need not be JSON, signed."""
        self._enqueue(body, ())

    def hold(self) -> None:
        """Keeps webhooks back until ``release``."""
        with self._lock:
            self._held = self._held or []

    def release(self, *, batched: bool = False, backwards: bool = False, repeat: int = 1) -> int:
        """Sends what was kept back, at will in one body, last first, or several times.

        Returns how many changes were kept back.
        """
        with self._lock:
            bodies, self._held = self._held or [], None
        ordered = bodies[::-1] if backwards else bodies
        for _ in range(repeat):
            if batched and ordered:
                self.send(webhook_bodies.merged(ordered))
            else:
                for body in ordered:
                    self.send(body)
        return len(bodies)

    def misbehave(self, how: Misbehaviour, times: int = 1) -> None:
        """The next ``times`` posts are wrong in this way; later tries of the same are right."""
        with self._lock:
            self._wrong.extend([how] * times)

    @property
    def records(self) -> tuple[WebhookRecord, ...]:
        """Every webhook made so far, in order."""
        with self._lock:
            return tuple(self._records)

    def signature(self, body: bytes) -> str:
        """The value of X-Hub-Signature-256 for these bytes."""
        return _signed(self._secret, body)

    def _enqueue(self, body: bytes, fields: tuple[str, ...]) -> None:
        with self._lock:
            place = len(self._records)
            aimed = self._target is not None
            self._records.append(WebhookRecord(place, fields, body, given_up=not aimed))
        if aimed:
            first = self._clock()
            self.timeline.at(first, lambda _due: self._attempt(place, first))

    def _attempt(self, place: int, first: datetime) -> None:
        with self._lock:
            record, target = self._records[place], self._target
            wrong = self._wrong.pop(0) if self._wrong else None
        answer = self._post(target, record.body, wrong)
        attempts = record.attempts + 1
        gaps = self._settings.retry_gaps
        due = self._clock() + timedelta(seconds=gaps[min(attempts, len(gaps)) - 1])
        late = due - first > timedelta(seconds=self._settings.retry_for)
        with self._lock:
            self._records[place] = replace(
                record,
                attempts=attempts,
                delivered=answer == 200,
                given_up=answer != 200 and late,
                last_answer=answer,
            )
        if answer != 200 and not late:
            self.timeline.at(due, lambda _due: self._attempt(place, first))

    def _post(self, target: str | None, body: bytes, wrong: Misbehaviour | None) -> int | None:
        if target is None:
            return None
        sent, headers = self._dressed(body, wrong)
        try:
            return self.caller.post(target, sent, headers)
        except CallbackTrouble:
            return None

    def _dressed(
        self, body: bytes, wrong: Misbehaviour | None
    ) -> tuple[bytes, list[tuple[str, str]]]:
        name, right = "X-Hub-Signature-256", self.signature(body)
        match wrong:
            case Misbehaviour.BAD_SIGNATURE:
                return body, [(name, "sha256=" + "0" * 64)]
            case Misbehaviour.NO_SIGNATURE:
                return body, []
            case Misbehaviour.TAMPERED_BODY:
                return body.replace(b"}", b" }", 1), [(name, right)]
            case Misbehaviour.OLD_SECRET:
                return body, [(name, _signed(self._old_secret, body))]
            case Misbehaviour.SHA1_ONLY:
                digest = hmac.new(self._secret.encode(), body, "sha1").hexdigest()
                return body, [("X-Hub-Signature", "sha1=" + digest)]
            case Misbehaviour.UPPER_HEX:
                return body, [(name, "sha256=" + right.removeprefix("sha256=").upper())]
            case Misbehaviour.TWO_SIGNATURES:
                return body, [(name, "sha256=" + "0" * 64), (name, right)]
            case None:
                return body, [(name, right)]


def _signed(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _fields(body: JsonObject) -> tuple[str, ...]:
    return tuple(
        str(change.get("field"))
        for entry in body.get("entry", ())
        for change in entry.get("changes", ())
    )
