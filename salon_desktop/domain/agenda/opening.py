"""When somebody can be booked: opening hours, exceptions, shifts, absences, holidays.

Bookable is the exception of the date, else the weekday's hours without holidays, cut with the
operator's shift, less absences and breaks (docs/rules.md, hours and absence). Nothing is moved by
itself when hours change: what falls outside is listed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from salon_desktop.domain.agenda.claims import (
    SALON_ID,
    Claim,
    Conflict,
    ConflictKind,
    Part,
    SubjectKind,
)
from salon_desktop.domain.agenda.spans import Span, intersect, subtract, union
from salon_desktop.domain.wall_clock import DAY_MINUTES, MinuteSpan, missing_spans

WHOLE_DAY = MinuteSpan(0, DAY_MINUTES)
_WEEK = 7
_LONGEST_CLOSURE_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """The usual week: for each weekday, Monday first, the spans the salon is open."""

    days: tuple[tuple[MinuteSpan, ...], ...]
    closes_on_holidays: bool = True

    def __post_init__(self) -> None:
        if len(self.days) != _WEEK:
            raise ValueError("a week has seven days")
        for spans in self.days:
            check_spans(spans)

    def on(self, day: date) -> tuple[MinuteSpan, ...]:
        """Return the usual spans of the day's weekday."""
        return self.days[day.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayException:
    """Other hours on one date; no spans means closed. It holds on a holiday as well."""

    day: date
    spans: tuple[MinuteSpan, ...] = ()
    label: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        check_spans(self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """When an operator works: on a weekday (0 Monday) while it is valid, or on one date.

    The date beats the weekday; of several weekly shifts the latest ``valid_from`` holds. No spans
    means a day off. ``valid_to`` is the last day.
    """

    operator_id: int
    spans: tuple[MinuteSpan, ...]
    weekday: int | None = None
    day: date | None = None
    valid_from: date = date.min
    valid_to: date = date.max

    def __post_init__(self) -> None:
        if (self.weekday is None) == (self.day is None):
            raise ValueError("a shift is for a weekday or for a date")
        if self.weekday is not None and not 0 <= self.weekday < _WEEK:
            raise ValueError("weekdays are 0 to 6")
        check_spans(self.spans)


class AbsenceKind(StrEnum):
    """Why somebody or something cannot be booked."""

    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    BLOCK = "block"
    BREAK = "break"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An operator away, or a room or device out, on each day from first to last, in a span.

    With ``weekday`` it happens on that weekday only (a weekly break).
    """

    subject_kind: SubjectKind = SubjectKind.OPERATOR
    subject_id: int
    kind: AbsenceKind
    first_day: date
    last_day: date
    span: MinuteSpan = WHOLE_DAY
    weekday: int | None = None

    def __post_init__(self) -> None:
        if self.subject_kind not in (SubjectKind.OPERATOR, SubjectKind.RESOURCE):
            raise ValueError("operators and resources can be absent")
        if self.last_day < self.first_day:
            raise ValueError("an absence ends after it begins")
        if self.weekday is not None and not 0 <= self.weekday < _WEEK:
            raise ValueError("weekdays are 0 to 6")

    def falls_on(self, day: date) -> bool:
        """Tell whether it takes time on that day."""
        in_range = self.first_day <= day <= self.last_day
        return in_range and self.weekday in (None, day.weekday())

    def claim_on(self, day: date) -> Claim | None:
        """Return what it occupies on that day; a break is softer than an absence."""
        if not self.falls_on(day):
            return None
        return Claim(
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            day=day,
            start=self.span.start,
            end=self.span.end,
            part=Part.BREAK if self.kind is AbsenceKind.BREAK else Part.ABSENCE,
        )


def closure_claim(exception: DayException) -> Claim | None:
    """Return the claim of a closed day, or None if the salon opens on it at some hour."""
    if exception.spans:
        return None
    return Claim(
        subject_kind=SubjectKind.SALON,
        subject_id=SALON_ID,
        day=exception.day,
        start=0,
        end=DAY_MINUTES,
        part=Part.CLOSED,
    )


def opening_spans(
    day: date,
    *,
    hours: WeekHours,
    exceptions: Iterable[DayException] = (),
    holidays: Collection[date] = (),
    zone: ZoneInfo | None = None,
) -> list[MinuteSpan]:
    """Return when the salon is open; with a zone, without the hour the clocks jump over."""
    special = [exception for exception in exceptions if exception.day == day]
    spans: Iterable[Span]
    if special:
        spans = special[-1].spans
    elif hours.closes_on_holidays and day in holidays:
        spans = ()
    else:
        spans = hours.on(day)
    return _as_spans(subtract(spans, missing_spans(day, zone) if zone is not None else ()))


def shift_spans(
    day: date, operator_id: int, shifts: Iterable[Shift], open_spans: Sequence[Span]
) -> list[MinuteSpan]:
    """Return the operator's shift inside the opening; without any rota she works while open."""
    own = [shift for shift in shifts if shift.operator_id == operator_id]
    if not own:
        return _as_spans(union(open_spans))
    spans = [span for shift in own if shift.day == day for span in shift.spans]
    if not any(shift.day == day for shift in own):
        weekly = [
            shift
            for shift in own
            if shift.weekday == day.weekday() and shift.valid_from <= day <= shift.valid_to
        ]
        newest = max((shift.valid_from for shift in weekly), default=None)
        spans = [span for shift in weekly if shift.valid_from == newest for span in shift.spans]
    return _as_spans(intersect(spans, open_spans))


def bookable_spans(
    day: date,
    *,
    hours: WeekHours,
    exceptions: Iterable[DayException] = (),
    holidays: Collection[date] = (),
    operator_id: int | None = None,
    shifts: Iterable[Shift] = (),
    absences: Iterable[Absence] = (),
    zone: ZoneInfo | None = None,
) -> list[MinuteSpan]:
    """Return when the operator can be booked; without an operator, when the salon is open.

    Shifts and absences of others may be among those given.
    """
    spans = opening_spans(day, hours=hours, exceptions=exceptions, holidays=holidays, zone=zone)
    if operator_id is None:
        return spans
    away = [
        absence.span
        for absence in absences
        if absence.subject_kind is SubjectKind.OPERATOR
        and absence.subject_id == operator_id
        and absence.falls_on(day)
    ]
    return _as_spans(subtract(shift_spans(day, operator_id, shifts, spans), away))


def hours_conflicts(
    claims: Iterable[Claim],
    *,
    open_spans: Sequence[Span],
    shifts: Mapping[int, Sequence[Span]],
) -> list[Conflict]:
    """Return which operators' claims of one day fall outside, at most one conflict a claim.

    A closed day is hard, time outside the shift (or a buffer past closing) is soft. ``shifts``
    holds each operator's spans before absences, which are claims of their own; an operator who is
    not in it works while the salon is open. Also lists what a changed shift leaves outside.
    """
    found: list[Conflict] = []
    for claim in claims:
        if claim.subject_kind is not SubjectKind.OPERATOR or claim.part in _AWAY_PARTS:
            continue
        if not open_spans:
            found.append(Conflict(kind=ConflictKind.SALON_CLOSED, wanted=claim))
        elif subtract([(claim.start, claim.end)], shifts.get(claim.subject_id, open_spans)):
            found.append(Conflict(kind=ConflictKind.OUTSIDE_HOURS, wanted=claim))
    return found


def last_open_day(
    before: date,
    *,
    hours: WeekHours,
    exceptions: Sequence[DayException] = (),
    holidays: Collection[date] = (),
) -> date | None:
    """Return the last day before ``before`` on which the salon opens, looking back a quarter."""
    for back in range(1, _LONGEST_CLOSURE_DAYS + 1):
        day = before - timedelta(days=back)
        if opening_spans(day, hours=hours, exceptions=exceptions, holidays=holidays):
            return day
    return None


def check_spans(spans: Sequence[MinuteSpan]) -> None:
    """Refuse hours that are out of order or overlap: raises ValueError."""
    for earlier, later in pairwise(spans):
        if later.start < earlier.end:
            raise ValueError("hours of a day come in order and do not overlap")


_AWAY_PARTS = frozenset({Part.ABSENCE, Part.BREAK, Part.CLOSED})


def _as_spans(spans: Iterable[Span]) -> list[MinuteSpan]:
    return [MinuteSpan(start, end) for start, end in spans]
