"""What the ledger says today: a fold over consent events, never stored as truth.

Silence means unknown, and unknown means no. Only a grant allows; every other event can only
lower or ask again. Two rules make it safe when events are recorded late: what lowers always
counts from the moment it is recorded, and a grant counts only if it happened after the last
lowering (docs/rules.md, consent).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from salon_desktop.domain.consent.events import (
    ENDINGS,
    MESSAGING_PURPOSES,
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    Strength,
    WordingRef,
)


class ConsentState(StrEnum):
    """Where a question stands. Only GRANTED may allow a message."""

    UNKNOWN = "unknown"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    IMPORTED = "imported"
    NUMBER_CHANGED = "number_changed"


# A question may be put again without asking against a "no".
OPEN_TO_ASK = frozenset(
    {
        ConsentState.UNKNOWN,
        ConsentState.NOT_NOW,
        ConsentState.EXPIRED,
        ConsentState.IMPORTED,
        ConsentState.NUMBER_CHANGED,
    }
)
_LOWERED = {
    EventKind.REFUSED: ConsentState.REFUSED,
    EventKind.NOT_NOW: ConsentState.NOT_NOW,
    EventKind.WITHDRAWN: ConsentState.WITHDRAWN,
    EventKind.OBJECTION: ConsentState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingKey:
    """What an answer counts for: one person, way, address and purpose."""

    client_id: int
    channel: Channel
    address: str = field(repr=False)
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one question stands, and which event made it so.

    ``event_seq`` and ``event_key`` name the event that decided the state (for GRANTED the grant,
    which is the ground of a message); ``strength`` and ``valid_until`` belong to the grant.
    ``lowered_at`` is when the last lowering happened, ``asked_at`` when she was last asked.
    """

    key: StandingKey
    state: ConsentState = ConsentState.UNKNOWN
    event_seq: int | None = None
    event_key: str = ""
    method: Method | None = None
    decided_at: datetime | None = None
    strength: Strength | None = None
    valid_until: datetime | None = None
    wording: WordingRef | None = None
    asked_at: datetime | None = None
    lowered_at: datetime | None = None
    platform_blocked: bool = False

    @property
    def is_granted(self) -> bool:
        """Tell whether a grant stands; whether it is still valid depends on the time."""
        return self.state is ConsentState.GRANTED

    def is_valid(self, now: datetime) -> bool:
        """Tell whether a grant stands and has not run out at ``now``."""
        return self.is_granted and (self.valid_until is None or now < self.valid_until)

    @property
    def may_be_asked(self) -> bool:
        """Tell whether the salon may put the question by itself."""
        return self.state in OPEN_TO_ASK


def key_of(event: ConsentEvent) -> StandingKey:
    """Return what the event's answer counts for."""
    return StandingKey(
        client_id=event.client_id,
        channel=event.channel,
        address=event.address,
        purpose=event.purpose,
    )


def fold(events: Iterable[ConsentEvent]) -> dict[StandingKey, Standing]:
    """Return how every question stands that an event speaks about.

    Stored events are read in the ledger's order whatever order they come in; events without a
    number count after them, in the order given.
    """
    standings: dict[StandingKey, Standing] = {}
    for event in sorted(events, key=_position):
        key = key_of(event)
        standings[key] = after(standings.get(key, Standing(key=key)), event)
    return standings


def standing_in(
    standings: Mapping[StandingKey, Standing],
    *,
    client_id: int,
    channel: Channel,
    address: str,
    purpose: Purpose,
) -> Standing:
    """Return how the question stands; what the ledger is silent about is unknown."""
    key = StandingKey(client_id=client_id, channel=channel, address=address, purpose=purpose)
    return standings.get(key, Standing(key=key))


def after(standing: Standing, event: ConsentEvent) -> Standing:
    """Return how the question stands once ``event`` is known too."""
    if key_of(event) != standing.key:
        raise ValueError("the event speaks about another question")
    match event.kind:
        case EventKind.GRANTED:
            return _granted(standing, event)
        case EventKind.CONFIRMED_BY_OWN_MESSAGE:
            return _confirmed(standing, event)
        case EventKind.ASKED:
            return _asked(standing, event)
        case EventKind.IMPORTED:
            if standing.state is ConsentState.UNKNOWN:
                return _decided(standing, event, ConsentState.IMPORTED)
            return standing
        case EventKind.EXPIRED:
            if standing.is_granted:
                return _lowered(standing, event, ConsentState.EXPIRED)
            return standing
        case EventKind.NUMBER_CHANGED:
            return _number_changed(standing, event)
        case EventKind.RESTORED:
            # The platform lifts its own block; whether she wants messages is another question.
            by_platform = event.method is Method.PLATFORM_EVENT
            return replace(standing, platform_blocked=standing.platform_blocked and not by_platform)
        case _:
            return _refused(standing, event)


def _position(event: ConsentEvent) -> tuple[bool, int]:
    return event.seq is None, event.seq or 0


def _granted(standing: Standing, event: ConsentEvent) -> Standing:
    # A paper form signed on Monday and typed on Wednesday must not undo Tuesday's STOP.
    if standing.lowered_at is not None and event.happened_at <= standing.lowered_at:
        return standing
    # Nor may a spoken yes today weaken the signature that already stands.
    if standing.is_valid(event.happened_at) and event.strength < (standing.strength or 0):
        return standing
    granted = _decided(standing, event, ConsentState.GRANTED)
    return replace(
        granted, strength=event.strength, valid_until=event.valid_until, wording=event.wording
    )


def _confirmed(standing: Standing, event: ConsentEvent) -> Standing:
    """Her own message lifts a grant that still stands; it never makes one."""
    since = standing.decided_at
    if not standing.is_valid(event.happened_at) or since is None or event.happened_at < since:
        return standing
    return replace(standing, strength=Strength.OWN_MESSAGE, valid_until=event.valid_until)


def _asked(standing: Standing, event: ConsentEvent) -> Standing:
    asked = standing
    if standing.may_be_asked:
        asked = _decided(standing, event, ConsentState.ASKED)
    return replace(asked, asked_at=event.happened_at)


def _number_changed(standing: Standing, event: ConsentEvent) -> Standing:
    """The number may be somebody else's now: no yes survives there, every no does."""
    lost = (ConsentState.WITHDRAWN, ConsentState.REFUSED)
    if standing.state in lost or event.purpose not in MESSAGING_PURPOSES:
        return standing
    return _lowered(standing, event, ConsentState.NUMBER_CHANGED)


def _refused(standing: Standing, event: ConsentEvent) -> Standing:
    lowered = _lowered(standing, event, _LOWERED[event.kind])
    by_platform = event.kind in ENDINGS and event.method is Method.PLATFORM_EVENT
    return replace(lowered, platform_blocked=standing.platform_blocked or by_platform)


def _lowered(standing: Standing, event: ConsentEvent, state: ConsentState) -> Standing:
    before = standing.lowered_at
    latest = event.happened_at if before is None else max(before, event.happened_at)
    return replace(_decided(standing, event, state), lowered_at=latest)


def _decided(standing: Standing, event: ConsentEvent, state: ConsentState) -> Standing:
    return replace(
        standing,
        state=state,
        event_seq=event.seq,
        event_key=event.key,
        method=event.method,
        decided_at=event.happened_at,
        strength=None,
        valid_until=None,
        wording=None,
    )
