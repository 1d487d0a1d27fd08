"""Words for an import: encodings, what columns mean, what became of the lines."""

from collections.abc import Mapping

from salon_desktop.application.ports.clients import LineOutcome
from salon_desktop.application.ports.files import ClientField
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats

OUTCOME_SIGNS = {
    LineOutcome.ADDED: ("user-plus", "ok"),
    LineOutcome.LOOKS_LIKE: ("copy", "info"),
    LineOutcome.ALREADY_THERE: ("user-check", "text_2"),
    LineOutcome.REFUSED: ("circle-x", "danger"),
    LineOutcome.EMPTY: ("minus", "text_2"),
}


def encoding_words(words: Catalog, encoding: str) -> str:
    """Return what an encoding is called for people."""
    match encoding:
        case "cp1252":
            return words._("Western Europe (Windows)")
        case "cp1250":
            return words._("Central Europe (Windows)")
        case "iso8859-15":
            return words._("Western Europe (older programs)")
        case "mac-roman":
            return words._("Western Europe (old Mac)")
        case "utf-16-le" | "utf-16-be":
            return words._("Unicode with two bytes ({name})").format(name=encoding)
        case _:
            return encoding


def column_words(words: Catalog, meaning: ClientField | None) -> str:
    """Return what a column is taken for."""
    match meaning:
        case None:
            return words.p_("meaning of a column", "not imported")
        case ClientField.FIRST_NAME:
            return words.p_("meaning of a column", "first name")
        case ClientField.LAST_NAME:
            return words.p_("meaning of a column", "last name")
        case ClientField.NAME:
            return words.p_("meaning of a column", "first and last name")
        case ClientField.NAME_LAST_FIRST:
            return words.p_("meaning of a column", "last and first name")
        case ClientField.MOBILE:
            return words.p_("meaning of a column", "mobile number")
        case ClientField.PHONE:
            return words.p_("meaning of a column", "telephone")
        case ClientField.EMAIL:
            return words.p_("meaning of a column", "e-mail")
        case ClientField.BIRTH_DATE:
            return words.p_("meaning of a column", "birth date")
        case ClientField.LANGUAGE:
            return words.p_("meaning of a column", "language")
        case ClientField.NOTE:
            return words.p_("meaning of a column", "note")
        case ClientField.ALERT:
            return words.p_("meaning of a column", "alert")
        case ClientField.CONSENT:
            return words.p_("meaning of a column", "consent (counts as a claim)")
        case ClientField.CONSENT_SERVICE:
            return words.p_("meaning of a column", "consent to reminders (a claim)")
        case ClientField.CONSENT_OFFERS:
            return words.p_("meaning of a column", "consent to offers (a claim)")


def counted_words(
    words: Catalog, formats: Formats, counts: Mapping[LineOutcome, int], *, dry: bool
) -> list[tuple[LineOutcome, str]]:
    """Return a sentence for each outcome that there is."""
    sentences = {
        LineOutcome.ADDED: words.n_(
            "{count} new client", "{count} new clients", counts[LineOutcome.ADDED]
        ),
        LineOutcome.LOOKS_LIKE: words.n_(
            "{count} new client looks like somebody known",
            "{count} new clients look like somebody known",
            counts[LineOutcome.LOOKS_LIKE],
        ),
        LineOutcome.ALREADY_THERE: words.n_(
            "{count} is there already, nothing changes",
            "{count} are there already, nothing changes",
            counts[LineOutcome.ALREADY_THERE],
        ),
        LineOutcome.REFUSED: words.n_(
            "{count} line cannot be taken",
            "{count} lines cannot be taken",
            counts[LineOutcome.REFUSED],
        )
        if dry
        else words.n_(
            "{count} line was not taken",
            "{count} lines were not taken",
            counts[LineOutcome.REFUSED],
        ),
        LineOutcome.EMPTY: words.n_(
            "{count} empty line", "{count} empty lines", counts[LineOutcome.EMPTY]
        ),
    }
    return [
        (outcome, text.format(count=formats.number(counts[outcome])))
        for outcome, text in sentences.items()
        if counts[outcome]
    ]


def newcomers(counts: Mapping[LineOutcome, int]) -> int:
    """Return how many cards an import adds."""
    return counts[LineOutcome.ADDED] + counts[LineOutcome.LOOKS_LIKE]
