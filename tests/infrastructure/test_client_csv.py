"""Reading client lists: encodings, delimiters, headings, and every line accounted for."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.application.ports.files import (
    ClientField,
    ClientLine,
    EncodingUnclear,
    FileRefused,
)
from salon_desktop.infrastructure.files.client_csv import CsvClientFile, CsvClientFiles
from salon_desktop.infrastructure.files.client_headings import WRITTEN, fields_of
from salon_desktop.infrastructure.files.csv_rows import LONGEST_ROW, MOST_LINES
from salon_desktop.infrastructure.files.formula_signs import with_mark, without_mark
from tests.dirty_clients import dirty_list

F = ClientField
PLAIN = "Cognome;Nome;Cellulare\n"


@pytest.fixture
def opened(tmp_path: Path):
    """Return a function that writes a list and opens it."""

    def write(content: str | bytes, **how) -> CsvClientFile:
        path = tmp_path / "list.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return CsvClientFiles()(path, **how)

    return write


def texts(line: ClientLine) -> list[str]:
    return [cell.text for cell in line.cells]


def refusal(caught: pytest.ExceptionInfo[FileRefused]) -> object:
    return caught.value.facts["reason"]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_a_file_that_says_what_it_is_is_believed(opened, encoding: str, found: str) -> None:
    file = opened((PLAIN + "Țîrlea;Ștefan;1\nȚepeș;花;2\n").encode(encoding))
    assert file.encoding == found
    assert [texts(line) for line in file.lines()] == [
        ["Țîrlea", "Ștefan", "1"],
        ["Țepeș", "花", "2"],
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Größmann"), ("cp1250", "Ţîrlea"), ("iso8859-15", "Zoë"), ("mac-roman", "Nuñez")],
)
def test_an_old_encoding_is_stated_and_never_guessed(opened, encoding: str, name: str) -> None:
    content = (PLAIN + f"{name};Anna;1\n").encode(encoding)
    with pytest.raises(EncodingUnclear) as caught:
        opened(content)
    assert caught.value.facts["stated"] is None
    assert encoding in caught.value.facts["choices"]  # type: ignore[operator]
    file = opened(content, encoding=encoding)
    assert [texts(line)[0] for line in file.lines()] == [name]


def test_a_stated_encoding_that_does_not_fit_is_refused(opened) -> None:
    with pytest.raises(EncodingUnclear) as caught:
        opened(PLAIN.encode() + b"\x81\x8d;Anna;1\n", encoding="cp1252")
    assert caught.value.facts["stated"] == "cp1252"
    with pytest.raises(EncodingUnclear):
        opened(PLAIN.encode() + b"\xff;Anna;1\n", encoding="no-such-encoding")


def test_a_statement_does_not_overrule_a_file_that_is_utf8(opened) -> None:
    file = opened(PLAIN + "Größmann;Anna;1\n", encoding="cp1252")
    assert file.encoding == "utf-8"
    assert texts(next(file.lines()))[0] == "Größmann"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_asked_about(opened, encoding: str) -> None:
    content = (PLAIN + "Rossi;Anna;1\n").encode(encoding)
    with pytest.raises(EncodingUnclear) as caught:
        opened(content)
    assert set(caught.value.facts["choices"]) == {"utf-16-le", "utf-16-be"}  # type: ignore[call-overload]
    assert texts(next(opened(content, encoding=encoding).lines())) == ["Rossi", "Anna", "1"]


def test_a_lone_surrogate_is_no_utf8(opened) -> None:
    with pytest.raises(EncodingUnclear):
        opened(PLAIN.encode() + b"\xed\xa0\x80;Anna;1\n")


def test_the_preview_shows_what_an_encoding_makes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((PLAIN + "Größmann;Anna\nZoë;Bia\n").encode("cp1252"))
    shown = CsvClientFiles().preview
    assert list(shown(path, "cp1252", 2)) == ["Cognome;Nome;Cellulare", "Größmann;Anna"]
    assert list(shown(path, "cp1250", 5))[2] == "Zoë;Bia"
    assert "\ufffd" in shown(path, "utf-8", 2)[1]
    assert len(shown(path, "utf-8", 99)) == 3


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_read_from_the_headings(opened, delimiter: str) -> None:
    heading = delimiter.join(("Last name", '"First name, given"', "Phone", "Notes"))
    other = {";": ",", ",": ";", "\t": ";"}[delimiter]
    file = opened(f"{heading}\nRossi{delimiter}Anna{delimiter}1{delimiter}a{other}b\n")
    assert file.delimiter == delimiter
    assert texts(next(file.lines()))[0] == "Rossi"
    assert texts(next(file.lines()))[-1] == f"a{other}b"


def test_a_line_that_names_the_delimiter_is_followed(opened) -> None:
    file = opened("sep=|\nNome|Cognome\nAnna|Rossi\n")
    assert [(line.line, texts(line)) for line in file.lines()] == [(3, ["Anna", "Rossi"])]


def test_a_list_of_one_column_is_a_list(opened) -> None:
    file = opened("Cliente\nAnna Rossi\n")
    assert list(file.fields) == [F.NAME]
    assert texts(next(file.lines())) == ["Anna Rossi"]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Cognome;Nome;Cell.;E-Mail;Data di nascita;Lingua;Note", "lst fst mob eml bth lng nte"),
        ("Nachname;Vorname;Handy-Nr;E-Mail-Adresse;Geb.;Sprache", "lst fst - eml bth lng"),
        ("Name;Vorname;Mobil;Telefon;Geburtstag", "lst fst mob phn bth"),
        ("Nume;Prenume;Telefon mobil;Adresă de email;Data nașterii", "lst fst mob eml bth"),
        ("Sukunimi;Etunimi;Matkapuhelin;Sähköposti;Syntymäaika;Kieli", "lst fst mob eml bth lng"),
        ("Surname,First Name,Mobile Phone,E-mail,DOB,Remarks", "lst fst mob eml bth nte"),
        ("Nome;Telefono;Telefono 2;Telefono 3", "nam phn phn phn"),
        ("Cognome e nome;Numero di telefono", "nlf phn"),
        ("Vor- und Nachname;WhatsApp", "nam mob"),
        ("Nume și prenume;Telefon", "nlf phn"),
        ("NAME;PHONE;E-mail;E-mail 2;Note;Notes", "nam phn eml - nte nte"),
        ("Kunde;Straße;Ort;Handy", "nam - - mob"),
        ("Cognome;Nome;Consenso marketing;Consenso;Promemoria", "lst fst cof con csv"),
    ],
)  # fmt: skip
def test_headings_are_understood_in_five_languages(heading: str, fields: str) -> None:
    codes = {
        "lst": F.LAST_NAME, "fst": F.FIRST_NAME, "nam": F.NAME, "nlf": F.NAME_LAST_FIRST,
        "mob": F.MOBILE, "phn": F.PHONE, "eml": F.EMAIL, "bth": F.BIRTH_DATE, "lng": F.LANGUAGE,
        "nte": F.NOTE, "cof": F.CONSENT_OFFERS, "con": F.CONSENT, "csv": F.CONSENT_SERVICE,
        "-": None,
    }  # fmt: skip
    delimiter = ";" if ";" in heading else ","
    assert fields_of(heading.split(delimiter)) == [codes[code] for code in fields.split()]


@pytest.mark.parametrize("language", ["it", "de", "ro", "fi", "en"])
def test_what_we_write_as_a_heading_we_understand(language: str) -> None:
    fields = list(WRITTEN)
    assert fields_of([WRITTEN[field][language] for field in fields]) == fields


def test_a_person_states_what_the_headings_do_not_tell(opened) -> None:
    content = "A;B;Nome;Cellulare\nRossi;Anna;x;1\n"
    stated = {1: F.LAST_NAME, 2: F.FIRST_NAME, 3: F.NOTE, 4: None}
    file = opened(content, fields=stated)
    assert list(file.fields) == [F.LAST_NAME, F.FIRST_NAME, F.NOTE, None]
    file = opened(content, fields={2: F.NAME})
    assert list(file.fields) == [None, F.NAME, None, F.MOBILE]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04" + b"\0" * 100, "spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "spreadsheet"),
        (b"Anna;Rossi;3331234567\n", "no_heading"),
        (b"Handy;E-Mail\n", "no_heading"),
        (b'"Nome;Cognome\n', "no_heading"),
        (b"Nome;" * 30_000, "heading_too_long"),
    ],
)
def test_what_is_no_client_list_is_refused_with_a_reason(
    opened, content: bytes, reason: str
) -> None:
    with pytest.raises(FileRefused) as caught:
        opened(content)
    assert refusal(caught) == reason


def test_lines_carry_the_numbers_that_a_person_sees(opened) -> None:
    file = opened('\nNome;Note\r\nAnna;"due\r\nrighe"\r\n\r\nBia;x\r\n')
    seen = [(line.line, line.last_line, line.sheet_row, line.problem) for line in file.lines()]
    assert seen == [(3, 4, 2, None), (5, 5, 3, "empty_line"), (6, 6, 4, None)]
    assert texts(next(file.lines())) == ["Anna", "due\nrighe"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(opened, end: str) -> None:
    file = opened(end.join(("Nome;Note", "Anna;x", "Bia;y")))
    assert [line.line for line in file.lines()] == [2, 3]
    assert file.line_count == 3


def test_too_many_and_too_few_columns_are_told(opened) -> None:
    file = opened(PLAIN + "Rossi;Anna;1;;\nRossi;Anna;1;x\nRossi;Anna\nRossi\n")
    seen = [(line.problem, line.missing, len(line.cells)) for line in file.lines()]
    assert seen == [(None, 0, 3), ("too_many_columns", 0, 0), (None, 1, 2), (None, 2, 1)]


def test_a_quote_that_never_closes_costs_one_line(opened) -> None:
    file = opened(PLAIN + 'Rossi;"Anna;1\n' + "Bia;Lia;2\n" * (MOST_LINES + 20))
    lines = list(file.lines())
    assert (lines[0].line, lines[0].last_line, lines[0].problem) == (2, 2, "quote_open")
    assert [line.line for line in lines] == list(range(2, MOST_LINES + 23))
    assert all(texts(line) == ["Bia", "Lia", "2"] for line in lines[1:])


def test_a_quote_inside_a_cell_is_a_sign_like_any_other(opened) -> None:
    file = opened(PLAIN + 'Rossi "la bella";5" nails;"dice ""ciao"""\nBia;;\n')
    assert texts(next(file.lines())) == ['Rossi "la bella"', '5" nails', 'dice "ciao"']
    assert len(list(file.lines())) == 2


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_monstrous_line_is_one_refused_line(opened, quote: str) -> None:
    monster = f"Rossi;{quote}{'x' * 10_000_000}{quote};1\n"
    file = opened(PLAIN + monster + "Bia;Lia;2\n")
    seen = [(line.line, line.problem) for line in file.lines()]
    assert seen == [(2, "line_too_long"), (3, None)]


def test_a_row_may_be_as_long_as_the_limit_and_no_longer(opened) -> None:
    fits = "x" * (LONGEST_ROW - len("Rossi;;1"))
    file = opened(PLAIN + f"Rossi;{fits};1\nRossi;{fits}x;1\n")
    assert [line.problem for line in file.lines()] == [None, "line_too_long"]


def test_a_formula_is_text_and_only_our_own_mark_is_taken_off(opened) -> None:
    cells = ["=1+1", "'=1+1", "''=1+1", "'s-Gravenhage", "'+39 1", "-x", "'", "O'Brien"]
    file = opened("Nome\n" + "\n".join(cells) + "\n")
    assert [texts(line)[0] for line in file.lines()] == [
        "=1+1", "=1+1", "'=1+1", "'s-Gravenhage", "+39 1", "-x", "'", "O'Brien",
    ]  # fmt: skip


@given(st.text(alphabet="'=+-@\t\rab ", max_size=8) | st.text(max_size=20))
def test_a_mark_is_taken_off_exactly_as_it_was_put_on(text: str) -> None:
    written = with_mark(text)
    assert without_mark(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_hash_is_that_of_the_bytes(opened) -> None:
    content = (PLAIN + "Rossi;Anna;1\n").encode("utf-16")
    assert opened(content).sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_changed_while_it_was_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes((PLAIN + "Rossi;Anna;1\n").encode())
    file = CsvClientFiles()(path)
    path.write_bytes(PLAIN.encode() + b"Gr\xf6ssmann;Anna;1\n")
    with pytest.raises(FileRefused) as caught:
        list(file.lines())
    assert refusal(caught) == "changed"


@given(st.text(alphabet='";,\n\r\t abN\0é', max_size=200))
def test_every_line_of_any_text_is_in_exactly_one_row(tmp_path_factory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "list.csv"
    body = text.encode()
    path.write_bytes(PLAIN.encode() + body)
    rows = list(CsvClientFiles()(path).lines())
    covered = [number for row in rows for number in range(row.line, row.last_line + 1)]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    expected = len(lines) - (not lines[-1])
    assert covered == list(range(2, 2 + expected))
    assert [row.sheet_row for row in rows] == list(range(2, 2 + len(rows)))


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ";"), ("utf-8-sig", ","), ("cp1252", "\t"), ("cp1250", ";"), ("utf-16", ";")],
)
def test_every_row_of_a_dirty_list_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    dirty = dirty_list(500, encoding=encoding, delimiter=delimiter)
    stated = None if encoding.startswith("utf") else encoding
    file = CsvClientFiles()(dirty.write(tmp_path), encoding=stated)
    lines = list(file.lines())
    assert [line.line for line in lines] == list(dirty.expected)
    assert lines[-1].last_line == dirty.last_line
    assert sum(line.problem == "empty_line" for line in lines) == dirty.count("empty")


def test_reading_takes_no_more_memory_for_a_longer_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    row = "Rossi;Anna;333 1234567;" + "x" * 100 + "\n"
    path.write_text("Cognome;Nome;Cellulare;Note\n" + row * 40_000, "utf-8")
    file = CsvClientFiles()(path)
    tracemalloc.start()
    try:
        count = sum(1 for _ in file.lines())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 40_000
    assert path.stat().st_size > 4_000_000
    assert peak < 500_000
