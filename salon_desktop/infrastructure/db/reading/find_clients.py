"""Client search over the encrypted file: exact first, spelling mistakes only when it finds few.

Frequent words are met among the clients who came last, rare ones through the trigram index; so
the answer is always the most recent visitors and no question walks the book.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    union,
)

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.queries.find_clients import (
    FindClients,
    FoundClient,
    TypedWord,
    name_hits,
    phone_parts,
    typed_words,
)
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.infrastructure.db.reading.near_names import NearNames
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow, DuplicateRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow

TRIGRAM = 3
RECENT = 1_000
FEW = 3
# Bounds the walk along the index of visits, and leaves out who never came.
FIRST_DAY = literal_column("'0001-01-01'")
LAST_SIGN = "\U0010ffff"

client, phone = ClientRow.__table__, ClientPhoneRow.__table__
search = table("client_search", column("rowid"), column("text"))
PRESENT = client.c.erased_at.is_(None)
NEWEST = (client.c.last_visit_on.desc(), client.c.id.desc())


class SqlClientFinder:
    """Answers FindClients; ``clock`` tells whether a consent still stands."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self._near = NearNames()

    def __call__(self, wish: FindClients) -> Sequence[FoundClient]:
        """Return at most ``limit`` hits, the most recent visit first, mistaken spellings last."""
        words = typed_words(wish.text)
        if not words or wish.limit < 1 or not _can_be_found(words):
            return ()
        with self._engine.connect() as connection:
            ids = exact_ids(connection, words, wish.limit)
            near: dict[int, tuple[str, ...]] = {}
            if len(ids) < min(FEW, wish.limit):
                near = self._near(connection, words, wish.limit - len(ids), skip=ids)
            return self._found(connection, ids, near, words)

    def _found(
        self,
        connection: Connection,
        ids: Sequence[int],
        near: dict[int, tuple[str, ...]],
        words: Sequence[TypedWord],
    ) -> list[FoundClient]:
        wanted = [*ids, *near]
        if not wanted:
            return []
        numbers = [word for word in words if word.is_number]
        typed = [word.text for word in words if not word.is_number]
        rows: dict[int, list[object]] = {}
        found: dict[int, FoundClient] = {}
        phones: dict[int, list[tuple[str, bool]]] = {}
        for row in connection.execute(details(wanted), {"now": self._clock.now()}):
            rows.setdefault(row.id, []).append(row)
            if row.e164 is not None:
                phones.setdefault(row.id, []).append((row.e164, row.valid_to is None))
            if row.id in found:
                continue
            name = full_name(row.first_name, row.last_name)
            found[row.id] = FoundClient(
                id=row.id,
                first_name=row.first_name,
                last_name=row.last_name,
                name_hits=name_hits(name, near.get(row.id, typed)),
                phone=(),
                last_visit_on=row.last_visit_on,
                has_alert=row.has_alert,
                may_be_double=row.may_be_double,
                reminders_allowed=row.reminders_allowed,
                is_near=row.id in near,
            )
        return [found[one] for one in wanted]
