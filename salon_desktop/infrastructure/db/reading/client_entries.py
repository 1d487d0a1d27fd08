"""The whole client book for a list, a page at a time and through the primary key."""

from collections.abc import Iterator

from sqlalchemy import Engine, select

from salon_desktop.application.ports.files import ClientEntry
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow

PAGE = 500

client, phone = ClientRow.__table__, ClientPhoneRow.__table__


class SqlClientEntries:
    """Reads all clients that are not erased, with the numbers they have now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self) -> Iterator[ClientEntry]:
        """Yield the clients, oldest card first; pages are separate reads of the file."""
        last = 0
        while page := self._page(last):
            yield from page.values()
            last = max(page)

    def _page(self, after: int) -> dict[int, ClientEntry]:
        cards = (
            select(client)
            .where(client.c.id > after, client.c.erased_at.is_(None))
            .order_by(client.c.id)
            .limit(PAGE)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(cards).all()
            numbers: dict[int, list[str]] = {row.id: [] for row in rows}
            valid = (
                select(phone.c.client_id, phone.c.e164)
                .where(phone.c.client_id.in_(list(numbers)), phone.c.valid_to.is_(None))
                .order_by(phone.c.id)
            )
            for owner, e164 in connection.execute(valid) if rows else ():
                numbers[owner].append(e164)
        return {
            row.id: ClientEntry(
                first_name=row.first_name,
                last_name=row.last_name,
                numbers=tuple(numbers[row.id]),
                email=row.email,
                birth_date=row.birth_date,
                language=row.language,
                note=row.note or "",
                alert=row.alert or "",
            )
            for row in rows
        }
