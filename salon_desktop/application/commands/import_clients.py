"""Importing a client list: every line ends in exactly one fate, and a killed import goes on.

The list is read in pieces; each piece is one short transaction that holds the clients, the
proposals, the claims of consent and the journal of its lines. Reading happens outside it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from salon_desktop.application.client_lines import Draft, Habits, LineReader
from salon_desktop.application.import_pieces import ImportPieces
from salon_desktop.application.imported_consent import channels_of
from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.files import ClientField, OpenClientFile
from salon_desktop.application.ports.phones import PhoneParser
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork

T = TypeVar("T")
PIECE = 50  # a transaction of about 10 ms, long before anybody waits for it
EVENT_WEIGHT = 8  # a sealed consent event costs about so many lines


class RunPiece(Protocol):
    """Runs one short job where the database may be written, and waits for it."""

    def __call__(self, job: Callable[[], T]) -> T:
        """Return what the job returns."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportClients:
    """The wish; ``fields`` states the meaning of columns (from 1), ``dry_run`` writes nothing.

    ``language`` is that of clients whose line names none; None means the salon's.
    """

    path: Path = field(repr=False)
    encoding: str | None = None
    fields: Mapping[int, ClientField | None] = field(default_factory=dict)
    month_first: bool = False
    language: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What became of each line that was read, in the order of the file.

    ``earlier`` counts lines that an earlier run of the same file decided; they are reported as
    that run left them and were not touched again.
    """

    fates: tuple[LineFate, ...]
    headings: tuple[str, ...]
    fields: tuple[ClientField | None, ...]
    encoding: str
    earlier: int
    is_dry_run: bool
    is_cancelled: bool

    @property
    def counts(self) -> Mapping[LineOutcome, int]:
        """Lines by what became of them."""
        counted = Counter(fate.outcome for fate in self.fates)
        return {outcome: counted[outcome] for outcome in LineOutcome}


class ImportClientsHandler:
    """Reads a list and writes it piece by piece; ``run_piece`` says in which thread."""

    def __init__(
        self,
        open_unit: OpenUnitOfWork,
        clock: Clock,
        phones: PhoneParser,
        open_file: OpenClientFile,
        run_piece: RunPiece | None = None,
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._phones, self._open_file = phones, open_file
        self._run = run_piece or _at_once

    def __call__(
        self,
        wish: ImportClients,
        *,
        on_progress: Callable[[int, int], None] = lambda done, total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Return what became of every line; raises FileRefused or EncodingUnclear before any.

        ``on_progress`` gets lines done and lines in all; ``is_cancelled`` is asked between pieces.
        The same file, read the same way, goes on where an earlier run ended.
        """
        file = self._open_file(wish.path, encoding=wish.encoding, fields=wish.fields)
        habits = self._run(partial(self._habits, wish))
        pieces = ImportPieces(self._open_unit, self._clock, file, habits, dry_run=wish.dry_run)
        self._run(pieces.begin)
        read = LineReader(self._phones, habits)
        fates: list[LineFate] = []
        cancelled = False
        for drafts in _pieces(map(read, file.lines())):
            cancelled = is_cancelled()
            if cancelled:
                break
            fates += self._run(partial(pieces.decide, drafts))
            on_progress(fates[-1].last_line, file.line_count)
        if not cancelled:
            self._run(pieces.end)
        return ImportReport(
            fates=tuple(fates),
            headings=tuple(file.headings),
            fields=tuple(file.fields),
            encoding=file.encoding,
            earlier=pieces.earlier,
            is_dry_run=wish.dry_run,
            is_cancelled=cancelled,
        )

    def _habits(self, wish: ImportClients) -> Habits:
        with self._open_unit() as unit:
            facts = unit.salon.facts()
        return Habits(
            region=facts.country,
            language=wish.language or facts.language,
            zone=facts.zone.key,
            today=self._clock.now().astimezone(facts.zone).date(),
            month_first=wish.month_first,
        )


def _pieces(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    """Yield drafts in pieces that one short transaction can write."""
    piece: list[Draft] = []
    weight = 0
    for draft in drafts:
        piece.append(draft)
        weight += 1 + EVENT_WEIGHT * _events(draft)
        if weight >= PIECE:
            yield piece
            piece, weight = [], 0
    if piece:
        yield piece


def _events(draft: Draft) -> int:
    numbers = 0 if draft.client is None else len(draft.client.phones)
    return numbers * sum(len(channels_of(yes)) for _, yes in draft.claims)


def _at_once(job: Callable[[], T]) -> T:
    return job()
