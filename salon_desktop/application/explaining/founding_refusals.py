"""Why a folder, a new salon or something asked for is refused, and what to do instead."""

from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling

MOST_CHOICES = 30


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


def _key_cannot_be_kept(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This computer has no trustworthy keyring, so the file's key would have no place."),
        words._("Choose a passphrase; it opens the salon's file from then on."),
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


def _folder_in_use(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Another window or command has this salon open."),
        words._("Close it first, then try again."),
    )


def _window_silent(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Another window has this salon open, but it does not answer."),
        words._("Wait a little and try again; if it lasts, end that window and start once more."),
    )


def _no_practice_here(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("This is no practice salon, or its practice WhatsApp is not running."),
        words._("Start the practice salon first and use its folder."),
    )


def _real_salon_here(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("A real salon lies in this folder; it is never used for practice."),
        words._("Choose an empty folder for practice."),
    )


def _moment_not_understood(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("what"):
        case "day":
            return telling.hint(
                words._("This is not a day."),
                words._("Write it as year, month and day, such as 2026-11-24."),
            )
        case "time":
            return telling.hint(
                words._("This is not a time of the day."),
                words._("Write it with 24 hours, such as 14:30."),
            )
        case _:
            return telling.hint(
                words._("Day, time or service of the booking is missing."),
                words._("Give all three; a day is written 2026-11-24 and a time 14:30."),
            )


def _choice_unknown(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    match facts.text("what"):
        case "service":
            text = words._("There is no service of this name in the price list.")
        case "operator":
            text = words._("There is no operator of this name.")
        case "status":
            text = words._("There is no such status of an appointment.")
        case "reason":
            text = words._("There is no such reason for a cancellation.")
        case _:
            text = words._("There is nothing of this name to choose.")
    known = [name for name in facts.items("known") if isinstance(name, str)]
    if not known or len(known) > MOST_CHOICES:
        return telling.hint(text, words._("Choose one from the list."))
    advice = words._("You can choose from: {choices}.")
    return telling.hint(text, advice.format(choices=telling.formats.listing(known)))


FOUNDING_REFUSALS: dict[str, Explainer] = {
    "not_found": _not_found,
    "no_salon_here": _no_salon_here,
    "key_cannot_be_kept": _key_cannot_be_kept,
    "salon_exists": _salon_exists,
    "salon_facts_wrong": _salon_facts_wrong,
    "folder_in_use": _folder_in_use,
    "window_silent": _window_silent,
    "no_practice_here": _no_practice_here,
    "real_salon_here": _real_salon_here,
    "choice_unknown": _choice_unknown,
    "moment_not_understood": _moment_not_understood,
}
