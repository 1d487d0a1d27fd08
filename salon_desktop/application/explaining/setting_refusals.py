"""Why a setting of the account or of money is refused, and what to enter instead."""

import re

from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling

_CURRENCY = re.compile("[A-Z]{3}")


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
    "platform_not_set_up": _platform_not_set_up,
    "platform_settings_wrong": _platform_settings_wrong,
    "currency_mismatch": _currency_mismatch,
}
