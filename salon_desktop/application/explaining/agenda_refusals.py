"""Why the agenda says no, and what to do instead; one function for each code."""

from salon_desktop.application.explaining.conflicts import conflicts_words
from salon_desktop.application.explaining.parts import Explainer, Facts, Notice, Telling
from salon_desktop.application.explaining.visit_words import status_words
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.status import NO_SHOW_GRACE_MINUTES
from salon_desktop.domain.wall_clock import DAY_MINUTES


def _conflicts_found(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    told = conflicts_words(facts.items("conflicts"), telling)
    text = told or words._("This place is not free.")
    if facts.items("conflicts") and not _is_hard(facts):
        advice = words._("Choose another time, or state a reason and book all the same.")
    else:
        advice = words._("Choose another time, another operator or another room.")
    return telling.hint(text, advice)


def _is_hard(facts: Facts) -> bool:
    return any(getattr(conflict, "hard", True) for conflict in facts.items("conflicts"))


def _slot_taken(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    day, start, end = facts.day("day"), facts.minute("start"), facts.minute("end")
    advice = words._("Look at the next free times and choose another one.")
    if day is None or start is None or end is None:
        text = words._("Somebody else has just taken this place.")
        return telling.hint(text, advice)
    fields = {
        "name": _named(telling, facts),
        "day": telling.formats.sentence_day(day),
        "start": telling.formats.minute_of_day(start),
        "end": telling.formats.minute_of_day(end),
    }
    text = (
        words._("{name} is already taken on {day} from {start} to {end}.")
        if fields["name"]
        else words._("The place on {day} from {start} to {end} is already taken.")
    )
    return telling.hint(text.format(**fields), advice)


def _named(telling: Telling, facts: Facts) -> str:
    """Return the name of the operator or unit; a client's is never asked for."""
    kind, subject_id = facts.text("subject_kind"), facts.number("subject_id")
    if subject_id is None or kind not in {SubjectKind.OPERATOR, SubjectKind.RESOURCE}:
        return ""
    return telling.naming(SubjectKind(kind), subject_id)


def _needs_approval(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("A room, a device, an absence or a closed day is in the way."),
        words._("Choose another time, another operator or another room."),
    )


def _nobody_free(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    day, start = facts.day("day"), facts.minute("start")
    advice = words._("Choose one of the next free times, or name an operator yourself.")
    if day is None or start is None:
        return telling.hint(words._("Nobody who does this service is free then."), advice)
    text = words._("Nobody who does this service is free on {day} at {time}.").format(
        day=telling.formats.sentence_day(day), time=telling.formats.minute_of_day(start)
    )
    return telling.hint(text, advice)


def _operator_cannot(telling: Telling, facts: Facts) -> Notice:
    words, operator_id = telling.words, facts.number("operator_id")
    name = "" if operator_id is None else telling.naming(SubjectKind.OPERATOR, operator_id)
    text = (
        words._("{name} does not do this service.").format(name=name)
        if name
        else words._("This operator does not do this service.")
    )
    return telling.hint(
        text, words._("Choose another operator, or add the service to what this one does.")
    )


def _in_the_past(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    day, start = facts.day("day"), facts.minute("start")
    advice = words._("Choose a later time, or enter somebody who is already here as a walk-in.")
    if day is None or start is None:
        return telling.hint(words._("This time is already over."), advice)
    text = words._("{day} at {time} is already over.").format(
        day=telling.formats.short_day(day), time=telling.formats.minute_of_day(start)
    )
    return telling.hint(text, advice)


def _across_midnight(telling: Telling, facts: Facts) -> Notice:
    words, end = telling.words, facts.number("end")
    advice = words._("Start earlier, or book fewer services in this visit.")
    if end is None or end <= DAY_MINUTES:
        text = words._("The visit would go on after midnight.")
        return telling.hint(text, advice)
    text = words._("The visit would go on after midnight, until {time} on the next day.").format(
        time=telling.formats.minute_of_day(end)
    )
    return telling.hint(text, advice)


def _wall_time_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    day, minute, later = facts.day("day"), facts.minute("minute"), facts.minute("next_minute")
    text = words._("The clocks go forward then, and this time does not exist.")
    if day is not None and minute is not None:
        text = words._(
            "On {day} the clocks go forward, and there is no {time}.",
        ).format(day=telling.formats.sentence_day(day), time=telling.formats.minute_of_day(minute))
    if later is None:
        return telling.hint(text, words._("Choose another time on that day."))
    advice = words._("The next time that exists is {time}.")
    return telling.hint(text, advice.format(time=telling.formats.minute_of_day(later)))


def _operator_twice(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Two services of this visit need the same operator at the same time."),
        words._("Put them one after the other, or give one of them to somebody else."),
    )


def _appointment_empty(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("The appointment has no service yet."),
        words._("Choose at least one service."),
    )


def _status_not_possible(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    old, new = (status_words(facts.text(name), words) for name in ("old", "new"))
    text = words._("The appointment cannot change its status like this.")
    if old and new:
        text = words._("An appointment that is “{old}” cannot become “{new}”.").format(
            old=old, new=new
        )
    return telling.hint(text, words._("Open the appointment: it offers the steps that can follow."))


def _no_show_too_early(telling: Telling, facts: Facts) -> Notice:
    words, moment = telling.words, facts.instant("possible_from")
    text = words._("The client may still come: nobody counts as a no-show this early.")
    if moment is None:
        advice = words.n_(
            "Wait until {minutes} minute after the start.",
            "Wait until {minutes} minutes after the start.",
            NO_SHOW_GRACE_MINUTES,
        )
        return telling.hint(text, advice.format(minutes=NO_SHOW_GRACE_MINUTES))
    advice = words._("It can be noted from {moment} on.")
    return telling.hint(text, advice.format(moment=telling.formats.day_time(moment)))


def _cancel_reason_missing(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("The reason for the cancellation is missing."),
        words._("Choose why the appointment is cancelled; nothing is chosen in advance."),
    )


def _delete_too_late(telling: Telling, facts: Facts) -> Notice:
    words, moment = telling.words, facts.instant("possible_until")
    advice = words._("Cancel the appointment and state the reason; it stays in the history.")
    if moment is None:
        text = words._("Only a typing error of the last minutes can be deleted.")
        return telling.hint(text, advice)
    text = words._("Only a typing error can be deleted, and that was possible until {moment}.")
    return telling.hint(text.format(moment=telling.formats.day_time(moment)), advice)


def _not_upcoming(telling: Telling, facts: Facts) -> Notice:
    words, status = telling.words, status_words(facts.text("status"), telling.words)
    text = words._("Only a visit that has not begun can be late.")
    if status:
        text = words._("Only a visit that has not begun can be late; this one is “{status}”.")
        text = text.format(status=status)
    return telling.hint(text, words._("Choose an appointment that is still to come."))


def _not_movable(telling: Telling, facts: Facts) -> Notice:
    words, status = telling.words, status_words(facts.text("status"), telling.words)
    text = words._("This appointment can no longer be moved.")
    if status:
        text = words._("An appointment that is “{status}” can no longer be moved.")
        text = text.format(status=status)
    return telling.hint(text, words._("Book a new appointment instead."))


def _nothing_to_undo(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("There is no change of this desk left to take back or to repeat."),
        words._("Older changes are in the appointment's history: change it by hand."),
    )


def _changed_meanwhile(telling: Telling, facts: Facts) -> Notice:
    words = telling.words
    return telling.hint(
        words._("Somebody else has changed this in the meantime."),
        words._("Look at it as it stands now and make your change again."),
    )


AGENDA_REFUSALS: dict[str, Explainer] = {
    "conflicts_found": _conflicts_found,
    "slot_taken": _slot_taken,
    "needs_approval": _needs_approval,
    "nobody_free": _nobody_free,
    "operator_cannot": _operator_cannot,
    "in_the_past": _in_the_past,
    "across_midnight": _across_midnight,
    "wall_time_missing": _wall_time_missing,
    "operator_twice": _operator_twice,
    "appointment_empty": _appointment_empty,
    "status_not_possible": _status_not_possible,
    "no_show_too_early": _no_show_too_early,
    "cancel_reason_missing": _cancel_reason_missing,
    "delete_too_late": _delete_too_late,
    "not_upcoming": _not_upcoming,
    "not_movable": _not_movable,
    "nothing_to_undo": _nothing_to_undo,
    "changed_meanwhile": _changed_meanwhile,
}
