"""``appointments``: the agenda from the command line."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from salon_desktop.app.composition import Salon
from salon_desktop.app.verbs.context import Context
from salon_desktop.app.verbs.typed import (
    InputWrong,
    MomentNotUnderstood,
    choice_of,
    day_of,
    minute_of,
    object_of,
    one_of,
    operator_of,
    service_of,
    whole_of,
)
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    Booked,
    ServiceWish,
)
from salon_desktop.application.commands.cancel_appointment import CancelAppointment
from salon_desktop.application.commands.change_status import ChangeStatus
from salon_desktop.application.commands.move_appointment import MoveAppointment
from salon_desktop.application.explaining.visit_words import status_words
from salon_desktop.application.placing import Permission
from salon_desktop.application.queries.free_slots import SlotsWanted
from salon_desktop.domain.agenda.appointment import Appointment, Origin
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.history import placement_of
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.infrastructure.files.calendar_export import write_calendar


def listed(context: Context) -> int:
    """List appointments from a day to a day."""
    with context.open() as salon:
        first = day_of(salon, context.args.first)
        last = day_of(salon, context.args.last) if context.args.last else first
        found = salon.ask.appointments(first, last)
        context.give({"appointments": [asdict(one) for one in found]})
        formats = salon.formats
        context.table(
            (
                str(one.id),
                formats.short_day(one.day),
                formats.time_span(one.start, one.end),
                one.client_name,
                ", ".join(one.services),
                ", ".join(one.operators),
                status_words(one.status, salon.words),
            )
            for one in found
        )
    return 0


def book(context: Context) -> int:
    """Book one appointment from options, or many from a JSON-lines file; exit 1 if one was not."""
    args = context.args
    booked: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with context.open() as salon:
        if not args.file:
            done = salon.do.book(_wish(salon, vars(args)))
            booked.append(_as_json(done.appointment))
        for number, line in context.lines() if args.file else ():
            problem, kept = context.attempt(salon, partial(_book_line, salon, line))
            if problem is not None:
                refused.append({"line": number, "why": problem.whole})
                context.complain(problem, number)
            elif kept is not None:
                booked.append({"line": number, **_as_json(kept.appointment)})
        context.give({"booked": booked, "refused": refused})
        context.say(
            salon.words.n_(
                "{count} appointment booked.", "{count} appointments booked.", len(booked)
            ).format(count=len(booked))
        )
    return 1 if refused else 0


def _book_line(salon: Salon, line: str) -> Booked:
    return salon.do.book(_wish(salon, object_of(line)))


def move(context: Context) -> int:
    """Move an appointment to another day, minute or operator."""
    args = context.args
    with context.open() as salon:
        moved = salon.do.move(
            MoveAppointment(
                appointment_id=args.id,
                day=day_of(salon, args.day),
                start=minute_of(args.time),
                operator_id=operator_of(salon, args.operator),
                permission=Permission(reason=args.reason),
            )
        )
        _told(context, salon, moved.after)
    return 0


def cancel(context: Context) -> int:
    """Cancel an appointment, with who gave it up and why."""
    args = context.args
    with context.open() as salon:
        done = salon.do.cancel(
            CancelAppointment(
                appointment_id=args.id,
                by=Canceller(args.by),
                reason=choice_of(CancelReason, args.reason, "reason"),
            )
        )
        _told(context, salon, done.appointment)
    return 0


def status(context: Context) -> int:
    """Bring an appointment one step further in its life."""
    args = context.args
    with context.open() as salon:
        wanted = choice_of(Status, args.status, "status")
        done = salon.do.change_status(ChangeStatus(appointment_id=args.id, status=wanted))
        _told(context, salon, done.appointment)
    return 0


def free(context: Context) -> int:
    """Find free times for one or several services."""
    args = context.args
    with context.open() as salon:
        today, _ = to_wall(salon.clock.now(), salon.facts.zone)
        first = day_of(salon, args.first) if args.first else today
        slots = salon.ask.free_slots(
            SlotsWanted(
                service_ids=tuple(service_of(salon, name) for name in args.service),
                first_day=first,
                last_day=first + timedelta(days=max(0, args.days - 1)),
                operator_id=operator_of(salon, args.operator),
                limit=args.limit,
            )
        )
        names = {one.id: one.name for one in salon.ask.operators()}
        context.give(
            {
                "free": [
                    {
                        "day": slot.day,
                        "time": salon.formats.minute_of_day(slot.start),
                        "start": slot.start,
                        "operators": [names[place.operator_id] for place in slot.places],
                    }
                    for slot in slots
                ]
            }
        )
        context.table(
            (
                salon.formats.short_day(slot.day),
                salon.formats.time_span(slot.start, slot.end),
                ", ".join(dict.fromkeys(names[place.operator_id] for place in slot.places)),
            )
            for slot in slots
        )
    return 0


def undo(context: Context) -> int:
    """Take back the last change of this desk."""
    with context.open() as salon:
        done = salon.do.undo.undo()
        for appointment in done.appointments:
            _told(context, salon, appointment)
    return 0


def redo(context: Context) -> int:
    """Repeat the change that was taken back last."""
    with context.open() as salon:
        done = salon.do.undo.redo()
        for appointment in done.appointments:
            _told(context, salon, appointment)
    return 0


def export(context: Context) -> int:
    """Write appointments as an iCalendar file; names only, no notes and no treatments' health."""
    args = context.args
    with context.open() as salon:
        today, _ = to_wall(salon.clock.now(), salon.facts.zone)
        first = day_of(salon, args.first) if args.first else today
        last = day_of(salon, args.last) if args.last else first + timedelta(days=60)
        found = salon.ask.appointments(first, last)
        count = write_calendar(Path(args.ics), found, salon.facts.zone, salon.clock.now())
        context.give({"file": args.ics, "appointments": count})
        context.say(
            salon.words.n_(
                "{count} appointment written.", "{count} appointments written.", count
            ).format(count=count)
        )
    return 0


def services(context: Context) -> int:
    """List what can be booked, by the names that ``--service`` takes."""
    with context.open() as salon:
        found = salon.ask.services()
        context.give({"services": [asdict(one) for one in found]})
        context.table(
            (
                one.code or str(one.id),
                one.name,
                salon.words.n_("{count} minute", "{count} minutes", one.minutes).format(
                    count=one.minutes
                ),
            )
            for one in found
        )
    return 0


def operators(context: Context) -> int:
    """List who can be booked, by the names that ``--operator`` takes."""
    with context.open() as salon:
        found = salon.ask.operators()
        context.give({"operators": [asdict(one) for one in found]})
        context.table((str(one.id), one.name) for one in found)
    return 0


def _wish(salon: Salon, given: Mapping[str, Any]) -> BookAppointment:
    services: Any = given.get("service") or given.get("services") or []
    names: list[Any] = services if isinstance(services, list) else [services]
    operator_id = operator_of(salon, given.get("operator"))
    walk_in = given.get("walk_in") is True
    day, minute = _moment(salon, given, walk_in=walk_in)
    if not names or day is None or minute is None:
        raise MomentNotUnderstood(what="booking")
    client, name = given.get("client"), str(given.get("name") or "")
    if client is None and not walk_in and not name:
        raise InputWrong("client")
    origin = given.get("origin") or Origin.DESK
    reason = given.get("reason")
    return BookAppointment(
        client_id=None if client is None else whole_of(client, "client"),
        day=day_of(salon, str(day)),
        start=minute_of(str(minute)),
        services=tuple(
            ServiceWish(service_id=service_of(salon, name), operator_id=operator_id)
            for name in names
        ),
        origin=Origin.WALK_IN if walk_in else one_of(Origin, origin, "origin"),
        note=str(given.get("note") or ""),
        booked_by=str(given.get("booked_by") or ""),
        walk_in_name=name,
        permission=Permission(reason=None if reason is None else str(reason)),
        key=None if given.get("key") is None else str(given["key"]),
    )


def _moment(salon: Salon, given: Mapping[str, Any], *, walk_in: bool) -> tuple[object, object]:
    """Return day and time as given; a walk-in is there now."""
    day, minute = given.get("day"), given.get("time")
    if walk_in:
        today, now = to_wall(salon.clock.now(), salon.facts.zone)
        day = day or today.isoformat()
        minute = minute or f"{now // 60}:{now % 60:02d}"
    return day, minute


def _told(context: Context, salon: Salon, appointment: Appointment) -> None:
    context.give(_as_json(appointment))
    context.say(
        salon.words._("{day}, {time}: {status}").format(
            day=salon.formats.short_day(appointment.day),
            time=salon.formats.time_span(appointment.start, appointment.end),
            status=status_words(appointment.status, salon.words),
        )
    )


def _as_json(appointment: Appointment) -> dict[str, Any]:
    return {
        "id": appointment.id,
        "key": appointment.key,
        "version": appointment.version,
        **placement_of(appointment),
        "start": appointment.start,
        "end": appointment.end,
    }
