"""What the tables of a card say: visits, the events of the consent ledger, messages."""

from collections.abc import Sequence
from datetime import date

from salon_desktop.application.explaining.consent_words import (
    kind_words,
    method_words,
    purpose_words,
)
from salon_desktop.application.explaining.message_words import message_kind_words, state_words
from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.explaining.visit_words import cancel_reason_words, status_words
from salon_desktop.application.queries.client_card import CardMessage, ClientCard
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.consent.events import ConsentEvent
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.clients.card_facts import VisitRow, visit_rows
from salon_desktop.ui.clients.tables import Cell, Column
from salon_desktop.ui.theme.tokens import CATEGORIES

STATUS_SIGNS = {
    Status.TENTATIVE: ("hourglass", "warn"),
    Status.BOOKED: ("calendar-days", "text_2"),
    Status.CONFIRMED: ("check", "ok"),
    Status.ARRIVED: ("user", "info"),
    Status.IN_SERVICE: ("play", "accent"),
    Status.DONE: ("circle-check", "text_2"),
    Status.PAID: ("banknote", "text_2"),
    Status.NO_SHOW: ("x", "danger"),
    Status.CANCELLED_BY_CLIENT: ("calendar-x", "text_2"),
    Status.CANCELLED_BY_SALON: ("calendar-x", "text_2"),
    Status.LATE_CANCELLED: ("calendar-x", "warn"),
    Status.EXPIRED: ("hourglass", "text_2"),
}
MESSAGE_SIGNS = {
    MessageState.SENT: ("check", "text_2"),
    MessageState.ACCEPTED: ("check", "text_2"),
    MessageState.DELIVERED: ("check-check", "text_2"),
    MessageState.READ: ("check-check", "ok"),
    MessageState.FAILED: ("circle-x", "danger"),
    MessageState.BLOCKED: ("ban", "text_2"),
    MessageState.EXPIRED: ("clock", "warn"),
    MessageState.UNKNOWN: ("circle-help", "warn"),
    MessageState.PHONED: ("phone", "text_2"),
    MessageState.VOIDED: ("x", "text_2"),
}
Rows = list[tuple[object, Sequence[Cell]]]


def medium_date(formats: Formats, day: date) -> str:
    """Return a day with its month in letters and its year."""
    return formats.days(day, day)


def day_in_words(words: Catalog, formats: Formats, day: date, today: date) -> str:
    """Return "today" for today, else the day with its year."""
    return words.p_("day", "today") if day == today else medium_date(formats, day)


def visits_table(
    words: Catalog, formats: Formats, card: ClientCard, today: date
) -> tuple[list[Column], Rows]:
    """Return the visits, one line a service."""
    columns = [
        Column(words.p_("column", "Date")),
        Column(words.p_("column", "Treatment")),
        Column(words.p_("column", "With")),
        Column(words.p_("column", "Min"), right=True),
        Column(words.p_("column", "Price"), right=True),
        Column(words.p_("column", "Status")),
    ]
    return columns, [(row, _visit(words, formats, row, today)) for row in visit_rows(card)]


def _visit(words: Catalog, formats: Formats, row: VisitRow, today: date) -> tuple[Cell, ...]:
    visit, service = row.visit, row.service
    when = ""
    if row.is_first:
        when = day_in_words(words, formats, visit.day, today)
        if visit.day >= today:
            time = formats.minute_of_day(visit.start)
            when = words._("{day}, {time}").format(day=when, time=time)
    icon, ink = STATUS_SIGNS[visit.status]
    status = status_words(visit.status, words)
    if visit.cancel_reason is not None:
        why = cancel_reason_words(visit.cancel_reason, words)
        status = f"{status} · {why}" if why else status
    if service is None:
        return (Cell(when, weight=500), *(Cell() for _ in range(4)), Cell(status, ink, icon=icon))
    tick = f"edge_{service.category}" if service.category in CATEGORIES else "edge_done"
    return (
        Cell(when, weight=500),
        Cell(service.service, tick=tick),
        Cell(service.operator, "text_2"),
        Cell(formats.number(service.minutes), "text_2", right=True),
        Cell(formats.money(service.price.cents, service.price.currency), weight=500, right=True),
        Cell(status, ink, icon=icon),
    )


def events_table(
    words: Catalog, formats: Formats, events: Sequence[ConsentEvent]
) -> tuple[list[Column], Rows]:
    """Return the events of the ledger, newest first."""
    columns = [
        Column(words.p_("column", "No."), right=True),
        Column(words.p_("column", "When")),
        Column(words.p_("column", "About")),
        Column(words.p_("column", "What")),
        Column(words.p_("column", "How")),
        Column(words.p_("column", "Text")),
    ]
    return columns, [(event, _event(words, formats, event)) for event in events]


def _event(words: Catalog, formats: Formats, event: ConsentEvent) -> tuple[Cell, ...]:
    text = ""
    if event.wording is not None:
        version = words.p_("short", "v. {version}").format(version=event.wording.version)
        text = f"{version} · {event.wording.language}"
    return (
        Cell(formats.number(event.seq or 0), "text_3", right=True),
        Cell(formats.date_time(event.happened_at), weight=500),
        Cell(purpose_words(event.purpose, words)),
        Cell(kind_words(event.kind, words), weight=500),
        Cell(method_words(event.method, words), "text_2", strength=int(event.strength)),
        Cell(text, "text_3"),
    )


def messages_table(
    words: Catalog, formats: Formats, messages: Sequence[CardMessage]
) -> tuple[list[Column], Rows]:
    """Return the newest messages and how far each came."""
    columns = [
        Column(words.p_("column", "When")),
        Column(words.p_("column", "Message")),
        Column(words.p_("column", "State")),
        Column(words.p_("column", "Why")),
    ]
    return columns, [(one, _message(words, formats, one)) for one in messages]


def _message(words: Catalog, formats: Formats, message: CardMessage) -> tuple[Cell, ...]:
    icon, ink = MESSAGE_SIGNS.get(message.state, ("send", "text_2"))
    why = reason_words(message.reason, words, state=message.state)
    return (
        Cell(formats.date_time(message.changed_at), weight=500),
        Cell(message_kind_words(message.kind, words)),
        Cell(state_words(message.state, words), ink, icon=icon),
        Cell(why, "text_2"),
    )
