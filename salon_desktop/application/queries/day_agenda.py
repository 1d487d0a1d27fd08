"""A day or a week of the agenda as screens show it: columns, entries, and what is held."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.opening import AbsenceKind
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.wall_clock import MinuteSpan


class MessagesState(StrEnum):
    """Whether the salon's messages reach the client of a visit; NONE for a nameless visitor."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    NONE = "none"


class AgendaEntry(NamedTuple):
    """One step of one visit in the column of its operator; minutes are wall minutes of the day.

    ``end`` is when the client is free, ``blocked_until`` the end of the clean-up, ``parts`` the
    minutes of hands, processing and hands again. ``rooms`` names units, ``room_ids`` their ids.
    ``overlap_reason`` is what was stated where something else lies on it. A plain tuple, because a
    week makes hundreds of them at every click.
    """

    appointment_id: int
    position: int
    version: int
    day: date
    operator_id: int
    start: int
    end: int
    blocked_until: int
    parts: tuple[int, int, int]
    visit_start: int
    visit_end: int
    status: Status
    origin: Origin
    client_id: int | None
    client_name: str
    service_id: int
    service: str
    category: str
    operator_requested: bool
    room_ids: tuple[int, ...]
    rooms: tuple[str, ...]
    is_new: bool
    has_alert: bool
    has_note: bool
    messages: MessagesState
    late_minutes: int
    hold_expires_at: datetime | None
    overlap_reason: str | None

    def __repr__(self) -> str:
        """Say which entry it is without the name of a person."""
        return f"AgendaEntry({self.appointment_id}, {self.position}, {self.day}, {self.start})"

    @property
    def processing(self) -> tuple[int, int] | None:
        """When the operator is free inside the step, or None."""
        before, between, _ = self.parts
        first = self.start + before
        return (first, first + between) if between else None


class Away(NamedTuple):
    """Why an operator or a room cannot be booked in a stretch of the day."""

    kind: AbsenceKind
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaColumn:
    """An operator on one day. ``shift`` is when she works, ``bookable`` less absences and breaks.

    ``percent_busy`` is the share of the bookable minutes that is taken; None where she does not
    work.
    """

    operator_id: int
    name: str
    role: str
    colour: str
    shift: tuple[MinuteSpan, ...]
    bookable: tuple[MinuteSpan, ...]
    away: tuple[Away, ...]
    percent_busy: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRoom:
    """A room or device on one day; ``form`` is ``room`` or ``device``."""

    room_id: int
    name: str
    form: str
    away: tuple[Away, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaHold:
    """A place somebody at a desk is about to book, until ``expires_at``."""

    operator_id: int
    start: int
    end: int
    expires_at: datetime
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDay:
    """One day: entries in the order of their start; ``holiday`` is its name, empty on others.

    ``opening`` is when the salon is open; nothing means closed, with ``closed_label`` if one was
    given. Given-up visits are not in it, no-shows are.
    """

    day: date
    opening: tuple[MinuteSpan, ...]
    holiday: str
    closed_label: str
    columns: tuple[AgendaColumn, ...]
    rooms: tuple[AgendaRoom, ...]
    entries: tuple[AgendaEntry, ...] = field(repr=False)
    holds: tuple[AgendaHold, ...]


class DayAgenda(Protocol):
    """Answers with one day of every operator."""

    def __call__(self, day: date) -> AgendaDay:
        """Return the day; operators who no longer work stand in it only where they have visits."""
        ...


class WeekAgenda(Protocol):
    """Answers with several days of one operator or of all."""

    def __call__(
        self, first_day: date, *, days: int = 7, operator_id: int | None = None
    ) -> Sequence[AgendaDay]:
        """Return ``days`` days from ``first_day``, in order."""
        ...
