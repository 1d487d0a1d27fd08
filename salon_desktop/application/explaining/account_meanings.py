"""Sentences for codes that concern the salon's account, its number and the platform itself.

Each function returns what happened and what to do, or None for a key that is not its own.
"""

from salon_desktop.localization.catalog import Catalog

Told = tuple[str, str]


def account_words(meaning: str, words: Catalog) -> Told | None:
    """Return the sentences about the account and the platform's health."""
    _ = words._
    match meaning:
        case "token_refused":
            return (
                _("WhatsApp no longer accepts the salon's access token."),
                _("Make a new token and enter it under Salon, WhatsApp account."),
            )
        case "permission_missing":
            return (
                _("The access token may not send for this account."),
                _("Give it both WhatsApp permissions, then enter it again."),
            )
        case "platform_unwell":
            return (
                _("WhatsApp itself is unwell at the moment."),
                _("Nothing is lost: wait, and phone those whose visit is near."),
            )
        case "too_many_calls" | "too_fast":
            return (
                _("WhatsApp asked the salon to send more slowly."),
                _("Nothing to do: the messages leave a little later."),
            )
        case "number_unknown_to_platform":
            return (
                _("WhatsApp does not find the salon's number under this id."),
                _("Check the ids under Salon, WhatsApp account."),
            )
        case "account_restricted":
            return (
                _("WhatsApp has restricted the salon's account because of its rules."),
                _("Read the reason in the account's own pages and ask for a review there."),
            )
        case "account_locked":
            return (
                _("WhatsApp has locked the salon's account."),
                _("Read the reason in the account's own pages; phone clients until then."),
            )
        case "account_in_maintenance":
            return (
                _("WhatsApp is changing the salon's account at the moment."),
                _("Nothing to do: the messages leave when that is over."),
            )
        case _:
            return _business_words(meaning, words)


def _business_words(meaning: str, words: Catalog) -> Told | None:
    _ = words._
    match meaning:
        case "payment_problem":
            return (
                _("WhatsApp cannot charge the salon for messages."),
                _("Check the way of payment, currency and time zone in the account's own pages."),
            )
        case "country_not_allowed":
            return (
                _("WhatsApp does not let this account write to numbers of that country."),
                _("Phone the client instead."),
            )
        case "terms_pending":
            return (
                _("WhatsApp waits for the salon to accept new terms."),
                _("Read and accept them in the account's own pages."),
            )
        case "insights_refused":
            return (
                _("WhatsApp gives no figures for this template."),
                _("Nothing to do: sending does not depend on them."),
            )
        case _:
            return None


def set_up_words(meaning: str, words: Catalog) -> Told | None:
    """Return the sentences about setting up the number."""
    _ = words._
    match meaning:
        case "number_not_registered":
            return (
                _("The salon's number is not registered for sending."),
                _("Register it in the account's own pages, then try again."),
            )
        case "number_not_verified":
            return (
                _("The salon's number has not been verified yet."),
                _("Ask for the code by text message or call, and enter it there."),
            )
        case "number_just_deleted":
            return (
                _("The salon's number was removed a moment ago."),
                _("Wait five minutes before you register it again."),
            )
        case "registered_too_often":
            return (
                _("The number was registered and removed too often."),
                _("Wait some days before you register it again."),
            )
        case "set_up_incomplete":
            return (
                _("The number could not be released from its old place."),
                _("Try again later in the account's own pages."),
            )
        case "pin_wrong":
            return (
                _("The PIN of the number's two-step check is wrong."),
                _("Enter the right PIN, or set a new one in the account's own pages."),
            )
        case "pin_tried_too_often":
            return (
                _("The PIN of the number was tried too often."),
                _("Wait a while before you try again."),
            )
        case _:
            return _number_words(meaning, words)


def _number_words(meaning: str, words: Catalog) -> Told | None:
    _ = words._
    match meaning:
        case "display_name_missing":
            return (
                _("The name that clients would see has not been approved."),
                _("Hand in a display name in the account's own pages."),
            )
        case "test_number_not_listed":
            return (
                _("The account is a test, and this number is not on its list of testers."),
                _("Add the number to the test's list, or use the salon's real number."),
            )
        case "phone_app_sync_refused":
            return (
                _("The number also lives in the phone app, and linking them failed."),
                _("Link the phone app once more, within 24 hours."),
            )
        case "username_refused":
            return (
                _("WhatsApp did not accept the business name."),
                _("Choose another one in the account's own pages."),
            )
        case _:
            return None
