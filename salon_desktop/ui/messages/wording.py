"""Short words of the Messages screen: what an answer led to, where ours is, what is allowed."""

from datetime import date, datetime, timedelta

from salon_desktop.application.explaining.message_words import message_kind_words
from salon_desktop.application.queries.conversations import ThreadConsent, ThreadLine
from salon_desktop.domain.consent.events import Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import InboundKind, IntentKind
from salon_desktop.domain.messaging.message import AUTOMATIC_ANSWERS, MessageKind, MessageState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.relative_day import relative_day
from salon_desktop.ui.messages.rows import ChipFact

A_WEEK = timedelta(days=6)
STOPS = frozenset({IntentKind.STOP_EVERYTHING, IntentKind.STOP_OFFERS})


def led_to(outcome: str, words: Catalog) -> str:
    """Return what an answer led to, as it stands under its bubble; "" for one nobody waits for."""
    match outcome:
        case IntentKind.CONFIRM:
            return words.p_("what an answer led to", "appointment confirmed")
        case IntentKind.WISH_TO_MOVE:
            return words.p_("what an answer led to", "asks to move the appointment")
        case IntentKind.WISH_TO_CANCEL:
            return words.p_("what an answer led to", "asks to cancel the appointment")
        case IntentKind.STOP_EVERYTHING:
            return words.p_("what an answer led to", "everything stopped")
        case IntentKind.STOP_OFFERS:
            return words.p_("what an answer led to", "offers stopped")
        case IntentKind.KEEP_REMINDERS:
            return words.p_("what an answer led to", "reminders go on")
        case IntentKind.STAY_STOPPED:
            return words.p_("what an answer led to", "no more messages")
        case IntentKind.ASK_OFFERS:
            return words.p_("what an answer led to", "asked whether offers are wanted")
        case IntentKind.GRANT_OFFERS:
            return words.p_("what an answer led to", "offers allowed")
        case IntentKind.REFUSE_OFFERS:
            return words.p_("what an answer led to", "no offers")
        case IntentKind.PLATFORM_STOP:
            return words.p_("what an answer led to", "offers switched off in WhatsApp")
        case IntentKind.PLATFORM_RESUME:
            return words.p_("what an answer led to", "offers switched on again in WhatsApp")
        case IntentKind.NUMBER_CHANGED:
            return words.p_("what an answer led to", "number changed, ask for consent again")
        case IntentKind.PRIVACY_REQUEST:
            return words.p_("what an answer led to", "asks about own data")
        case _:
            return ""


def form_words(line: ThreadLine, words: Catalog) -> str:
    """Return in what form an answer came, where that says something."""
    if line.kind == InboundKind.BUTTON:
        return words.p_("form of an answer", "button")
    if line.outcome in STOPS and line.kind == InboundKind.TEXT:
        return words.p_("form of an answer", "STOP")
    return ""


def kind_of_ours(kind: str, words: Catalog) -> str:
    """Return what our message was, as it stands under its bubble."""
    if kind in (MessageKind.REMINDER_1, MessageKind.REMINDER_2):
        return words._("automatic reminder")
    if kind in AUTOMATIC_ANSWERS:
        return words._("automatic answer")
    return message_kind_words(kind, words)


def sign_of_ours(state: str | None) -> tuple[str, str]:
    """Return icon and tone of our message's state."""
    match state:
        case MessageState.READ:
            return "check-check", "info"
        case MessageState.DELIVERED:
            return "check-check", "faint"
        case MessageState.SENT | MessageState.ACCEPTED:
            return "check", "faint"
        case MessageState.FAILED | MessageState.BLOCKED | MessageState.EXPIRED:
            return "circle-alert", "danger"
        case MessageState.UNKNOWN:
            return "circle-help", "warn"
        case MessageState.PHONED:
            return "phone", "faint"
        case _:
            return "clock", "faint"


def ours_in_a_list(kind: str, state: str | None, words: Catalog) -> str:
    """Return the last line of a thread that ends with ours: what it was and where it is."""
    what = message_kind_words(kind, words)
    match state:
        case MessageState.READ:
            return words.p_("our message in a list", "Read: {message}").format(message=what)
        case MessageState.DELIVERED:
            return words.p_("our message in a list", "Delivered: {message}").format(message=what)
        case MessageState.FAILED:
            return words.p_("our message in a list", "Failed: {message}").format(message=what)
        case MessageState.UNKNOWN:
            return words.p_("our message in a list", "Unclear: {message}").format(message=what)
        case _:
            return words.p_("our message in a list", "Sent: {message}").format(message=what)


def theirs_in_words(line_text: str, kind: str, words: Catalog) -> str:
    """Return what she sent where it has no text of its own."""
    match kind:
        case InboundKind.OTHER:
            return line_text or words._("Picture, voice message or the like")
        case InboundKind.NUMBER_CHANGED:
            return words._("Has another number now")
        case InboundKind.PREFERENCE:
            return (
                words._("Switched offers off in WhatsApp")
                if line_text.casefold() == "stop"
                else words._("Switched offers on again in WhatsApp")
            )
        case _:
            return line_text


def consent_chip(
    purpose: Purpose, consent: ThreadConsent | None, now: datetime, words: Catalog
) -> ChipFact:
    """Return the chip of one question: what may be written, and with which proof."""
    about = (
        words.p_("consent chip", "Reminders")
        if purpose is Purpose.SERVICE_MESSAGES
        else words.p_("consent chip", "Offers")
    )
    state = ConsentState.UNKNOWN if consent is None else ConsentState(consent.state)
    until = None if consent is None else consent.valid_until
    if state is ConsentState.GRANTED and until is not None and now >= until:
        state = ConsentState.EXPIRED
    tone, icon = _LOOKS.get(state, ("muted", "circle-help"))
    proof = _proof(state, None if consent is None else consent.strength, words)
    return ChipFact(text=f"{about} · {proof}", tone=tone, icon=icon)


_LOOKS = {
    ConsentState.GRANTED: ("ok", "check"),
    ConsentState.WITHDRAWN: ("danger", "ban"),
    ConsentState.REFUSED: ("danger", "ban"),
    ConsentState.EXPIRED: ("warn", "hourglass"),
    ConsentState.NUMBER_CHANGED: ("warn", "triangle-alert"),
    ConsentState.IMPORTED: ("warn", "triangle-alert"),
}


def _proof(state: ConsentState, strength: int | None, words: Catalog) -> str:
    match state:
        case ConsentState.GRANTED:
            return _strength(strength, words)
        case ConsentState.WITHDRAWN:
            return words.p_("consent chip", "withdrawn")
        case ConsentState.REFUSED:
            return words.p_("consent chip", "refused")
        case ConsentState.EXPIRED:
            return words.p_("consent chip", "expired")
        case ConsentState.NUMBER_CHANGED:
            return words.p_("consent chip", "number changed")
        case ConsentState.IMPORTED:
            return words.p_("consent chip", "imported, no proof")
        case ConsentState.ASKED:
            return words.p_("consent chip", "asked, no answer yet")
        case ConsentState.NOT_NOW:
            return words.p_("consent chip", "not now")
        case _:
            return words.p_("consent chip", "not asked")


def _strength(strength: int | None, words: Catalog) -> str:
    match strength:
        case Strength.OWN_MESSAGE:
            return words.p_("consent chip", "own message")
        case Strength.SIGNED:
            return words.p_("consent chip", "signed")
        case Strength.SPOKEN:
            return words.p_("consent chip", "spoken")
        case _:
            return words.p_("consent chip", "allowed")


def spaced_number(e164: str) -> str:
    """Return a number in groups, as people read it aloud: +39 333 100 0001."""
    if not e164.startswith("+"):
        return e164
    head, digits = e164[:3], e164[3:]
    groups = []
    while len(digits) > 4:
        groups.append(digits[:3])
        digits = digits[3:]
    return " ".join((head, *groups, digits))


class Moments:
    """Writes instants the way lists do: the nearer, the shorter."""

    def __init__(self, words: Catalog, formats: Formats, now: datetime) -> None:
        self._words, self._formats, self._now = words, formats, now

    def local_day(self, instant: datetime) -> date:
        """The wall day of an instant."""
        return instant.astimezone(self._formats.zone).date()

    @property
    def today(self) -> date:
        """The wall day of now."""
        return self.local_day(self._now)

    def short(self, instant: datetime) -> str:
        """``10:41``, ``yesterday``, ``Sun``, ``26/11/2026``: one word for a list."""
        day = self.local_day(instant)
        if day == self.today:
            return self._formats.time(instant)
        if abs(day - self.today) <= timedelta(days=1):
            return relative_day(self._words, self._formats, day, self.today)
        if abs(day - self.today) <= A_WEEK:
            return self._formats.short_weekday(day)
        return self._formats.short_date(day)

    def with_time(self, instant: datetime) -> str:
        """``10:41``, ``Wed 10:00``, ``26/11/2026 10:00``: a moment in the outbox."""
        day, time = self.local_day(instant), self._formats.time(instant)
        if day == self.today:
            return time
        if abs(day - self.today) <= A_WEEK:
            return f"{self._formats.short_weekday(day)} {time}"
        return f"{self._formats.short_date(day)} {time}"

    def visit(self, day: date, start: int) -> str:
        """``today 14:00``, ``Thu 26 Nov 15:00``: when a visit begins."""
        told = relative_day(self._words, self._formats, day, self.today)
        return f"{told} {self._formats.minute_of_day(start)}"

    def day_chip(self, day: date) -> str:
        """``today``, ``yesterday`` or the whole day between bubbles."""
        if abs(day - self.today) <= timedelta(days=1):
            return relative_day(self._words, self._formats, day, self.today)
        if abs(day - self.today) <= timedelta(days=300):
            return self._formats.sentence_day(day)
        return self._formats.long_date(day)
