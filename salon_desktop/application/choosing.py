"""Picking who does it and in which room, where the wish leaves that open."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.domain.agenda.claims import Claim, SubjectKind
from salon_desktop.domain.agenda.free_slots import DayBoard
from salon_desktop.domain.agenda.opening import bookable_spans
from salon_desktop.domain.agenda.services import Service, Timing, timing_for
from salon_desktop.domain.agenda.spans import Span
from salon_desktop.domain.errors import DomainError


class NobodyFree(DomainError):
    """No operator who does the service is free then; facts: service_id, day, start."""

    code: ClassVar[str] = "nobody_free"


class FreeChoice:
    """Chooses operators and units from what is free, in a fixed order; never at random."""

    def __init__(self, holidays: Holidays) -> None:
        self._holidays = holidays

    def operator(self, unit: UnitOfWork, service: Service, day: date, start: int) -> int:
        """Return the first free operator in agenda order; raises NobodyFree."""
        operators = unit.prices.operators_for(service.id)
        claims = unit.appointments.claims(day, [(SubjectKind.OPERATOR, one) for one in operators])
        board = DayBoard(
            spans_by_subject(claims), {}, {one: self._hours(unit, one, day) for one in operators}
        )
        for operator_id in operators:
            timing = timing_for(service, unit.prices.skill(operator_id, service.id))
            if board.starts(operator_id, timing) >> start & 1:
                return operator_id
        raise NobodyFree(service_id=service.id, day=day, start=start)

    def units(
        self,
        unit: UnitOfWork,
        service: Service,
        timing: Timing,
        day: date,
        start: int,
        *,
        preferred: Collection[int] = (),
    ) -> tuple[int, ...]:
        """Return one unit for each need, free ones where there are any.

        Where no unit of a kind is free the first one is returned, so that the conflict is named
        and can be allowed; a kind without any unit is left out.
        """
        by_kind = {kind: unit.prices.units(kind) for kind in service.needs}
        kinds = tuple(kind for kind in service.needs if by_kind[kind])
        subjects = {(SubjectKind.RESOURCE, one) for units in by_kind.values() for one in units}
        busy = spans_by_subject(unit.appointments.claims(day, subjects))
        board = DayBoard(
            {},
            {
                kind: {one: busy.get(one, ()) for one in units}
                for kind, units in by_kind.items()
                if units
            },
            {},
            open_spans=[(0, 1440)],
        )
        usual = tuple(sorted(preferred))
        free = board.units(kinds, start, timing.minutes + timing.buffer, usual)
        if free is not None:
            return free
        return tuple(dict.fromkeys(by_kind[kind][0] for kind in kinds))

    def _hours(self, unit: UnitOfWork, operator_id: int, day: date) -> Sequence[Span]:
        country = unit.salon.facts().country
        return bookable_spans(
            day,
            hours=unit.prices.week_hours(),
            exceptions=unit.prices.day_exceptions(day, day),
            holidays=self._holidays.between(country, day, day),
            operator_id=operator_id,
            shifts=unit.prices.shifts(operator_id),
            absences=unit.prices.absences(operator_id, day, day),
        )


def spans_by_subject(claims: Iterable[Claim]) -> Mapping[int, list[Span]]:
    """Return the busy spans of each subject id; the claims are of one kind of subject."""
    busy: dict[int, list[Span]] = {}
    for claim in claims:
        busy.setdefault(claim.subject_id, []).append((claim.start, claim.end))
    return busy
