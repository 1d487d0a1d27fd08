"""Words for the consent ledger: questions, answers, how they were given, how well they prove.

Each function answers "" for a code it does not know, so that a newer file never stops a list.
"""

from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.localization.catalog import Catalog


def purpose_words(purpose: str, words: Catalog) -> str:
    """Return what a client is asked about."""
    match purpose:
        case Purpose.SERVICE_MESSAGES:
            return words.p_("purpose of a consent", "messages about own appointments")
        case Purpose.OFFERS:
            return words.p_("purpose of a consent", "offers")
        case Purpose.PHOTOS_RECORD:
            return words.p_("purpose of a consent", "photos on the client card")
        case Purpose.PHOTOS_PUBLISH:
            return words.p_("purpose of a consent", "publishing photos")
        case Purpose.HEALTH_NOTES:
            return words.p_("purpose of a consent", "health notes")
        case Purpose.GUARDIAN:
            return words.p_("purpose of a consent", "consent of a guardian")
        case _:
            return ""


def channel_words(channel: str, words: Catalog) -> str:
    """Return where an answer counts."""
    match channel:
        case Channel.WHATSAPP:
            return words.p_("channel", "WhatsApp")
        case Channel.SMS:
            return words.p_("channel", "text message")
        case Channel.EMAIL:
            return words.p_("channel", "e-mail")
        case Channel.DESK:
            return words.p_("channel", "at the desk")
        case _:
            return ""


def kind_words(kind: str, words: Catalog) -> str:
    """Return what happened in an event of the ledger."""
    match kind:
        case EventKind.ASKED:
            return words.p_("event of the consent register", "asked")
        case EventKind.GRANTED:
            return words.p_("event of the consent register", "consent given")
        case EventKind.REFUSED:
            return words.p_("event of the consent register", "refused")
        case EventKind.NOT_NOW:
            return words.p_("event of the consent register", "not now")
        case EventKind.CONFIRMED_BY_OWN_MESSAGE:
            return words.p_("event of the consent register", "confirmed by an own message")
        case EventKind.WITHDRAWN:
            return words.p_("event of the consent register", "withdrawn")
        case EventKind.EXPIRED:
            return words.p_("event of the consent register", "expired")
        case EventKind.RESTORED:
            return words.p_("event of the consent register", "WhatsApp lifted its block")
        case EventKind.IMPORTED:
            return words.p_("event of the consent register", "imported without proof")
        case EventKind.NUMBER_CHANGED:
            return words.p_("event of the consent register", "number changed")
        case EventKind.OBJECTION:
            return words.p_("event of the consent register", "objection")
        case _:
            return ""


def consent_state_words(state: str, words: Catalog) -> str:
    """Return where a question stands."""
    match state:
        case ConsentState.UNKNOWN:
            return words.p_("state of a consent", "not asked yet")
        case ConsentState.ASKED:
            return words.p_("state of a consent", "asked, no answer yet")
        case ConsentState.GRANTED:
            return words.p_("state of a consent", "given")
        case ConsentState.REFUSED:
            return words.p_("state of a consent", "refused")
        case ConsentState.NOT_NOW:
            return words.p_("state of a consent", "not now")
        case ConsentState.WITHDRAWN:
            return words.p_("state of a consent", "withdrawn")
        case ConsentState.EXPIRED:
            return words.p_("state of a consent", "expired")
        case ConsentState.IMPORTED:
            return words.p_("state of a consent", "imported without proof")
        case ConsentState.NUMBER_CHANGED:
            return words.p_("state of a consent", "ended, because the number changed")
        case _:
            return ""


def method_words(method: str, words: Catalog) -> str:
    """Return how an answer came to the salon."""
    match method:
        case Method.OWN_MESSAGE:
            return words.p_("how consent was given", "own message")
        case Method.BUTTON:
            return words.p_("how consent was given", "button in a message")
        case Method.SCREEN_SIGNATURE:
            return words.p_("how consent was given", "signature on the screen")
        case Method.PAPER_FORM:
            return words.p_("how consent was given", "paper form")
        case Method.SPOKEN:
            return words.p_("how consent was given", "spoken")
        case Method.IMPORT:
            return words.p_("how consent was given", "import")
        case Method.PLATFORM_EVENT:
            return words.p_("how consent was given", "reported by WhatsApp")
        case Method.DESK:
            return words.p_("how consent was given", "noted at the desk")
        case _:
            return ""


def strength_words(strength: int, words: Catalog) -> str:
    """Return how well an event can be proved."""
    match strength:
        case Strength.IMPORTED:
            return words.p_("strength of a proof", "no proof")
        case Strength.SPOKEN:
            return words.p_("strength of a proof", "spoken words")
        case Strength.SIGNED:
            return words.p_("strength of a proof", "signature")
        case Strength.OWN_MESSAGE:
            return words.p_("strength of a proof", "own message")
        case _:
            return ""
