"""Reading client lists in CSV: encoding, delimiter and columns first, then row by row.

The encoding is what the file says (a byte order mark), else UTF-8 if it holds strictly, else what
somebody states; it is never guessed, because guesses turn names into other names.
"""

import codecs
import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from salon_desktop.application.ports.files import (
    Cell,
    ClientField,
    ClientLine,
    EncodingUnclear,
    FileRefused,
)
from salon_desktop.infrastructure.files.client_headings import fields_of, has_names, with_stated
from salon_desktop.infrastructure.files.csv_rows import Lines, TextRow, text_rows
from salon_desktop.infrastructure.files.formula_signs import without_mark

ENCODINGS = ("cp1252", "cp1250", "iso8859-15", "mac-roman", "utf-16-le", "utf-16-be")
"""What a list can be stated to be; the two first cover nearly all of Europe's old files."""

DELIMITERS = (";", ",", "\t")
SEPARATOR_LINE = "sep="  # a first line by which spreadsheets tell their delimiter
CHUNK = 1 << 20
SNIFFED = 4096

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class CsvClientFiles:
    """Opens client lists in CSV."""

    def __call__(
        self,
        path: Path,
        *,
        encoding: str | None = None,
        fields: Mapping[int, ClientField | None] | None = None,
    ) -> "CsvClientFile":
        """Look the file through and return it; raises FileRefused or EncodingUnclear."""
        return CsvClientFile(path, encoding=encoding, fields=fields or {})

    def preview(self, path: Path, encoding: str, lines: int) -> Sequence[str]:
        """Return the first lines as ``encoding`` reads them; what it cannot read is U+FFFD."""
        with path.open(encoding=encoding, errors="replace", newline=None) as text:
            taken = islice(iter(Lines(text).take, None), lines)
            return ["" if line is None else line for _, line in taken]


class CsvClientFile:
    """A client list that was looked through once; its lines can be read again and again."""

    def __init__(
        self, path: Path, *, encoding: str | None, fields: Mapping[int, ClientField | None]
    ) -> None:
        look = _look_through(path)
        self._path = path
        self.sha256, self.line_count = look.sha256, look.line_count
        self.encoding = _encoding(path, look, encoding)
        self.delimiter, heading = self._heading()
        self._first_line = heading.last_line + 1
        self.headings: Sequence[str] = [without_mark(cell.strip()) for cell in heading.cells]
        self.fields: Sequence[ClientField | None] = with_stated(fields_of(self.headings), fields)
        if not has_names(self.fields):
            raise FileRefused(reason="no_heading")

    def lines(self) -> Iterator[ClientLine]:
        """Yield every row below the headings, in constant memory."""
        with self._path.open(encoding=self.encoding, newline=None) as text:
            try:
                rows = text_rows(text, self.delimiter, skip=self._first_line - 1)
                for sheet_row, row in enumerate(rows, start=2):
                    yield self._line(row, sheet_row)
            except UnicodeDecodeError as no:
                raise FileRefused(reason="changed") from no

    def _heading(self) -> tuple[str, TextRow]:
        stated, before, first = "", 0, ""
        with self._path.open(encoding=self.encoding, newline=None) as text:
            for number, line in iter(Lines(text).take, None):
                if line is None:
                    raise FileRefused(reason="heading_too_long")
                if number == 1 and line.lower().startswith(SEPARATOR_LINE):
                    stated = line[len(SEPARATOR_LINE) :][:1]
                elif line.strip():
                    first = line
                    break
                before = number
        if not first:
            raise FileRefused(reason="empty")
        delimiter = stated or _delimiter(first)
        with self._path.open(encoding=self.encoding, newline=None) as text:
            row = next(text_rows(text, delimiter, skip=before))
        if row.problem:
            raise FileRefused(reason="no_heading")
        return delimiter, row

    def _line(self, row: TextRow, sheet_row: int) -> ClientLine:
        problem = row.problem
        if not problem and not any(cell.strip() for cell in row.cells):
            problem = "empty_line"
        if not problem and any(cell.strip() for cell in row.cells[len(self.fields) :]):
            problem = "too_many_columns"
        cells = [
            Cell(column, meaning, without_mark(text.strip()))
            for column, (meaning, text) in enumerate(zip(self.fields, row.cells, strict=False), 1)
            if meaning is not None and text.strip()
        ]
        return ClientLine(
            line=row.line,
            last_line=row.last_line,
            sheet_row=sheet_row,
            cells=() if problem else tuple(cells),
            problem=problem,
            missing=max(0, len(self.fields) - len(row.cells)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    sha256: str
    line_count: int
    mark: str | None
    is_utf8: bool
    is_wide: bool  # a sign and a zero in turns: UTF-16 without its mark


def _look_through(path: Path) -> _Look:
    """Read the file once for what must be known before its first row."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, is_utf8, start, last = 0, True, b"", b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            start = start or chunk[:SNIFFED]
            last = chunk
            digest.update(chunk)
            lines += max(chunk.count(b"\n"), chunk.count(b"\r"))
            is_utf8 = is_utf8 and _decodes(decoder, chunk)
    if not start.strip():
        raise FileRefused(reason="empty")
    if start.startswith(_WORKBOOKS):
        raise FileRefused(reason="spreadsheet")
    return _Look(
        sha256=digest.hexdigest(),
        line_count=lines + (not last.endswith((b"\n", b"\r"))),
        mark=next((name for mark, name in _MARKS if start.startswith(mark)), None),
        is_utf8=is_utf8 and _decodes(decoder, b"", final=True),
        is_wide=start.count(0) * 4 > len(start),
    )


def _encoding(path: Path, look: _Look, stated: str | None) -> str:
    if look.mark and _fits(path, look.mark):
        return look.mark
    if look.is_utf8 and not look.is_wide:
        return "utf-8"
    if stated is None or not _fits(path, stated):
        choices = tuple(one for one in ENCODINGS if one.startswith("utf-16") is look.is_wide)
        raise EncodingUnclear(choices=choices, stated=stated)
    return stated


def _fits(path: Path, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        return False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not _decodes(decoder, chunk):
                return False
    return _decodes(decoder, b"", final=True)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(heading: str) -> str:
    """Return the delimiter that makes the most known columns of the heading, then the most."""

    def worth(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([heading], delimiter=delimiter))
        return sum(one is not None for one in fields_of(cells)), len(cells)

    return max(DELIMITERS, key=worth)
