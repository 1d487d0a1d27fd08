"""Appointments as an iCalendar file that other calendars accept.

The salon's wall times stay wall times (with the zone's rules beside them), so that a clock change
moves nothing. Notes and health are never in it.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from salon_desktop.application.queries.appointments_list import ListedAppointment
from salon_desktop.domain.agenda.status import CANCELLED, Status

PRODUCT = "-//Salon Desktop//EN"
LEFT_OUT = frozenset({Status.EXPIRED})


def write_calendar(
    file: Path, appointments: Iterable[ListedAppointment], zone: ZoneInfo, now: datetime
) -> int:
    """Write the appointments; returns how many. The file is there as a whole or not at all."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    count = 0
    for appointment in appointments:
        if appointment.status not in LEFT_OUT:
            calendar.add_component(_event(appointment, zone, now))
            count += 1
    calendar.add_missing_timezones()
    draft = file.with_name(file.name + ".part")
    draft.write_bytes(calendar.to_ical())
    draft.replace(file)
    return count


def _event(appointment: ListedAppointment, zone: ZoneInfo, now: datetime) -> Event:
    midnight = datetime.combine(appointment.day, time(), tzinfo=zone)
    event = Event()
    event.add("uid", f"{appointment.key}@salon-desktop")
    event.add("dtstamp", now)
    event.add("dtstart", midnight + timedelta(minutes=appointment.start))
    event.add("dtend", midnight + timedelta(minutes=appointment.end))
    services = ", ".join(appointment.services)
    names = ", ".join(filter(None, (appointment.client_name, services)))
    event.add("summary", names)
    event.add("location", ", ".join(dict.fromkeys(appointment.rooms)))
    event.add("sequence", appointment.version)
    event.add("status", "CANCELLED" if appointment.status in CANCELLED else "CONFIRMED")
    return event
