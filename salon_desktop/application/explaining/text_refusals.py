"""Why a message's text or a template cannot be sent as written, and how to mend it."""

from collections.abc import Mapping

from salon_desktop.application.explaining.parts import Facts, Notice, Tone
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES


def payload_notice(
    code: str, facts: Mapping[str, object], words: Catalog, formats: Formats
) -> Notice:
    """Return why a message may not be queued; ``code`` is that of PayloadRefused."""
    known = Facts(facts)
    part = part_words(known.text("where"), words)
    text = _payload_text(code, known, words, formats).format(
        part=part, limit=_limit(known, formats)
    )
    return Notice(Tone.HINT, text, _payload_advice(code, words))


def template_notice(
    code: str, facts: Mapping[str, object], words: Catalog, formats: Formats
) -> Notice:
    """Return why a template cannot be handed in; ``code`` is that of TemplateRefused."""
    known = Facts(facts)
    language = LANGUAGES.get(known.text("language").partition("_")[0])
    text = _template_text(code, known, words).format(
        part=part_words(known.text("part"), words), limit=_limit(known, formats)
    )
    if known.text("name"):
        about = words._("Template “{name}”: {text}")
        if language is not None:
            about = words._("Template “{name}” ({language}): {text}")
        text = about.format(
            name=known.text("name"),
            text=text,
            language="" if language is None else language.own_name,
        )
    return Notice(Tone.HINT, text, _template_advice(code, words))


def part_words(part: str, words: Catalog) -> str:
    """Return which part of a message or template is meant, as it stands inside a sentence."""
    match part:
        case "body":
            return words.p_("part of a message", "the text")
        case "header":
            return words.p_("part of a message", "the heading")
        case "footer":
            return words.p_("part of a message", "the small print")
        case "button" | "button title":
            return words.p_("part of a message", "a button")
        case "button id" | "button payload" | "button payloads":
            return words.p_("part of a message", "what a button answers")
        case "buttons":
            return words.p_("part of a message", "the row of buttons")
        case "":
            return words.p_("part of a message", "the message")
        case _:
            return words.p_("part of a message", "a value that is filled in")


def _limit(facts: Facts, formats: Formats) -> str:
    limit = facts.number("limit")
    return "" if limit is None else formats.number(limit)


def _payload_text(code: str, facts: Facts, words: Catalog, formats: Formats) -> str:
    match code:
        case "not_an_address":
            return words._("There is no number that messages can go to.")
        case "bad_template_name":
            return words._("The name of the template is not one WhatsApp can have.")
        case "bad_language":
            return words._("The language of the template is not one WhatsApp can have.")
        case "bad_parameter_name" | "parameters_differ":
            return words._("The template wants other values than the program fills in.")
        case "empty":
            return words._("WhatsApp takes nothing empty: {part} has no words.")
        case "too_long" if facts.number("limit") is not None:
            return words._("Too long for WhatsApp: {part} may have {limit} characters at most.")
        case "too_long":
            return words._("Too long for WhatsApp: {part} does not fit.")
        case "line_break" | "tab" | "five_spaces":
            return words._("WhatsApp takes no line breaks, tabs or wide gaps here: {part}.")
        case "not_text":
            return words._("Signs that are no text stand here: {part}.")
        case "too_many":
            return words._("There are too many parts: {part}.")
        case "too_few":
            return words._("At least one is needed: {part}.")
        case "twice":
            return words._("The same stands there twice: {part}.")
        case _:
            return words._("WhatsApp would refuse this message.")


def _payload_advice(code: str, words: Catalog) -> str:
    match code:
        case "not_an_address":
            return words._("Add a mobile number to the client's card, or phone instead.")
        case "bad_template_name" | "bad_language" | "bad_parameter_name" | "parameters_differ":
            return words._("Fetch the templates from WhatsApp once more and choose again.")
        case "line_break" | "tab" | "five_spaces" | "not_text":
            return words._("Type it by hand in one line; such signs come along with pasted text.")
        case "too_long" | "too_many":
            return words._("Shorten it.")
        case "bad_key":
            return words._("Send the report to the support; the program made this message wrong.")
        case _:
            return words._("Change the text and try again.")


def _template_text(code: str, facts: Facts, words: Catalog) -> str:
    match code:
        case "not_a_definition":
            return words._("This is not a template the program can read.")
        case "bad_name":
            return words._("A name may have small letters, digits and underscores only.")
        case "bad_category":
            return words._("WhatsApp has no such category of templates.")
        case "bad_language":
            return words._("WhatsApp has no such language.")
        case "bad_ttl":
            return words._("WhatsApp does not keep a message for so long, or for so short a time.")
        case "empty":
            return words._("Something is missing: {part} has no words.")
        case "too_long" if facts.number("limit") is not None:
            return words._("Too long for WhatsApp: {part} may have {limit} characters at most.")
        case "too_long":
            return words._("Too long for WhatsApp: {part} does not fit.")
        case "too_many":
            return words._("There are too many parts: {part}.")
        case "twice":
            return words._("The same stands there twice: {part}.")
        case "variable_at_edge":
            return words._("A value that is filled in may not stand first or last in the text.")
        case "variable_not_allowed":
            return words._("Nothing can be filled in here, nor can a line break: {part}.")
        case "bad_variable":
            return words._("The double braces of a value do not fit together.")
        case "examples_differ":
            return words._("Each value that is filled in needs exactly one example.")
        case "languages_differ":
            return words._("All languages of a template need the same values and buttons.")
        case _:
            return words._("WhatsApp would refuse this template.")


def _template_advice(code: str, words: Catalog) -> str:
    match code:
        case "not_a_definition":
            return words._("Restore the template that came with the program, or write it anew.")
        case "bad_name":
            return words._("Choose a name such as appointment_reminder_1.")
        case "bad_category":
            return words._("Choose “utility” for appointments and “marketing” for offers.")
        case "bad_ttl":
            return words._("Choose a time between 30 seconds and 12 hours for reminders.")
        case "too_long" | "too_many":
            return words._("Shorten it.")
        case "variable_at_edge":
            return words._("Put a word or a full stop before or after it.")
        case "variable_not_allowed":
            return words._("Write plain words there.")
        case "bad_variable":
            return words._("Write a value as {{first_name}}, without blanks.")
        case "examples_differ":
            return words._("Add the missing example, or remove the one too many.")
        case "languages_differ":
            return words._("Bring that language in line with the first one.")
        case _:
            return words._("Correct it and hand the template in again.")
