"""Why a consent may not be written down like this, and what makes it fit to be kept."""

from salon_desktop.application.explaining.consent_words import method_words, purpose_words
from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling
from salon_desktop.domain.consent.events import NOTE_MAX, Method
from salon_desktop.localization.languages import LANGUAGES


def _invalid(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("What was answered, for what and how do not fit together."),
        words._("Choose the question first, then the answer and how it was given."),
    )


def _wording_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Nobody could say later which text the client saw or heard."),
        words._("Choose the language in which the question was put."),
    )


def _wording_unknown(telling: Telling, facts: Facts) -> Notice:
    words, version = telling.words, facts.number("version")
    known = LANGUAGES.get(facts.text("language"))
    advice = words._("Choose a text that exists, or let the owner write one in that language.")
    if known is None:
        return telling.hint(words._("There is no such consent text."), advice)
    if version is None:
        text = words._("There is no consent text for this question yet ({language}).")
        return telling.hint(text.format(language=known.own_name), advice)
    text = words._("There is no consent text number {version} for this question ({language}).")
    return telling.hint(text.format(version=version, language=known.own_name), advice)


def _evidence_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("method"):
        case Method.SCREEN_SIGNATURE:
            return telling.hint(
                words._("The signature is missing."),
                words._("Let the client sign on the screen, or choose how else it was answered."),
            )
        case Method.PAPER_FORM:
            return telling.hint(
                words._("The number of the paper form is missing."),
                words._("Enter the number printed on the form, or scan it."),
            )
        case _:
            return telling.hint(
                words._("The proof of this answer is missing."),
                words._("Name the message, the form or the signature that shows it."),
            )


def _method_cannot_grant(telling: Telling, facts: Facts) -> Notice:
    words, method = telling.words, method_words(facts.text("method"), telling.words)
    text = words._("A consent cannot be given in this way.")
    if method:
        text = words._("A consent cannot be given like this: {method}.").format(method=method)
    return telling.hint(
        text, words._("Let the client sign, write it in an own message, or say it at the desk.")
    )


def _import_cannot_raise(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("A list cannot give consent in a client's name."),
        words._("Import it as “imported without proof” and ask at the next visit."),
    )


def _address_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Consent to messages counts for one number, and the card has none for messages."),
        words._("Add the client's mobile number first."),
    )


def _address_not_expected(telling: Telling, facts: Facts) -> Notice:
    words, purpose = telling.words, purpose_words(facts.text("purpose"), telling.words)
    text = words._("This question is answered at the desk, without a number.")
    if purpose:
        text = words._("“{purpose}” is answered at the desk, without a number.")
        text = text.format(purpose=purpose)
    return telling.hint(text, words._("Leave the number out."))


def _withdrawn_via_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("It is not written down how the client said no."),
        words._("Enter the client's own words, or “at the desk” or “by phone”."),
    )


def _guardian_incomplete(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("The guardian or the relation to the minor is missing."),
        words._("Enter both, or neither."),
    )


def _happened_in_future(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This answer would have been given in the future."),
        words._("Enter the day and time at which it was really given."),
    )


def _validity_in_past(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This consent would have ended before it was given."),
        words._("Check the last day, or leave it out."),
    )


def _note_too_long(telling: Telling, facts: Facts) -> Notice:
    words, limit = telling.words, facts.number("note_max") or NOTE_MAX
    text = words.n_(
        "The note is too long: it may have {limit} character.",
        "The note is too long: it may have {limit} characters.",
        limit,
    )
    return telling.hint(
        text.format(limit=telling.formats.number(limit)),
        words._("Shorten it, and write nothing about health into it."),
    )


CONSENT_REFUSALS: dict[str, Explainer] = {
    "consent_invalid": _invalid,
    "consent_wording_missing": _wording_missing,
    "consent_wording_unknown": _wording_unknown,
    "consent_evidence_missing": _evidence_missing,
    "consent_method_cannot_grant": _method_cannot_grant,
    "consent_import_cannot_raise": _import_cannot_raise,
    "consent_address_missing": _address_missing,
    "consent_address_not_expected": _address_not_expected,
    "consent_withdrawn_via_missing": _withdrawn_via_missing,
    "consent_guardian_incomplete": _guardian_incomplete,
    "consent_happened_in_future": _happened_in_future,
    "consent_validity_in_past": _validity_in_past,
    "consent_note_too_long": _note_too_long,
}
