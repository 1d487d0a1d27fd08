"""Why a message does not leave, or left without success: one sentence for each stored reason.

Sentences for the desk and the call list. What the platform refused is told by its code.
"""

from salon_desktop.application.explaining.code_words import code_words
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.localization.catalog import Catalog

# Reasons the outbox keeps besides those of the gate.
OFFLINE, SLOW_DOWN, NO_SECRETS = "offline", "slow_down", "no_secrets"
ANSWER_LOST, SENDER_DIED = "answer_lost", "sender_died"
REFUSED_BY_PLATFORM, NOT_SENDABLE = "refused_by_platform", "not_sendable"
OUTBOX_REASONS = (
    OFFLINE,
    SLOW_DOWN,
    NO_SECRETS,
    ANSWER_LOST,
    SENDER_DIED,
    REFUSED_BY_PLATFORM,
    NOT_SENDABLE,
)


def reason_words(
    reason: str | None,
    words: Catalog,
    *,
    state: MessageState | str | None = None,
    code: int | None = None,
) -> str:
    """Return the sentence for a stored reason; "" where there is none.

    The platform's no is told by ``code`` where it is known. Files of older versions call it
    ``refused`` as the client's, but a message that failed was refused by the platform alone.
    """
    if not reason:
        return ""
    by_platform = reason == Reason.REFUSED and state == MessageState.FAILED
    if reason == REFUSED_BY_PLATFORM or by_platform:
        if code is not None:
            return code_words(code, words).text
        return words._("WhatsApp did not take the message.")
    for told in (_person, _consent, _moment, _answer, _account, _void, _outbox):
        text = told(reason, words)
        if text:
            return text
    return words._("The message does not leave; the reason is not known to this version.")


def _person(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.ERASED:
            return words._("The client's data was erased.")
        case Reason.ADDRESS_INVALID:
            return words._("There is no number that messages can go to.")
        case Reason.NOT_ON_PLATFORM:
            return words._("The number is not on WhatsApp.")
        case Reason.PLATFORM_BLOCK:
            return words._("The client has switched off offers from the salon in WhatsApp.")
        case Reason.MINOR:
            return words._("The client is too young for this kind of message.")
        case Reason.GUARDIAN_MISSING:
            return words._("The client is a minor, and no guardian has agreed.")
        case _:
            return ""


def _consent(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.NOT_ASKED:
            return words._("The client has not been asked yet.")
        case Reason.NO_ANSWER_YET:
            return words._("The client was asked and has not answered yet.")
        case Reason.REFUSED:
            return words._("The client said no.")
        case Reason.NOT_NOW:
            return words._("The client wanted to answer another time.")
        case Reason.WITHDRAWN:
            return words._("The client wants no more of these messages.")
        case Reason.IMPORTED_WITHOUT_PROOF:
            return words._("The consent was imported without proof: ask at the next visit.")
        case Reason.NUMBER_CHANGED:
            return words._("The number has changed since the consent: ask again.")
        case Reason.CONSENT_EXPIRED:
            return words._("The consent has expired: ask again.")
        case Reason.TOO_LONG_SINCE_CONTACT:
            return words._("The client has not been here for too long to get offers.")
        case Reason.PROOF_TOO_WEAK:
            return words._("The proof of the consent is too weak: ask for a stronger one.")
        case _:
            return ""


def _moment(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.QUIET_HOURS:
            return words._("It is quiet time; the message waits until the salon may write.")
        case Reason.OFFER_CAP:
            return words._("The client has had enough offers lately.")
        case Reason.NEAR_VISIT:
            return words._("The client has a visit within 24 hours.")
        case Reason.NO_REACTION:
            return words._("The client did not react to the last offers.")
        case Reason.STALE:
            return words._("It is too late: the message would have been of no use.")
        case Reason.APPOINTMENT_GONE:
            return words._("The appointment no longer takes place.")
        case Reason.APPOINTMENT_MOVED:
            return words._("The appointment was moved to another time.")
        case _:
            return ""


def _answer(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.NO_INBOUND:
            return words._("The client has not written, so there is nothing to answer.")
        case Reason.WINDOW_CLOSED:
            return words._("More than 24 hours have passed since the client wrote last.")
        case Reason.ALREADY_ANSWERED:
            return words._("This message of the client was answered already.")
        case Reason.PROMOTIONAL_ANSWER:
            return words._("An answer may not advertise.")
        case Reason.ANSWER_BY_TEMPLATE:
            return words._("An answer may not be a template.")
        case _:
            return ""


def _account(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.TEMPLATE_MISSING:
            return words._("WhatsApp has no such template in the client's language.")
        case Reason.TEMPLATE_NOT_APPROVED:
            return words._("WhatsApp has not approved the template yet.")
        case Reason.TEMPLATE_PAUSED:
            return words._("WhatsApp has paused the template for some hours.")
        case Reason.TEMPLATE_CATEGORY:
            return words._("WhatsApp counts the template as another kind of message.")
        case Reason.VALVE_CLOSED:
            return words._("Sending is closed at the moment; the banner says why.")
        case Reason.NOT_DRAINED:
            return words._("First the answers of clients must come in.")
        case Reason.NOT_A_TEST_RECIPIENT:
            return words._("The account is a test, and the number is not on its list of testers.")
        case Reason.DAILY_LIMIT:
            return words._("WhatsApp's limit of clients in 24 hours is reached.")
        case _:
            return ""


def _void(reason: str, words: Catalog) -> str:
    match reason:
        case Reason.UNDONE:
            return words._("The booking was taken back.")
        case Reason.REPLACED:
            return words._("A newer message has taken its place.")
        case Reason.FUTURE_VISIT:
            return words._("The client has booked again already.")
        case Reason.CAMPAIGN_STOPPED:
            return words._("The promotion was stopped.")
        case _:
            return ""


def _outbox(reason: str, words: Catalog) -> str:
    match reason:
        case "offline":
            return words._("There was no connection; the message waits and leaves by itself.")
        case "slow_down":
            return words._("WhatsApp asked for a pause; the message leaves a little later.")
        case "no_secrets":
            return words._("The access token cannot be read; unlock the keyring.")
        case "answer_lost":
            return words._("No answer came: it may have arrived or not. Ask by phone.")
        case "sender_died":
            return words._("The program stopped while sending: it may have arrived or not.")
        case "not_sendable":
            return words._("WhatsApp would refuse the text, so it was not sent.")
        case _:
            return ""
