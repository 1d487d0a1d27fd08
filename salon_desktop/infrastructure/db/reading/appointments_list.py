"""Appointments of some days as a list, one statement over their steps."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Engine, func, select

from salon_desktop.application.queries.appointments_list import ListedAppointment
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.money import Money
from salon_desktop.infrastructure.db.catalogue import Catalogue, catalogue
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow, StepResourceRow, StepRow
from salon_desktop.infrastructure.db.rows.clients import ClientRow

_units = (
    select(func.group_concat(StepResourceRow.resource_id))
    .where(StepResourceRow.step_id == StepRow.id)
    .correlate(StepRow)
    .scalar_subquery()
)
VISITS = (
    select(
        AppointmentRow.id,
        AppointmentRow.key,
        AppointmentRow.version,
        AppointmentRow.day,
        AppointmentRow.start_minute,
        AppointmentRow.end_minute,
        AppointmentRow.status,
        AppointmentRow.cancel_reason,
        AppointmentRow.origin,
        AppointmentRow.client_id,
        AppointmentRow.walk_in_name,
        AppointmentRow.booked_by,
        ClientRow.first_name,
        ClientRow.last_name,
        StepRow.service_id,
        StepRow.operator_id,
        StepRow.price_cents,
        StepRow.currency,
        _units.label("units"),
    )
    .join(StepRow, StepRow.appointment_id == AppointmentRow.id)
    .outerjoin(ClientRow, ClientRow.id == AppointmentRow.client_id)
    .order_by(AppointmentRow.day, AppointmentRow.start_minute, AppointmentRow.id, StepRow.position)
)


class SqlAppointmentsList:
    """Answers AppointmentsList from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(
        self,
        first_day: date,
        last_day: date,
        *,
        statuses: Sequence[Status] = (),
        operator_id: int | None = None,
        client_id: int | None = None,
    ) -> Sequence[ListedAppointment]:
        """Return the visits of these days (both included), earliest first."""
        wanted = VISITS.where(AppointmentRow.day.between(first_day, last_day))
        if statuses:
            wanted = wanted.where(AppointmentRow.status.in_([one.value for one in statuses]))
        if client_id is not None:
            wanted = wanted.where(AppointmentRow.client_id == client_id)
        with self._engine.connect() as connection:
            known = catalogue(connection)
            rows = connection.execute(wanted).all()
        visits = [list(steps) for _, steps in groupby(rows, key=attrgetter("id"))]
        return [
            _listed(steps, known)
            for steps in visits
            if operator_id is None or any(step.operator_id == operator_id for step in steps)
        ]


def _listed(steps: Sequence[Any], known: Catalogue) -> ListedAppointment:
    visit = steps[0]
    units = [int(unit) for step in steps for unit in (step.units or "").split(",") if unit]
    return ListedAppointment(
        id=visit.id,
        key=visit.key,
        version=visit.version,
        day=visit.day,
        start=visit.start_minute,
        end=visit.end_minute,
        status=Status(visit.status),
        cancel_reason=CancelReason(visit.cancel_reason) if visit.cancel_reason else None,
        origin=Origin(visit.origin),
        client_id=visit.client_id,
        client_name=(
            visit.walk_in_name or ""
            if visit.client_id is None
            else full_name(visit.first_name, visit.last_name)
        ),
        services=tuple(known.services[step.service_id].name for step in steps),
        operators=tuple(known.operators[step.operator_id].name for step in steps),
        rooms=tuple(known.all_units[unit].name for unit in dict.fromkeys(units)),
        price=Money.total(
            (Money(step.price_cents, step.currency) for step in steps), visit.currency
        ),
        booked_by=visit.booked_by or "",
    )
