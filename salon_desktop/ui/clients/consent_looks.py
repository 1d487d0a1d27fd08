"""How an answer looks in the strip: icon, ink and words for every state, never colour alone."""

from dataclasses import dataclass

from salon_desktop.application.explaining.consent_words import strength_words
from salon_desktop.application.queries.consent_status import ConsentLine, Proof
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats


@dataclass(frozen=True, slots=True)
class StateLook:
    """Icon and ink of a state."""

    icon: str
    ink: str


STATE_LOOKS = {
    ConsentState.GRANTED: StateLook("circle-check", "ok"),
    ConsentState.REFUSED: StateLook("circle-x", "danger"),
    ConsentState.WITHDRAWN: StateLook("ban", "danger"),
    ConsentState.NOT_NOW: StateLook("clock", "text_2"),
    ConsentState.UNKNOWN: StateLook("circle-help", "text_2"),
    ConsentState.ASKED: StateLook("clock", "text_2"),
    ConsentState.EXPIRED: StateLook("hourglass", "warn"),
    ConsentState.IMPORTED: StateLook("upload", "warn"),
    ConsentState.NUMBER_CHANGED: StateLook("phone", "warn"),
}


def purpose_title(words: Catalog, purpose: Purpose) -> str:
    """Return what a question is called in the strip: short."""
    match purpose:
        case Purpose.SERVICE_MESSAGES:
            return words.p_("short name of a question", "Reminders")
        case Purpose.OFFERS:
            return words.p_("short name of a question", "Offers")
        case Purpose.PHOTOS_RECORD:
            return words.p_("short name of a question", "Photos on the card")
        case Purpose.PHOTOS_PUBLISH:
            return words.p_("short name of a question", "Publishing photos")
        case Purpose.HEALTH_NOTES:
            return words.p_("short name of a question", "Health notes")
        case Purpose.GUARDIAN:
            return words.p_("short name of a question", "Guardian")


def state_title(words: Catalog, state: ConsentState) -> str:
    """Return how a question stands, in a word or two."""
    match state:
        case ConsentState.GRANTED:
            return words.p_("answer", "Yes")
        case ConsentState.REFUSED:
            return words.p_("answer", "No")
        case ConsentState.NOT_NOW:
            return words.p_("answer", "Not now")
        case ConsentState.WITHDRAWN:
            return words.p_("answer", "Withdrawn")
        case ConsentState.EXPIRED:
            return words.p_("answer", "Expired")
        case ConsentState.IMPORTED:
            return words.p_("answer", "Imported, to ask")
        case ConsentState.NUMBER_CHANGED:
            return words.p_("answer", "Number changed, to ask")
        case ConsentState.ASKED:
            return words.p_("answer", "Asked, no answer")
        case ConsentState.UNKNOWN:
            return words.p_("answer", "Not asked")


def proof_title(words: Catalog, line: ConsentLine) -> str:
    """Return what proves it, as it stands beside the bar."""
    match line.proof:
        case Proof.OWN_MESSAGE:
            return words.p_("proof", "own message")
        case Proof.SIGNED_AND_CONFIRMED:
            return words.p_("proof", "signed and own message")
        case Proof.SCREEN_SIGNATURE:
            return words.p_("proof", "signed")
        case Proof.PAPER_FORM:
            return words.p_("proof", "paper form")
        case Proof.SPOKEN:
            return words.p_("proof", "spoken")
        case _:
            return strength_words(int(line.strength or 0), words)


def since_until(formats: Formats, line: ConsentLine) -> str:
    """Return since when it stands and until when it counts, as short as it goes."""
    if line.since is None:
        return ""
    return formats.days(line.since, line.valid_until or line.since)


def since_until_in_words(words: Catalog, formats: Formats, line: ConsentLine) -> str:
    """Return the same as a sentence."""
    if line.since is None:
        return ""
    since = formats.long_date(line.since)
    if line.valid_until is None:
        return words._("since {since}").format(since=since)
    until = formats.long_date(line.valid_until)
    return words._("since {since}, until {until}").format(since=since, until=until)
