"""Why a message may not leave, or no longer: one code for each reason, words live elsewhere."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason that screens, the call list and the drills can name."""

    # the person and her address
    ERASED = "erased"
    ADDRESS_INVALID = "address_invalid"
    NOT_ON_PLATFORM = "not_on_platform"
    PLATFORM_BLOCK = "platform_block"
    # what she said
    NOT_ASKED = "not_asked"
    NO_ANSWER_YET = "no_answer_yet"
    REFUSED = "refused"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"
    IMPORTED_WITHOUT_PROOF = "imported_without_proof"
    NUMBER_CHANGED = "number_changed"
    CONSENT_EXPIRED = "consent_expired"
    TOO_LONG_SINCE_CONTACT = "too_long_since_contact"
    PROOF_TOO_WEAK = "proof_too_weak"
    MINOR = "minor"
    GUARDIAN_MISSING = "guardian_missing"
    # moderation
    QUIET_HOURS = "quiet_hours"
    OFFER_CAP = "offer_cap"
    NEAR_VISIT = "near_visit"
    NO_REACTION = "no_reaction"
    # the template
    TEMPLATE_MISSING = "template_missing"
    TEMPLATE_NOT_APPROVED = "template_not_approved"
    TEMPLATE_PAUSED = "template_paused"
    TEMPLATE_CATEGORY = "template_category"
    # the moment
    STALE = "stale"
    APPOINTMENT_GONE = "appointment_gone"
    APPOINTMENT_MOVED = "appointment_moved"
    # answers
    NO_INBOUND = "no_inbound"
    WINDOW_CLOSED = "window_closed"
    ALREADY_ANSWERED = "already_answered"
    PROMOTIONAL_ANSWER = "promotional_answer"
    ANSWER_BY_TEMPLATE = "answer_by_template"
    # the account and the desk
    VALVE_CLOSED = "valve_closed"
    NOT_DRAINED = "not_drained"
    NOT_A_TEST_RECIPIENT = "not_a_test_recipient"
    DAILY_LIMIT = "daily_limit"
    # why a message that was planned is void
    UNDONE = "undone"
    REPLACED = "replaced"
    FUTURE_VISIT = "future_visit"
    CAMPAIGN_STOPPED = "campaign_stopped"


# These pass by themselves: the message stays planned and is asked again until it is stale.
TEMPORARY = frozenset(
    {
        Reason.TEMPLATE_PAUSED,
        Reason.TEMPLATE_NOT_APPROVED,
        Reason.TEMPLATE_MISSING,
        Reason.TEMPLATE_CATEGORY,
        Reason.VALVE_CLOSED,
        Reason.NOT_DRAINED,
        Reason.NOT_A_TEST_RECIPIENT,
        Reason.DAILY_LIMIT,
    }
)
