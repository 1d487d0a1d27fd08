"""A client list as salons have them: made by a rule, so that each line's fate is known.

The same arguments always make the same bytes. Names follow the encoding: where Romanian or Finnish
letters cannot be written, the people are called otherwise.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HEADINGS = (
    "Cognome",
    "Nome",
    "Cellulare",
    "E-mail",
    "Data di nascita",
    "Lingua",
    "Note",
    "Consenso marketing",
    "Indirizzo",
)
FIRST = (
    "Anna",
    "Chiara",
    "Niccolò",
    "Zoë",
    "Jürgen",
    "Päivi",
    "Aino",
    "Ștefania",
    "Răzvan",
    "Ioana",
    "Łucja",
    "François",
    "Ingrid",
    "Ольга",
    "D'Arcy",
)
LAST = (
    "Rossi",
    "D'Angelo",
    "Müller",
    "Größmann",
    "Popescu",
    "Țîrlea",
    "Mäkinen",
    "Åström",
    "De Luca",
    "Kovačová",
    "O'Brien",
    "Смирнова",
    "Ünal",
    "Nuñez",
)
SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda n: n,
    lambda n: f"{n[:3]} {n[3:]}",
    lambda n: f"+39 {n[:3]} {n[3:6]} {n[6:]}",
    lambda n: f"0039 {n[:3]}/{n[3:]}",
    lambda n: f"(+39) {n[:3]}-{n[3:]}",
    lambda n: f"{n[:3]}.{n[3:6]}.{n[6:]}",
    lambda n: f"+39{n}",
    lambda n: f"'+39 {n}",
    lambda n: f"{n[:3]} {n[3:5]} {n[5:7]} {n[7:]}",
)
BIRTHS: tuple[Callable[[date], str], ...] = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%d/%m/%Y} 00:00:00",
)
LANGUAGES = ("", "it", "Italiano", "de-DE", "ro", "suomi", "EN")
ADDED, LIKE, THERE, REFUSED, EMPTY = "added", "looks_like", "already_there", "refused", "empty"


@dataclass(frozen=True)
class DirtyList:
    """The bytes of a list, and by first line what must become of each of its rows."""

    content: bytes = field(repr=False)
    encoding: str
    expected: dict[int, tuple[str, str | None]]
    last_line: int

    def write(self, folder: Path, name: str = "clienti.csv") -> Path:
        """Write the list into ``folder``."""
        path = folder / name
        path.write_bytes(self.content)
        return path

    def count(self, outcome: str) -> int:
        """Return how many rows must end so."""
        return Counter(kind for kind, _ in self.expected.values())[outcome]


@dataclass(frozen=True)
class _Person:
    first: str
    last: str
    number: str
    born: date


class _Maker:
    """Makes people of whom each name and each number is there once, and rows about them."""

    def __init__(self, encoding: str, seed: int) -> None:
        self._random = random.Random(seed)
        self._first = [name for name in FIRST if _fits(name, encoding)]
        self._last = [name for name in LAST if _fits(name, encoding)]
        self._wide = _fits("\0", encoding) and encoding.startswith("utf")
        self._yes = "sì" if _fits("ì", encoding) else "SI"
        self._people: list[_Person] = []
        self._made = 0
        self._seed = seed

    def rows(self, count: int) -> Iterator[tuple[list[str], str, str | None]]:
        """Yield (cells, outcome, reason) for each row."""
        odd = [
            self._again,
            self._family,
            self._namesake,
            self._twin_card,
            self._no_number,
            self._bad_number,
            self._formula,
            self._bad_mail,
            self._nameless,
            self._too_wide,
            self._two_lines,
            self._impossible_birth,
            self._nothing,
            self._only_delimiters,
            self._nul,
            self._two_numbers,
            self._withdrawn,
        ]
        for place in range(count):
            if place % 4 == 3 and self._people:
                yield odd[(place // 4) % len(odd)]()
            else:
                yield self._good()

    def _new(self) -> _Person:
        number = self._made
        self._made += 1
        # The pair of names and a counting second name make everybody's name her own.
        second = "".join(chr(ord("a") + int(digit)) for digit in str(number + 1000 * self._seed))
        return _Person(
            first=f"{self._first[number % len(self._first)]} {second.title()}",
            last=self._last[number // 3 % len(self._last)],
            number=f"3{33 + self._seed % 50:02d}{1_000_000 + number * 37:07d}",
            born=date(1950, 1, 1) + timedelta(days=number * 41 % 18_000),
        )

    def _cells(self, person: _Person, **other: str) -> list[str]:
        spell, write = self._random.choice(SPELLINGS), self._random.choice(BIRTHS)
        cells = {
            "last": person.last,
            "first": person.first,
            "number": spell(person.number),
            "mail": f"c{person.number}@example.org",
            "born": write(person.born),
            "language": self._random.choice(LANGUAGES),
            "note": self._random.choice(("", "cliente storica", 'dice "solo mattina"; sempre')),
            "consent": "",
            "street": "Via Roma 1",
        }
        return list((cells | other).values())

    def _old(self) -> _Person:
        return self._random.choice(self._people)

    def _good(self) -> tuple[list[str], str, str | None]:
        answer = self._random.choice(("", "", "", self._yes, "no", "12/03/2021"))
        person = self._new()
        self._people.append(person)  # only these are met again
        return self._cells(person, consent=answer), ADDED, None

    def _again(self) -> tuple[list[str], str, str | None]:
        person = self._old()
        shouted = {"last": person.last.upper(), "first": f"  {person.first} "}
        return self._cells(person, **shouted), THERE, None

    def _family(self) -> tuple[list[str], str, str | None]:
        parent, child = self._old(), self._new()
        return self._cells(child, number=f"+39 {parent.number}"), LIKE, None

    def _namesake(self) -> tuple[list[str], str, str | None]:
        known, other = self._old(), self._new()
        return self._cells(other, last=known.last, first=known.first, born=""), LIKE, None

    def _twin_card(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._old(), number="", mail=""), LIKE, None

    def _no_number(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._new(), number=""), ADDED, None

    def _bad_number(self) -> tuple[list[str], str, str | None]:
        typed = self._random.choice(("3,33123E+09", "chiedere", "12"))
        reason = "phone_impossible" if typed == "12" else "phone_not_a_number"
        return self._cells(self._new(), number=typed), REFUSED, reason

    def _formula(self) -> tuple[list[str], str, str | None]:
        note = '=HYPERLINK("http://example.org";"qui")'
        return self._cells(self._new(), note=note), ADDED, None

    def _bad_mail(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._new(), mail="anna(at)example"), REFUSED, "email_not_understood"

    def _nameless(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._new(), last=" ", first=""), REFUSED, "nameless"

    def _too_wide(self) -> tuple[list[str], str, str | None]:
        return [*self._cells(self._new()), "", "di troppo"], REFUSED, "too_many_columns"

    def _two_lines(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._new(), note="prima riga\nseconda riga"), ADDED, None

    def _impossible_birth(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._new(), born="31/02/1980"), REFUSED, "birth_date_unclear"

    def _nothing(self) -> tuple[list[str], str, str | None]:
        return [], EMPTY, None

    def _only_delimiters(self) -> tuple[list[str], str, str | None]:
        return ["", " ", "", "", "", "", "", "", ""], EMPTY, None

    def _nul(self) -> tuple[list[str], str, str | None]:
        if not self._wide:
            return self._nothing()
        person = self._new()
        return self._cells(person, first=f"An\0na {person.first}"), REFUSED, "text_nul"

    def _two_numbers(self) -> tuple[list[str], str, str | None]:
        person = self._new()
        return (
            self._cells(person, number=f"{person.number} / 0471 97{person.number[-4:]}"),
            ADDED,
            None,
        )

    def _withdrawn(self) -> tuple[list[str], str, str | None]:
        return self._cells(self._old(), consent="NO"), THERE, None


def dirty_list(
    rows: int = 500, *, encoding: str = "utf-8", delimiter: str = ";", seed: int = 7
) -> DirtyList:
    """Return a list of ``rows`` rows below its headings."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(HEADINGS)
    line = 2
    expected: dict[int, tuple[str, str | None]] = {}
    for cells, outcome, reason in _Maker(encoding, seed).rows(rows):
        expected[line] = (outcome, reason)
        before = text.tell()
        if cells:
            table.writerow(cells)
        else:
            text.write("\r\n")
        text.seek(before)
        line += text.read().count("\n")
    return DirtyList(
        content=text.getvalue().encode(encoding),
        encoding=encoding,
        expected=expected,
        last_line=line - 1,
    )


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
