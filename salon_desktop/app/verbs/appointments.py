"""``appointments``: the agenda from the command line."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from salon_desktop.app.composition import Salon
from salon_desktop.app.verbs.context import Context
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
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
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.infrastructure.files.calendar_export import write_calendar


class ChoiceUnknown(DomainError):
    """No service, operator, status or reason of that name; facts: what, name, known."""

    code: ClassVar[str] = "choice_unknown"


class MomentNotUnderstood(DomainError):
    """A day is written 2026-11-24 and a time 14:30; facts: what."""

    code: ClassVar[str] = "moment_not_understood"


def listed(context: Context) -> int:
    """List appointments from a day to a day."""
    with context.open() as salon:
        first = _day(salon, context.args.first)
        last = _day(salon, context.args.last) if context.args.last else first
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
    """Book one appointment from options, or many from a JSON-lines file."""
    args = context.args
    wishes = list(context.lines()) if args.file else [vars(args)]
    booked: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with context.open() as salon:
        for number, wish in enumerate(wishes, start=1):

            def attempt(wish: dict[str, Any] = wish) -> Appointment:
                return salon.do.book(_wish(salon, wish)).appointment

            problem, appointment = context.attempt(salon, attempt)
            if problem is not None:
                refused.append({"line": number, "why": problem.text})
                context.complain(problem)
            elif appointment is not None:
                booked.append(_as_json(appointment))
        context.give({"booked": booked, "refused": refused})
        context.say(
            salon.words.n_(
                "{count} appointment booked.", "{count} appointments booked.", len(booked)
            ).format(count=len(booked))
        )
    return 1 if refused else 0


def move(context: Context) -> int:
    """Move an appointment to another day, minute or operator."""
    args = context.args
    with context.open() as salon:
        moved = salon.do.move(
            MoveAppointment(
                appointment_id=args.id,
                day=_day(salon, args.day),
                start=_minute(args.time),
                operator_id=_operator(salon, args.operator),
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
                reason=_choice(CancelReason, args.reason, "reason"),
            )
        )
        _told(context, salon, done.appointment)
    return 0


def status(context: Context) -> int:
    """Bring an appointment one step further in its life."""
    args = context.args
    with context.open() as salon:
        wanted = _choice(Status, args.status, "status")
        done = salon.do.change_status(ChangeStatus(appointment_id=args.id, status=wanted))
        _told(context, salon, done.appointment)
    return 0


def free(context: Context) -> int:
    """Find free times for one or several services."""
    args = context.args
    with context.open() as salon:
        today, _ = to_wall(salon.clock.now(), salon.facts.zone)
        first = _day(salon, args.first) if args.first else today
        slots = salon.ask.free_slots(
            SlotsWanted(
                service_ids=tuple(_service(salon, name) for name in args.service),
                first_day=first,
                last_day=first + timedelta(days=max(0, args.days - 1)),
                operator_id=_operator(salon, args.operator),
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
        first = _day(salon, args.first) if args.first else today
        last = _day(salon, args.last) if args.last else first + timedelta(days=60)
        found = salon.ask.appointments(first, last)
        count = write_calendar(Path(args.ics), found, salon.facts.zone, salon.clock.now())
        context.give({"file": args.ics, "appointments": count})
        context.say(
            salon.words.n_(
                "{count} appointment written.", "{count} appointments written.", count
            ).format(count=count)
        )
    return 0


def _wish(salon: Salon, given: dict[str, Any]) -> BookAppointment:
    services: Any = given.get("service") or given.get("services") or []
    names: Sequence[Any] = services if isinstance(services, list) else [services]
    operator_id = _operator(salon, given.get("operator"))
    walk_in = bool(given.get("walk_in"))
    day = given.get("day")
    minute = given.get("time")
    if walk_in and (day is None or minute is None):
        wall_day, wall_minute = to_wall(salon.clock.now(), salon.facts.zone)
        day, minute = (
            day or wall_day.isoformat(),
            minute or f"{wall_minute // 60}:{wall_minute % 60:02d}",
        )
    if not names or day is None or minute is None:
        raise MomentNotUnderstood(what="booking")
    client = given.get("client")
    return BookAppointment(
        client_id=None if client is None else int(client),
        day=_day(salon, str(day)),
        start=_minute(str(minute)),
        services=tuple(
            ServiceWish(service_id=_service(salon, str(name)), operator_id=operator_id)
            for name in names
        ),
        origin=Origin.WALK_IN if walk_in else Origin(given.get("origin") or Origin.DESK),
        note=str(given.get("note") or ""),
        booked_by=str(given.get("booked_by") or ""),
        permission=Permission(reason=given.get("reason")),
        key=given.get("key"),
    )


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


def _day(salon: Salon, text: str) -> date:
    """Return the day of ``2026-11-24``, ``today`` or ``+3``."""
    today, _ = to_wall(salon.clock.now(), salon.facts.zone)
    if text == "today":
        return today
    try:
        if text.startswith("+"):
            return today + timedelta(days=int(text[1:]))
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise MomentNotUnderstood(what="day") from wrong


def _minute(text: str) -> int:
    try:
        moment = datetime.strptime(text.replace(".", ":"), "%H:%M")  # noqa: DTZ007 - a wall time
    except ValueError as wrong:
        raise MomentNotUnderstood(what="time") from wrong
    return moment.hour * 60 + moment.minute


def _service(salon: Salon, name: str) -> int:
    """Return the service of an id, a code or a name."""
    services = salon.ask.services()
    return _picked(
        name,
        "service",
        [(one.id, {str(one.id), one.code or "", folded(one.name)}) for one in services],
        [one.name for one in services],
    )


def _operator(salon: Salon, name: object) -> int | None:
    if name is None or name == "":
        return None
    operators = salon.ask.operators()
    return _picked(
        str(name),
        "operator",
        [(one.id, {str(one.id), folded(one.name)}) for one in operators],
        [one.name for one in operators],
    )


def _picked(
    name: str, what: str, choices: Sequence[tuple[int, set[str]]], known: Sequence[str]
) -> int:
    for found, names in choices:
        if name in names or folded(name) in names:
            return found
    raise ChoiceUnknown(what=what, name=name, known=list(known))


def _choice(kind: Callable[[str], Any], text: str, what: str) -> Any:
    try:
        return kind(text)
    except ValueError as wrong:
        known = [one.value for one in kind]  # type: ignore[attr-defined]  # an enum class
        raise ChoiceUnknown(what=what, name=text, known=known) from wrong
