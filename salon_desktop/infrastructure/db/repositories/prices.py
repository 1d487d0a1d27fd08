"""Services, skills, rooms and hours in one session, read for bookings and free slots."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from salon_desktop.application.ports.agenda import Subject
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.agenda.claims import Claim
from salon_desktop.domain.agenda.opening import DayException, Shift, WeekHours
from salon_desktop.domain.agenda.services import Service, Skill
from salon_desktop.infrastructure.db.catalogue import Catalogue, catalogue


class SqlPriceList:
    """What a booking is made of, in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def service(self, service_id: int) -> Service:
        """Return the service; raises NotFound."""
        service = self._catalogue.services.get(service_id)
        if service is None:
            raise NotFound(what="service", id=service_id)
        return service

    def skill(self, operator_id: int, service_id: int) -> Skill | None:
        """Return how the operator does the service, or None when she does not do it (any more)."""
        known = self._catalogue
        operator = known.operators.get(operator_id)
        if operator is None or not operator.active:
            return None
        return known.skills.get((operator_id, service_id))

    def operators_for(self, service_id: int) -> Sequence[int]:
        """Return the ids of the active operators who do the service, in agenda order."""
        return self._catalogue.doing.get(service_id, ())

    def units(self, kind_id: int) -> Sequence[int]:
        """Return the ids of the active units of a kind, its own first, in their order."""
        return self._catalogue.units.get(kind_id, ())

    def week_hours(self) -> WeekHours:
        """Return the opening hours of a usual week."""
        return self._catalogue.hours

    def day_exceptions(self, start: date, end: date) -> Sequence[DayException]:
        """Return other hours and closures from ``start`` to ``end``, both included."""
        return self._catalogue.exceptions_between(start, end)

    def shifts(self, operator_id: int) -> Sequence[Shift]:
        """Return the shifts of an operator; none at all means the salon's hours."""
        return self._catalogue.shifts.get(operator_id, ())

    def weekly_claims(self, day: date, subjects: Iterable[Subject]) -> Sequence[Claim]:
        """Return what weekly breaks of these subjects take on that day."""
        weekly = self._catalogue.weekly
        claims = (
            absence.claim_on(day) for subject in subjects for absence in weekly.get(subject, ())
        )
        return [claim for claim in claims if claim is not None]

    @property
    def _catalogue(self) -> Catalogue:
        return catalogue(self._session.connection())
