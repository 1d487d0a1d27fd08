"""From a row of somebody's list to a client, or to the reason and the column why not.

A row is taken whole or refused whole: half a client would never be repaired.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salon_desktop.application.ports.files import Cell, ClientField, ClientLine
from salon_desktop.application.ports.phones import PhoneParser
from salon_desktop.domain.clients.birthdays import BirthDateImpossible, check_birth_date
from salon_desktop.domain.clients.client import (
    Client,
    ClientNameless,
    ClientPhone,
    EmailNotUnderstood,
)
from salon_desktop.domain.clients.names import TextRefused, folded
from salon_desktop.domain.clients.written_dates import read_date
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, Purpose
from salon_desktop.domain.phone import PhoneNotUnderstood, PhoneNumber

F = ClientField

_LANGUAGES = {
    "it": "italiano italiana italian italienisch italiana italia ita",
    "de": "deutsch tedesco tedesca german germana saksa deu ger",
    "ro": "romana rumeno rumena romeno romena rumanisch romanian romania ron rum",
    "fi": "suomi finlandese finnisch finlandeza finnish fin",
    "en": "english inglese englisch engleza englanti eng",
}
_LANGUAGE_OF = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_ANSWERS = {
    True: "si s ja j yes y da kylla oui true vero wahr 1 x ok on ✓ ✔ concesso erteilt granted",
    False: "no n nein nu ei non false falso falsch 0 off revocato negato widerrufen stop withdrawn",
}
_ANSWER_OF = {word: answer for answer, words in _ANSWERS.items() for word in words.split()}
_APART = re.compile(r"\s*(?:[/;,|\n]|\b(?:o|oder|or|sau|tai|e|und|and)\b)\s*")
_CODE = re.compile(r"[a-z]{2,3}")
# Which cell a refusal of the client's own rules speaks of.
_CELLS_OF = {
    "first_name": (F.FIRST_NAME, F.NAME, F.NAME_LAST_FIRST),
    "last_name": (F.LAST_NAME, F.NAME, F.NAME_LAST_FIRST),
    "email": (F.EMAIL,),
    "note": (F.NOTE,),
    "alert": (F.ALERT,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the list is to be read: the salon's country, language and zone, the order of dates."""

    region: str
    language: str
    zone: str
    today: date
    month_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row that was read: a client with what the list claims of consent, or why it is refused.

    ``claims`` says yes or no for each purpose the list speaks of; it is a claim, never a grant.
    ``reason`` is a code and ``column`` counts from 1.
    """

    row: ClientLine
    client: Client | None = None
    claims: tuple[tuple[Purpose, bool], ...] = ()
    warning: str | None = None
    reason: str | None = None
    column: int | None = None


class _Unreadable(Exception):
    """A cell that cannot be taken."""

    def __init__(self, reason: str, column: int | None) -> None:
        super().__init__(reason)
        self.reason, self.column = reason, column


class LineReader:
    """Turns rows into drafts; asks only the numbering plans, never the book."""

    def __init__(self, phones: PhoneParser, habits: Habits) -> None:
        self._phones, self._habits = phones, habits

    def __call__(self, row: ClientLine) -> Draft:
        """Return the draft of a row, whatever the row holds."""
        if row.problem:
            return Draft(row=row, reason=row.problem)
        try:
            return self._draft(row)
        except _Unreadable as no:
            return Draft(row=row, reason=no.reason, column=no.column)

    def _draft(self, row: ClientLine) -> Draft:
        cells: dict[ClientField, Cell] = {}
        for cell in row.cells:
            cells.setdefault(cell.meaning, cell)
        numbers = self._numbers(row)
        client = self._client(row, cells, numbers)
        if row.missing and not numbers:
            # What a broken line left behind can look like a name; a number cannot.
            raise _Unreadable("too_few_columns", None)
        claims = tuple(_claims(cells).items())
        reachable = any(number.may_have_messages for number in numbers)
        warnings = [
            "too_few_columns" if row.missing else None,
            *(number.warning for number in numbers),
            "consent_without_number" if claims and not reachable else None,
        ]
        return Draft(
            row=row,
            client=client,
            claims=claims if reachable else (),
            warning=next(filter(None, warnings), None),
        )

    def _client(
        self, row: ClientLine, cells: dict[ClientField, Cell], numbers: list[PhoneNumber]
    ) -> Client:
        first, last = _names(cells)
        try:
            return Client(
                key=str(uuid.uuid4()),
                first_name=first,
                last_name=last,
                language=self._language(cells.get(F.LANGUAGE)),
                email=_text(cells, F.EMAIL) or None,
                birth_date=self._birth_date(cells.get(F.BIRTH_DATE)),
                note="\n".join(cell.text for cell in row.cells if cell.meaning is F.NOTE),
                alert=_text(cells, F.ALERT),
                phones=tuple(ClientPhone(number=number) for number in numbers),
            )
        except ClientNameless as no:
            raise _Unreadable("nameless", None) from no
        except EmailNotUnderstood as no:
            raise _Unreadable(no.code, cells[F.EMAIL].column) from no
        except TextRefused as no:
            suspects = _CELLS_OF.get(str(no.facts.get("field")), ())
            column = next((cells[one].column for one in suspects if one in cells), None)
            raise _Unreadable(f"text_{no.facts.get('reason')}", column) from no

    def _numbers(self, row: ClientLine) -> list[PhoneNumber]:
        cells = [cell for cell in row.cells if cell.meaning in (F.MOBILE, F.PHONE)]
        cells.sort(key=lambda cell: cell.meaning is F.PHONE)
        found: dict[str, PhoneNumber] = {}
        for cell in cells:
            for number in self._in_cell(cell):
                found.setdefault(number.e164, number)
        return list(found.values())

    def _in_cell(self, cell: Cell) -> Iterator[PhoneNumber]:
        """Yield the number of a cell, or the several that somebody wrote into one."""
        try:
            yield self._phones.parse(cell.text, self._habits.region)
        except PhoneNotUnderstood as no:
            pieces = [piece for piece in _APART.split(cell.text) if piece]
            if len(pieces) < 2:
                raise _Unreadable(f"phone_{no.facts.get('reason')}", cell.column) from no
            for piece in pieces:
                try:
                    yield self._phones.parse(piece, self._habits.region)
                except PhoneNotUnderstood as again:
                    reason = f"phone_{again.facts.get('reason')}"
                    raise _Unreadable(reason, cell.column) from again

    def _language(self, cell: Cell | None) -> str:
        if cell is None:
            return self._habits.language
        said = folded(cell.text)
        code = re.split(r"[-_]", said)[0]
        if said in _LANGUAGE_OF:
            return _LANGUAGE_OF[said]
        if not _CODE.fullmatch(code):
            raise _Unreadable("language_unknown", cell.column)
        return _LANGUAGE_OF.get(code, code)

    def _birth_date(self, cell: Cell | None) -> date | None:
        if cell is None:
            return None
        habits = self._habits
        born = read_date(cell.text, month_first=habits.month_first, today=habits.today)
        if born is None:
            raise _Unreadable("birth_date_unclear", cell.column)
        try:
            check_birth_date(born, habits.today)
        except BirthDateImpossible as no:
            raise _Unreadable(no.code, cell.column) from no
        return born


def _text(cells: dict[ClientField, Cell], field: ClientField) -> str:
    return cells[field].text if field in cells else ""


def _names(cells: dict[ClientField, Cell]) -> tuple[str, str]:
    """Return first and last name, from their own columns or out of one that holds both."""
    first, last = _text(cells, F.FIRST_NAME), _text(cells, F.LAST_NAME)
    if first or last:
        return first, last
    last_first = F.NAME_LAST_FIRST in cells
    whole = _text(cells, F.NAME) or _text(cells, F.NAME_LAST_FIRST)
    if "," in whole:
        last, _, first = whole.partition(",")
        return first, last
    words = whole.split()
    if len(words) < 2:
        return whole, ""
    if last_first:
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), words[-1]


def _claims(cells: dict[ClientField, Cell]) -> dict[Purpose, bool]:
    """Return what the list says of consent; a no in any column outweighs a yes in another."""
    said: dict[Purpose, bool] = {}
    for field, purposes in (
        (F.CONSENT, MESSAGING_PURPOSES),
        (F.CONSENT_SERVICE, (Purpose.SERVICE_MESSAGES,)),
        (F.CONSENT_OFFERS, (Purpose.OFFERS,)),
    ):
        if field in cells and (yes := _answer(cells[field])) is not None:
            said |= {purpose: yes and said.get(purpose, True) for purpose in purposes}
    return said


def _answer(cell: Cell) -> bool | None:
    """Return yes, no, or None for a dash; a day in the column is the day of a yes."""
    word = folded(cell.text).strip(".!- ")
    if not word:
        return None
    if word in _ANSWER_OF:
        return _ANSWER_OF[word]
    if read_date(word, month_first=False, today=date.max) is None:
        raise _Unreadable("consent_unclear", cell.column)
    return True
