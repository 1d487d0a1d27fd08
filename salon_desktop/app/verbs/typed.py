"""From what was typed (an option, a field of a JSON line) to what the use cases understand."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import to_wall

if TYPE_CHECKING:
    from salon_desktop.app.composition import Salon

E = TypeVar("E", bound=StrEnum)


class ChoiceUnknown(DomainError):
    """No service, operator, status or reason of that name; facts: what, name, known."""

    code: ClassVar[str] = "choice_unknown"


class MomentNotUnderstood(DomainError):
    """A day is written 2026-11-24 and a time 14:30; facts: what."""

    code: ClassVar[str] = "moment_not_understood"


class InputWrong(Exception):
    """A field is missing or not understood; ``field`` is empty where the line is no object."""

    def __init__(self, field: str = "", known: Sequence[str] = ()) -> None:
        super().__init__(field)
        self.field = field
        self.known = tuple(known)


def object_of(line: str) -> dict[str, Any]:
    """Return the JSON object of one line; raises InputWrong."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise InputWrong from wrong
    if not isinstance(found, dict):
        raise InputWrong
    return found


def whole_of(given: object, field: str) -> int:
    """Return a whole number, given as such or in digits; raises InputWrong."""
    digits = isinstance(given, str) and given.strip().isdecimal()
    if isinstance(given, bool) or not (digits or isinstance(given, int)):
        raise InputWrong(field)
    return int(str(given))


def text_of(given: object, field: str) -> str:
    """Return a text, or a number as text; raises InputWrong."""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise InputWrong(field)
    return str(given)


def one_of(kind: type[E], given: object, field: str) -> E:
    """Return a member of a closed list; raises InputWrong with the whole list."""
    try:
        return kind(str(given))
    except ValueError as wrong:
        raise InputWrong(field, [member.value for member in kind]) from wrong


def instant_of(given: object, field: str) -> datetime:
    """Return an instant, which needs its offset; raises InputWrong."""
    try:
        moment = datetime.fromisoformat(str(given))
    except ValueError as wrong:
        raise InputWrong(field) from wrong
    if moment.tzinfo is None:
        raise InputWrong(field)
    return moment


def day_of(salon: "Salon", text: str) -> date:
    """Return the day of ``2026-11-24``, ``today`` or ``+3``; raises MomentNotUnderstood."""
    today, _ = to_wall(salon.clock.now(), salon.facts.zone)
    if text == "today":
        return today
    try:
        if text.startswith("+"):
            return today + timedelta(days=int(text[1:]))
        return date.fromisoformat(text)
    except (ValueError, OverflowError) as wrong:
        raise MomentNotUnderstood(what="day") from wrong


def minute_of(text: str) -> int:
    """Return the wall minute of ``14:30`` or ``14.30``; raises MomentNotUnderstood."""
    try:
        moment = datetime.strptime(text.replace(".", ":"), "%H:%M")  # noqa: DTZ007 - a wall time
    except ValueError as wrong:
        raise MomentNotUnderstood(what="time") from wrong
    return moment.hour * 60 + moment.minute


def service_of(salon: "Salon", name: object) -> int:
    """Return the service of an id, a code or a name; raises ChoiceUnknown."""
    services = salon.ask.services()
    return _picked(
        str(name),
        "service",
        [(one.id, {str(one.id), one.code or "", folded(one.name)}) for one in services],
        [one.name for one in services],
    )


def operator_of(salon: "Salon", name: object) -> int | None:
    """Return the operator of an id or a name, None for none; raises ChoiceUnknown."""
    if name is None or name == "":
        return None
    operators = salon.ask.operators()
    return _picked(
        str(name),
        "operator",
        [(one.id, {str(one.id), folded(one.name)}) for one in operators],
        [one.name for one in operators],
    )


def choice_of(kind: Callable[[str], Any], text: str, what: str) -> Any:
    """Return a member that the words know how to list; raises ChoiceUnknown."""
    try:
        return kind(text)
    except ValueError as wrong:
        known = [one.value for one in kind]  # type: ignore[attr-defined]  # an enum class
        raise ChoiceUnknown(what=what, name=text, known=known) from wrong


def _picked(
    name: str, what: str, choices: Sequence[tuple[int, set[str]]], known: Sequence[str]
) -> int:
    wanted = {name, folded(name)} - {""}
    for found, names in choices:
        if wanted & names:
            return found
    raise ChoiceUnknown(what=what, name=name, known=list(known))
