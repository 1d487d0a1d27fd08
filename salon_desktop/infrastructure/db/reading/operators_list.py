"""Operators as pickers show them, from what the connection remembers."""

from collections.abc import Sequence

from sqlalchemy import Engine

from salon_desktop.application.queries.operators_list import ListedOperator
from salon_desktop.infrastructure.db.catalogue import catalogue


class SqlOperatorsList:
    """Answers OperatorsList from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, *, with_former: bool = False) -> Sequence[ListedOperator]:
        """Return the operators in agenda order; ``with_former`` those who left as well."""
        with self._engine.connect() as connection:
            known = catalogue(connection)
        return [
            ListedOperator(
                id=one.id,
                name=one.name,
                role=one.role,
                colour=one.colour,
                active=one.active,
                service_ids=tuple(
                    service_id
                    for service_id in known.services
                    if (one.id, service_id) in known.skills
                ),
            )
            for one in known.operators.values()
            if one.active or with_former
        ]
