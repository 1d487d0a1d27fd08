"""Words for the check of the whole file: what was looked at, what is not as it should be."""

from salon_desktop.application.queries.check_salon import CheckPart, FindingCode
from salon_desktop.domain.consent.chain import ChainBreak
from salon_desktop.localization.catalog import Catalog


def check_part_words(part: str, words: Catalog) -> str:
    """Return which part of the file is being looked at; "" for a part of a newer version."""
    match part:
        case CheckPart.FILE:
            return words.p_("part of the check", "the file itself")
        case CheckPart.TRIGGERS:
            return words.p_("part of the check", "the file's own rules")
        case CheckPart.LEDGER:
            return words.p_("part of the check", "the consent register")
        case CheckPart.CONSENT:
            return words.p_("part of the check", "what each client allows")
        case CheckPart.APPOINTMENTS:
            return words.p_("part of the check", "the appointments and their history")
        case CheckPart.CLAIMS:
            return words.p_("part of the check", "who and what is taken when")
        case CheckPart.MESSAGES:
            return words.p_("part of the check", "the messages")
        case CheckPart.CLIENTS:
            return words.p_("part of the check", "the search in the client book")
        case CheckPart.FOLDER:
            return words.p_("part of the check", "the salon's folder")
        case _:
            return ""


def finding_words(code: str, words: Catalog) -> str:
    """Return what one finding means for the salon; its ids are shown beside it."""
    match code:
        case FindingCode.PAGES:
            return words._("The file is damaged: restore the newest copy.")
        case FindingCode.FOREIGN_KEY:
            return words._("Something points at a row that is gone: restore the newest copy.")
        case FindingCode.SEARCH_INDEX | FindingCode.SEARCH_TEXT:
            return words._("The search may miss a client: open the card and save it again.")
        case FindingCode.TRIGGER:
            return words._("A rule of the file is missing or changed: start the program again.")
        case FindingCode.LEDGER_BROKEN:
            return words._("The consent register was changed from outside: keep the file as it is.")
        case FindingCode.LEDGER_COLUMNS:
            return words._("A copy beside the consent register says something else than the proof.")
        case FindingCode.CONSENT_CACHE:
            return words._("What a client allows was noted differently from the register.")
        case FindingCode.CLAIMS_OVERLAP:
            return words._("Two appointments overlap and nobody stated a reason: move one of them.")
        case FindingCode.CLAIMS_DIFFER:
            return words._("An appointment takes other times than it should: move it once.")
        case FindingCode.HISTORY_MISSING | FindingCode.HISTORY_DIFFERS:
            return words._("An appointment and its history do not agree: look at it once.")
        case FindingCode.MESSAGE_STEP | FindingCode.MESSAGE_STATE:
            return words._("A message took a way it cannot take: look at it before you trust it.")
        case FindingCode.MESSAGE_GROUND:
            return words._("A message left without a record that allowed it: tell the owner.")
        case FindingCode.LEFTOVER:
            return words._("A draft was left in the folder: it may be deleted.")
        case _:
            return words._("Something is not as it should be.")


def chain_break_words(why: str, words: Catalog) -> str:
    """Return what is wrong with the first event of the register that does not hold."""
    match why:
        case ChainBreak.HASH:
            return words._("Its content was changed after it was written.")
        case ChainBreak.BODY:
            return words._("It is no event the program could have written.")
        case ChainBreak.ORDER:
            return words._("An event before it is missing, doubled or out of order.")
        case ChainBreak.LINK:
            return words._("It does not follow the event before it.")
        case ChainBreak.DETAIL:
            return words._("A detail beside it is not the one it was sealed with.")
        case ChainBreak.ANCHOR:
            return words._("The register once went on further than it does now.")
        case _:
            return words._("It does not hold.")
