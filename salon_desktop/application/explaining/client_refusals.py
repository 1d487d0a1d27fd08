"""Why a client's card cannot be kept as typed, and what to do; never what was typed."""

from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling
from salon_desktop.localization.catalog import Catalog


def _client_nameless(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("The card has neither a first nor a last name."),
        words._("Enter at least one of them."),
    )


def _email_not_understood(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This is not an e-mail address."),
        words._("Write it like name@example.com, or leave the field empty."),
    )


def _birth_date_impossible(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This birth date lies in the future or too far in the past."),
        words._("Check the year, or leave the field empty."),
    )


def _phone_not_understood(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("reason"):
        case "empty":
            return telling.hint(
                words._("The phone number is empty."),
                words._("Enter a number, or leave the whole line out."),
            )
        case "too_long":
            return telling.hint(
                words._("This is too long for a phone number."),
                words._("Keep only the number; put everything else into the notes."),
            )
        case "impossible":
            return telling.hint(
                words._("No telephone can have this number: digits are missing or too many."),
                words._("Compare it with the client, and write a foreign number with its “+”."),
            )
        case _:
            return telling.hint(
                words._("This is not a phone number."),
                words._("Write it with digits, and a foreign number with its “+” and country."),
            )


def field_words(field: str, words: Catalog) -> str:
    """Return the name of a text field as it stands inside a sentence."""
    match field:
        case "first_name":
            return words.p_("field in a sentence", "the first name")
        case "last_name":
            return words.p_("field in a sentence", "the last name")
        case "note":
            return words.p_("field in a sentence", "the note")
        case "alert":
            return words.p_("field in a sentence", "the alert")
        case "email":
            return words.p_("field in a sentence", "the e-mail address")
        case "reply":
            return words.p_("field in a sentence", "the answer")
        case "booked_by":
            return words.p_("field in a sentence", "who booked")
        case _:
            return words.p_("field in a sentence", "the text")


def _text_refused(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    field = field_words(facts.text("field"), words)
    limit = facts.number("limit")
    match facts.text("reason"):
        case "too_long" if limit is not None:
            text = words._("Too long: {field} may have {limit} characters at most.")
            return telling.hint(
                text.format(field=field, limit=telling.formats.number(limit)),
                words._("Shorten it."),
            )
        case "too_long":
            text = words._("Too long: {field} does not fit.")
            return telling.hint(text.format(field=field), words._("Shorten it."))
        case _:
            text = words._("Not readable: {field} holds signs that are no text.")
            return telling.hint(
                text.format(field=field),
                words._("Type it by hand; such signs come along when text is pasted."),
            )


CLIENT_REFUSALS: dict[str, Explainer] = {
    "client_nameless": _client_nameless,
    "email_not_understood": _email_not_understood,
    "birth_date_impossible": _birth_date_impossible,
    "phone_not_understood": _phone_not_understood,
    "text_refused": _text_refused,
}
