"""What the platform's error codes mean for the salon, and what to do about each.

The codes themselves and what the program does by itself stand in ``whatsapp.error_codes``.
"""

from salon_desktop.application.explaining.account_meanings import account_words, set_up_words
from salon_desktop.application.explaining.parts import Notice, Tone
from salon_desktop.application.explaining.sending_meanings import (
    person_words,
    template_words,
    writing_words,
)
from salon_desktop.localization.catalog import Catalog
from salon_desktop.whatsapp.error_codes import is_known, look_up

RELAY_GAP = "relay_gap"
PLATFORM_BLOCKS, QUALITY_RED = "platform_blocks", "quality_red"


def code_words(code: int, words: Catalog) -> Notice:
    """Return what the platform meant by ``code`` and what to do; unknown codes keep their number.

    The platform's own words are never repeated: they are English and may quote what was sent.
    """
    if not is_known(code):
        text = words._("WhatsApp refused it with code {code}, which the program does not know yet.")
        return Notice(Tone.TROUBLE, text.format(code=code), _ask_support(words))
    return meaning_words(look_up(code).meaning, words)


def meaning_words(meaning: str, words: Catalog) -> Notice:
    """Return the same for a key of the code table, as valves keep it."""
    for told in (account_words, set_up_words, person_words, template_words, writing_words):
        pair = told(meaning, words)
        if pair is not None:
            return Notice(Tone.TROUBLE, *pair)
    if meaning == RELAY_GAP:
        return Notice(
            Tone.TROUBLE,
            words._("The relay lost some of what clients wrote; a STOP may be among it."),
            words._("Look through WhatsApp for answers, note every STOP, then open sending again."),
        )
    return _health_words(meaning, words) or Notice(
        Tone.TROUBLE, words._("WhatsApp did not take it."), _ask_support(words)
    )


def _health_words(meaning: str, words: Catalog) -> Notice | None:
    """Return the sentences for what the reading of the account's health closes."""
    if meaning == PLATFORM_BLOCKS:
        return Notice(
            Tone.TROUBLE,
            words._("WhatsApp does not let the salon send at the moment."),
            words._("Read why under Salon, WhatsApp account; phone clients until then."),
        )
    if meaning == QUALITY_RED:
        return Notice(
            Tone.TROUBLE,
            words._("WhatsApp rates the quality as low: many clients blocked or reported."),
            words._("Send no offers for some days and look at who gets them, and how often."),
        )
    return None


def is_explained(code: int) -> bool:
    """Tell whether the code has a sentence of its own."""
    return is_known(code)


def valve_words(name: str, reason: str, words: Catalog) -> Notice:
    """Return what is closed, why and what to do; ``name`` and ``reason`` as the account keeps them.

    A valve for one number does not tell which one.
    """
    why = meaning_words(reason, words)
    return Notice(why.tone, f"{closed_words(name, words)} {why.text}", why.advice)


def closed_words(name: str, words: Catalog) -> str:
    """Return which part of sending is closed, as a sentence."""
    kind, _, rest = name.partition(":")
    match kind:
        case "all":
            return words._("Nothing is sent at the moment.")
        case "promotions":
            return words._("Promotions are not sent at the moment; reminders go on.")
        case "utility":
            return words._("Reminders are not sent at the moment.")
        case "answers":
            return words._("Answers are not sent at the moment.")
        case "template":
            return words._("The template “{name}” is not sent at the moment.").format(name=rest)
        case "pair":
            return words._("One client gets no messages for a moment.")
        case _:
            return words._("Some messages are not sent at the moment.")


def _ask_support(words: Catalog) -> str:
    return words._("Phone the client, and send the report to the support if it happens again.")
