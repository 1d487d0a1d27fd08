"""The appointment book as use cases need it, inside one unit of work."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, Protocol

from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.claims import Claim, SubjectKind
from salon_desktop.domain.agenda.history import AgendaEvent
from salon_desktop.domain.agenda.opening import DayException, Shift, WeekHours
from salon_desktop.domain.agenda.services import Service, Skill
from salon_desktop.domain.agenda.spans import Span
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import DAY_MINUTES

Subject = tuple[SubjectKind, int]
WHOLE_DAY = (0, DAY_MINUTES)


class SlotTaken(DomainError):
    """The place is occupied; facts: day, start, end, subject_kind, subject_id where known."""

    code: ClassVar[str] = "slot_taken"


class NeedsApproval(DomainError):
    """A room, a device, an absence or a closure is in the way: the owner's PIN is needed."""

    code: ClassVar[str] = "needs_approval"


class AppointmentBook(Protocol):
    """Appointments, their claims and their history."""

    def get(self, appointment_id: int) -> Appointment:
        """Return the appointment; raises NotFound."""
        ...

    def by_key(self, key: str) -> Appointment | None:
        """Return the appointment with that UUID, or None."""
        ...

    def add(self, appointment: Appointment, *, starts_at: datetime, now: datetime) -> Appointment:
        """Store a new appointment (without its claims) and return it with id and version 1."""
        ...

    def save(self, appointment: Appointment, *, starts_at: datetime) -> Appointment:
        """Store a changed appointment, version + 1; raises ChangedMeanwhile on another version."""
        ...

    def claims(
        self, day: date, subjects: Iterable[Subject], *, within: tuple[int, int] = WHOLE_DAY
    ) -> Sequence[Claim]:
        """Return the claims on these subjects that day that share a minute with ``within``.

        Holds that ran out are among them until they are purged.
        """
        ...

    def busy(
        self, day: date, subjects: Iterable[Subject], now: datetime
    ) -> Mapping[Subject, Sequence[Span]]:
        """Return by subject the spans that are taken that day; a hold counts while it lives."""
        ...

    def release(self, appointment_id: int) -> None:
        """Delete all claims of the appointment."""
        ...

    def claim(self, claims: Sequence[Claim], *, approved_by: int | None = None) -> None:
        """Store claims; ``approved_by`` is the person who allowed a hard overlap.

        Raises SlotTaken or NeedsApproval when the file itself refuses an overlap; then the unit
        must be left without a commit.
        """
        ...

    def purge_expired_holds(self, now: datetime) -> int:
        """Delete claims of holds that ran out; returns how many."""
        ...

    def record(self, event: AgendaEvent) -> None:
        """Append one event to the history."""
        ...

    def recent_events(self, desk_id: int, limit: int) -> Sequence[AgendaEvent]:
        """Return the newest events of one desk, oldest first."""
        ...

    def events_of_group(self, group: str) -> Sequence[AgendaEvent]:
        """Return the events of one undo group, oldest first."""
        ...

    def upcoming_of_client(self, client_id: int, now: datetime) -> Sequence[Appointment]:
        """Return the client's appointments that start at or after ``now``, soonest first."""
        ...


class PriceList(Protocol):
    """Services, skills, rooms and hours: what a booking is made of."""

    def service(self, service_id: int) -> Service:
        """Return the service; raises NotFound."""
        ...

    def skill(self, operator_id: int, service_id: int) -> Skill | None:
        """Return how the operator does the service, or None when she does not do it (any more)."""
        ...

    def units(self, kind_id: int) -> Sequence[int]:
        """Return the ids of the active units of a kind of room or device, in their order."""
        ...

    def week_hours(self) -> WeekHours:
        """Return the opening hours of a usual week."""
        ...

    def day_exceptions(self, start: date, end: date) -> Sequence[DayException]:
        """Return other hours and closures from ``start`` to ``end``, both included."""
        ...

    def shifts(self, operator_id: int) -> Sequence[Shift]:
        """Return the weekly shifts of an operator; none at all means the salon's hours."""
        ...

    def weekly_claims(self, day: date, subjects: Iterable[Subject]) -> Sequence[Claim]:
        """Return what weekly breaks of these subjects take on that day; no claim is stored."""
        ...

    def operators_for(self, service_id: int) -> Sequence[int]:
        """Return the ids of the active operators who do the service, in agenda order."""
        ...
