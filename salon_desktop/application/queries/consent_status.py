"""What the salon may write to whom, and why: one client's answers, and the owner's counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from salon_desktop.domain.consent.events import (
    SPOKEN_OFFERS_DAYS,
    Channel,
    ConsentEvent,
    Method,
    Purpose,
    Strength,
)
from salon_desktop.domain.consent.fold import ConsentState, Standing
from salon_desktop.domain.privacy.retention import WARNING_DAYS

WARNING = timedelta(days=WARNING_DAYS)
SPOKEN_ENOUGH = timedelta(days=SPOKEN_OFFERS_DAYS)


class Proof(StrEnum):
    """What the salon could show if somebody asked, as a code for words."""

    NONE = "none"
    IMPORTED = "imported"
    SPOKEN = "spoken"
    PAPER_FORM = "paper_form"
    SCREEN_SIGNATURE = "screen_signature"
    SIGNED_AND_CONFIRMED = "signed_and_confirmed"
    OWN_MESSAGE = "own_message"


class WorkList(StrEnum):
    """What the owner looks through at the end of a month (docs/rules.md, review)."""

    EXPIRING = "expiring"
    SPOKEN_ONLY = "spoken_only"
    NUMBER_CHANGED = "number_changed"
    IMPORTED = "imported"
    CAME_OF_AGE = "came_of_age"
    NO_WORDING = "no_wording"
    STOPPED_WITH_VISIT = "stopped_with_visit"
    SENT_WITHOUT_RECORD = "sent_without_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """How one question stands at one address.

    ``state`` is what counts now: a grant that ran out reads *expired*. ``in_use`` tells that the
    address is hers today. ``proof``, ``strength``, ``valid_until`` and the wording belong to a
    grant; ``method`` and ``since`` to whatever decided the state.
    """

    purpose: Purpose
    channel: Channel
    address: str = field(repr=False)
    in_use: bool
    state: ConsentState
    proof: Proof
    strength: Strength | None
    method: Method | None
    since: datetime | None
    valid_until: datetime | None
    wording_version: int | None
    wording_language: str | None
    asked_at: datetime | None
    event_seq: int | None
    event_key: str
    platform_blocked: bool
    may_be_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientConsent:
    """Everything one client was asked, also what nobody asked her yet."""

    client_id: int
    lines: tuple[ConsentLine, ...]

    def of(self, purpose: Purpose) -> tuple[ConsentLine, ...]:
        """Return the lines of one purpose."""
        return tuple(line for line in self.lines if line.purpose is purpose)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentOverview:
    """The owner's page in numbers.

    ``reachable`` counts clients once, by their best proof; ``states`` counts answers (one for
    each client and address) as stored; ``blocked`` counts messages blocked since ``since`` by
    reason.
    """

    reachable: Mapping[Purpose, Mapping[Strength, int]]
    states: Mapping[Purpose, Mapping[ConsentState, int]]
    work: Mapping[WorkList, int]
    blocked: Mapping[str, int]
    since: datetime

    def reachable_in_all(self, purpose: Purpose) -> int:
        """Return how many clients may be written to for ``purpose``."""
        return sum(self.reachable[purpose].values())


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One line of a work list; what a list has nothing to say about is None."""

    work: WorkList
    client_id: int | None
    client_name: str = field(repr=False)
    purpose: Purpose
    channel: Channel
    address: str = field(repr=False)
    state: ConsentState | None = None
    since: datetime | None = None
    until: datetime | None = None
    visit_on: date | None = None
    message_id: int | None = None


class ConsentStatus(Protocol):
    """Answers the questions of a client's card and of the owner's page; changes nothing."""

    def of_client(self, client_id: int, now: datetime) -> ClientConsent:
        """Return every purpose at every address; raises NotFound."""
        ...

    def history(self, client_id: int) -> Sequence[ConsentEvent]:
        """Return the client's events, newest first; erased details are empty."""
        ...

    def overview(self, now: datetime) -> ConsentOverview:
        """Return the counts of the whole salon; those of messages since the month began."""
        ...

    def work_list(self, work: WorkList, now: datetime, *, limit: int = 200) -> Sequence[WorkItem]:
        """Return the first lines of one list, the most urgent first."""
        ...


def proof_of(standing: Standing) -> Proof:
    """Return what proves a grant; anything else needs and has no proof."""
    if standing.state is ConsentState.IMPORTED:
        return Proof.IMPORTED
    if not standing.is_granted:
        return Proof.NONE
    signed = {
        Method.SCREEN_SIGNATURE: Proof.SCREEN_SIGNATURE,
        Method.PAPER_FORM: Proof.PAPER_FORM,
    }.get(standing.method or Method.DESK)
    if standing.strength is Strength.OWN_MESSAGE:
        return Proof.OWN_MESSAGE if signed is None else Proof.SIGNED_AND_CONFIRMED
    return signed or (Proof.SPOKEN if standing.method is Method.SPOKEN else Proof.NONE)


def line_of(standing: Standing, now: datetime, *, in_use: bool) -> ConsentLine:
    """Return a standing as it reads at ``now``."""
    state = standing.state
    if standing.is_granted and not standing.is_valid(now):
        state = ConsentState.EXPIRED
    wording = standing.wording
    return ConsentLine(
        purpose=standing.key.purpose,
        channel=standing.key.channel,
        address=standing.key.address,
        in_use=in_use,
        state=state,
        proof=proof_of(standing),
        strength=standing.strength,
        method=standing.method,
        since=standing.decided_at,
        valid_until=standing.valid_until,
        wording_version=None if wording is None else wording.version,
        wording_language=None if wording is None else wording.language,
        asked_at=standing.asked_at,
        event_seq=standing.event_seq,
        event_key=standing.event_key,
        platform_blocked=standing.platform_blocked,
        may_be_asked=standing.may_be_asked or state is ConsentState.EXPIRED,
    )
