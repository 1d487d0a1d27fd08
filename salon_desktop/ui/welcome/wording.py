"""Words the first run and the lock share: countries, currencies, and hints on a passphrase."""

from datetime import UTC

from salon_desktop.application.explaining.notice import explain
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.welcome.passphrase import Flaw, Judgement


def country_words(country: str, words: Catalog) -> str:
    """Return the name of a country; one without a name here is its code."""
    match country:
        case "IT":
            return words.p_("country", "Italy")
        case "DE":
            return words.p_("country", "Germany")
        case "RO":
            return words.p_("country", "Romania")
        case "FI":
            return words.p_("country", "Finland")
        case "AT":
            return words.p_("country", "Austria")
        case "CH":
            return words.p_("country", "Switzerland")
        case "FR":
            return words.p_("country", "France")
        case "ES":
            return words.p_("country", "Spain")
        case "GB":
            return words.p_("country", "United Kingdom")
        case "IE":
            return words.p_("country", "Ireland")
        case _:
            return country


def judgement_words(judgement: Judgement, words: Catalog) -> str:
    """Return what to say of a passphrase while it is typed."""
    match judgement.flaw:
        case Flaw.EMPTY:
            return words._("Four words that do not belong together are easy to remember.")
        case Flaw.TOO_SHORT:
            return words._("Too short: ten letters at least.")
        case Flaw.TOO_PLAIN:
            return words._("Too simple: rows and repetitions are guessed first.")
        case Flaw.NAMES_THE_SALON:
            return words._("The names of the salon and its people are guessed first.")
        case None:
            pass
    match judgement.level:
        case 2:
            return words.p_("strength of a passphrase", "Fair: one more word makes it good.")
        case 3:
            return words.p_("strength of a passphrase", "Good")
        case _:
            return words.p_("strength of a passphrase", "Strong")


def told(problem: Exception, words: Catalog) -> tuple[str, str]:
    """Return why something failed and what to do, before there is a salon with formats."""
    notice = explain(problem, words, Formats(words.language, UTC))
    return notice.text, notice.advice
