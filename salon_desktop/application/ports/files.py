"""Client lists as files: what a reader understands of them, and a writer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol

from salon_desktop.domain.errors import DomainError


class ClientField(StrEnum):
    """What a column of a client list can mean."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    NAME = "name"  # both names in one cell, first name first
    NAME_LAST_FIRST = "name_last_first"
    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    LANGUAGE = "language"
    NOTE = "note"
    ALERT = "alert"
    CONSENT = "consent"  # to messages of any kind
    CONSENT_SERVICE = "consent_service"
    CONSENT_OFFERS = "consent_offers"


class FileRefused(DomainError):
    """The file is no client list; facts: reason.

    Reasons: ``empty``, ``spreadsheet`` (a workbook, to be saved as CSV), ``no_heading`` (the
    first line names no column of names), ``heading_too_long``, ``changed`` (while it was read).
    """

    code: ClassVar[str] = "file_refused"


class EncodingUnclear(DomainError):
    """The file is not UTF-8 and does not say what it is: somebody must choose, nobody guesses.

    Facts: ``choices`` (encodings it can be read with), ``stated`` (one that was stated and does
    not fit, or None). ``preview`` of the reader shows what a choice makes of it.
    """

    code: ClassVar[str] = "encoding_unclear"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its column counted from 1, its meaning, its text."""

    column: int
    meaning: ClientField
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """One row of the list as the file has it.

    ``line`` to ``last_line`` are lines of the text (a quoted cell may span several),
    ``sheet_row`` the row a spreadsheet shows. ``problem`` is a code why it cannot be read:
    ``empty_line``, ``too_many_columns``, ``line_too_long``, ``quote_open``. ``missing`` counts
    columns that the row is short of.
    """

    line: int
    last_line: int
    sheet_row: int
    cells: tuple[Cell, ...] = ()
    problem: str | None = None
    missing: int = 0


class ClientFile(Protocol):
    """A client list that was looked through once; its lines can be read again and again."""

    sha256: str
    encoding: str
    delimiter: str
    headings: Sequence[str]
    fields: Sequence[ClientField | None]
    line_count: int  # about as many lines as the text has, for showing progress

    def lines(self) -> Iterator[ClientLine]:
        """Yield every row below the headings, in constant memory."""
        ...


class OpenClientFile(Protocol):
    """Opens a client list."""

    def __call__(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        fields: Mapping[int, ClientField | None] | None = None,
    ) -> ClientFile:
        """Look the file through and return it.

        ``encoding`` is used only where the file is not UTF-8; ``fields`` names the meaning of
        columns (from 1) that the headings do not tell or tell wrongly. Raises FileRefused or
        EncodingUnclear.
        """
        ...

    def preview(self, path: Path, encoding: str, lines: int) -> Sequence[str]:
        """Return the first lines as ``encoding`` reads them; what it cannot read is U+FFFD."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEntry:
    """What a written list holds of a client; ``numbers`` are international, the first one first."""

    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    email: str | None = field(repr=False)
    birth_date: date | None = field(repr=False)
    language: str
    note: str = field(repr=False)
    alert: str = field(repr=False)


class WriteClientFile(Protocol):
    """Writes a client list that a spreadsheet opens and the reader understands."""

    def __call__(self, path: Path, clients: Iterable[ClientEntry], *, language: str) -> int:
        """Write the file whole or not at all, headings in ``language``; returns the rows."""
        ...


class ReadClientEntries(Protocol):
    """Reads the whole client book for a list."""

    def __call__(self) -> Iterator[ClientEntry]:
        """Yield every client that is not erased, oldest card first, in constant memory."""
        ...
