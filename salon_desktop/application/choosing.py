"""Picking who does it and in which room, where the wish leaves that open."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar

from salon_desktop.application.ports.agenda import Subject
from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.free_slots import DayBoard
from salon_desktop.domain.agenda.opening import bookable_spans
from salon_desktop.domain.agenda.services import Service, Skill, Timing, timing_for
from salon_desktop.domain.agenda.spans import Span
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.wall_clock import DAY_MINUTES


class NobodyFree(DomainError):
    """No operator who does the service is free then; facts: service_id, day, start."""

    code: ClassVar[str] = "nobody_free"


class OperatorCannot(DomainError):
    """The operator does not do that service; facts: operator_id, service_id."""

    code: ClassVar[str] = "operator_cannot"


def skill_of(unit: UnitOfWork, operator_id: int, service_id: int) -> Skill:
    """Return how the operator does the service; raises OperatorCannot."""
    skill = unit.prices.skill(operator_id, service_id)
    if skill is None:
        raise OperatorCannot(operator_id=operator_id, service_id=service_id)
    return skill


class FreeChoice:
    """Chooses operators and units from what is free, in a fixed order; never at random."""

    def __init__(self, holidays: Holidays) -> None:
        self._holidays = holidays

    def operator(
        self,
        unit: UnitOfWork,
        service: Service,
        day: date,
        start: int,
        *,
        now: datetime,
        usual: int | None = None,
    ) -> int:
        """Return the first free operator in agenda order, ``usual`` before all; or NobodyFree.

        ``usual`` is who did the step before: the client stays in the same hands where she can.
        """
        operators = sorted(unit.prices.operators_for(service.id), key=lambda one: one != usual)
        subjects = [(SubjectKind.OPERATOR, one) for one in operators]
        board = DayBoard(
            _busy(unit, day, subjects, now),
            {},
            {one: self._hours(unit, one, day) for one in operators},
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
        now: datetime,
        preferred: Collection[int] = (),
    ) -> tuple[int, ...]:
        """Return one unit for each need, free ones where there are any.

        Where no unit of a kind is free the first one of that kind is returned, so that the
        conflict is named and can be allowed; a kind without any unit is left out.
        """
        by_kind = {kind: unit.prices.units(kind) for kind in service.needs}
        kinds = tuple(kind for kind in service.needs if by_kind[kind])
        if not kinds:
            return ()
        subjects = {(SubjectKind.RESOURCE, one) for units in by_kind.values() for one in units}
        busy = _busy(unit, day, subjects, now)
        board = DayBoard(
            {},
            {
                kind: {one: busy.get(one, ()) for one in units}
                for kind, units in by_kind.items()
                if units
            },
            {},
            open_spans=[(0, DAY_MINUTES)],
        )
        minutes, usual = timing.minutes + timing.buffer, tuple(sorted(preferred))
        together = board.units(kinds, start, minutes, usual)
        if together is not None:
            return together
        chosen: list[int] = []
        for kind in kinds:
            free = board.units((kind,), start, minutes, usual) or ()
            rest = [one for one in (*free, *by_kind[kind]) if one not in chosen]
            chosen += rest[:1]
        return tuple(chosen)

    def are_free(
        self,
        unit: UnitOfWork,
        units: Collection[int],
        timing: Timing,
        day: date,
        start: int,
        *,
        now: datetime,
    ) -> bool:
        """Tell whether all of these units are free for a step."""
        if not units:
            return True
        busy = _busy(unit, day, [(SubjectKind.RESOURCE, one) for one in units], now)
        end = start + timing.minutes + timing.buffer
        return not any(
            begin < end and start < until for spans in busy.values() for begin, until in spans
        )

    def _hours(self, unit: UnitOfWork, operator_id: int, day: date) -> Sequence[Span]:
        facts = unit.salon.facts()
        return bookable_spans(
            day,
            hours=unit.prices.week_hours(),
            exceptions=unit.prices.day_exceptions(day, day),
            holidays=self._holidays.between(facts.country, day, day),
            operator_id=operator_id,
            shifts=unit.prices.shifts(operator_id),
            zone=facts.zone,
        )


def _busy(
    unit: UnitOfWork, day: date, subjects: Collection[Subject], now: datetime
) -> Mapping[int, Sequence[Span]]:
    """Return when subjects of one kind are taken: by claims (absences too) and weekly breaks."""
    taken = unit.appointments.busy(day, subjects, now)
    busy = {subject[1]: list(spans) for subject, spans in taken.items()}
    for claim in unit.prices.weekly_claims(day, subjects):
        busy.setdefault(claim.subject_id, []).append((claim.start, claim.end))
    return busy
