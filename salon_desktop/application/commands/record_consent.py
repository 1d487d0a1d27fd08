"""Recording what a client answered: each purpose apart, with the text she saw and the proof.

Nothing has a default that grants. One act at the counter may answer several questions; all of
them are written in one transaction, and what is planned for her is brought in line at once.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from salon_desktop.application.inbound_acts import void_open
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import PlanMessages
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.clients.client import Client
from salon_desktop.domain.consent.events import (
    ENDINGS,
    MESSAGING_CHANNELS,
    MESSAGING_PURPOSES,
    NEEDS_WORDING,
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    WordingRef,
    new_consent_event,
)
from salon_desktop.domain.consent.refusals import InvalidConsent
from salon_desktop.domain.privacy.validity import valid_until
from salon_desktop.domain.wall_clock import to_wall

NOTICE = "privacy_notice"
LOWERING = ENDINGS | {EventKind.REFUSED}


class WordingUnknown(InvalidConsent):
    """No such text was ever shown to anybody; facts: kind, language, version."""

    code: ClassVar[str] = "consent_wording_unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A proof that lies in the file itself: a signature's strokes, a scan; hashed when kept."""

    kind: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One answer to one question. ``wording_version`` None means the version in force.

    ``address`` None means the client's number for messages, for a withdrawal or an objection every
    address of hers on the channel; ``happened_at`` None means now.
    """

    purpose: Purpose
    kind: EventKind
    method: Method
    wording_language: str | None = None
    wording_version: int | None = None
    evidence: Evidence | None = None
    evidence_ref: str = field(default="", repr=False)
    channel: Channel | None = None
    address: str | None = field(default=None, repr=False)
    happened_at: datetime | None = None
    valid_until: datetime | None = None
    withdrawn_via: str = field(default="", repr=False)
    guardian_id: int | None = None
    guardian_relation: str = field(default="", repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordConsent:
    """Everything one client answered in one act."""

    client_id: int
    answers: tuple[Answer, ...]


class RecordConsentHandler:
    """Writes consent events and what follows from them, all or nothing."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, plan: PlanMessages) -> None:
        self._open_unit, self._clock, self._plan = open_unit, clock, plan

    def __call__(self, wish: RecordConsent) -> Sequence[ConsentEvent]:
        """Return the stored events.

        Raises InvalidConsent and its kin for the first answer that is not fit to be stored, and
        NotFound; then nothing of the act is kept.
        """
        now = self._clock.now()
        with self._open_unit() as unit:
            client = unit.clients.get(wish.client_id)
            stored = [
                event
                for answer in wish.answers
                for event in self._record(unit, client, answer, now)
            ]
            for event in stored:
                if event.kind in LOWERING and event.purpose in MESSAGING_PURPOSES:
                    void_open(
                        unit,
                        wish.client_id,
                        everything=event.purpose is Purpose.SERVICE_MESSAGES,
                        now=now,
                        only_at=(event.channel.value, event.address),
                    )
            for appointment in unit.appointments.upcoming_of_client(wish.client_id, now):
                self._plan(unit, appointment, now)
            unit.commit()
        return stored

    def _record(
        self, unit: UnitOfWork, client: Client, answer: Answer, now: datetime
    ) -> list[ConsentEvent]:
        by_message = answer.purpose in MESSAGING_PURPOSES
        channel = answer.channel or (Channel.WHATSAPP if by_message else Channel.DESK)
        proof = _proof(unit, answer, now)
        return [
            unit.consent.append(self._event(unit, client, answer, channel, address, proof, now))
            for address in _addresses(unit, client, channel, answer, now)
        ]

    def _event(
        self,
        unit: UnitOfWork,
        client: Client,
        answer: Answer,
        channel: Channel,
        address: str,
        proof: tuple[str, str],
        now: datetime,
    ) -> ConsentEvent:
        facts = unit.salon.facts()
        happened_at = answer.happened_at or now
        notice = unit.wordings.newest(NOTICE, answer.wording_language or client.language)
        until = answer.valid_until
        if until is None and answer.kind is EventKind.GRANTED:
            until = valid_until(answer.purpose, facts.country, happened_at)
        return new_consent_event(
            key=str(uuid.uuid4()),
            client_id=client.id or 0,
            channel=channel,
            address=address,
            purpose=answer.purpose,
            kind=answer.kind,
            method=answer.method,
            happened_at=happened_at,
            recorded_at=now,
            zone=facts.zone.key,
            staff_id=unit.actor.person_id,
            desk_id=unit.actor.desk_id,
            wording=_wording(unit, client, answer),
            notice_version=None if notice is None else notice.version,
            evidence_ref=proof[0],
            evidence_hash=proof[1],
            guardian_id=answer.guardian_id,
            guardian_relation=answer.guardian_relation,
            valid_until=until,
            withdrawn_via=answer.withdrawn_via,
            note=answer.note,
        )


def _proof(unit: UnitOfWork, answer: Answer, now: datetime) -> tuple[str, str]:
    """Return the reference and the hash of what proves the answer, kept once for one act."""
    if answer.evidence is None:
        return answer.evidence_ref, ""
    proof = answer.evidence
    reference = unit.consent.keep_evidence(proof.kind, proof.media_type, proof.content, now)
    return reference, hashlib.sha256(proof.content).hexdigest()


def _addresses(
    unit: UnitOfWork, client: Client, channel: Channel, answer: Answer, now: datetime
) -> list[str]:
    """Return where the answer counts; "no more" counts everywhere she did not except."""
    if channel not in MESSAGING_CHANNELS or answer.address is not None:
        return [answer.address or ""]
    first = _address(unit, client, channel, now)
    if answer.kind not in ENDINGS:
        return [first]
    known = {
        one.key.address
        for one in unit.consent.standings(client.id or 0)
        if one.key.channel is channel
    }
    if channel is not Channel.EMAIL:
        known |= {phone.number.e164 for phone in client.phones if phone.number.may_have_messages}
    return sorted(known | {first}) if first else sorted(known) or [first]


def _address(unit: UnitOfWork, client: Client, channel: Channel, now: datetime) -> str:
    if channel is Channel.EMAIL:
        return client.email or ""
    today, _ = to_wall(now, unit.salon.facts().zone)
    phone = client.message_phone_on(today)
    return "" if phone is None else phone.number.e164


def _wording(unit: UnitOfWork, client: Client, answer: Answer) -> WordingRef | None:
    """Return the text that was shown, from the salon's own shelf; raises WordingUnknown."""
    if answer.kind not in NEEDS_WORDING:
        return None
    if answer.wording_language is None and answer.wording_version is None:
        return None  # the domain refuses this with its own reason
    language = answer.wording_language or client.language
    kind = answer.purpose.value
    found = (
        unit.wordings.newest(kind, language)
        if answer.wording_version is None
        else unit.wordings.version(kind, language, answer.wording_version)
    )
    if found is None:
        raise WordingUnknown(kind=kind, language=language, version=answer.wording_version)
    return WordingRef(
        id=found.id, version=found.version, hash=found.sha256, language=found.language
    )
