"""What a list claims about consent, written into the ledger as the little it proves.

A yes becomes an imported claim of the weakest proof and allows nothing; a no ends what was allowed
(docs/rules.md, imports).
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from salon_desktop.application.ports.consent import ConsentLedger
from salon_desktop.application.ports.salon import Actor
from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    new_consent_event,
)
from salon_desktop.domain.consent.fold import ConsentState

_ENDED = frozenset({ConsentState.WITHDRAWN, ConsentState.REFUSED})
HEARD_FROM = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A yes or no of one person for one purpose and number; ``evidence`` names file and line.

    ``is_first`` tells that the ledger cannot know the person yet.
    """

    client_id: int
    address: str
    purpose: Purpose
    yes: bool
    evidence: str
    is_first: bool


def channels_of(yes: bool) -> tuple[Channel, ...]:
    """Return where an answer counts: a no closes every way of writing, a yes marks the first."""
    return (Channel.WHATSAPP,) if yes else (Channel.WHATSAPP, Channel.SMS)


def record_claims(
    ledger: ConsentLedger, claims: Iterable[Claim], *, actor: Actor, zone: str, now: datetime
) -> int:
    """Append what the claims add to the ledger; returns the events. Nothing is ever raised."""
    count = 0
    for claim in claims:
        for channel in _channels(ledger, claim):
            ledger.append(_event(claim, channel, actor, zone, now))
            count += 1
    return count


def _channels(ledger: ConsentLedger, claim: Claim) -> Iterator[Channel]:
    for channel in channels_of(claim.yes):
        state = ConsentState.UNKNOWN
        if not claim.is_first:
            state = ledger.standing(claim.client_id, channel, claim.address, claim.purpose).state
        if state is ConsentState.UNKNOWN if claim.yes else state not in _ENDED:
            yield channel


def _event(claim: Claim, channel: Channel, actor: Actor, zone: str, now: datetime) -> ConsentEvent:
    return new_consent_event(
        key=str(uuid.uuid4()),
        client_id=claim.client_id,
        channel=channel,
        address=claim.address,
        purpose=claim.purpose,
        kind=EventKind.IMPORTED if claim.yes else EventKind.WITHDRAWN,
        method=Method.IMPORT,
        happened_at=now,
        recorded_at=now,
        zone=zone,
        staff_id=actor.person_id,
        desk_id=actor.desk_id,
        evidence_ref=claim.evidence,
        withdrawn_via="" if claim.yes else HEARD_FROM,
    )
