"""What is said after a change was made: whole sentences for the toast, without Qt."""

from datetime import date

from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.names import full_name
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.relative_day import relative_day


def client_of(card: AppointmentCard, words: Catalog) -> str:
    """The client's name, a walk-in's if it is known, else what she is called without one."""
    if card.client is not None:
        return full_name(card.client.first_name, card.client.last_name)
    return card.walk_in_name or words.p_("name of a client who is not known", "Walk-in")


def moved_words(
    name: str, after: Appointment, today: date, words: Catalog, formats: Formats
) -> str:
    """Where a visit stands now."""
    return words._("{name} moved to {day}, {time}.").format(
        name=name,
        day=relative_day(words, formats, after.day, today),
        time=formats.minute_of_day(after.start),
    )


def status_told(name: str, status: Status, words: Catalog) -> str:
    """What became of a visit."""
    match status:
        case Status.BOOKED:
            text = words._("{name} is booked again.")
        case Status.CONFIRMED:
            text = words._("{name} has confirmed.")
        case Status.ARRIVED:
            text = words._("{name} has arrived.")
        case Status.IN_SERVICE:
            text = words._("{name} is in service.")
        case Status.DONE:
            text = words._("{name} is done.")
        case Status.PAID:
            text = words._("{name} has paid.")
        case Status.NO_SHOW:
            text = words._("{name} noted as a no-show. No message goes out.")
        case _:
            text = words._("{name}: changed.")
    return text.format(name=name)


def late_told(name: str, minutes: int, words: Catalog) -> str:
    """That somebody is expected later."""
    if not minutes:
        return words._("{name} is on time after all.").format(name=name)
    text = words.n_("{name} is {count} minute late.", "{name} is {count} minutes late.", minutes)
    return text.format(name=name, count=minutes)


def cancelled_told(name: str, status: Status, words: Catalog) -> str:
    """That a visit was given up, and what its reminder does."""
    if status is Status.LATE_CANCELLED:
        text = words._("{name} cancelled late. The place is free, the reminder is dropped.")
    else:
        text = words._("{name} cancelled. The place is free, the reminder is dropped.")
    return text.format(name=name)


def undone_told(count: int, words: Catalog) -> str:
    """That a change was taken back."""
    if count <= 1:
        return words._("The change was taken back.")
    text = words.n_(
        "The change was taken back: {count} appointment.",
        "The change was taken back: {count} appointments.",
        count,
    )
    return text.format(count=count)


def redone_told(words: Catalog) -> str:
    """That a change that was taken back was made again."""
    return words._("The change was made again.")
