"""Words for an appointment: where it stands, why it was cancelled, how it came into the book.

Each function answers "" for a code it does not know, so that a newer file never stops a list.
"""

from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.domain.agenda.opening import AbsenceKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.localization.catalog import Catalog


def status_words(status: str, words: Catalog) -> str:
    """Return where an appointment stands in its life."""
    match status:
        case Status.TENTATIVE:
            return words.p_("appointment status", "pencilled in")
        case Status.BOOKED:
            return words.p_("appointment status", "booked")
        case Status.CONFIRMED:
            return words.p_("appointment status", "confirmed")
        case Status.ARRIVED:
            return words.p_("appointment status", "arrived")
        case Status.IN_SERVICE:
            return words.p_("appointment status", "in service")
        case Status.DONE:
            return words.p_("appointment status", "done")
        case Status.PAID:
            return words.p_("appointment status", "paid")
        case Status.NO_SHOW:
            return words.p_("appointment status", "no-show")
        case Status.CANCELLED_BY_CLIENT:
            return words.p_("appointment status", "cancelled by the client")
        case Status.CANCELLED_BY_SALON:
            return words.p_("appointment status", "cancelled by the salon")
        case Status.LATE_CANCELLED:
            return words.p_("appointment status", "cancelled late")
        case Status.EXPIRED:
            return words.p_("appointment status", "expired")
        case _:
            return ""


def cancel_reason_words(reason: str, words: Catalog) -> str:
    """Return why an appointment was cancelled."""
    match reason:
        case CancelReason.ILL:
            return words.p_("reason for a cancellation", "ill")
        case CancelReason.WORK:
            return words.p_("reason for a cancellation", "work")
        case CancelReason.FORGOT:
            return words.p_("reason for a cancellation", "forgot")
        case CancelReason.WEATHER_OR_TRANSPORT:
            return words.p_("reason for a cancellation", "weather or transport")
        case CancelReason.FOUND_ANOTHER_TIME:
            return words.p_("reason for a cancellation", "found another time")
        case CancelReason.PRICE:
            return words.p_("reason for a cancellation", "price")
        case CancelReason.OTHER_SALON:
            return words.p_("reason for a cancellation", "went to another salon")
        case CancelReason.OPERATOR_ILL:
            return words.p_("reason for a cancellation", "operator ill")
        case CancelReason.ROOM_OR_DEVICE_OUT:
            return words.p_("reason for a cancellation", "room or device out of order")
        case CancelReason.DOUBLE_ENTRY:
            return words.p_("reason for a cancellation", "entered twice")
        case CancelReason.OTHER:
            return words.p_("reason for a cancellation", "other")
        case _:
            return ""


def origin_words(origin: str, words: Catalog) -> str:
    """Return how an appointment came into the book."""
    match origin:
        case Origin.PHONE:
            return words.p_("origin of an appointment", "by phone")
        case Origin.DESK:
            return words.p_("origin of an appointment", "at the desk")
        case Origin.WALK_IN:
            return words.p_("origin of an appointment", "walk-in")
        case Origin.IMPORT:
            return words.p_("origin of an appointment", "imported")
        case Origin.ONLINE:
            return words.p_("origin of an appointment", "online")
        case _:
            return ""


def change_words(kind: str, words: Catalog) -> str:
    """Return what an event of an appointment's history did."""
    match kind:
        case EventKind.BOOKED:
            return words.p_("history of an appointment", "booked")
        case EventKind.MOVED:
            return words.p_("history of an appointment", "moved")
        case EventKind.STEPS_CHANGED:
            return words.p_("history of an appointment", "services changed")
        case EventKind.STATUS_CHANGED:
            return words.p_("history of an appointment", "status changed")
        case EventKind.CANCELLED:
            return words.p_("history of an appointment", "cancelled")
        case EventKind.REINSTATED:
            return words.p_("history of an appointment", "taken up again")
        case EventKind.LATE:
            return words.p_("history of an appointment", "marked as late")
        case EventKind.CHANGED:
            return words.p_("history of an appointment", "changed")
        case EventKind.DELETED:
            return words.p_("history of an appointment", "deleted")
        case _:
            return ""


def absence_words(kind: str, words: Catalog) -> str:
    """Return why an operator, a room or a device cannot be booked."""
    match kind:
        case AbsenceKind.LEAVE:
            return words.p_("absence", "leave")
        case AbsenceKind.SICK:
            return words.p_("absence", "sick leave")
        case AbsenceKind.TRAINING:
            return words.p_("absence", "training")
        case AbsenceKind.BLOCK:
            return words.p_("absence", "blocked time")
        case AbsenceKind.BREAK:
            return words.p_("absence", "break")
        case AbsenceKind.OUT_OF_ORDER:
            return words.p_("absence", "out of order")
        case _:
            return ""
