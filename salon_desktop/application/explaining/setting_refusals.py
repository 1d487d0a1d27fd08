"""Why a setting, the account or the set-up of a salon is refused, and what to enter instead."""

import re

from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling

_CURRENCY = re.compile("[A-Z]{3}")


def _not_found(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    advice = words._("Search again; it may have been deleted, erased or merged.")
    match facts.text("what"):
        case "client":
            return telling.hint(words._("There is no such client (any more)."), advice)
        case "appointment":
            return telling.hint(words._("There is no such appointment (any more)."), advice)
        case "service":
            return telling.hint(
                words._("There is no such service in the price list."),
                words._("Choose a service from the list; hidden ones can be shown again."),
            )
        case "message":
            return telling.hint(words._("There is no such message (any more)."), advice)
        case "salon" | "person":
            return _no_salon_here(telling, facts)
        case _:
            return telling.hint(words._("What you are looking for does not exist."), advice)


def _no_salon_here(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("There is no salon in this folder yet."),
        words._("Set a salon up first, or choose the folder in which yours lies."),
    )


def _salon_exists(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("There is a salon in this folder already; nothing was changed."),
        words._("Open it, or choose an empty folder for another salon."),
    )


def _salon_facts_wrong(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("field"):
        case "name":
            return telling.hint(
                words._("The name of the salon is missing or too long."),
                words._("Enter a name of 120 characters at most."),
            )
        case "owner":
            return telling.hint(
                words._("The name of the owner is missing or too long."),
                words._("Enter a name of 120 characters at most."),
            )
        case "desk":
            return telling.hint(
                words._("The name of the desk is missing or too long."),
                words._("Enter a name of 120 characters at most, such as “Front desk”."),
            )
        case "country":
            return telling.hint(
                words._("The country is not one the program knows."),
                words._("Choose it from the list, or enter its two letters, such as IT."),
            )
        case "currency":
            return telling.hint(
                words._("The currency is not one the program knows."),
                words._("Choose it from the list, or enter its three letters, such as EUR."),
            )
        case "language":
            return telling.hint(
                words._("The program does not speak this language."),
                words._("Choose Italian, German, Romanian, Finnish or English."),
            )
        case "zone":
            return telling.hint(
                words._("There is no such time zone."),
                words._("Choose it from the list, such as Europe/Rome."),
            )
        case _:
            return telling.hint(
                words._("Something about the salon is missing or wrong."),
                words._("Check every field and try again."),
            )


def _platform_not_set_up(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("No WhatsApp account is set up, so nothing can be sent."),
        words._("Set it up under Salon, WhatsApp account. Until then everybody is phoned."),
    )


def _platform_settings_wrong(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("field"):
        case "waba_id":
            return telling.hint(
                words._("This is not the id of a WhatsApp Business account."),
                words._("Copy it from the account's settings; it is a row of digits."),
            )
        case "number_id":
            return telling.hint(
                words._("This is not the id of a phone number at WhatsApp."),
                words._("Copy the number's id, which is not the phone number itself."),
            )
        case "address":
            return telling.hint(
                words._("One of the addresses cannot be used."),
                words._("An address begins with https:// and names no user and no password."),
            )
        case _:
            return telling.hint(
                words._("Something in the settings of the WhatsApp account is wrong."),
                words._("Copy the ids and addresses once more from their source."),
            )


def _currency_mismatch(telling: Telling, facts: Facts) -> Notice:
    words, left, right = telling.words, facts.text("left"), facts.text("right")
    text = words._("Sums in two currencies cannot be added.")
    if all(_CURRENCY.fullmatch(code) for code in (left, right)):
        text = words._("Sums in {left} and {right} cannot be added.")
        text = text.format(left=left, right=right)
    return telling.hint(text, words._("Give all prices of a visit in the salon's currency."))


SETTING_REFUSALS: dict[str, Explainer] = {
    "not_found": _not_found,
    "no_salon_here": _no_salon_here,
    "salon_exists": _salon_exists,
    "salon_facts_wrong": _salon_facts_wrong,
    "platform_not_set_up": _platform_not_set_up,
    "platform_settings_wrong": _platform_settings_wrong,
    "currency_mismatch": _currency_mismatch,
}
