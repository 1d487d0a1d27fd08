"""What an inbound event asks of the salon: buttons first, then words, else a person.

A decision only names what is to happen. Whatever it is, at most one automatic answer follows one
inbound event. Nothing but a tap on "yes" after the question "are you sure?" opens offers, and
nothing but the button of the answer to STOP keeps reminders (docs/rules.md, inbound).
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.keywords import KeywordLists, WordClass, understand
from salon_desktop.domain.messaging.message import MessageKind

PAYLOAD_VERSION = "v1"
PAYLOAD_MAX = 128  # what the platform takes for a quick reply

_PAYLOAD = re.compile(r"v1:([a-z_]+)(?::([0-9a-f-]*))?", re.ASCII)
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


class Verb(StrEnum):
    """What a button says."""

    CONFIRM = "confirm"
    MOVE = "move"
    CANCEL = "cancel"
    KEEP_REMINDERS = "keep_reminders"
    NOTHING = "nothing"
    YES_OFFERS = "yes_offers"
    NO_OFFERS = "no_offers"


ABOUT_APPOINTMENT = frozenset({Verb.CONFIRM, Verb.MOVE, Verb.CANCEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a button carries: ``v1:<verb>:<appointment key>``; other verbs need no key."""

    verb: Verb
    appointment_key: str = ""

    def __post_init__(self) -> None:
        needed = self.verb in ABOUT_APPOINTMENT
        if (needed or self.appointment_key) and not _KEY.fullmatch(self.appointment_key):
            raise ValueError("a button about an appointment carries its key, a UUID")

    def __str__(self) -> str:
        tail = f":{self.appointment_key}" if self.appointment_key else ""
        return f"{PAYLOAD_VERSION}:{self.verb.value}{tail}"


def parse_payload(text: str) -> Payload | None:
    """Return what a tapped button says, or None if it is none of ours."""
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        return None
    try:
        return Payload(verb=Verb(match[1]), appointment_key=match[2] or "")
    except ValueError:
        return None


class InboundKind(StrEnum):
    """What came in, as far as a decision needs it."""

    TEXT = "text"
    BUTTON = "button"
    PREFERENCE = "preference"  # her switch in the app for offers: ``text`` is stop or resume
    NUMBER_CHANGED = "number_changed"
    OTHER = "other"  # voice, picture, sticker, place, reaction, unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """An event of the platform. ``text`` is the body, or the button's title."""

    kind: InboundKind
    happened_at: datetime
    text: str = field(default="", repr=False)
    payload: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TappedAppointment:
    """The appointment a button names, as it stands now."""

    key: str
    client_id: int
    stands: bool  # it exists and still takes place
    starts_at: datetime
    as_written: bool  # the message that carried the button told today's day and start


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundContext:
    """What the salon knows when the event is understood.

    ``clients`` are all who have this address now, none for an unknown sender. The two ``..._open``
    tell that the question with its wording reached her and is unanswered. ``answered``: an
    automatic answer to this event exists. The last two are the owner's switches.
    """

    language: str
    lists: KeywordLists
    clients: tuple[int, ...]
    offers: ConsentState = ConsentState.UNKNOWN
    appointment: TappedAppointment | None = None
    offers_question_open: bool = False
    reminders_question_open: bool = False
    answered: bool = False
    answers_stop: bool = True
    cancel_frees_slot: bool = False


class IntentKind(StrEnum):
    """What is to happen."""

    CONFIRM = "confirm"
    WISH_TO_MOVE = "wish_to_move"
    WISH_TO_CANCEL = "wish_to_cancel"
    STOP_EVERYTHING = "stop_everything"
    STOP_OFFERS = "stop_offers"
    KEEP_REMINDERS = "keep_reminders"
    STAY_STOPPED = "stay_stopped"
    ASK_OFFERS = "ask_offers"
    GRANT_OFFERS = "grant_offers"
    REFUSE_OFFERS = "refuse_offers"
    PLATFORM_STOP = "platform_stop"
    PLATFORM_RESUME = "platform_resume"
    NUMBER_CHANGED = "number_changed"
    PRIVACY_REQUEST = "privacy_request"
    TO_PERSON = "to_person"


class WhyPerson(StrEnum):
    """Why a person must read it."""

    UNCLEAR = "unclear"
    NO_TEXT = "no_text"
    UNKNOWN_SENDER = "unknown_sender"
    UNKNOWN_BUTTON = "unknown_button"
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    OTHER_PERSON = "other_person"
    APPOINTMENT_GONE = "appointment_gone"
    APPOINTMENT_PAST = "appointment_past"
    APPOINTMENT_MOVED = "appointment_moved"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What one inbound event leads to.

    ``answer`` is the one automatic answer, which the gate still has to allow. ``evidence`` is the
    text or payload exactly as received. ``frees_slot`` only after a tap and if the owner wants it.
    """

    kind: IntentKind
    clients: tuple[int, ...]
    evidence: str = field(repr=False)
    answer: MessageKind | None = None
    appointment_key: str = ""
    frees_slot: bool = False
    asks_privacy: bool = False
    why: WhyPerson | None = None


def decide(inbound: Inbound, context: InboundContext) -> Intent:
    """Return what the event leads to. It decides nothing about who may be written to."""
    match inbound.kind:
        case InboundKind.BUTTON:
            payload = parse_payload(inbound.payload)
            if payload is not None:
                return _tapped(payload, inbound, context)
            # A button somebody made in the platform's own manager carries words, not a payload.
            return _written(inbound.text, context, WhyPerson.UNKNOWN_BUTTON)
        case InboundKind.TEXT:
            return _written(inbound.text, context, WhyPerson.UNCLEAR)
        case InboundKind.PREFERENCE:
            stops = {"stop": IntentKind.PLATFORM_STOP, "resume": IntentKind.PLATFORM_RESUME}
            kind = stops.get(inbound.text.casefold())
            return (
                _to_person(inbound.text, context)
                if kind is None
                else _plain(kind, inbound.text, context)
            )
        case InboundKind.NUMBER_CHANGED:
            return _plain(IntentKind.NUMBER_CHANGED, inbound.text, context)
        case _:
            return _to_person(inbound.text, context, WhyPerson.NO_TEXT)


def _written(text: str, context: InboundContext, otherwise: WhyPerson) -> Intent:
    understood = understand(text, context.lists, context.language)
    match understood.meaning:
        case WordClass.OPT_OUT_ALL:
            answer = MessageKind.OPT_OUT_ANSWER if context.answers_stop else None
            return _plain(
                IntentKind.STOP_EVERYTHING, text, context, answer, privacy=understood.privacy
            )
        case WordClass.OPT_OUT_OFFERS:
            return _plain(
                IntentKind.STOP_OFFERS,
                text,
                context,
                MessageKind.OFFERS_STOPPED_ANSWER,
                privacy=understood.privacy,
            )
        case WordClass.PRIVACY:
            return _plain(IntentKind.PRIVACY_REQUEST, text, context, privacy=True)
        case WordClass.OPT_IN if context.clients:
            return _plain(
                IntentKind.ASK_OFFERS,
                text,
                context,
                MessageKind.ARE_YOU_SURE,
                privacy=understood.privacy,
            )
        case _:
            return _to_person(text, context, otherwise)


def _tapped(payload: Payload, inbound: Inbound, context: InboundContext) -> Intent:
    if payload.verb in ABOUT_APPOINTMENT:
        return _about_appointment(payload, inbound, context)
    said = inbound.payload
    if not context.clients:
        return _to_person(said, context)
    match payload.verb:
        case Verb.KEEP_REMINDERS if context.reminders_question_open:
            return _plain(
                IntentKind.KEEP_REMINDERS, said, context, MessageKind.REMINDERS_KEPT_ANSWER
            )
        case Verb.KEEP_REMINDERS:
            return _to_person(said, context, WhyPerson.NOT_ASKED)
        case Verb.NOTHING:
            return _plain(IntentKind.STAY_STOPPED, said, context)
        case Verb.YES_OFFERS if context.offers_question_open:
            return _plain(IntentKind.GRANT_OFFERS, said, context, MessageKind.OFFERS_GRANTED_ANSWER)
        case Verb.YES_OFFERS:
            return _plain(IntentKind.ASK_OFFERS, said, context, MessageKind.ARE_YOU_SURE)
        case _:
            return _no_offers(said, context)


def _no_offers(said: str, context: InboundContext) -> Intent:
    """ "No" to the question is a refusal; on an offer, or after a yes, it is a withdrawal."""
    if context.offers_question_open and context.offers is not ConsentState.GRANTED:
        return _plain(IntentKind.REFUSE_OFFERS, said, context)
    return _plain(IntentKind.STOP_OFFERS, said, context, MessageKind.OFFERS_STOPPED_ANSWER)


def _about_appointment(payload: Payload, inbound: Inbound, context: InboundContext) -> Intent:
    why = _why_not_plain(payload, inbound, context)
    if why is not None:
        return _to_person(inbound.payload, context, why, payload.appointment_key)
    kinds = {
        Verb.CONFIRM: IntentKind.CONFIRM,
        Verb.MOVE: IntentKind.WISH_TO_MOVE,
        Verb.CANCEL: IntentKind.WISH_TO_CANCEL,
    }
    appointment = context.appointment
    assert appointment is not None  # _why_not_plain has looked
    return Intent(
        kind=kinds[payload.verb],
        clients=(appointment.client_id,),
        evidence=inbound.payload,
        appointment_key=payload.appointment_key,
        frees_slot=payload.verb is Verb.CANCEL and context.cancel_frees_slot,
    )


def _why_not_plain(payload: Payload, inbound: Inbound, context: InboundContext) -> WhyPerson | None:
    appointment = context.appointment
    if appointment is None or appointment.key != payload.appointment_key:
        return WhyPerson.UNKNOWN_APPOINTMENT
    if appointment.client_id not in context.clients:
        return WhyPerson.OTHER_PERSON
    if not appointment.stands:
        return WhyPerson.APPOINTMENT_GONE
    if inbound.happened_at >= appointment.starts_at:
        return WhyPerson.APPOINTMENT_PAST
    return None if appointment.as_written else WhyPerson.APPOINTMENT_MOVED


def _plain(
    kind: IntentKind,
    said: str,
    context: InboundContext,
    answer: MessageKind | None = None,
    *,
    privacy: bool = False,
) -> Intent:
    may_answer = bool(context.clients) and not context.answered
    return Intent(
        kind=kind,
        clients=context.clients,
        evidence=said,
        answer=answer if may_answer else None,
        asks_privacy=privacy,
    )


def _to_person(
    said: str,
    context: InboundContext,
    why: WhyPerson = WhyPerson.UNCLEAR,
    appointment_key: str = "",
) -> Intent:
    return Intent(
        kind=IntentKind.TO_PERSON,
        clients=context.clients,
        evidence=said,
        appointment_key=appointment_key,
        why=why if context.clients else WhyPerson.UNKNOWN_SENDER,
    )
