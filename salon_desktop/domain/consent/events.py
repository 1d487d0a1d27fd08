"""What a consent event is, and what must be known before one may be written.

Events are facts that already happened: they are appended, never changed. Whoever wants to write
one asks ``new_consent_event``, which refuses an event that nobody could defend later (GDPR art.
7(1); docs/rules.md, consent).
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from salon_desktop.domain.consent.refusals import (
    AddressMissing,
    AddressNotExpected,
    EvidenceMissing,
    GuardianIncomplete,
    HappenedInFuture,
    ImportCannotRaise,
    MethodCannotGrant,
    NoteTooLong,
    ValidityInPast,
    WithdrawnViaMissing,
    WordingMissing,
)
from salon_desktop.domain.consent.refusals import InvalidConsent as InvalidConsent

NOTE_MAX = 200
WITHDRAWN_VIA_MAX = 4096  # the longest text the platform delivers, kept as received
SPOKEN_OFFERS_DAYS = 30  # a spoken yes to offers lapses unless a stronger proof follows

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Purpose(StrEnum):
    """What a person is asked about; each purpose is asked and answered apart."""

    SERVICE_MESSAGES = "service_messages"
    OFFERS = "offers"
    PHOTOS_RECORD = "photos_record"
    PHOTOS_PUBLISH = "photos_publish"
    HEALTH_NOTES = "health_notes"
    GUARDIAN = "guardian"


class Channel(StrEnum):
    """Where the answer counts: a way of writing to her, or the desk for what needs no address."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    EMAIL = "email"
    DESK = "desk"


class EventKind(StrEnum):
    """What happened."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_NOW = "not_now"
    CONFIRMED_BY_OWN_MESSAGE = "confirmed_by_own_message"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RESTORED = "restored"
    IMPORTED = "imported"
    NUMBER_CHANGED = "number_changed"
    OBJECTION = "objection"


class Method(StrEnum):
    """How it came to the salon."""

    OWN_MESSAGE = "own_message"
    BUTTON = "button"
    SCREEN_SIGNATURE = "screen_signature"
    PAPER_FORM = "paper_form"
    SPOKEN = "spoken"
    IMPORT = "import"
    PLATFORM_EVENT = "platform_event"
    DESK = "desk"


class Strength(IntEnum):
    """How well an event can be proved; higher is better."""

    IMPORTED = 1
    SPOKEN = 2
    SIGNED = 3
    OWN_MESSAGE = 4


MESSAGING_PURPOSES = (Purpose.SERVICE_MESSAGES, Purpose.OFFERS)
MESSAGING_CHANNELS = frozenset({Channel.WHATSAPP, Channel.SMS, Channel.EMAIL})

ANSWERS = frozenset({EventKind.GRANTED, EventKind.REFUSED, EventKind.NOT_NOW})
NEEDS_WORDING = ANSWERS | {EventKind.ASKED}
ENDINGS = frozenset({EventKind.WITHDRAWN, EventKind.OBJECTION})

_STRENGTH = {
    Method.OWN_MESSAGE: Strength.OWN_MESSAGE,
    Method.BUTTON: Strength.OWN_MESSAGE,
    Method.PLATFORM_EVENT: Strength.OWN_MESSAGE,
    Method.SCREEN_SIGNATURE: Strength.SIGNED,
    Method.PAPER_FORM: Strength.SIGNED,
    Method.SPOKEN: Strength.SPOKEN,
    Method.DESK: Strength.SPOKEN,
    Method.IMPORT: Strength.IMPORTED,
}
_CANNOT_GRANT = frozenset({Method.IMPORT, Method.PLATFORM_EVENT, Method.DESK})
_IMPORTABLE = frozenset({EventKind.IMPORTED}) | ENDINGS
# What a person types at the desk lies in the past; the platform's clock may run before ours.
_TYPED_AT_DESK = frozenset(
    {Method.SCREEN_SIGNATURE, Method.PAPER_FORM, Method.SPOKEN, Method.IMPORT, Method.DESK}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRef:
    """The exact text she saw: texts are superseded, never edited."""

    id: int
    version: int
    hash: str  # SHA-256 of the text, 64 hexadecimal digits
    language: str

    def __post_init__(self) -> None:
        if self.id < 1 or self.version < 1 or not self.language:
            raise ValueError("a wording has an id, a version and a language")
        _check_sha256(self.hash)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One line of the ledger. ``seq`` is None until the ledger has stored it.

    ``address`` is E.164 (or the platform's user id) as given, empty at the desk and after an
    erasure; instants are aware; ``zone`` is the IANA name of the salon's zone at that time. Its
    printed form hides what is bound to a person, because values end in logs.
    """

    key: str
    client_id: int
    channel: Channel
    address: str = field(repr=False)
    purpose: Purpose
    kind: EventKind
    happened_at: datetime
    recorded_at: datetime
    zone: str
    method: Method
    strength: Strength
    staff_id: int
    desk_id: int
    seq: int | None = None
    user_id: str = field(default="", repr=False)
    wording: WordingRef | None = None
    notice_version: int | None = None
    evidence_ref: str = field(default="", repr=False)
    evidence_hash: str = field(default="", repr=False)
    guardian_id: int | None = None
    guardian_relation: str = field(default="", repr=False)
    valid_until: datetime | None = None
    withdrawn_via: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.key or self.client_id < 1 or not self.zone:
            raise ValueError("a consent event needs a key, a person and a zone")
        for instant in (self.happened_at, self.recorded_at, self.valid_until):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("a consent event needs aware datetimes")
        if self.seq is not None and self.seq < 1:
            raise ValueError("the ledger counts from 1")
        if self.evidence_hash:
            _check_sha256(self.evidence_hash)


def strength_of(method: Method) -> Strength:
    """Return how well an event of that method can be proved.

    A signature that is later confirmed by her own message reaches OWN_MESSAGE by a
    CONFIRMED_BY_OWN_MESSAGE event, not here.
    """
    return _STRENGTH[method]


def new_consent_event(
    *,
    key: str,
    client_id: int,
    channel: Channel,
    address: str,
    purpose: Purpose,
    kind: EventKind,
    method: Method,
    happened_at: datetime,
    recorded_at: datetime,
    zone: str,
    staff_id: int,
    desk_id: int,
    user_id: str = "",
    wording: WordingRef | None = None,
    notice_version: int | None = None,
    evidence_ref: str = "",
    evidence_hash: str = "",
    guardian_id: int | None = None,
    guardian_relation: str = "",
    valid_until: datetime | None = None,
    withdrawn_via: str = "",
    note: str = "",
) -> ConsentEvent:
    """Return an event that is fit to be stored, or raise an InvalidConsent that says why not.

    Nothing here has a default that grants: purpose, kind and method must be named. A spoken yes
    to offers gets a ``valid_until`` of at most 30 days (docs/rules.md, consent).
    """
    event = ConsentEvent(
        key=key,
        client_id=client_id,
        channel=channel,
        address=address.strip(),
        purpose=purpose,
        kind=kind,
        happened_at=happened_at,
        recorded_at=recorded_at,
        zone=zone,
        method=method,
        strength=strength_of(method),
        staff_id=staff_id,
        desk_id=desk_id,
        user_id=user_id,
        wording=wording,
        notice_version=notice_version,
        evidence_ref=evidence_ref.strip(),
        evidence_hash=evidence_hash,
        guardian_id=guardian_id,
        guardian_relation=guardian_relation.strip(),
        valid_until=_capped(valid_until, purpose, kind, method, happened_at),
        withdrawn_via=withdrawn_via,
        note=note.strip(),
    )
    _check_import(event)
    _check_address(event)
    _check_proof(event)
    _check_rest(event)
    return event


def _capped(
    valid_until: datetime | None,
    purpose: Purpose,
    kind: EventKind,
    method: Method,
    happened_at: datetime,
) -> datetime | None:
    spoken_offers = (
        purpose is Purpose.OFFERS and kind is EventKind.GRANTED and method is Method.SPOKEN
    )
    if not spoken_offers:
        return valid_until
    lapses = happened_at + timedelta(days=SPOKEN_OFFERS_DAYS)
    return lapses if valid_until is None else min(valid_until, lapses)


def _check_import(event: ConsentEvent) -> None:
    imported = event.method is Method.IMPORT
    if imported and event.kind not in _IMPORTABLE:
        raise ImportCannotRaise(kind=event.kind.value)
    if event.kind is EventKind.IMPORTED and not imported:
        raise InvalidConsent(kind=event.kind.value, method=event.method.value)


def _check_address(event: ConsentEvent) -> None:
    by_message = event.channel in MESSAGING_CHANNELS
    if by_message and not event.address:
        raise AddressMissing(channel=event.channel.value)
    if not by_message and event.address:
        raise AddressNotExpected(purpose=event.purpose.value)
    if by_message is not (event.purpose in MESSAGING_PURPOSES):
        raise InvalidConsent(channel=event.channel.value, purpose=event.purpose.value)


def _check_proof(event: ConsentEvent) -> None:
    if event.kind in NEEDS_WORDING and event.wording is None:
        raise WordingMissing(kind=event.kind.value)
    if event.kind is EventKind.GRANTED:
        if event.method in _CANNOT_GRANT:
            raise MethodCannotGrant(method=event.method.value)
        # Spoken words leave nothing but who read the text out, which every event names.
        if event.method is not Method.SPOKEN and not event.evidence_ref:
            raise EvidenceMissing(method=event.method.value)
        if event.method is Method.SCREEN_SIGNATURE and not event.evidence_hash:
            raise EvidenceMissing(method=event.method.value)
    if event.kind is EventKind.CONFIRMED_BY_OWN_MESSAGE:
        if event.method not in (Method.OWN_MESSAGE, Method.BUTTON):
            raise MethodCannotGrant(method=event.method.value)
        if not event.evidence_ref:
            raise EvidenceMissing(method=event.method.value)
    if event.kind in ENDINGS and not event.withdrawn_via.strip():
        raise WithdrawnViaMissing(kind=event.kind.value)


def _check_rest(event: ConsentEvent) -> None:
    if event.method in _TYPED_AT_DESK and event.happened_at > event.recorded_at:
        raise HappenedInFuture(method=event.method.value)
    if event.valid_until is not None and event.valid_until <= event.happened_at:
        raise ValidityInPast(kind=event.kind.value)
    if (event.guardian_id is None) is bool(event.guardian_relation):
        raise GuardianIncomplete()
    if len(event.note) > NOTE_MAX or len(event.withdrawn_via) > WITHDRAWN_VIA_MAX:
        raise NoteTooLong(note_max=NOTE_MAX)


def _check_sha256(text: str) -> None:
    if not _SHA256.fullmatch(text):
        raise ValueError("not a SHA-256 in lower-case hexadecimal digits")
