"""What is in the way of an appointment, one sentence a conflict: who or what, and when."""

from collections.abc import Iterable

from salon_desktop.application.explaining.parts import Telling
from salon_desktop.domain.agenda.claims import Claim, Conflict, ConflictKind, Part, SubjectKind
from salon_desktop.domain.wall_clock import DAY_MINUTES

MOST_TOLD = 4


def conflict_words(conflict: Conflict, telling: Telling) -> str:
    """Return the sentence about one conflict; names only what ``telling`` can name."""
    claim = conflict.existing or conflict.wanted
    if claim.part is Part.HOLD and conflict.existing is not None:
        return _held(claim, telling)
    match conflict.kind:
        case ConflictKind.RESOURCE_TAKEN | ConflictKind.RESOURCE_OUT:
            return _about_unit(conflict.kind, claim, telling)
        case ConflictKind.OPERATOR_TAKEN | ConflictKind.OPERATOR_ON_BREAK:
            return _about_operator(conflict.kind, claim, telling)
        case ConflictKind.OPERATOR_ABSENT:
            return _absent(claim, telling)
        case ConflictKind.SALON_CLOSED | ConflictKind.OUTSIDE_HOURS:
            return _about_hours(conflict, telling)
        case _:
            return _about_client(conflict.kind, claim, telling)


def conflicts_words(conflicts: Iterable[object], telling: Telling) -> str:
    """Return all conflicts as sentences in a row, each once, the first few in full."""
    told = list(
        dict.fromkeys(
            conflict_words(conflict, telling)
            for conflict in conflicts
            if isinstance(conflict, Conflict)
        )
    )
    rest = len(told) - MOST_TOLD
    if rest > 0:
        more = telling.words.n_(
            "{count} more thing is in the way.", "{count} more things are in the way.", rest
        )
        told = [*told[:MOST_TOLD], more.format(count=rest)]
    return " ".join(told)


def _name(claim: Claim, telling: Telling) -> str:
    if claim.subject_kind in {SubjectKind.CLIENT, SubjectKind.SALON}:
        return ""
    return telling.naming(claim.subject_kind, claim.subject_id)


def _fields(claim: Claim, telling: Telling) -> dict[str, str]:
    return {
        "name": _name(claim, telling),
        "start": telling.formats.minute_of_day(claim.start),
        "end": telling.formats.minute_of_day(claim.end),
    }


def _is_whole_day(claim: Claim) -> bool:
    return claim.start == 0 and claim.end == DAY_MINUTES


def _held(claim: Claim, telling: Telling) -> str:
    words, fields = telling.words, _fields(claim, telling)
    if claim.hold_expires_at is None:
        text = words._("From {start} to {end} is held for a booking in progress.")
        return text.format(**fields)
    until = telling.formats.time(claim.hold_expires_at)
    text = words._(
        "From {start} to {end} is held for a booking in progress, until {until} at the latest."
    )
    return text.format(until=until, **fields)


def _about_unit(kind: ConflictKind, claim: Claim, telling: Telling) -> str:
    words, fields = telling.words, _fields(claim, telling)
    named = bool(fields["name"])
    if kind is ConflictKind.RESOURCE_OUT:
        if _is_whole_day(claim):
            text = (
                words._("{name} is out of order that day.")
                if named
                else words._("The room or device is out of order that day.")
            )
        else:
            text = (
                words._("{name} is out of order from {start} to {end}.")
                if named
                else words._("The room or device is out of order from {start} to {end}.")
            )
    else:
        text = (
            words._("{name} is taken from {start} to {end}.")
            if named
            else words._("The room or device is taken from {start} to {end}.")
        )
    return text.format(**fields)


def _about_operator(kind: ConflictKind, claim: Claim, telling: Telling) -> str:
    words, fields = telling.words, _fields(claim, telling)
    named = bool(fields["name"])
    if kind is ConflictKind.OPERATOR_ON_BREAK:
        text = (
            words._("{name} has a break from {start} to {end}.")
            if named
            else words._("The operator has a break from {start} to {end}.")
        )
    else:
        text = (
            words._("{name} already has an appointment from {start} to {end}.")
            if named
            else words._("The operator already has an appointment from {start} to {end}.")
        )
    return text.format(**fields)


def _absent(claim: Claim, telling: Telling) -> str:
    words, fields = telling.words, _fields(claim, telling)
    named = bool(fields["name"])
    if _is_whole_day(claim):
        text = (
            words._("{name} is away that day.")
            if named
            else words._("The operator is away that day.")
        )
    else:
        text = (
            words._("{name} is away from {start} to {end}.")
            if named
            else words._("The operator is away from {start} to {end}.")
        )
    return text.format(**fields)


def _about_hours(conflict: Conflict, telling: Telling) -> str:
    words = telling.words
    if conflict.kind is ConflictKind.SALON_CLOSED:
        return words._("The salon is closed that day.")
    fields = _fields(conflict.wanted, telling)
    text = (
        words._("From {start} to {end} the salon is closed or {name} is not on shift.")
        if fields["name"]
        else words._("From {start} to {end} the salon is closed or the operator is not on shift.")
    )
    return text.format(**fields)


def _about_client(kind: ConflictKind, claim: Claim, telling: Telling) -> str:
    words, fields = telling.words, _fields(claim, telling)
    match kind:
        case ConflictKind.CLIENT_DOUBLE:
            text = words._("The client already has an appointment from {start} to {end}.")
        case ConflictKind.UNDER_AGE:
            text = words._("The client is under age, and minors may not have this service.")
        case ConflictKind.AGE_UNKNOWN:
            text = words._("This service is for adults, and the client's birth date is not known.")
        case ConflictKind.GUARDIAN_MISSING:
            text = words._("The client is under age and no guardian is noted for this service.")
        case ConflictKind.BUFFER_SQUEEZED:
            text = words._("The clean-up time from {start} to {end} would be cut short.")
        case _:
            text = words._("The place is not free from {start} to {end}.")
    return text.format(**fields)
