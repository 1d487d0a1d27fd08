"""The owner's work lists: icon, title and advice of each, as they stand on the page."""

from dataclasses import dataclass

from salon_desktop.application.queries.consent_status import WorkList
from salon_desktop.domain.consent.minors import FULL_AGE, age_of_consent
from salon_desktop.localization.catalog import Catalog


@dataclass(frozen=True, slots=True)
class WorkLook:
    """Icon and ink while there is something to do; where nothing is, the ink is that of good."""

    icon: str
    ink: str


LOOKS = {
    WorkList.EXPIRING: WorkLook("hourglass", "warn"),
    WorkList.SPOKEN_ONLY: WorkLook("volume-2", "warn"),
    WorkList.NUMBER_CHANGED: WorkLook("phone", "warn"),
    WorkList.IMPORTED: WorkLook("upload", "info"),
    WorkList.CAME_OF_AGE: WorkLook("cake", "info"),
    WorkList.NO_WORDING: WorkLook("file-text", "danger"),
    WorkList.STOPPED_WITH_VISIT: WorkLook("message-circle-off", "danger"),
    WorkList.SENT_WITHOUT_RECORD: WorkLook("shield-check", "danger"),
}


def work_title(words: Catalog, work: WorkList, country: str) -> str:
    """Return what a list is called."""
    match work:
        case WorkList.EXPIRING:
            return words._("Ending within 60 days")
        case WorkList.SPOKEN_ONLY:
            return words._("Only spoken, for more than 30 days")
        case WorkList.NUMBER_CHANGED:
            return words._("Number changed after the consent")
        case WorkList.IMPORTED:
            return words._("Imported without proof")
        case WorkList.CAME_OF_AGE:
            ages = f"{age_of_consent(country)} / {FULL_AGE}"
            return words._("Reached {ages} years").format(ages=ages)
        case WorkList.NO_WORDING:
            return words._("Without the version of the text")
        case WorkList.STOPPED_WITH_VISIT:
            return words._("Wants no messages, but has a visit")
        case WorkList.SENT_WITHOUT_RECORD:
            return words._("Messages without a ground")


def work_advice(words: Catalog, work: WorkList) -> str:
    """Return what to do about the people on a list."""
    match work:
        case WorkList.EXPIRING:
            return words._("ask at the next visit")
        case WorkList.SPOKEN_ONLY:
            return words._("offers lapse without a stronger proof")
        case WorkList.NUMBER_CHANGED:
            return words._("the consent was for the old number")
        case WorkList.IMPORTED:
            return words._("they do not count: ask at the desk")
        case WorkList.CAME_OF_AGE:
            return words._("the guardian's consent has to be renewed by herself")
        case WorkList.NO_WORDING:
            return words._("every consent names the text that was shown")
        case WorkList.STOPPED_WITH_VISIT:
            return words._("phone to confirm")
        case WorkList.SENT_WITHOUT_RECORD:
            return words._("must stay nought")
