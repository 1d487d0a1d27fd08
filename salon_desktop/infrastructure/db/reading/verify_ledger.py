"""Walking the consent chain in pages: each page is one short read, the hashing lies between."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine, LargeBinary, cast, select

from salon_desktop.application.queries.verify_ledger import Between, LedgerVerdict, verdict_of
from salon_desktop.domain.consent.chain import ChainRow, Detail, verify
from salon_desktop.infrastructure.db.rows.consent import ConsentDetailRow, ConsentEventRow

T = TypeVar("T")
PAGE = 500


class Run(Protocol):
    """Carries out one short read, in whatever thread owns the database."""

    def __call__(self, read: Callable[[], T], /) -> T:
        """Return what ``read`` returns."""
        ...


def directly(read: Callable[[], T]) -> T:
    """Read in the calling thread; a process with a reader thread passes its own."""
    return read()


class SqlVerifyLedger:
    """Verifies the chain over one engine.

    ``run`` carries out each read (about a millisecond); the walk itself runs where it is called.
    """

    def __init__(self, engine: Engine, run: Run = directly, *, page: int = PAGE) -> None:
        self._engine, self._run, self._page = engine, run, page

    def __call__(
        self, *, anchors: Mapping[int, str] | None = None, between: Between | None = None
    ) -> LedgerVerdict:
        """Return what the chain is worth."""
        rows = chain_rows(self._engine, self._run, self._page, between)
        return verdict_of(verify(rows, anchors=anchors))


def chain_rows(
    engine: Engine,
    run: Run,
    page: int,
    between: Between | None = None,
    client_id: int | None = None,
) -> Iterator[ChainRow]:
    """Yield the chain in order (or one client's links), with what is left of their details.

    Events are never changed, so a walk over several short reads sees what one long one would.
    """
    last, done = 0, 0
    while True:
        start = last

        def read(start: int = start) -> Sequence[ChainRow]:
            with engine.connect() as connection:
                return _page_after(connection, start, page, client_id)

        rows = run(read)
        yield from rows
        done += len(rows)
        if between is not None and rows:
            between(done)
        if len(rows) < page:
            return
        last = rows[-1].seq


def _page_after(
    connection: Connection, start: int, limit: int, client_id: int | None
) -> Sequence[ChainRow]:
    # As bytes: who tampers may leave a type or an encoding that the driver would refuse to read.
    event, detail = ConsentEventRow, ConsentDetailRow
    body = cast(event.body, LargeBinary)
    wanted = (
        select(event.seq, body, event.prev_hash, event.hash)
        .where(event.seq > start)
        .order_by(event.seq)
        .limit(limit)
    )
    if client_id is not None:
        wanted = wanted.where(event.client_id == client_id)
    rows = connection.execute(wanted).all()
    details: dict[int, dict[str, Detail]] = {row.seq: {} for row in rows}
    found = connection.execute(
        select(
            detail.event_seq,
            detail.field,
            cast(detail.value, LargeBinary),
            cast(detail.salt, LargeBinary),
        ).where(detail.event_seq.in_(list(details)))
    )
    for seq, name, value, salt in found:
        details[seq][name] = Detail(value.decode("utf-8", "surrogateescape"), salt)
    return [
        ChainRow(seq=seq, body=said, prev_hash=prev_hash, hash=digest, details=details[seq])
        for seq, said, prev_hash, digest in rows
    ]
