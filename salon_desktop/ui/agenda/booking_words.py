"""What the booking panel says: offers, what will happen, what was booked. No Qt here."""

from collections.abc import Sequence
from datetime import date

from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.application.queries.free_slots import FreeSlot
from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.relative_day import relative_day
from salon_desktop.ui.agenda.card_words import AlertWords

_WILL_GO = frozenset({MessageState.PLANNED, MessageState.HELD})


def client_detail(client: FoundClient, words: Catalog, formats: Formats) -> str:
    """The second line of a client in the list: number, last visit, whether reminders may go."""
    phone = "".join(part.text for part in client.phone)
    parts = [phone or words._("no number")]
    if client.last_visit_on is not None:
        text = words._("last visit {day}")
        parts.append(text.format(day=formats.short_date(client.last_visit_on)))
    else:
        parts.append(words.p_("about a client", "first visit"))
    return " · ".join(parts)


def service_detail(service: ListedService, words: Catalog, formats: Formats) -> str:
    """The second line of a service: how long, how much."""
    price = formats.short_money(service.price.cents, service.price.currency)
    return f"{formats.duration(service.minutes)} · {price}"


def slot_words(slot: FreeSlot, names: dict[int, str], formats: Formats, *, named: bool) -> str:
    """A free time; with who does it where several might."""
    time = formats.minute_of_day(slot.start)
    name = names.get(slot.places[0].operator_id, "") if named else ""
    return f"{time} {name}" if name else time


def slot_elsewhere(slot: FreeSlot, words: Catalog, formats: Formats, today: date) -> str:
    """A free time on another day."""
    day = relative_day(words, formats, slot.day, today)
    return f"{day}, {formats.minute_of_day(slot.start)}"


def what_happens(
    messages: Sequence[Message],
    words: Catalog,
    formats: Formats,
    *,
    known: bool,
    new: bool,
) -> AlertWords:
    """What will go out after the booking, or why nothing will; ``known``: she has a card."""
    if new:
        lead = words._("No reminder:")
        # Her card is only made with the booking: whether somebody has to phone shows afterwards.
        body = words._("consent has not been asked yet.")
        return AlertWords(lead, body, "info", "circle-help")
    if not known:
        body = words._("nobody to write to, a walk-in has no number.")
        return AlertWords(words._("No reminder:"), body, "info", "footprints")
    reminder = next((m for m in messages if m.kind is MessageKind.REMINDER_1), None)
    if reminder is None:
        body = words._("the visit is too near for one.")
        return AlertWords(words._("No reminder:"), body, "info", "clock")
    if reminder.state in _WILL_GO:
        when = formats.day_time(reminder.due_at)
        return AlertWords(words._("Reminder by WhatsApp:"), f"{when}.", "ok", "message-circle")
    reason = reason_words(reminder.reason, words, state=reminder.state)
    called = words._("She comes on the call list.")
    return AlertWords(words._("No reminder:"), f"{reason} {called}".strip(), "warn", "phone")


def booked_told(
    name: str,
    appointment: Appointment,
    happens: str,
    words: Catalog,
    formats: Formats,
    today: date,
) -> str:
    """What was booked and what goes out."""
    text = words._("Booked: {name}, {day}, {time}.").format(
        name=name,
        day=relative_day(words, formats, appointment.day, today),
        time=formats.minute_of_day(appointment.start),
    )
    return f"{text} {happens}".strip()
