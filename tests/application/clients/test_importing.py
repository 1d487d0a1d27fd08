"""Importing a list: every line has one fate, nothing twice, nothing half."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.files import ClientField, EncodingUnclear, FileRefused
from salon_desktop.domain.consent.chain import verify
from salon_desktop.infrastructure.db.sqlcipher import integrity_problems
from tests.client_desk import LIST_HEAD, ClientDesk, fates
from tests.dirty_clients import dirty_list
from tests.salon_fixtures import SalonFile

Fate = LineOutcome


def plain(fate: LineFate) -> LineFate:
    """Return a fate without the ids that only a real run gives."""
    return replace(fate, client_id=None, like_id=None, like_line=None)


def test_every_line_of_a_dirty_list_ends_as_it_must(desk: ClientDesk, tmp_path: Path) -> None:
    dirty = dirty_list(500)
    report = desk.import_file(dirty.write(tmp_path))
    found = {fate.line: (fate.outcome.value, fate.reason) for fate in report.fates}
    assert found == dirty.expected
    assert len(report.fates) == len(found)
    assert desk.rows("client") == dirty.count("added") + dirty.count("looks_like")
    assert sum(report.counts.values()) == len(dirty.expected)


def test_after_an_import_the_file_is_whole_and_searchable(
    desk: ClientDesk, tmp_path: Path, salon_file: SalonFile
) -> None:
    report = desk.import_file(dirty_list(200).write(tmp_path))
    with desk.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert integrity_problems(raw, thorough=True) == []
    assert desk.rows("client_text") == desk.rows("client")
    with desk.open_unit() as unit:
        assert verify(unit.consent.links()).ok
    added = next(fate for fate in report.fates if fate.outcome is Fate.ADDED)
    name = desk.get(added.client_id or 0).name
    assert added.client_id in [found.id for found in desk.find(name)]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp1252", ";"), ("cp1250", ","), ("utf-16", "\t")]
)
def test_encodings_and_delimiters_change_no_fate(
    desk: ClientDesk, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    dirty = dirty_list(120, encoding=encoding, delimiter=delimiter, seed=3)
    stated = None if encoding == "utf-16" else encoding
    report = desk.import_file(dirty.write(tmp_path), encoding=stated)
    assert {one.line: (one.outcome.value, one.reason) for one in report.fates} == dirty.expected


def test_a_dry_run_tells_what_would_be_and_writes_nothing(desk: ClientDesk, tmp_path: Path) -> None:
    desk.add("Già", "Presente", "333 0000001")
    path = dirty_list(300).write(tmp_path)
    tables = ("client", "client_import", "client_import_line", "client_duplicate", "consent_event")
    before = [desk.rows(table) for table in tables]
    dry = desk.import_file(path, dry_run=True)
    assert [desk.rows(table) for table in tables] == before
    real = desk.import_file(path)
    assert dry.is_dry_run
    assert not real.is_dry_run
    assert [plain(fate) for fate in dry.fates] == [plain(fate) for fate in real.fates]


def test_a_dry_run_names_the_line_that_a_later_line_resembles(imported) -> None:
    content = "Bia;Anna;333 1234567;;\nBia;Lia;333 1234567;;\nBIA;anna;+39 3331234567;;\n"
    dry = imported(content, dry_run=True)
    assert [(one.outcome, one.like_line, one.client_id) for one in dry.fates] == [
        (Fate.ADDED, None, None),
        (Fate.LOOKS_LIKE, 2, None),
        (Fate.ALREADY_THERE, 2, None),
    ]


def test_the_very_same_person_is_not_added_twice(desk: ClientDesk, imported) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    report = imported("BÌA;ANNA;0039 333/1234567;;\nAnna;Bia;333.123.4567;;\n")
    assert [(one.outcome, one.client_id) for one in report.fates] == [
        (Fate.ALREADY_THERE, anna),
        (Fate.ALREADY_THERE, anna),
    ]
    assert desk.rows("client") == 1


def test_who_resembles_somebody_is_added_and_proposed(desk: ClientDesk, imported) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    report = imported(
        "Bia;Lia;333 1234567;;\n"
        "Dini;Carla;347 0000001;01/05/1980;\n"
        "Dini;Carla;347 0000002;01/05/1980;\n"
        "Dini;Carla;347 0000003;02/05/1980;\n"
    )
    lia, first, second, third = (fate.client_id for fate in report.fates)
    assert [(one.outcome, one.like_id) for one in report.fates] == [
        (Fate.LOOKS_LIKE, anna),
        (Fate.ADDED, None),
        (Fate.LOOKS_LIKE, first),
        (Fate.ADDED, None),
    ]
    assert third is not None
    with desk.engine.connect() as connection:
        pairs = connection.execute(text("SELECT client_id, other_id, why FROM client_duplicate"))
        assert {tuple(row) for row in pairs} == {
            (anna, lia, "phone"),
            (first, second, "name_and_birth"),
        }


def test_father_and_son_of_one_name_and_number_stay_two(desk: ClientDesk, imported) -> None:
    report = imported("Bia;Ugo;333 1234567;01/05/1950;\nBia;Ugo;333 1234567;01/05/1990;\n")
    assert fates(report) == [(2, "added"), (3, "looks_like")]
    assert desk.rows("client") == 2


def test_a_refused_line_names_reason_and_column_and_the_others_are_kept(
    desk: ClientDesk, imported
) -> None:
    report = imported(
        'Bia;Anna;chiedere;;\n\nDini;Carla;347 0000001;31/02/1980;\n;;;;\n"Rota;Ivo;1;;\n'
        "Neri;Lia;347 0000002;;;x\n"
    )
    assert [(one.line, one.outcome, one.reason, one.column) for one in report.fates] == [
        (2, Fate.REFUSED, "phone_not_a_number", 3),
        (3, Fate.EMPTY, None, None),
        (4, Fate.REFUSED, "birth_date_unclear", 4),
        (5, Fate.EMPTY, None, None),
        (6, Fate.REFUSED, "quote_open", None),
        (7, Fate.REFUSED, "too_many_columns", None),
    ]
    assert report.headings[2] == "Cellulare"
    assert desk.rows("client") == 0


def test_the_same_people_in_another_file_are_already_there(
    desk: ClientDesk, tmp_path: Path
) -> None:
    desk.import_file(dirty_list(100).write(tmp_path))
    people = desk.rows("client")
    other = dirty_list(100, delimiter=",").write(tmp_path, "other.csv")
    report = desk.import_file(other)
    numberless = sum(one.outcome is Fate.LOOKS_LIKE for one in report.fates)
    assert report.counts[Fate.ADDED] == 0
    assert desk.rows("client") == people + numberless


@pytest.mark.parametrize(
    ("content", "refusal"), [(b"", FileRefused), (b"Nome;x\nGr\xf6;1\n", EncodingUnclear)]
)
def test_a_file_that_cannot_be_read_is_refused_before_anything_is_written(
    desk: ClientDesk, tmp_path: Path, content: bytes, refusal: type[Exception]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(refusal):
        desk.import_file(path)
    assert desk.rows("client_import") == 0


def test_a_name_shared_by_thousands_slows_nothing_down(desk: ClientDesk, imported) -> None:
    rows = "".join(f"Passaggio;Cliente;333 {number:07d};;\n" for number in range(1000, 1400))
    report = imported(rows)
    assert report.counts[Fate.LOOKS_LIKE] == 399
    assert {fate.like_id for fate in report.fates[1:]} == {report.fates[0].client_id}
    assert desk.rows("client_duplicate") == 399


def test_any_text_below_the_headings_is_accounted_for(desk: ClientDesk, tmp_path: Path) -> None:
    cell = st.text(alphabet='";,\n ab=+3579.@ì\0', max_size=12) | st.sampled_from(
        ["333 1234567", "Anna", "no", "12/03/1985"]
    )
    count = iter(range(10_000))

    @settings(max_examples=40)
    @given(st.lists(st.lists(cell, min_size=0, max_size=6), max_size=8))
    def holds(rows: list[list[str]]) -> None:
        body = "".join(";".join(row) + "\n" for row in rows)
        path = tmp_path / f"{next(count)}.csv"
        path.write_text(LIST_HEAD + body, "utf-8", newline="")
        clients = desk.rows("client")
        report = desk.import_file(path)
        covered = [
            number for fate in report.fates for number in range(fate.line, fate.last_line + 1)
        ]
        assert covered == list(range(2, 2 + body.count("\n")))
        new = report.counts[Fate.ADDED] + report.counts[Fate.LOOKS_LIKE]
        assert report.earlier or desk.rows("client") == clients + new
        assert all(
            (fate.reason is not None) is (fate.outcome is Fate.REFUSED) for fate in report.fates
        )

    holds()


def test_stated_columns_are_part_of_the_report(imported) -> None:
    report = imported("Bia;Anna;333 1234567;;\n", fields={5: ClientField.NOTE})
    assert report.fields == (
        ClientField.LAST_NAME,
        ClientField.FIRST_NAME,
        ClientField.MOBILE,
        ClientField.BIRTH_DATE,
        ClientField.NOTE,
    )
    assert report.encoding == "utf-8"
