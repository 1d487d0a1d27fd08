"""This computer: every choice is kept at once and shown at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salon_desktop.application.settings import Settings
from salon_desktop.ui.salon.computer_panel import SIZES, nearest_size
from salon_desktop.ui.salon.topics import Topic


def press(control, key):
    QTest.mouseClick(control._buttons[key], Qt.MouseButton.LeftButton)


def test_the_language_of_the_desk_switches_live_and_is_kept(go, computer, words, page, qtbot):
    panel = go(Topic.COMPUTER, lambda it: it.isVisible())
    before = panel.title.text()
    press(panel.language, "it")
    assert computer.now.language == "it"
    assert words.language == "it"
    words.use("pseudo")
    qtbot.waitUntil(lambda: panel.title.text().startswith("["))
    assert panel.title.text() != before


def test_light_and_dark_and_the_size_are_kept(go, computer):
    panel = go(Topic.COMPUTER, lambda it: it.isVisible())
    press(panel.scheme, "dark")
    press(panel.text_size, "150")
    assert computer.now == Settings(desk_name="Front desk", scheme="dark", text_percent=150)


def test_the_page_shows_what_holds(go, computer, page):
    computer.now = Settings(language="fi", scheme="light", text_percent=128, desk_name="Banco 2")
    panel = go(Topic.COMPUTER, lambda it: it.isVisible())
    panel.ask()
    assert panel.language.key() == "fi"
    assert panel.scheme.key() == "light"
    assert panel.text_size.key() == "125"
    assert panel.name.text() == "Banco 2"


def test_the_desk_gets_another_name_when_the_field_is_left(go, computer):
    panel = go(Topic.COMPUTER, lambda it: it.isVisible())
    panel.name.setFocus()
    panel.name.selectAll()
    QTest.keyClicks(panel.name, "  Banco   due ")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    assert computer.now.desk_name == "Banco due"


def test_every_size_on_offer_can_be_kept():
    for size in SIZES:
        assert Settings(text_percent=size).text_percent == nearest_size(size)
    assert nearest_size(137) == 125
