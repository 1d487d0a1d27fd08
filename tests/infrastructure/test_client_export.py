"""Taking the list along: nothing in it runs, and importing it again gives the same clients."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from salon_desktop.application.commands.export_clients import ExportClientsHandler
from salon_desktop.application.ports.clients import LineOutcome
from salon_desktop.application.ports.files import ClientEntry
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.client_entries import SqlClientEntries
from salon_desktop.infrastructure.files.client_export import write_clients
from tests.client_desk import ClientDesk
from tests.salon_fixtures import SalonFile, a_file, found_salon

NAMES = [
    "O'Brien",
    '=HYPERLINK("http://x";"y")',
    "'=already marked",
    "''",
    "+1",
    "-2",
    "@x",
    "<img src='x'>",
    'dice "ciao"; poi',
    "a,b;c\td",
    "Țîrlea",
    "Смирнова",
    "日本 花子",
    "👩‍👩‍👧‍👦 x",
    "\u202eanna\u202c",
    "x" * 120,
    "{{1}}",
    "'",
]


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> ClientDesk:
    return ClientDesk(engine, clock)


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Iterator[ClientDesk]:
    """Another salon with an empty book."""
    folder = tmp_path / "other"
    folder.mkdir()
    file: SalonFile = a_file(folder)
    engine = file.engine()
    found_salon(engine, country="DE", language="de")
    yield ClientDesk(engine, clock)
    engine.dispose()


def export(desk: ClientDesk, path: Path, language: str = "it") -> int:
    return ExportClientsHandler(SqlClientEntries(desk.engine), write_clients)(
        path, language=language
    )


def ugly_book(desk: ClientDesk) -> None:
    for place, name in enumerate(NAMES):
        desk.add(
            name,
            f"Nr {place}",
            f"333 12345{place:02d}",
            email=f"c{place}@example.org" if place % 2 else None,
            birth_date=date(1980, 2, 29) if place % 3 else None,
            note=f"{name}\nzweite Zeile" if place % 4 else name,
            alert=name,
            language="de" if place % 2 else "ro",
        )
    desk.add("Due", "Numeri", "06 12345678")
    desk.add("Nessun", "Numero", "")
    desk.add("Senzacognome", "", "347 0000001")


@pytest.mark.parametrize("language", ["it", "de", "ro", "fi", "en", "xx"])
def test_what_was_taken_along_comes_back_the_same(
    desk: ClientDesk, other: ClientDesk, tmp_path: Path, language: str
) -> None:
    ugly_book(desk)
    path = tmp_path / "clients.csv"
    assert export(desk, path, language) == len(NAMES) + 3
    report = other.import_file(path)
    assert {fate.outcome for fate in report.fates} <= {LineOutcome.ADDED, LineOutcome.LOOKS_LIKE}
    before, after = SqlClientEntries(desk.engine)(), SqlClientEntries(other.engine)()
    assert list(after) == list(before)


def test_importing_the_same_book_again_adds_nobody_with_a_number(
    desk: ClientDesk, tmp_path: Path
) -> None:
    ugly_book(desk)
    path = tmp_path / "clients.csv"
    export(desk, path)
    report = desk.import_file(path)
    assert report.counts[LineOutcome.ALREADY_THERE] == len(NAMES) + 2
    assert report.counts[LineOutcome.LOOKS_LIKE] == 1


def test_several_numbers_of_one_client_come_back_in_their_order(
    desk: ClientDesk, other: ClientDesk, tmp_path: Path
) -> None:
    path = tmp_path / "clients.csv"
    numbers = ("+390612345678", "+393331234567", "+40722123456")
    entry = ClientEntry(
        first_name="Anna",
        last_name="Bia",
        numbers=numbers,
        email=None,
        birth_date=None,
        language="it",
        note="",
        alert="",
    )
    assert write_clients(path, [entry], language="it") == 1
    (fate,) = other.import_file(path).fates
    kept = other.get(fate.client_id or 0)
    assert tuple(phone.number.e164 for phone in kept.phones) == numbers


@pytest.mark.parametrize(("language", "delimiter"), [("it", ";"), ("en", ",")])
def test_no_cell_begins_like_a_formula(
    desk: ClientDesk, tmp_path: Path, language: str, delimiter: str
) -> None:
    ugly_book(desk)
    path = tmp_path / "clients.csv"
    export(desk, path, language)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text, delimiter=delimiter))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]
    assert any(cell == "'+393331234500" for cell in cells)


def test_a_failed_export_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("old", "utf-8")

    def breaking() -> Iterator[ClientEntry]:
        yield from ()
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        write_clients(path, breaking(), language="it")
    assert path.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["clients.csv"]


def test_an_empty_book_is_a_list_without_rows(desk: ClientDesk, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    assert export(desk, path) == 0
    assert desk.import_file(path).fates == ()
