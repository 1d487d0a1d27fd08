"""Importing from the drawer: seen before it is written, and every line answered for."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salon_desktop.application.ports.files import ClientField
from salon_desktop.application.queries.list_clients import ListClients
from salon_desktop.ui.clients.import_panel import ImportPanel
from salon_desktop.ui.clients.import_state import Step

HEAD = "Nome;Cognome;Cellulare;E-mail\n"
LIST = HEAD + "Zoe;Marin;3350125093;\nMia;Bi;12;\n;;;\nLia;Bo;3391234567;lia@example.com\n"


@pytest.fixture
def panel(page, shell) -> ImportPanel:
    """The import's panel, opened from the top bar."""
    page.import_.click()
    panel = shell.panel
    assert isinstance(panel, ImportPanel)
    return panel


@pytest.fixture
def list_file(tmp_path):
    """Writes a list and returns its path."""

    def write(text: str = LIST, encoding: str = "utf-8"):
        file = tmp_path / "clients.csv"
        file.write_bytes(text.encode(encoding))
        return file

    return write


def until(qtbot, panel, step):
    qtbot.waitUntil(lambda: panel.state.step is step)


def test_a_file_is_looked_through_and_nothing_written(panel, list_file, salon, qtbot):
    panel.take_file(list_file())
    until(qtbot, panel, Step.PREVIEW)
    assert panel.counts.texts() == ["2 new clients", "1 line cannot be taken", "1 empty line"]
    assert panel.go.words() == "Import 2 clients"
    assert salon.ask.list_clients.counts().total == 0


def test_the_import_writes_and_tells_every_screen(panel, list_file, salon, desk, qtbot):
    told: list[object] = []
    desk.news.on_clients_changed(told.append)
    panel.take_file(list_file())
    until(qtbot, panel, Step.PREVIEW)
    QTest.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    until(qtbot, panel, Step.DONE)
    assert salon.ask.list_clients.counts().total == 2
    assert told == [None]
    assert panel.counts.texts()[0] == "2 new clients"


def test_the_same_file_twice_adds_nobody_twice(panel, list_file, salon, qtbot):
    for _ in range(2):
        panel.take_file(list_file())
        until(qtbot, panel, Step.PREVIEW)
        panel._run(dry=False)
        until(qtbot, panel, Step.DONE)
    assert salon.ask.list_clients.counts().total == 2


def test_letters_are_never_guessed_somebody_chooses(panel, list_file, salon, qtbot):
    panel.take_file(list_file(HEAD + "Niccolò;Rossi;3350125093;\n", "cp1252"))
    until(qtbot, panel, Step.ENCODING)
    qtbot.waitUntil(lambda: bool(panel.state.samples.by_encoding))
    samples = dict(panel.state.samples.by_encoding)
    assert "Niccolò" in samples["cp1252"][1]
    assert "Niccolò" not in samples["cp1250"][1]
    panel.samples.chosen.emit("cp1252")
    until(qtbot, panel, Step.PREVIEW)
    panel.go.click()
    until(qtbot, panel, Step.DONE)
    (client,) = salon.ask.list_clients(ListClients()).clients
    assert client.name == "Niccolò Rossi"


def test_a_column_can_be_given_another_meaning(panel, list_file, qtbot):
    panel.take_file(list_file("Nome;Cognome;Rec\nZoe;Marin;3350125093\n"))
    until(qtbot, panel, Step.PREVIEW)
    editor = panel._columns[2].editor
    assert editor.currentText() == "not imported"
    editor.setCurrentText("mobile number")
    editor.activated.emit(editor.currentIndex())
    qtbot.waitUntil(lambda: panel.state.report.fields[2] is ClientField.MOBILE)
    until(qtbot, panel, Step.PREVIEW)


def test_a_workbook_is_refused_in_words(panel, tmp_path, qtbot):
    file = tmp_path / "clients.xlsx"
    file.write_bytes(b"PK\x03\x04 not a list")
    panel.take_file(file)
    qtbot.waitUntil(panel._trouble.isVisible)
    assert "CSV" in panel._trouble.text()
    assert panel.choose.isVisible()


def test_a_running_import_can_be_stopped_and_goes_on_later(panel, list_file, salon, qtbot):
    many = HEAD + "".join(f"Anna;Rossi{n};3351{n:06d};\n" for n in range(450))
    panel.take_file(list_file(many))
    until(qtbot, panel, Step.PREVIEW)
    # The progress is told from the worker's thread; the first piece stops the second.
    work = panel.state.work(lambda done, total: panel.state.cancel(), dry=False)
    panel._desk.tasks.ask_network(work, owner=panel, on_done=panel._take, on_failed=panel._tell)
    until(qtbot, panel, Step.DONE)
    assert panel.state.report.is_cancelled
    some = salon.ask.list_clients.counts().total
    assert 0 < some < 450
    panel._run(dry=False)
    qtbot.waitUntil(lambda: not panel.state.is_busy, timeout=20_000)
    panel.take_file(panel.state.wish.path)
    until(qtbot, panel, Step.PREVIEW)
    assert salon.ask.list_clients.counts().total == 450


def test_the_report_holds_every_line_with_its_reason(panel, list_file, tmp_path, qtbot):
    panel.take_file(list_file())
    until(qtbot, panel, Step.PREVIEW)
    report = tmp_path / "report.csv"
    panel.save_report(report)
    qtbot.waitUntil(lambda: panel._saved == "report.csv")
    rows = list(csv.reader(report.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 5
    assert rows[2][2:5] == [
        "not taken",
        "Cellulare",
        "No telephone can have this number: digits are missing or too many.",
    ]


def test_a_heading_that_is_a_formula_does_not_become_one_in_the_report(
    panel, list_file, tmp_path, qtbot
):
    panel.take_file(list_file("Nome;Cognome;Cellulare;=cmd()\nMia;Bi;12;x\n"))
    until(qtbot, panel, Step.PREVIEW)
    report = tmp_path / "report.csv"
    panel.save_report(report)
    qtbot.waitUntil(lambda: bool(panel._saved))
    assert ";=" not in report.read_text("utf-8-sig")


def test_a_report_that_cannot_be_written_is_told(panel, list_file, tmp_path, qtbot):
    panel.take_file(list_file())
    until(qtbot, panel, Step.PREVIEW)
    panel.save_report(tmp_path / "nowhere" / "report.csv")
    qtbot.waitUntil(panel._trouble.isVisible)
    assert panel._saved == ""


def test_an_import_that_runs_is_found_again(panel, page, shell, qtbot):
    panel.state.step = Step.RUNNING
    page.new.click()
    assert shell.panel is not panel
    page.import_.click()
    assert shell.panel is panel


def test_the_panel_follows_the_language(panel, list_file, words, qtbot):
    panel.take_file(list_file())
    until(qtbot, panel, Step.PREVIEW)
    words.use("pseudo")
    qtbot.waitUntil(lambda: panel.choose.words() != "Choose a file…")
    assert panel.counts.texts()[0] != "2 new clients"
