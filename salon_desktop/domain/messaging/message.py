"""What a message is for, which states it may take, and what makes it unique.

States only go forward; two steps go back, and only because the message certainly did not leave:
a send that never reached the platform is planned again, and planning a voided message anew
revives it. What the platform reports is merged by rank, so that late, doubled and disordered
statuses end in the same state (docs/rules.md, messages).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.errors import DomainError


class MessagePurpose(StrEnum):
    """Which ground a message needs: two kinds of consent, or the person's own message."""

    SERVICE = "service"
    OFFERS = "offers"
    ANSWER = "answer"


CONSENT_PURPOSE: Mapping[MessagePurpose, Purpose] = {
    MessagePurpose.SERVICE: Purpose.SERVICE_MESSAGES,
    MessagePurpose.OFFERS: Purpose.OFFERS,
}


class MessageKind(StrEnum):
    """What a message is for."""

    BOOKING_CONFIRMATION = "booking_confirmation"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    CHANGE_NOTICE = "change_notice"
    SALON_CANCELLATION = "salon_cancellation"
    WAITLIST_OFFER = "waitlist_offer"
    AFTER_CARE = "after_care"
    TIME_TO_REBOOK = "time_to_rebook"
    BIRTHDAY = "birthday"
    WIN_BACK = "win_back"
    PROMOTION = "promotion"
    REVIEW_REQUEST = "review_request"
    OPT_OUT_ANSWER = "opt_out_answer"
    REMINDERS_KEPT_ANSWER = "reminders_kept_answer"
    OFFERS_STOPPED_ANSWER = "offers_stopped_answer"
    ARE_YOU_SURE = "are_you_sure"
    OFFERS_GRANTED_ANSWER = "offers_granted_answer"
    REPLY = "reply"


# "Time to rebook" and a request for a review are advertising, whatever salon suites call them.
_OFFERS = frozenset(
    {
        MessageKind.TIME_TO_REBOOK,
        MessageKind.BIRTHDAY,
        MessageKind.WIN_BACK,
        MessageKind.PROMOTION,
        MessageKind.REVIEW_REQUEST,
    }
)
AUTOMATIC_ANSWERS = frozenset(
    {
        MessageKind.OPT_OUT_ANSWER,
        MessageKind.REMINDERS_KEPT_ANSWER,
        MessageKind.OFFERS_STOPPED_ANSWER,
        MessageKind.ARE_YOU_SURE,
        MessageKind.OFFERS_GRANTED_ANSWER,
    }
)


def purpose_of(kind: MessageKind) -> MessagePurpose:
    """Return the purpose a kind of message falls under; nobody may choose another one."""
    if kind in AUTOMATIC_ANSWERS or kind is MessageKind.REPLY:
        return MessagePurpose.ANSWER
    return MessagePurpose.OFFERS if kind in _OFFERS else MessagePurpose.SERVICE


class MessageState(StrEnum):
    """Where a message is."""

    HELD = "held"
    PLANNED = "planned"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    EXPIRED = "expired"
    BLOCKED = "blocked"
    VOIDED = "voided"
    PHONED = "phoned"
    UNKNOWN = "unknown"


# By what the platform has proved; a higher rank wins whatever comes first. A failure may follow
# "sent", but nothing that was delivered can fail.
_RANK: Mapping[MessageState, int] = {
    MessageState.SENT: 1,
    MessageState.FAILED: 2,
    MessageState.DELIVERED: 3,
    MessageState.READ: 4,
}
_PLATFORM_STATUS: Mapping[str, MessageState] = {
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.READ,
    "played": MessageState.READ,  # a voice message that was heard was also read
    "failed": MessageState.FAILED,
}

WAITING = frozenset({MessageState.HELD, MessageState.PLANNED})
NEVER_LEFT = frozenset({*WAITING, MessageState.EXPIRED, MessageState.BLOCKED, MessageState.VOIDED})
REACHED = frozenset({MessageState.DELIVERED, MessageState.READ})

_H, _P, _S = MessageState.HELD, MessageState.PLANNED, MessageState.SENDING
_STOPS = frozenset(
    {MessageState.EXPIRED, MessageState.BLOCKED, MessageState.VOIDED, MessageState.PHONED}
)
_PROVED = frozenset(_RANK)
_STEPS: Mapping[MessageState, frozenset[MessageState]] = {
    _H: _STOPS | {_P},
    _P: _STOPS | {_S},
    _S: frozenset({_P, MessageState.ACCEPTED, MessageState.FAILED, MessageState.UNKNOWN}),
    # Somebody who was not reached is phoned. Unknown is never sent again: the platform's status
    # or a person settles it.
    MessageState.UNKNOWN: frozenset(
        {MessageState.ACCEPTED, MessageState.FAILED, MessageState.PHONED}
    ),
    MessageState.ACCEPTED: frozenset({MessageState.PHONED}),
    MessageState.SENT: frozenset({MessageState.PHONED}),
    MessageState.FAILED: frozenset({MessageState.PHONED}),
    MessageState.EXPIRED: frozenset({MessageState.PHONED}),
    # She consented after all: the row is voided, and planning it anew revives it.
    MessageState.BLOCKED: frozenset({MessageState.PHONED, MessageState.VOIDED}),
    MessageState.VOIDED: frozenset({MessageState.PHONED, _H, _P}),
    MessageState.DELIVERED: frozenset(),
    MessageState.READ: frozenset(),
    MessageState.PHONED: frozenset(),
}


class IllegalStep(DomainError):
    """A message cannot go from the one state to the other; facts: old, new."""

    code: ClassVar[str] = "message_step_not_allowed"


def may_become(old: MessageState, new: MessageState) -> bool:
    """Tell whether a message may step from ``old`` to ``new``; staying is no step.

    A status of the platform proves that the message left, so it is legal from every state of
    lower rank, except after somebody phoned.
    """
    return new in _STEPS[old] or (new in _PROVED and _merged(old, new) is new and old is not new)


def check_step(old: MessageState, new: MessageState) -> None:
    """Raise IllegalStep unless a message may step from ``old`` to ``new``."""
    if not may_become(old, new):
        raise IllegalStep(old=old.value, new=new.value)


def after_status(state: MessageState, platform_status: str) -> MessageState:
    """Return the state once the platform's status is known too.

    The same statuses end in the same state in whatever order and however often they come; words
    we do not know change nothing, and so does a failure after the delivery.
    """
    reported = _PLATFORM_STATUS.get(platform_status)
    return state if reported is None else _merged(state, reported)


def after_acceptance(state: MessageState) -> MessageState:
    """Return the state once the platform's answer names the message it took.

    A status may overtake that answer; what it proved stays.
    """
    taken = state in (MessageState.SENDING, MessageState.UNKNOWN)
    return MessageState.ACCEPTED if taken else state


def _merged(state: MessageState, reported: MessageState) -> MessageState:
    if state is MessageState.PHONED:
        return state  # the visit was settled by voice; the status stays in the message's history
    return reported if _RANK[reported] > _RANK.get(state, 0) else state


class Replan(StrEnum):
    """What planning a unique key anew does."""

    CREATE = "create"
    REVIVE = "revive"
    NOTHING = "nothing"


def replan(existing: MessageState | None, *, ever_left: bool = False) -> Replan:
    """Return what to do with a message whose unique key may exist already.

    ``ever_left`` tells that a send was once begun and not proved to have failed.
    """
    if existing is None:
        return Replan.CREATE
    if existing is MessageState.VOIDED and not ever_left:
        return Replan.REVIVE
    return Replan.NOTHING


def unique_key(appointment_key: str, kind: MessageKind, day: date, start: int) -> str:
    """Return the key of a message about an appointment: its start is part of it.

    So an appointment that was moved gets a new message, and never two for one start. ``start``
    is the wall minute from midnight.
    """
    return f"appointment:{appointment_key}:{kind.value}:{day.isoformat()}:{start:04d}"


def campaign_key(campaign_key: str, client_key: str) -> str:
    """Return the key of a campaign's message: one for each client."""
    return f"campaign:{campaign_key}:{client_key}"


def birthday_key(client_key: str, year: int) -> str:
    """Return the key of a birthday wish: one a year."""
    return f"birthday:{client_key}:{year:04d}"


def rebook_key(client_key: str, after_appointment_key: str) -> str:
    """Return the key of a "time to rebook": one after each visit."""
    return f"rebook:{client_key}:{after_appointment_key}"


def answer_key(inbound_key: str) -> str:
    """Return the key of an automatic answer: one for each inbound event, whatever its kind."""
    return f"answer:{inbound_key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a message relies on: a consent event, or the inbound event it answers."""

    kind: Literal["consent", "inbound"]
    event_id: int

    def __post_init__(self) -> None:
        if self.event_id < 1:
            raise ValueError("a ground names a stored event")
