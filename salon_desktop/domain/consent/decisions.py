"""The consent events that a client's own act leads to: STOP, buttons, the platform's switch.

Each function returns events ready to be appended, in order. STOP ends every kind of message on
every address of the channel at once (docs/rules.md, consent).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from salon_desktop.domain.consent.events import (
    MESSAGING_PURPOSES,
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    WordingRef,
    new_consent_event,
)

NewKey = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """When, in which zone and in whose name an event is written down."""

    recorded_at: datetime
    zone: str
    staff_id: int
    desk_id: int
    new_key: NewKey


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAct:
    """What the client did: when, how, in which words, and the inbound event that proves it."""

    happened_at: datetime
    method: Method
    said: str
    evidence_ref: str


def withdraw(
    *,
    client_id: int,
    channel: Channel,
    addresses: Iterable[str],
    act: OwnAct,
    recording: Recording,
    purposes: Iterable[Purpose] = MESSAGING_PURPOSES,
) -> tuple[ConsentEvent, ...]:
    """Return the withdrawals of every purpose on every address; by default a full STOP.

    Used for one purpose it is "stop promo". Addresses whose question was never asked are closed
    too, so that a later import or a mistake finds a no there.
    """
    wanted = tuple(purposes)
    return tuple(
        _event(
            client_id,
            channel,
            address,
            purpose,
            EventKind.WITHDRAWN,
            act,
            recording,
            withdrawn_via=act.said,
        )
        for address in dict.fromkeys(addresses)
        for purpose in wanted
    )


def keep_reminders(
    *,
    client_id: int,
    channel: Channel,
    address: str,
    act: OwnAct,
    wording: WordingRef,
    recording: Recording,
    valid_until: datetime | None = None,
) -> ConsentEvent:
    """Return the new grant for service messages after a STOP; its proof is the button's payload.

    ``wording`` is the text of the answer that carried the button.
    """
    return _event(
        client_id,
        channel,
        address,
        Purpose.SERVICE_MESSAGES,
        EventKind.GRANTED,
        act,
        recording,
        wording=wording,
        valid_until=valid_until,
    )


def answer_offers(
    *,
    client_id: int,
    channel: Channel,
    address: str,
    yes: bool,
    act: OwnAct,
    wording: WordingRef,
    recording: Recording,
    valid_until: datetime | None = None,
) -> ConsentEvent:
    """Return the answer to the question "are you sure?" about offers."""
    return _event(
        client_id,
        channel,
        address,
        Purpose.OFFERS,
        EventKind.GRANTED if yes else EventKind.REFUSED,
        act,
        recording,
        wording=wording,
        valid_until=valid_until if yes else None,
    )


def platform_stop(
    *, client_id: int, channel: Channel, address: str, act: OwnAct, recording: Recording
) -> ConsentEvent:
    """Return the withdrawal of offers that the platform reported: her switch, or error 131050."""
    return _event(
        client_id,
        channel,
        address,
        Purpose.OFFERS,
        EventKind.WITHDRAWN,
        act,
        recording,
        withdrawn_via=act.said,
    )


def platform_resume(
    *, client_id: int, channel: Channel, address: str, act: OwnAct, recording: Recording
) -> ConsentEvent:
    """Return the event that lifts the platform's block; it grants nothing."""
    return _event(client_id, channel, address, Purpose.OFFERS, EventKind.RESTORED, act, recording)


def number_changed(
    *, client_id: int, channel: Channel, old_address: str, act: OwnAct, recording: Recording
) -> tuple[ConsentEvent, ...]:
    """Return the events that end every yes on a number that may be somebody else's now."""
    return tuple(
        _event(client_id, channel, old_address, purpose, EventKind.NUMBER_CHANGED, act, recording)
        for purpose in MESSAGING_PURPOSES
    )


def _event(
    client_id: int,
    channel: Channel,
    address: str,
    purpose: Purpose,
    kind: EventKind,
    act: OwnAct,
    recording: Recording,
    *,
    wording: WordingRef | None = None,
    valid_until: datetime | None = None,
    withdrawn_via: str = "",
) -> ConsentEvent:
    return new_consent_event(
        key=recording.new_key(),
        client_id=client_id,
        channel=channel,
        address=address,
        purpose=purpose,
        kind=kind,
        method=act.method,
        happened_at=act.happened_at,
        recorded_at=recording.recorded_at,
        zone=recording.zone,
        staff_id=recording.staff_id,
        desk_id=recording.desk_id,
        wording=wording,
        evidence_ref=act.evidence_ref,
        valid_until=valid_until,
        withdrawn_via=withdrawn_via,
    )
