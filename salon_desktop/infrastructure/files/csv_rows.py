"""Cutting a text into CSV rows that know their lines, whatever quotes somebody forgot.

A quoted cell may span lines, but a quote that never closes must not swallow the rest of the list:
then only its first line is given up, and the next one is read as a row again.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST_ROW = 1 << 16
MOST_LINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """One row: its first and last line of the text from 1, its cells, or why it has none.

    ``problem`` is ``line_too_long`` or ``quote_open``.
    """

    line: int
    last_line: int
    cells: tuple[str, ...] = ()
    problem: str | None = None


def text_rows(text: TextIO, delimiter: str, *, skip: int) -> Iterator[TextRow]:
    """Yield the rows of an open text (line ends translated) after its first ``skip`` lines."""
    lines = Lines(text)
    for _ in range(skip):
        lines.take()
    while (line := lines.take()) is not None:
        yield _row(line, lines, delimiter)


class Lines:
    """The numbered lines of a text, read one by one and put back where needed.

    A line over the limit is read to its end but not kept: its text is None.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._number = 0
        self._back: deque[tuple[int, str | None]] = deque()

    def take(self) -> tuple[int, str | None] | None:
        """Return the next line with its number, or None at the end."""
        if self._back:
            return self._back.popleft()
        piece = self._text.readline(LONGEST_ROW + 1)
        if not piece:
            return None
        self._number += 1
        if len(piece) <= LONGEST_ROW or piece.endswith("\n"):
            return self._number, piece.removesuffix("\n")
        while piece and not piece.endswith("\n"):
            piece = self._text.readline(LONGEST_ROW)
        return self._number, None

    def put_back(self, lines: list[tuple[int, str | None]]) -> None:
        """Make the next lines those given, in their order."""
        self._back.extendleft(reversed(lines))


def _row(first: tuple[int, str | None], lines: Lines, delimiter: str) -> TextRow:
    number, text = first
    if text is None:
        return TextRow(line=number, last_line=number, problem="line_too_long")
    parts = [text]
    after: list[tuple[int, str | None]] = []
    is_open = _open_after(text, delimiter, inside=False)
    while is_open:
        following = lines.take() if len(after) < MOST_LINES else None
        more = None if following is None else following[1]
        if following is not None:
            after.append(following)
        if more is None or sum(map(len, parts)) + len(more) > LONGEST_ROW:
            lines.put_back(after)
            return TextRow(line=number, last_line=number, problem="quote_open")
        parts.append(more)
        is_open = _open_after(more, delimiter, inside=True)
    cells = next(csv.reader(["\n".join(parts)], delimiter=delimiter), [])
    return TextRow(line=number, last_line=number + len(after), cells=tuple(cells))


def _open_after(text: str, delimiter: str, *, inside: bool) -> bool:
    """Tell whether a quoted cell is still open at the end of a line.

    A quote opens a cell only as its first sign and closes it unless it is doubled.
    """
    if not inside and '"' not in text:
        return False
    place = 0
    while True:
        if not inside and text.startswith('"', place):
            inside, place = True, place + 1
        while inside:
            end = text.find('"', place)
            if end < 0:
                return True
            inside = text.startswith('"', end + 1)
            place = end + 1 + inside
        place = text.find(delimiter, place) + 1
        if place == 0:
            return False
