"""The services of several visits with their names, in one statement."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from salon_desktop.application.queries.client_card import CardService
from salon_desktop.domain.money import Money
from salon_desktop.infrastructure.db.rows.agenda import StepRow
from salon_desktop.infrastructure.db.rows.staff import OperatorRow, ServiceRow

step, service, operator = StepRow.__table__, ServiceRow.__table__, OperatorRow.__table__


def services_of(
    connection: Connection, appointment_ids: Sequence[int]
) -> dict[int, list[CardService]]:
    """Return the services of each visit, in their order."""
    if not appointment_ids:
        return {}
    wanted = (
        select(
            step,
            service.c.name.label("service"),
            service.c.category,
            operator.c.name.label("operator"),
        )
        .join_from(step, service, service.c.id == step.c.service_id)
        .join(operator, operator.c.id == step.c.operator_id)
        .where(step.c.appointment_id.in_(appointment_ids))
        .order_by(step.c.appointment_id, step.c.position)
    )
    found: dict[int, list[CardService]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.appointment_id, []).append(
            CardService(
                service_id=row.service_id,
                service=row.service,
                category=row.category,
                operator_id=row.operator_id,
                operator=row.operator,
                minutes=row.active_before + row.processing + row.active_after,
                price=Money(row.price_cents, row.currency),
            )
        )
    return found
