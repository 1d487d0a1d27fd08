"""Why the salon may write to somebody, or why not: whole sentences with the proof named."""

from collections.abc import Sequence

from salon_desktop.application.queries.consent_status import ConsentLine
from salon_desktop.domain.consent.events import ConsentEvent, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.widgets.runs import Run, emphasised


def what_words(words: Catalog, purpose: Purpose) -> str:
    """Return what would be sent, as it stands inside a sentence."""
    if purpose is Purpose.OFFERS:
        return words.p_("what is sent, in a sentence", "offers")
    return words.p_("what is sent, in a sentence", "messages about her appointments")


def why_runs(
    words: Catalog,
    formats: Formats,
    purpose: Purpose,
    line: ConsentLine | None,
    event: ConsentEvent | None,
) -> tuple[Run, ...]:
    """Return the answer to "why may we write to her?"; ``event`` is the one that decided."""
    what = what_words(words, purpose)
    if line is None:
        return emphasised(words._("We may not send {what}: she has no number for them."), what=what)
    if line.platform_blocked:
        sentence = words._("We may not send {what}: she switched them off in WhatsApp.")
        return emphasised(sentence, what=what)
    if line.state is not ConsentState.GRANTED or line.since is None:
        return _why_not(words, formats, what, line)
    sentence = _granted(words, line.method)
    runs = emphasised(
        sentence,
        what=what,
        day=formats.long_date(line.since),
        number=event.evidence_ref if event is not None else "",
    )
    return (*runs, Run(" "), *_text_and_event(words, line), Run(" "), *_until(words, formats, line))


def _granted(words: Catalog, method: Method | None) -> str:
    match method:
        case Method.OWN_MESSAGE | Method.BUTTON:
            return words._(
                "We may send {what}, because on {day} she said yes herself, from her own number."
            )
        case Method.SCREEN_SIGNATURE:
            return words._(
                "We may send {what}, because on {day} she read the text on the screen and signed."
            )
        case Method.PAPER_FORM:
            return words._("We may send {what}, because on {day} she signed paper form {number}.")
        case _:
            return words._(
                "We may send {what}, because on {day} she said yes after the text was read out."
            )


def _text_and_event(words: Catalog, line: ConsentLine) -> tuple[Run, ...]:
    known = LANGUAGES.get(line.wording_language or "")
    language = known.own_name if known else line.wording_language or ""
    if line.wording_version is None:
        sentence = words._("It is event {number} of the register.")
        return emphasised(sentence, number=str(line.event_seq or 0))
    return emphasised(
        words._(
            "The text was version {version} ({language}); it is event {number} of the register."
        ),
        version=str(line.wording_version),
        language=language,
        number=str(line.event_seq or 0),
    )


def _until(words: Catalog, formats: Formats, line: ConsentLine) -> tuple[Run, ...]:
    if line.valid_until is None:
        return (Run(words._("It counts until she changes her mind.")),)
    until = formats.long_date(line.valid_until)
    sentence = words._("It counts until {until}, unless she changes her mind before.")
    return emphasised(sentence, until=until)


def _why_not(words: Catalog, formats: Formats, what: str, line: ConsentLine) -> tuple[Run, ...]:
    day = formats.long_date(line.since) if line.since is not None else ""
    match line.state:
        case ConsentState.REFUSED:
            sentence = words._("We may not send {what}: on {day} she said no.")
        case ConsentState.WITHDRAWN:
            sentence = words._(
                "We may not send {what}: on {day} she withdrew her yes or said stop."
            )
        case ConsentState.NOT_NOW:
            sentence = words._("We may not send {what}: on {day} she did not want to decide yet.")
        case ConsentState.EXPIRED:
            sentence = words._("We may not send {what}: her yes of {day} has run out.")
        case ConsentState.IMPORTED:
            sentence = words._(
                "We may not send {what}: a list imported on {day} says yes, which proves nothing."
            )
        case ConsentState.NUMBER_CHANGED:
            sentence = words._(
                "We may not send {what}: on {day} her number changed; the yes was for the old one."
            )
        case ConsentState.ASKED:
            sentence = words._("We may not send {what}: she was asked on {day} and did not answer.")
        case _:
            sentence = words._("We may not send {what}: she was never asked.")
    runs = emphasised(sentence, what=what, day=day)
    if line.may_be_asked:
        return (*runs, Run(" "), Run(words._("She may be asked at the desk.")))
    return runs


def deciding(events: Sequence[ConsentEvent], line: ConsentLine | None) -> ConsentEvent | None:
    """Return the event that decided how a question stands."""
    if line is None:
        return None
    return next((event for event in events if event.seq == line.event_seq), None)


def short_hash(digest: str) -> str:
    """Return the ends of a hash, enough to compare by eye."""
    return f"{digest[:4]}…{digest[-4:]}"
