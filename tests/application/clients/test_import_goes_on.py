"""An import that ends early leaves whole pieces and goes on where it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from salon_desktop.application.commands.import_clients import ImportClients
from salon_desktop.application.ports.clients import LineOutcome
from tests.client_desk import LIST_HEAD, ClientDesk, fates, plans, questions, statements
from tests.dirty_clients import dirty_list

Fate = LineOutcome


def test_importing_the_same_file_again_changes_nothing(desk: ClientDesk, tmp_path: Path) -> None:
    path = dirty_list(150).write(tmp_path)
    first = desk.import_file(path)
    tables = ("client", "client_phone", "client_duplicate", "consent_event", "client_import_line")
    before = [desk.rows(table) for table in tables]
    again = desk.import_file(path)
    assert (first.earlier, again.earlier) == (0, 150)
    assert list(again.fates) == [replace(fate, like_line=None) for fate in first.fates]
    assert [desk.rows(table) for table in tables] == before


def test_a_killed_import_goes_on_where_it_ended(desk: ClientDesk, tmp_path: Path) -> None:
    dirty = dirty_list(400)
    path = dirty.write(tmp_path)

    class Killed(BaseException):
        pass

    for pieces in (3, 5, 1, 0, 7):
        left = [pieces]

        def until(job: Callable[[], Any], left: list[int] = left) -> Any:
            left[0] -= 1
            if left[0] < -1:
                raise Killed
            return job()

        with pytest.raises(Killed):
            desk.importer(until)(ImportClients(path=path))
    report = desk.import_file(path)
    assert report.earlier > 0
    found = {fate.line: (fate.outcome.value, fate.reason) for fate in report.fates}
    assert found == dirty.expected
    assert desk.rows("client") == dirty.count("added") + dirty.count("looks_like")
    assert desk.rows("client_import") == 1
    assert desk.rows("client_import_line") == len(dirty.expected)


def test_a_piece_that_fails_leaves_nothing_of_itself(desk: ClientDesk, tmp_path: Path) -> None:
    path = dirty_list(200).write(tmp_path)

    class Failing(Exception):
        pass

    def breaking(job: Callable[[], Any]) -> Any:
        result = job()
        if isinstance(result, list) and len(result) > 1 and result[0].line > 2:
            raise Failing
        return result

    with pytest.raises(Failing):
        desk.importer(breaking)(ImportClients(path=path))
    kept = desk.rows("client_import_line")
    assert 0 < kept < 200
    with desk.engine.connect() as connection:
        orphans = connection.execute(
            text(
                "SELECT count(*) FROM client WHERE id NOT IN "
                "(SELECT client_id FROM client_import_line WHERE client_id IS NOT NULL)"
            )
        ).scalar_one()
    assert orphans == 0


def test_a_cancelled_import_keeps_whole_pieces(desk: ClientDesk, tmp_path: Path) -> None:
    dirty = dirty_list(400)
    path = dirty.write(tmp_path)
    progress: list[tuple[int, int]] = []
    report = desk.importer()(
        ImportClients(path=path),
        on_progress=lambda done, total: progress.append((done, total)),
        is_cancelled=lambda: len(progress) >= 3,
    )
    assert report.is_cancelled
    assert 0 < len(report.fates) < 400
    assert desk.rows("client_import_line") == len(report.fates)
    assert [done for done, _ in progress] == sorted({done for done, _ in progress})
    whole = desk.import_file(path)
    assert not whole.is_cancelled
    assert whole.earlier == len(report.fates)
    assert len(whole.fates) == 400


def test_the_file_is_closed_in_the_journal_only_at_its_end(
    desk: ClientDesk, tmp_path: Path
) -> None:
    path = dirty_list(50).write(tmp_path)
    desk.importer()(ImportClients(path=path), is_cancelled=lambda: True)
    with desk.engine.connect() as connection:
        ended = text("SELECT finished_at IS NOT NULL FROM client_import")
        assert connection.execute(ended).scalar_one() == 0
    desk.import_file(path)
    with desk.engine.connect() as connection:
        assert connection.execute(ended).scalar_one() == 1


def test_another_reading_of_the_same_file_is_another_import(desk: ClientDesk, imported) -> None:
    content = "Bia;Anna;333 1234567;03/12/1985;\n"
    imported(content)
    report = imported(content, month_first=True)
    assert report.earlier == 0
    assert fates(report) == [(2, "looks_like")]
    stated = imported(content, fields={4: None})
    assert (stated.earlier, fates(stated)) == (0, [(2, "already_there")])
    assert stated.fields[3] is None


def test_a_piece_is_a_transaction_of_few_statements(desk: ClientDesk, tmp_path: Path) -> None:
    pieces: list[int] = []
    path = tmp_path / "list.csv"
    rows = "".join(f"Bia{number};Anna;333 {number:07d};;\n" for number in range(1000, 1300))
    path.write_text(LIST_HEAD + rows, "utf-8")
    with statements(desk.engine) as sent:

        def counted(job: Callable[[], Any]) -> Any:
            before = len(questions(sent))
            result = job()
            if isinstance(result, list):
                pieces.append(len(questions(sent)) - before)
            return result

        report = desk.importer(counted)(ImportClients(path=path))
    assert report.counts[Fate.ADDED] == 300
    assert len(pieces) == 6
    assert max(pieces[1:]) <= 12
    asked = [one for one in questions(sent) if one[0].lstrip().startswith("SELECT")]
    walks = [step for step in plans(desk.engine, asked) if step.startswith("SCAN client")]
    assert walks == []


def test_pieces_run_where_the_caller_says(desk: ClientDesk, tmp_path: Path) -> None:
    ran: list[object] = []

    def here(job: Callable[[], Any]) -> Any:
        ran.append(job)
        return job()

    desk.importer(here)(ImportClients(path=dirty_list(10).write(tmp_path)))
    assert len(ran) == 4
