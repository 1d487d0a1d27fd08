"""The words of the appointment's drawer: chips, alerts, the reminder, the history. No Qt here."""

from dataclasses import dataclass
from datetime import date, datetime

from salon_desktop.application.explaining.consent_words import consent_state_words, method_words
from salon_desktop.application.explaining.message_words import state_words
from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.explaining.visit_words import (
    cancel_reason_words,
    origin_words,
    status_words,
)
from salon_desktop.application.queries.appointment_card import (
    AppointmentCard,
    CardClient,
    CardConsent,
    CardMessage,
    CardStep,
)
from salon_desktop.domain.agenda.status import UPCOMING, Status
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.phone import masked
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.relative_day import relative_day

STATUS_LOOKS = {
    Status.TENTATIVE: ("warn", "hourglass"),
    Status.BOOKED: ("neutral", "calendar-days"),
    Status.CONFIRMED: ("ok", "check"),
    Status.ARRIVED: ("info", "user"),
    Status.IN_SERVICE: ("chosen", "play"),
    Status.DONE: ("muted", "circle-check"),
    Status.PAID: ("muted", "banknote"),
    Status.NO_SHOW: ("danger", "x"),
    Status.CANCELLED_BY_CLIENT: ("danger", "calendar-x"),
    Status.CANCELLED_BY_SALON: ("danger", "calendar-x"),
    Status.LATE_CANCELLED: ("danger", "calendar-x"),
    Status.EXPIRED: ("muted", "hourglass"),
}
"""Tone and icon of the chip of a status."""

_ARRIVED_AT_CLIENT = frozenset({MessageState.DELIVERED, MessageState.READ})
_ON_ITS_WAY = frozenset({MessageState.ACCEPTED, MessageState.SENT, MessageState.SENDING})
_WAITS = frozenset({MessageState.PLANNED, MessageState.HELD})
_REFUSALS = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A fact for a chip."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class AlertWords:
    """A sentence for an alert: a strong opening and the rest."""

    lead: str
    body: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """The line about the reminder: what and when, then its state in a tone."""

    what: str
    state: str
    tone: str


class CardWords:
    """Says everything about one appointment; made anew when the language changes."""

    def __init__(self, words: Catalog, formats: Formats, today: date) -> None:
        self._words, self._formats, self._today = words, formats, today

    def status(self, card: AppointmentCard) -> ChipWords:
        """Where it stands."""
        tone, icon = STATUS_LOOKS[card.status]
        return ChipWords(capital(status_words(card.status.value, self._words)), tone, icon)

    def when(self, card: AppointmentCard) -> str:
        """Day and time."""
        day = self._formats.short_day(card.day)
        return f"{day} · {self._formats.time_span(card.start, card.end)}"

    def about_client(self, client: CardClient | None) -> str:
        """The second line under the name: number, then how often she has been here."""
        words = self._words
        if client is None:
            return words._("Without a card in the client book")
        parts = [masked(client.phone) if client.phone else words._("no number")]
        if client.visits:
            text = words.n_("{count} visit", "{count} visits", client.visits)
            parts.append(text.format(count=client.visits))
        else:
            parts.append(words.p_("about a client", "first visit"))
        return " · ".join(parts)

    def alerts(self, card: AppointmentCard) -> list[AlertWords]:
        """What must not be overlooked, the most urgent first."""
        words, found = self._words, []
        client = card.client
        if client is not None and client.alert:
            found.append(AlertWords("", client.alert, "warn", "triangle-alert"))
        if card.late_minutes:
            text = words.n_("{count} minute late", "{count} minutes late", card.late_minutes)
            text = text.format(count=card.late_minutes)
            found.append(AlertWords(text, self._expected(card), "warn", "clock"))
        if card.cancel_reason is not None:
            reason = cancel_reason_words(card.cancel_reason.value, words)
            lead = words._("Reason:")
            found.append(AlertWords(lead, reason, "muted", "calendar-x"))
        found += [
            AlertWords(words._("Overlap allowed because:"), reason, "warn", "circle-alert")
            for reason in card.overlap_reasons
        ]
        if client is not None and client.no_shows:
            text = words.n_(
                "Did not come {count} time so far.",
                "Did not come {count} times so far.",
                client.no_shows,
            )
            found.append(AlertWords("", text.format(count=client.no_shows), "muted", "info"))
        if card.note:
            found.append(AlertWords(words._("Note:"), card.note, "muted", "pencil-line"))
        if card.booked_by:
            text = words._("Booked by:")
            found.append(AlertWords(text, card.booked_by, "muted", "user"))
        return found

    def consents(self, card: AppointmentCard) -> list[ChipWords]:
        """What the salon may write on WhatsApp, with what proves it."""
        if card.client is None:
            return []
        words = self._words
        named = (
            (Purpose.SERVICE_MESSAGES, words.p_("consent in a chip", "Appointments")),
            (Purpose.OFFERS, words.p_("consent in a chip", "Offers")),
        )
        return [self._consent(name, _standing(card.consents, purpose)) for purpose, name in named]

    def reminder(self, card: AppointmentCard) -> ReminderWords:
        """What becomes of the reminder: planned when, or read when, or why there is none."""
        words, formats = self._words, self._formats
        message = _reminder_of(card.messages)
        if message is None:
            return ReminderWords(words._("No reminder"), self._why_none(card), "muted")
        when = formats.day_time(message.due_at)
        what = words._("Reminder: {when}").format(when=when)
        if message.state in _ARRIVED_AT_CLIENT:
            at = formats.time(message.changed_at)
            return ReminderWords(what, f"{state_words(message.state, words)} {at}", "ok")
        if message.state in _WAITS or message.state in _ON_ITS_WAY:
            return ReminderWords(what, state_words(message.state, words), "muted")
        if message.state is MessageState.PHONED:
            return ReminderWords(words._("Reminder"), state_words(message.state, words), "ok")
        reason = reason_words(message.reason, words, state=message.state)
        if message.state is MessageState.VOIDED:
            return ReminderWords(words._("No reminder"), reason, "muted")
        called = words._("She is on the call list.") if card.status in UPCOMING else ""
        said = " ".join(part for part in (reason, called) if part)
        return ReminderWords(words._("No reminder"), said, "warn")

    def step(self, step: CardStep) -> str:
        """When a step is, who does it, where."""
        who = step.operator
        if step.operator_requested:
            who = self._words._("{name} (asked for)").format(name=step.operator)
        return " · ".join([self._formats.time_span(step.start, step.end), who, *step.rooms])

    def parts(self, step: CardStep) -> list[tuple[int, str]]:
        """The parts of a step as minutes and words."""
        words = self._words
        active = words.p_("part of a step, minutes", "{count} active")
        waiting = words.p_("part of a step, minutes", "{count} proc.")
        cleaning = words.p_("part of a step, minutes", "{count} clean-up")
        before, between, after = step.parts
        named = ((before, active), (between, waiting), (after, active), (step.buffer, cleaning))
        return [(minutes, text.format(count=minutes)) for minutes, text in named]

    def origin(self, card: AppointmentCard) -> str:
        """How it came into the book."""
        return origin_words(card.origin.value, self._words)

    def instant(self, at: datetime) -> str:
        """When something happened, as it stands in the history."""
        zoned = at.astimezone(self._formats.zone)
        day = relative_day(self._words, self._formats, zoned.date(), self._today)
        return f"{day} {self._formats.time(at)}"

    def _expected(self, card: AppointmentCard) -> str:
        minute = card.start + card.late_minutes
        text = self._words._("expected at {time}")
        return text.format(time=self._formats.minute_of_day(minute))

    def _consent(self, name: str, standing: CardConsent | None) -> ChipWords:
        words = self._words
        if standing is None:
            asked = consent_state_words(ConsentState.UNKNOWN.value, words)
            return ChipWords(f"{name} · {asked}", "outlined", "circle-help")
        if standing.valid:
            proof = method_words(standing.method.value, words) if standing.method else ""
            text = f"{name} · {proof}" if proof else name
            return ChipWords(text, "ok", "check")
        state = ConsentState.EXPIRED if _ran_out(standing) else standing.state
        text = f"{name} · {consent_state_words(state.value, words)}"
        if state in _REFUSALS:
            return ChipWords(text, "danger", "circle-x")
        tone = "warn" if state is ConsentState.EXPIRED else "outlined"
        return ChipWords(text, tone, "circle-help")

    def _why_none(self, card: AppointmentCard) -> str:
        words = self._words
        if card.status not in UPCOMING:
            return words._("none was due")
        if card.client is None:
            return words._("the client is not known")
        return words._("the visit is too near for one")


def capital(text: str) -> str:
    """The same with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _ran_out(standing: CardConsent) -> bool:
    return standing.state is ConsentState.GRANTED and not standing.valid


def _standing(consents: tuple[CardConsent, ...], purpose: Purpose) -> CardConsent | None:
    own = [c for c in consents if c.purpose is purpose and c.channel is Channel.WHATSAPP]
    valid = [consent for consent in own if consent.valid]
    return next(iter(valid or own), None)


def _reminder_of(messages: tuple[CardMessage, ...]) -> CardMessage | None:
    reminders = [m for m in messages if m.kind is MessageKind.REMINDER_1]
    living = [m for m in reminders if m.state is not MessageState.VOIDED]
    return next(reversed(living or reminders), None)
