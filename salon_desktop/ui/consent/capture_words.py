"""The sentences of the turned screen that depend on facts."""

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.consent.capture_form import Missing

VISIBLE_DIGITS = 4


def greeting(words: Catalog, name: str) -> str:
    """Return how she is addressed."""
    if not name:
        return words._("You decide")
    return words._("Hello {name}, you decide").format(name=name)


def introduction(words: Catalog, count: int, number: str) -> str:
    """Return what she is about to be asked; ``number`` is where messages would go, if any."""
    text = words.n_(
        "One question. You can say no: the treatments stay the same.",
        "{count} separate questions. You can say no to all: the treatments stay the same.",
        count,
    ).format(count=count)
    if number:
        where = words._("Messages would go to the number that ends with {digits}.")
        text = f"{text} {where.format(digits=number[-VISIBLE_DIGITS:])}"
    return text


def what_is_missing(words: Catalog, formats: Formats, missing: Missing) -> str:
    """Return why it cannot be confirmed yet, "" if it can."""
    if missing.questions:
        numbers = formats.listing([str(number) for number in missing.questions])
        return words.n_(
            "One answer is missing: question {numbers}",
            "Answers are missing: questions {numbers}",
            len(missing.questions),
        ).format(numbers=numbers)
    if missing.signature:
        return words._("Your signature is missing: it shows later that you said yes")
    return ""
