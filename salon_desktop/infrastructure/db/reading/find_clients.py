"""Client search over the encrypted file: exact first, typing mistakes only when it finds few."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.queries.find_clients import (
    FindClients,
    FoundClient,
    TypedWord,
    typed_words,
)
from salon_desktop.infrastructure.db.reading.client_hits import hits
from salon_desktop.infrastructure.db.reading.client_index import (
    among_all,
    among_recent,
    can_be_found,
)
from salon_desktop.infrastructure.db.reading.near_names import near_clients

FEW = 3


class SqlClientFinder:
    """Answers FindClients; ``clock`` tells whether a consent still stands."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, wish: FindClients) -> Sequence[FoundClient]:
        """Return at most ``limit`` hits, the most recent visit first, mistaken spellings last."""
        words = typed_words(wish.text)
        if not words or wish.limit < 1 or not can_be_found(words):
            return ()
        with self._engine.connect() as connection:
            ids = _exact(connection, words, wish.limit)
            near: dict[int, tuple[str, ...]] = {}
            if len(ids) < min(FEW, wish.limit):
                near = near_clients(connection, words, wish.limit - len(ids), skip=ids)
            return hits(connection, [*ids, *near], self._clock.now(), words=words, near=near)


def _exact(connection: Connection, words: Sequence[TypedWord], limit: int) -> list[int]:
    recent = connection.scalars(among_recent(words, limit)).all()
    if len(recent) >= limit:
        return list(recent)
    return list(connection.scalars(among_all(words, limit)).all())
