"""Judge an answer of the Graph API: the payload, or the failure that the use cases know.

The error code decides, by ``whatsapp.error_codes``; the HTTP status counts only where it says that
the platform itself broke. For something that was sent, doubt is MessagingUnclear; for a question,
doubt is MessagingOffline, because asking again harms nobody.
"""

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
    OutsideTrouble,
)
from salon_desktop.infrastructure.graph_api.transport import Answer, Lost, Outcome
from salon_desktop.whatsapp.error_codes import Retry, is_known, look_up
from salon_desktop.whatsapp.loose_json import JsonObject, object_at, text_at, whole_at

TOO_MANY_REQUESTS = 429
SERVICE_UNAVAILABLE = 503
_BROKE = 500
_WRONG_PARAMETER = 100
_UNREACHABLE_ID = 33
_TEMPLATE_TROUBLES = range(2_388_000, 2_389_000)
_DETAILS_LIMIT = 500


def settle_sent(outcome: Outcome) -> JsonObject:
    """Return what the platform answered to a request that changes something.

    Raises MessagingOffline only if it was certainly not taken, MessagingUnclear if nobody can tell,
    MessagingRefused if the platform said no.
    """
    match outcome:
        case Lost(never_left=True):
            raise MessagingOffline
        case Lost():
            raise MessagingUnclear
        case Answer(payload=dict() as payload):
            if (refusal := _refusal(payload)) is not None:
                raise _sent_failure(outcome, refusal)
            if _succeeded(outcome.status):
                return payload
    if outcome.status == TOO_MANY_REQUESTS:
        raise MessagingOffline(outcome.retry_after)
    raise MessagingUnclear


def settle_asked(outcome: Outcome) -> JsonObject:
    """Return what the platform answered to a question.

    Raises MessagingOffline if it can be asked again later, MessagingRefused if it said no.
    """
    if isinstance(outcome, Lost):
        raise MessagingOffline
    if isinstance(outcome.payload, dict):
        refusal = _refusal(outcome.payload)
        if refusal is None and _succeeded(outcome.status):
            return outcome.payload
        if refusal is not None:
            row = look_up(refusal.code)
            if row.surely_not_taken or row.retry is Retry.UNKNOWN:
                raise MessagingOffline(outcome.retry_after, refusal.code)
            raise refusal
    raise MessagingOffline(outcome.retry_after)


def _sent_failure(answer: Answer, refusal: MessagingRefused) -> OutsideTrouble:
    row = look_up(refusal.code)
    # A 500 is the platform breaking in the middle; whatever code it found to say, the message may
    # be on its way. A 503 is believed only with a code that we know.
    broke = answer.status >= _BROKE and answer.status != SERVICE_UNAVAILABLE
    unavailable = answer.status == SERVICE_UNAVAILABLE and not is_known(refusal.code)
    if broke or unavailable or row.retry is Retry.UNKNOWN:
        return MessagingUnclear()
    if row.surely_not_taken:
        return MessagingOffline(answer.retry_after, refusal.code)
    return refusal


def _refusal(payload: JsonObject) -> MessagingRefused | None:
    error = object_at(payload, "error")
    code = whole_at(error, "code")
    if code is None:
        return None
    details = (
        text_at(error, "error_data", "details")
        or text_at(error, "error_user_msg")
        or text_at(error, "message")
    )
    return MessagingRefused(
        _telling_code(code, whole_at(error, "error_subcode")),
        details[:_DETAILS_LIMIT],
        text_at(error, "fbtrace_id"),
    )


def _telling_code(code: int, subcode: int | None) -> int:
    """Return the code that says what is wrong: "wrong parameter" hides it in the subcode."""
    if code != _WRONG_PARAMETER or subcode is None:
        return code
    tells = subcode == _UNREACHABLE_ID or (subcode in _TEMPLATE_TROUBLES and is_known(subcode))
    return subcode if tells else code


def _succeeded(status: int) -> bool:
    return 200 <= status < 300
