"""The history of an appointment in words: what changed, from where to where, by whom."""

from collections.abc import Callable
from dataclasses import dataclass

from salon_desktop.application.explaining.visit_words import (
    cancel_reason_words,
    change_words,
    status_words,
)
from salon_desktop.application.queries.appointment_card import AppointmentCard, CardEvent, CardPlace
from salon_desktop.domain.agenda.history import EventKind
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.card_words import CardWords, capital

NameOf = Callable[[int], str]
"""The name of an operator by id, "" where it is not known."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: when, what, and on a second line who at which desk."""

    when: str
    what: str
    who: str


def history_of(
    card: AppointmentCard, say: CardWords, words: Catalog, formats: Formats, name_of: NameOf
) -> list[HistoryLine]:
    """Return the changes, the newest first."""
    lines = [
        HistoryLine(
            say.instant(event.happened_at),
            _what(event, words, formats, name_of),
            _who(event, words),
        )
        for event in reversed(card.history)
    ]
    if lines and card.history[0].kind is EventKind.BOOKED:
        first = lines[-1]
        lines[-1] = HistoryLine(first.when, f"{first.what} · {say.origin(card)}", first.who)
    return lines


def _what(event: CardEvent, words: Catalog, formats: Formats, name_of: NameOf) -> str:
    text = capital(change_words(event.kind.value, words))
    before, after = event.before, event.after
    if event.kind is EventKind.MOVED and before is not None and after is not None:
        text = words._("Moved: {before} → {after}").format(
            before=_place(before, after, formats, name_of),
            after=_place(after, before, formats, name_of),
        )
    elif event.kind is EventKind.STATUS_CHANGED and after is not None:
        text = capital(status_words(after.status.value, words))
    elif event.kind is EventKind.CANCELLED and after is not None:
        reason = cancel_reason_words(after.cancel_reason or "", words)
        text = capital(status_words(after.status.value, words))
        text = f"{text} · {reason}" if reason else text
    elif event.kind is EventKind.LATE and after is not None:
        late = words.n_("{count} minute late", "{count} minutes late", after.late_minutes)
        text = capital(late.format(count=after.late_minutes))
    if event.is_undo:
        return words._("Taken back: {change}").format(change=text)
    return text


def _place(place: CardPlace, other: CardPlace, formats: Formats, name_of: NameOf) -> str:
    """Only what differs from the other place is said, the time always."""
    parts = [formats.short_day(place.day)] if place.day != other.day else []
    parts.append(formats.minute_of_day(place.start))
    if place.operator_ids != other.operator_ids:
        parts += [name for name in map(name_of, dict.fromkeys(place.operator_ids)) if name]
    return ", ".join(parts)


def _who(event: CardEvent, words: Catalog) -> str:
    parts = [event.person, event.desk]
    if event.kind is EventKind.MOVED and event.client_told is not None:
        told = words._("client told") if event.client_told else words._("client not told")
        parts.append(told)
    return " · ".join(part for part in parts if part)
