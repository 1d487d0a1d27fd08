"""A start that cannot be ends with 1 and a sentence, never in silence or a traceback."""

from argparse import Namespace

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QMessageBox

from salon_desktop.app import welcoming
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import mark_practice
from salon_desktop.app.run import open_window
from salon_desktop.infrastructure.folder_lock import folder_to_itself
from salon_desktop.infrastructure.places import DataFolder


@pytest.fixture
def told(monkeypatch):
    """What the boxes said, which nobody has to close."""
    said = []

    class Box(QMessageBox):
        def exec(self):
            said.append(f"{self.text()} {self.informativeText()}")
            return 0

    monkeypatch.setattr(welcoming, "QMessageBox", Box)
    return said


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    """A folder that holds a practice salon."""
    root = tmp_path_factory.mktemp("refused") / "salon"
    mark_practice(DataFolder(root))
    found_salon(root, NewSalon(name="Mirtilla", country="IT", owner="Vera"))
    return root


def start(root, command=None):
    return open_window(Namespace(data=str(root), command=command, language="en"))


def test_a_practice_is_refused_where_a_practice_salon_lies(qapp, practised, told, capsys):
    assert start(practised, "practice") == 1
    assert told == [
        "There is a salon in this folder already; nothing was changed. "
        "Open it, or choose an empty folder for another salon."
    ]
    assert told[0] in capsys.readouterr().err


def test_a_practice_is_refused_where_a_real_salon_lies(qapp, tmp_path, told, capsys):
    DataFolder(tmp_path).salon.write_bytes(b"real")
    assert start(tmp_path, "practice") == 1
    assert told == [
        "A real salon lies in this folder; it is never used for practice. "
        "Choose an empty folder for practice."
    ]
    assert told[0] in capsys.readouterr().err
    assert not DataFolder(tmp_path).is_practice


def test_a_desk_is_refused_while_a_restore_has_the_folder(qapp, practised, told):
    with folder_to_itself(DataFolder(practised)):
        assert start(practised) == 1
    assert told == [
        "Another window or command has this salon open. Close it first, then try again."
    ]


def test_a_folder_that_cannot_be_written_is_told(qapp, tmp_path, told):
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    assert start(no_folder / "salon") == 1
    assert told == [
        "Nothing can be written into the salon's folder. "
        "Check whether the disk is read-only and whether you may write there."
    ]


def test_a_window_that_does_not_answer_is_told(qapp, tmp_path, told):
    window = QLockFile(str(tmp_path / "window.lock"))
    assert window.tryLock(0)
    assert start(tmp_path) == 1
    window.unlock()
    assert told[0].startswith("Another window has this salon open, but it does not answer.")
