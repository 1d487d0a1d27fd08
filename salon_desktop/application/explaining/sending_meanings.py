"""Sentences for codes that concern one person, one template or one text.

Each function returns what happened and what to do, or None for a key that is not its own.
"""

from salon_desktop.localization.catalog import Catalog

Told = tuple[str, str]


def person_words(meaning: str, words: Catalog) -> Told | None:
    """Return the sentences about the person a message was for."""
    _ = words._
    match meaning:
        case "not_reachable_on_whatsapp":
            return (
                _("This number cannot be reached on WhatsApp."),
                _("Phone the client, and ask whether there is another number."),
            )
        case "person_stopped_promotions":
            return (
                _("The client has switched off offers from the salon in WhatsApp."),
                _("Nothing to do: it is noted in the consent register and obeyed."),
            )
        case "held_back_for_this_person" | "held_out_by_platform":
            return (
                _("WhatsApp held this message back for this client."),
                _("Do not repeat it today; an offer is not worth a phone call, a reminder is."),
            )
        case "too_fast_for_this_person":
            return (
                _("Too many messages went to this client within a moment."),
                _("Nothing to do: the next one waits a little."),
            )
        case "blocked_by_us":
            return (
                _("The salon itself has blocked this number."),
                _("Lift the block in WhatsApp first, or phone the client."),
            )
        case "own_number":
            return (
                _("This is the salon's own number."),
                _("Correct the number on the client's card."),
            )
        case "phone_number_needed":
            return (
                _("This message needs a phone number, and only a user name is known."),
                _("Ask the client for the number and add it to the card."),
            )
        case "identity_changed":
            return (
                _("The client's phone or WhatsApp was set up anew."),
                _("Make sure by phone that the number still belongs to the client."),
            )
        case _:
            return _crowd_words(meaning, words)


def _crowd_words(meaning: str, words: Catalog) -> Told | None:
    _ = words._
    match meaning:
        case "window_closed":
            return (
                _("More than 24 hours have passed since the client wrote last."),
                _("Phone the client; free text is possible again when the client writes."),
            )
        case "too_many_complaints":
            return (
                _("Too many clients blocked or reported the salon, so WhatsApp slows it down."),
                _("Stop promotions for some days, and send them only to those who want them."),
            )
        case "promotions_disabled":
            return (
                _("WhatsApp does not take promotions from this account."),
                _("Allow marketing messages again in the account's own pages."),
            )
        case "wrong_category_cap":
            return (
                _("WhatsApp judged reminders of this account to be advertising."),
                _("Take everything that advertises out of the reminder texts; phone until then."),
            )
        case "block_list_refused":
            return (
                _("WhatsApp did not change the list of blocked numbers."),
                _("Try again later."),
            )
        case _:
            return None


def template_words(meaning: str, words: Catalog) -> Told | None:
    """Return the sentences about a template."""
    _ = words._
    match meaning:
        case "template_missing":
            return (
                _("WhatsApp has no approved template of this name in this language."),
                _("Hand the template in under Salon, Templates, and wait for the approval."),
            )
        case "template_paused":
            return (
                _("WhatsApp has paused this template because clients complained about it."),
                _("It opens by itself after some hours; make its text friendlier meanwhile."),
            )
        case "template_disabled":
            return (
                _("WhatsApp has switched this template off for good."),
                _("Write a new one and hand it in."),
            )
        case "template_values_wrong":
            return (
                _("The values filled into the template are not those WhatsApp expects."),
                _("Fetch the templates once more; if it lasts, send the report to the support."),
            )
        case "template_syncing":
            return (
                _("The template is too new: WhatsApp is still preparing it."),
                _("Nothing to do: it can be sent in about ten minutes."),
            )
        case "template_not_eligible":
            return (
                _("WhatsApp does not send this template in this way."),
                _("Look at its state under Salon, Templates."),
            )
        case "template_not_editable":
            return (
                _("WhatsApp does not let this template be changed now."),
                _("Wait for its review to end, or write a new one."),
            )
        case "too_many_templates":
            return (
                _("The account has as many templates as WhatsApp allows."),
                _("Delete some that are no longer used."),
            )
        case _:
            return _template_form(meaning, words)


def _template_form(meaning: str, words: Catalog) -> Told | None:
    _ = words._
    match meaning:
        case "template_text_too_long":
            return _("The template is too long for WhatsApp."), _("Shorten it.")
        case "template_header_wrong":
            return (
                _("WhatsApp does not accept the heading of the template."),
                _("Use plain words in one line, without signs for decoration."),
            )
        case "template_body_wrong":
            return (
                _("WhatsApp does not accept the text of the template."),
                _("Remove empty lines and gaps, then hand it in again."),
            )
        case "template_footer_wrong":
            return (
                _("WhatsApp does not accept the small print of the template."),
                _("Use plain words, and fill nothing in there."),
            )
        case "template_too_many_variables":
            return (
                _("The template has too many values for its length."),
                _("Write more words, or fill in fewer values."),
            )
        case "template_variable_at_edge":
            return (
                _("A value that is filled in may not stand first or last in the text."),
                _("Put a word or a full stop before or after it."),
            )
        case _:
            return None


def writing_words(meaning: str, words: Catalog) -> Told | None:
    """Return the sentences about a text, a picture, or a request the program made."""
    _ = words._
    match meaning:
        case "text_too_long":
            return (
                _("With its values filled in, the message is too long for WhatsApp."),
                _("Shorten the salon's name or the text of the template."),
            )
        case "content_refused":
            return (
                _("WhatsApp refused the words of this message because of its rules."),
                _("Write another text and hand the template in again."),
            )
        case "request_wrong":
            return (
                _("WhatsApp did not understand what the program asked for."),
                _("Phone the client, and send the report to the support."),
            )
        case "wrong_endpoint":
            return (
                _("WhatsApp wants this kind of message by another way."),
                _("Send the report to the support."),
            )
        case "group_refused":
            return (
                _("WhatsApp refused a message to a group; the salon writes to single clients."),
                _("Write to the client alone."),
            )
        case "form_blocked" | "form_too_fast":
            return (
                _("WhatsApp does not send the form that belongs to this template."),
                _("Use a template without a form."),
            )
        case "media_not_fetched":
            return (
                _("WhatsApp could not fetch what the client sent."),
                _("Ask the client to send it again."),
            )
        case "media_not_taken":
            return (
                _("WhatsApp did not take the picture or file."),
                _("Choose a smaller one of a usual kind."),
            )
        case _:
            return None
