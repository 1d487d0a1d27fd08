"""Why a message, a reply or the rules about messages are refused, and what to do instead."""

from salon_desktop.application.explaining.message_words import state_words
from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling
from salon_desktop.application.explaining.reason_words import reason_words


def _reply_refused(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    why = reason_words(facts.text("reason"), words)
    return telling.hint(
        why or words._("This client may not be answered now."),
        words._("Phone the client, or wait until the client writes again."),
    )


def _reply_empty(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("There is nothing in the answer yet."),
        words._("Write what you want to tell the client."),
    )


def _keyword_refused(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    if facts.text("why") == "too_short":
        return telling.hint(
            words._("Fewer than three words would also be found in innocent messages."),
            words._("Write a longer phrase, or let it count only as a whole message."),
        )
    return telling.hint(
        words._("This entry of the word list is empty."),
        words._("Enter a word or a phrase, or remove the line."),
    )


def _quiet_hours_window(telling: Telling, facts: Facts) -> Notice:
    words, opens, closes = telling.words, facts.minute("opens"), facts.minute("closes")
    text = words._("The time for messages must begin before it ends, on the same day.")
    if opens is not None and closes is not None:
        text = words._("The time for messages cannot last from {opens} to {closes}.").format(
            opens=telling.formats.minute_of_day(opens),
            closes=telling.formats.minute_of_day(closes),
        )
    return telling.hint(text, words._("Choose a beginning before the end and before midnight."))


def _message_step_not_allowed(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    old, new = (state_words(facts.text(name), words) for name in ("old", "new"))
    text = words._("This message has gone on in the meantime.")
    if old and new:
        text = words._("A message that is “{old}” cannot become “{new}”.").format(old=old, new=new)
    return telling.hint(text, words._("Look at the message as it stands now."))


MESSAGE_REFUSALS: dict[str, Explainer] = {
    "reply_refused": _reply_refused,
    "reply_empty": _reply_empty,
    "keyword_refused": _keyword_refused,
    "quiet_hours_window": _quiet_hours_window,
    "message_step_not_allowed": _message_step_not_allowed,
}
