"""Words for the owner's page: proofs, work lists, and why two cards may be one person."""

from salon_desktop.application.queries.consent_status import Proof, WorkList
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.localization.catalog import Catalog


def proof_words(proof: str, words: Catalog) -> str:
    """Return what the salon could show if somebody asked; "" for a code of a newer version."""
    match proof:
        case Proof.NONE:
            return words.p_("proof of a consent", "none")
        case Proof.IMPORTED:
            return words.p_("proof of a consent", "only a list from elsewhere")
        case Proof.SPOKEN:
            return words.p_("proof of a consent", "spoken words")
        case Proof.PAPER_FORM:
            return words.p_("proof of a consent", "signed paper form")
        case Proof.SCREEN_SIGNATURE:
            return words.p_("proof of a consent", "signature on the screen")
        case Proof.SIGNED_AND_CONFIRMED:
            return words.p_("proof of a consent", "signed, then confirmed by an own message")
        case Proof.OWN_MESSAGE:
            return words.p_("proof of a consent", "own message")
        case _:
            return ""


def work_list_words(work: str, words: Catalog) -> str:
    """Return the heading of a work list of the monthly review."""
    match work:
        case WorkList.EXPIRING:
            return words.p_("work list", "Consent ends soon")
        case WorkList.SPOKEN_ONLY:
            return words.p_("work list", "Spoken only, for more than 30 days")
        case WorkList.NUMBER_CHANGED:
            return words.p_("work list", "Number changed after the consent")
        case WorkList.IMPORTED:
            return words.p_("work list", "Imported without proof")
        case WorkList.CAME_OF_AGE:
            return words.p_("work list", "Came of age since")
        case WorkList.NO_WORDING:
            return words.p_("work list", "Consent without its text")
        case WorkList.STOPPED_WITH_VISIT:
            return words.p_("work list", "No messages, but a visit: phone")
        case WorkList.SENT_WITHOUT_RECORD:
            return words.p_("work list", "Sent without a record")
        case _:
            return ""


def likeness_words(why: str, words: Catalog) -> str:
    """Return why two cards may be one person."""
    match why:
        case Likeness.PHONE_AND_NAME:
            return words.p_("why two cards may be one", "same number and same name")
        case Likeness.NAME_AND_BIRTH:
            return words.p_("why two cards may be one", "same name and same birth date")
        case Likeness.PHONE:
            return words.p_("why two cards may be one", "same number")
        case Likeness.NAME:
            return words.p_("why two cards may be one", "same name")
        case _:
            return ""
