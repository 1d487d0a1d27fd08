"""Services as pickers show them, from what the connection remembers."""

from collections.abc import Sequence

from sqlalchemy import Engine

from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.infrastructure.db.catalogue import catalogue


class SqlServicesList:
    """Answers ServicesList from the encrypted file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, *, with_former: bool = False) -> Sequence[ListedService]:
        """Return the services in their order; ``with_former`` those no longer offered as well."""
        with self._engine.connect() as connection:
            known = catalogue(connection)
        return [
            ListedService(
                id=one.id,
                code=known.codes[one.id],
                name=one.name,
                category=one.category,
                minutes=one.minutes,
                timing=one.timing,
                price=one.price,
                is_add_on=one.is_add_on,
                active=one.is_offered,
            )
            for one in known.services.values()
            if one.is_offered or with_former
        ]
