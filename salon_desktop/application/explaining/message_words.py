"""Words for messages: what they are for, where they are, why a person must read an answer.

Each function answers "" for a code it does not know, so that a newer file never stops a list.
"""

from salon_desktop.domain.messaging.inbound import IntentKind, WhyPerson
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.localization.catalog import Catalog


def state_words(state: str, words: Catalog) -> str:
    """Return where a message is."""
    match state:
        case MessageState.HELD:
            return words.p_("message state", "held for a moment")
        case MessageState.PLANNED:
            return words.p_("message state", "planned")
        case MessageState.SENDING:
            return words.p_("message state", "being sent")
        case MessageState.ACCEPTED:
            return words.p_("message state", "taken by WhatsApp")
        case MessageState.SENT:
            return words.p_("message state", "sent")
        case MessageState.DELIVERED:
            return words.p_("message state", "delivered")
        case MessageState.READ:
            return words.p_("message state", "read")
        case MessageState.FAILED:
            return words.p_("message state", "failed")
        case MessageState.EXPIRED:
            return words.p_("message state", "too late to send")
        case MessageState.BLOCKED:
            return words.p_("message state", "not allowed")
        case MessageState.VOIDED:
            return words.p_("message state", "dropped")
        case MessageState.PHONED:
            return words.p_("message state", "phoned")
        case MessageState.UNKNOWN:
            return words.p_("message state", "unclear")
        case _:
            return ""


def message_purpose_words(purpose: str, words: Catalog) -> str:
    """Return which ground a message needs."""
    match purpose:
        case MessagePurpose.SERVICE:
            return words.p_("message purpose", "about an appointment")
        case MessagePurpose.OFFERS:
            return words.p_("message purpose", "offer")
        case MessagePurpose.ANSWER:
            return words.p_("message purpose", "answer")
        case _:
            return ""


def message_kind_words(kind: str, words: Catalog) -> str:
    """Return what a message is for."""
    match kind:
        case MessageKind.BOOKING_CONFIRMATION:
            return words.p_("message kind", "booking confirmation")
        case MessageKind.REMINDER_1:
            return words.p_("message kind", "reminder")
        case MessageKind.REMINDER_2:
            return words.p_("message kind", "second reminder")
        case MessageKind.CHANGE_NOTICE:
            return words.p_("message kind", "change of the appointment")
        case MessageKind.SALON_CANCELLATION:
            return words.p_("message kind", "cancellation by the salon")
        case MessageKind.WAITLIST_OFFER:
            return words.p_("message kind", "free place from the waiting list")
        case MessageKind.AFTER_CARE:
            return words.p_("message kind", "advice after the visit")
        case MessageKind.TIME_TO_REBOOK:
            return words.p_("message kind", "time for the next visit")
        case MessageKind.BIRTHDAY:
            return words.p_("message kind", "birthday wish")
        case MessageKind.WIN_BACK:
            return words.p_("message kind", "we miss you")
        case MessageKind.PROMOTION:
            return words.p_("message kind", "promotion")
        case MessageKind.REVIEW_REQUEST:
            return words.p_("message kind", "request for a review")
        case _:
            return _answer_words(kind, words)


def _answer_words(kind: str, words: Catalog) -> str:
    match kind:
        case MessageKind.OPT_OUT_ANSWER:
            return words.p_("message kind", "answer to STOP")
        case MessageKind.REMINDERS_KEPT_ANSWER:
            return words.p_("message kind", "answer: reminders go on")
        case MessageKind.OFFERS_STOPPED_ANSWER:
            return words.p_("message kind", "answer: no more offers")
        case MessageKind.ARE_YOU_SURE:
            return words.p_("message kind", "question whether offers are wanted")
        case MessageKind.OFFERS_GRANTED_ANSWER:
            return words.p_("message kind", "answer: offers will come")
        case MessageKind.REPLY:
            return words.p_("message kind", "reply from the desk")
        case _:
            return ""


def intent_words(intent: str, words: Catalog) -> str:
    """Return what an answer of a client leads to."""
    match intent:
        case IntentKind.CONFIRM:
            return words.p_("what a client wants", "confirms the appointment")
        case IntentKind.WISH_TO_MOVE:
            return words.p_("what a client wants", "wants to move the appointment")
        case IntentKind.WISH_TO_CANCEL:
            return words.p_("what a client wants", "wants to cancel the appointment")
        case IntentKind.STOP_EVERYTHING:
            return words.p_("what a client wants", "wants no more messages")
        case IntentKind.STOP_OFFERS:
            return words.p_("what a client wants", "wants no more offers")
        case IntentKind.KEEP_REMINDERS:
            return words.p_("what a client wants", "wants to keep the reminders")
        case IntentKind.STAY_STOPPED:
            return words.p_("what a client wants", "stays without messages")
        case IntentKind.ASK_OFFERS:
            return words.p_("what a client wants", "asks for offers")
        case IntentKind.GRANT_OFFERS:
            return words.p_("what a client wants", "agrees to offers")
        case IntentKind.REFUSE_OFFERS:
            return words.p_("what a client wants", "wants no offers")
        case IntentKind.PLATFORM_STOP:
            return words.p_("what a client wants", "switched offers off in WhatsApp")
        case IntentKind.PLATFORM_RESUME:
            return words.p_("what a client wants", "switched offers on again in WhatsApp")
        case IntentKind.NUMBER_CHANGED:
            return words.p_("what a client wants", "has another number now")
        case IntentKind.PRIVACY_REQUEST:
            return words.p_("what a client wants", "asks about own data")
        case IntentKind.TO_PERSON:
            return words.p_("what a client wants", "needs a person to read it")
        case _:
            return ""


def why_person_words(why: str, words: Catalog) -> str:
    """Return why a person must read what came in."""
    match why:
        case WhyPerson.UNCLEAR:
            return words._("The reply is unclear: read it and answer yourself.")
        case WhyPerson.NO_TEXT:
            return words._("It is a picture, a voice message or the like: open it on the phone.")
        case WhyPerson.UNKNOWN_SENDER:
            return words._("No client has this number: find out who wrote.")
        case WhyPerson.UNKNOWN_BUTTON:
            return words._("The button is not one of ours: read what it says.")
        case WhyPerson.UNKNOWN_APPOINTMENT:
            return words._("The button belongs to an appointment that is not in the book: ask.")
        case WhyPerson.OTHER_PERSON:
            return words._("The appointment belongs to somebody else: ask who is meant.")
        case WhyPerson.APPOINTMENT_GONE:
            return words._("The appointment was cancelled already: tell the client.")
        case WhyPerson.APPOINTMENT_PAST:
            return words._("The appointment is over: ask what is meant.")
        case WhyPerson.APPOINTMENT_MOVED:
            return words._("The appointment was moved after that message: confirm the new time.")
        case WhyPerson.NOT_ASKED:
            return words._("Nothing had been asked: find out what the answer is about.")
        case _:
            return ""
