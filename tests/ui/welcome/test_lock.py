"""A locked salon opens with its passphrase or its recovery code, and with nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salon_desktop.app.composition import open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.welcome_doors import UnlockingDoor
from salon_desktop.application.failures import FileIsNewer
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.secrets import MemorySecrets

PASSPHRASE = "vier blaue Katzen im Boot"
ANOTHER = "drei rote Hunde auf dem Berg"


@pytest.fixture
def code(tmp_path, clock):
    """A salon behind a passphrase; its recovery code."""
    new = NewSalon(name="Mirtilla", country="IT", owner="Vera")
    return found_salon(tmp_path, new, clock=clock, passphrase=PASSPHRASE).recovery_code


@pytest.fixture
def lost_key(tmp_path, clock):
    """A salon whose key was in another computer's keyring; its recovery code."""
    new = NewSalon(name="Mirtilla", country="IT", owner="Vera")
    founded = found_salon(tmp_path, new, clock=clock, secrets=MemorySecrets())
    return founded.recovery_code


def bytes_of(tmp_path):
    folder = DataFolder(tmp_path)
    return folder.salon.read_bytes(), folder.key_file.read_bytes()


def test_the_passphrase_opens(open_lock, qtbot, code):
    window = open_lock()
    QTest.keyClicks(window.passphrase, PASSPHRASE)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        QTest.keyClick(window.passphrase, Qt.Key.Key_Return)
    assert window.passphrase.text() == ""


def test_a_wrong_passphrase_is_said_beside_the_field_and_changes_nothing(
    open_lock, qtbot, code, tmp_path
):
    before = bytes_of(tmp_path)
    window = open_lock()
    QTest.keyClicks(window.passphrase, "something else entirely")
    window.try_it()
    qtbot.waitUntil(lambda: bool(window.passphrase_field.error()), timeout=20_000)
    assert "nothing was changed" in window.passphrase_field.error()
    assert window.passphrase.selectedText()
    assert bytes_of(tmp_path) == before
    QTest.keyClicks(window.passphrase, PASSPHRASE)
    assert window.passphrase_field.error() == ""
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.try_it()


def test_an_empty_passphrase_asks_nobody(open_lock, code):
    window = open_lock()
    window.try_it()
    assert window.passphrase_field.error() == "Type the passphrase first."


def test_the_recovery_code_opens_and_a_new_passphrase_takes_over(
    open_lock, qtbot, code, tmp_path, clock
):
    window = open_lock()
    QTest.mouseClick(window.other_way, Qt.MouseButton.LeftButton)
    assert window.by_code()
    QTest.keyClicks(window.code, code.lower().replace("-", " "))
    assert window.code.text() == code
    window.new.first.setText(ANOTHER)
    window.new.again.setText(ANOTHER)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.try_it()
    with open_salon(tmp_path, clock=clock, passphrase=ANOTHER) as salon:
        assert salon.facts.name == "Mirtilla"


def test_a_mistyped_code_keeps_the_old_passphrase(open_lock, qtbot, code, tmp_path, clock):
    before = bytes_of(tmp_path)
    window = open_lock()
    window.show_way(by_code=True)
    wrong = ("B" if code[0] == "A" else "A") + code[1:]
    window.code.setText(wrong)
    window.new.first.setText(ANOTHER)
    window.new.again.setText(ANOTHER)
    window.try_it()
    qtbot.waitUntil(lambda: bool(window.code_field.error()), timeout=20_000)
    assert "nothing was changed" in window.code_field.error()
    assert bytes_of(tmp_path) == before


def test_a_code_of_another_length_is_counted_and_not_tried(open_lock, code):
    window = open_lock()
    window.show_way(by_code=True)
    window.code.setText("ABCD-EFGH")
    window.try_it()
    assert "54" in window.code_field.error()
    assert "8" in window.code_field.error()


def test_a_key_missing_in_the_keyring_comes_back_by_the_code(
    open_lock, qtbot, lost_key, tmp_path, clock
):
    keyring = MemorySecrets()
    window = open_lock(keyring)
    assert window.by_code()
    assert not window.other_way.isVisible()
    assert not window.new.isVisible()
    window.code.setText(lost_key)
    with qtbot.waitSignal(window.opened, timeout=20_000):
        window.try_it()
    with open_salon(tmp_path, clock=clock, secrets=keyring) as salon:
        assert salon.facts.name == "Mirtilla"


def test_trouble_with_the_file_itself_stands_apart_from_the_field(open_lock, qtbot, code, tmp_path):
    class Newer(UnlockingDoor):
        def try_open(self, passphrase):
            raise FileIsNewer

    window = open_lock(door=Newer(tmp_path))
    window.passphrase.setText(PASSPHRASE)
    window.try_it()
    qtbot.waitUntil(lambda: bool(window.trouble()))
    assert "newer version" in window.trouble()
    assert window.passphrase_field.error() == ""


def test_the_lock_follows_a_switch_of_the_language(open_lock, code, words, only_plain_text, qtbot):
    window = open_lock()
    before = window.open.words()
    words.use("pseudo")
    qtbot.waitUntil(lambda: window.open.words() != before)
    assert window.passphrase.accessibleName().startswith("[")
    only_plain_text(window)
