"""Words for client lists that come from elsewhere: why a file or a line of it is not taken."""

from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling
from salon_desktop.application.ports.clients import LineOutcome
from salon_desktop.localization.catalog import Catalog


def _file_refused(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("reason"):
        case "empty":
            return telling.hint(
                words._("The file is empty."),
                words._("Export the list once more from where it comes."),
            )
        case "spreadsheet":
            return telling.hint(
                words._("This is a workbook of a spreadsheet and not a plain list."),
                words._("Open it there and save it as CSV, then import that file."),
            )
        case "no_heading":
            return telling.hint(
                words._("The first line names no column that holds names."),
                words._("Say which column holds the first and which the last name."),
            )
        case "heading_too_long":
            return telling.hint(
                words._("The first line is too long to hold the names of columns."),
                words._("Put one line with the names of the columns at the top."),
            )
        case "changed":
            return telling.hint(
                words._("The file was changed while it was being read."),
                words._("Close it everywhere else and start again; no line is taken twice."),
            )
        case _:
            return telling.hint(
                words._("This file is no client list."),
                words._("Choose a CSV file whose first line names the columns."),
            )


def _encoding_unclear(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("The file does not say how its letters are written; guessing spoils names."),
        words._("Look at the samples and choose the one in which every name is right."),
    )


FILE_REFUSALS: dict[str, Explainer] = {
    "file_refused": _file_refused,
    "encoding_unclear": _encoding_unclear,
}


def outcome_words(outcome: str, words: Catalog) -> str:
    """Return what became of a line; "" for a code of a newer version."""
    match outcome:
        case LineOutcome.ADDED:
            return words.p_("line of an import", "added")
        case LineOutcome.LOOKS_LIKE:
            return words.p_("line of an import", "added, looks like somebody known")
        case LineOutcome.ALREADY_THERE:
            return words.p_("line of an import", "already there")
        case LineOutcome.REFUSED:
            return words.p_("line of an import", "not taken")
        case LineOutcome.EMPTY:
            return words.p_("line of an import", "empty")
        case _:
            return ""


def line_reason_words(reason: str, words: Catalog) -> str:
    """Return why a line was not taken; never what stood in it."""
    match reason:
        case "nameless":
            return words._("The line has neither a first nor a last name.")
        case "email_not_understood":
            return words._("The e-mail address is none.")
        case "birth_date_unclear":
            return words._("The birth date can be read in more than one way, or in none.")
        case "birth_date_impossible":
            return words._("The birth date lies in the future or too far in the past.")
        case "language_unknown":
            return words._("The language is not known.")
        case "consent_unclear":
            return words._("The column about consent says neither yes nor no.")
        case "text_too_long":
            return words._("A text in the line is too long.")
        case _ if reason.startswith("text_"):
            return words._("The line holds signs that are no text.")
        case "phone_too_long" | "phone_impossible":
            return words._("No telephone can have this number: digits are missing or too many.")
        case _ if reason.startswith("phone_"):
            return words._("The phone number is none.")
        case _:
            return _shape_words(reason, words)


def _shape_words(reason: str, words: Catalog) -> str:
    match reason:
        case "empty_line":
            return words._("The line is empty.")
        case "too_few_columns":
            return words._("The line has fewer columns than the first one.")
        case "too_many_columns":
            return words._("The line has more columns than the first one.")
        case "line_too_long":
            return words._("The line is too long.")
        case "quote_open":
            return words._("A quotation mark in the line is never closed.")
        case _:
            return words._("The line cannot be read.")


def line_warning_words(warning: str, words: Catalog) -> str:
    """Return what is odd about a line that was taken, or about a number."""
    match warning:
        case "short_mobile":
            return words._("The mobile number is short: compare it with the client.")
        case "unusual":
            return words._("The number is possible but unusual: compare it with the client.")
        case "consent_without_number":
            return words._("The list speaks of consent, but there is no number for messages.")
        case "too_few_columns":
            return words._("The line has fewer columns than the first one: look at the card.")
        case _:
            return words._("Something about the line is odd: look at the card.")
