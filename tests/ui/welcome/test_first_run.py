"""From an empty folder to an open salon, by the keyboard and over the real file."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from salon_desktop.app.composition import open_salon
from salon_desktop.app.welcome_doors import FoundingDoor
from salon_desktop.application.failures import DiskFull, SecretsUnavailable
from salon_desktop.infrastructure.db.file_key import key_of_code
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.ui.welcome.window import WelcomeWindow

PASSPHRASE = "vier blaue Katzen im Boot"


def keyboard() -> QWidget:
    """Who has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(text):
    QTest.keyClicks(keyboard(), text)


def press(key):
    QTest.keyClick(keyboard(), key)


def to_key(window: WelcomeWindow) -> None:
    """Answer everything before the key, with the keyboard alone."""
    press(Qt.Key.Key_Tab)
    window.go_on()
    typed("Istituto Mirtilla")
    press(Qt.Key.Key_Return)
    typed("Vera Bianchi")
    window.people.operators.rows[0].name.setFocus()
    typed("Sara")
    press(Qt.Key.Key_Return)
    typed("Giulia")
    window.people.operators.rows[1].role.choose("nail_technician")
    window.people.operators.rows[1].role.picked.emit("nail_technician")
    window.go_on()


def found(window, qtbot):
    with qtbot.waitSignal(window.founded, timeout=20_000):
        window.go_on()


def shown_texts(window):
    for widget in window.findChildren(QWidget):
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()


def test_a_trusted_keyring_takes_the_key_and_the_salon_opens_with_what_was_answered(
    open_welcome, qtbot, secrets, tmp_path, clock
):
    window = open_welcome(secrets)
    to_key(window)
    assert window.step() is window.key
    assert window.key.passphrase() is None
    found(window, qtbot)
    code = window.code.code()
    assert key_of_code(code).hex() == secrets.read("file-key")
    with open_salon(tmp_path, clock=clock, secrets=secrets) as salon:
        assert (salon.facts.name, salon.facts.country) == ("Istituto Mirtilla", "GB")
        assert (salon.facts.currency, salon.facts.language) == ("GBP", "en")
        people = {one.name: one.role for one in salon.ask.salon.people()}
    assert people == {
        "Vera Bianchi": "owner",
        "Sara": "beautician",
        "Giulia": "nail_technician",
    }


def test_without_a_keyring_a_passphrase_typed_twice_opens_the_file(
    open_welcome, qtbot, tmp_path, clock
):
    window = open_welcome()
    to_key(window)
    assert window.key.keyring.isHidden()
    assert window.key.no_keyring.isVisible()
    typed(PASSPHRASE)
    press(Qt.Key.Key_Return)
    typed(PASSPHRASE)
    with qtbot.waitSignal(window.founded, timeout=20_000):
        press(Qt.Key.Key_Return)
    assert DataFolder(tmp_path).key_file.is_file()
    assert window.key.new.passphrase() == ""
    with open_salon(tmp_path, clock=clock, passphrase=PASSPHRASE) as salon:
        assert salon.facts.name == "Istituto Mirtilla"


def test_two_passphrases_that_differ_go_nowhere(open_welcome, tmp_path):
    window = open_welcome()
    to_key(window)
    window.key.new.first.setText(PASSPHRASE)
    window.key.new.again.setText("vier blaue Katzen im Schiff")
    window.go_on()
    assert window.step() is window.key
    assert window.key.new.again_field.error() == "The two are not the same."
    assert not DataFolder(tmp_path).salon.exists()


def test_a_weak_passphrase_is_refused_beside_the_field(open_welcome):
    window = open_welcome()
    to_key(window)
    window.key.new.first.setText("mirtilla26")
    window.key.new.again.setText("mirtilla26")
    window.go_on()
    assert window.step() is window.key
    assert "guessed first" in window.key.new.first_field.error()


def test_the_code_is_forgotten_once_it_was_confirmed(open_welcome, qtbot, secrets):
    window = open_welcome(secrets)
    to_key(window)
    found(window, qtbot)
    code = window.code.code()
    assert len(code.split("-")) == 14
    QTest.mouseClick(window.code.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == code
    window.go_on()
    assert window.step() is window.code
    window.code.written.setChecked(True)
    window.go_on()
    assert window.step() is window.ready
    assert window.code.code() == ""
    assert QApplication.clipboard().text() == ""
    first = code.split("-")[0]
    QApplication.sendPostedEvents(None, 52)  # deferred deletions
    assert first not in list(shown_texts(window))


def test_after_founding_there_is_no_way_back(open_welcome, qtbot, secrets):
    window = open_welcome(secrets)
    to_key(window)
    found(window, qtbot)
    window.go_back()
    assert window.step() is window.code


def test_closing_over_the_unread_code_is_warned_once(open_welcome, qtbot, secrets):
    window = open_welcome(secrets)
    to_key(window)
    found(window, qtbot)
    assert not window.close()
    assert "will not be shown again" in window.trouble()
    assert window.close()


@pytest.mark.parametrize("way", ["agenda", "practice"])
def test_the_end_says_which_way_was_chosen(open_welcome, qtbot, secrets, way):
    window = open_welcome(secrets)
    to_key(window)
    found(window, qtbot)
    window.code.written.setChecked(True)
    window.go_on()
    with qtbot.waitSignal(getattr(window, f"{way}_asked")):
        QTest.mouseClick(getattr(window.ready, way), Qt.MouseButton.LeftButton)


def test_a_locked_keyring_leads_to_a_passphrase_and_the_answers_stay(
    open_welcome, qtbot, founding_door
):
    door = founding_door(SecretsUnavailable())
    window = open_welcome(door=door)
    to_key(window)
    window.go_on()
    qtbot.waitUntil(lambda: bool(window.trouble()))
    assert "keyring" in window.trouble()
    assert window.key.keyring.isHidden()
    window.key.new.first.setText(PASSPHRASE)
    window.key.new.again.setText(PASSPHRASE)
    found(window, qtbot)
    assert door.passphrase == PASSPHRASE


def test_a_full_disk_is_said_in_words_and_can_be_tried_again(open_welcome, qtbot, founding_door):
    window = open_welcome(door=founding_door(DiskFull()))
    to_key(window)
    window.go_on()
    qtbot.waitUntil(lambda: bool(window.trouble()))
    assert "disk is full" in window.trouble()
    found(window, qtbot)


def test_a_salon_without_a_name_or_without_anybody_goes_nowhere(open_welcome, secrets):
    window = open_welcome(secrets)
    window.go_on()
    window.go_on()
    assert window.step() is window.salon
    assert window.salon.fields["name"].error()
    window.salon.salon_name.setText("Mirtilla")
    assert not window.salon.fields["name"].error()
    window.go_on()
    window.people.owner.setText("Vera")
    window.go_on()
    assert window.step() is window.people
    assert window.people.fields["operators"].error()
    window.people.owner_treats.setChecked(True)
    window.go_on()
    assert window.step() is window.key


def test_the_language_switches_at_once_and_the_country_follows_it(
    open_welcome, words, secrets, qtbot
):
    window = open_welcome(secrets)
    assert window.salon.country.key() == "GB"
    QTest.mouseClick(window.language.cards["fi"], Qt.MouseButton.LeftButton)
    assert words.language == "fi"
    qtbot.waitUntil(lambda: window.salon.country.key() == "FI")
    window.go_on()
    assert (window.salon.country.key(), window.salon.zone.key()) == ("FI", "Europe/Helsinki")
    assert window.salon.language.key() == "fi"


def test_a_choice_of_ones_own_survives_another_country_and_another_language(
    open_welcome, words, secrets, qtbot
):
    window = open_welcome(secrets)
    window.go_on()
    window.salon.language.picked.emit("de")
    window.salon.country.picked.emit("IT")
    assert window.salon.language.key() == "de"
    assert window.salon.currency.key() == "EUR"
    words.use("pseudo")
    qtbot.waitUntil(lambda: window.salon.title.text().startswith("["))
    assert window.salon.country.key() == "IT"
    assert window.salon.language.key() == "de"


@pytest.mark.parametrize("language", ["it", "de", "ro", "fi", "en", "pseudo"])
def test_every_step_fits_in_every_language(open_welcome, words, secrets, language, qtbot):
    window = open_welcome(secrets)
    words.use(language)
    to_key(window)
    for _ in range(3):
        window.go_back()
        step = window.step()
        assert step.minimumSizeHint().width() <= step.width()


def test_names_that_look_like_markup_are_shown_letter_by_letter(
    open_welcome, qtbot, secrets, only_plain_text
):
    window = open_welcome(secrets)
    window.go_on()
    window.salon.salon_name.setText("<b>Anna</b> & Söhne")
    window.go_on()
    window.people.owner.setText("<img src='x'>")
    window.people.owner_treats.setChecked(True)
    window.go_on()
    found(window, qtbot)
    window.code.written.setChecked(True)
    window.go_on()
    assert "<b>Anna</b> & Söhne" in window.ready.title.text()
    only_plain_text(window)


def test_a_row_is_added_with_enter_and_taken_away_again(open_welcome, secrets):
    window = open_welcome(secrets)
    rows = window.people.operators
    window.go_on()
    window.salon.salon_name.setText("Mirtilla")
    window.go_on()
    rows.rows[0].name.setFocus()
    typed("Sara")
    press(Qt.Key.Key_Return)
    typed("Anna")
    assert [row.name.text() for row in rows.rows] == ["Sara", "Anna"]
    QTest.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert [one.name for one in rows.answers()] == ["Anna"]
    QTest.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert [one.name for one in rows.answers()] == [""]


def test_tab_goes_through_the_people_from_above(open_welcome, secrets, qtbot):
    window = open_welcome(secrets)
    window.go_on()
    window.salon.salon_name.setText("Mirtilla")
    window.go_on()
    people = window.people
    people.operators.add_row()
    first, second = people.operators.rows
    qtbot.waitUntil(second.name.isVisible)
    way = [people.owner, people.desk, first.name, first.role, first.remove]
    way += [second.name, second.role, second.remove, people.operators.add, people.owner_treats]
    for here, following in pairwise(way):
        assert here.hasFocus()
        press(Qt.Key.Key_Tab)
        assert following.hasFocus(), (way.index(following), QApplication.focusWidget())


def test_the_window_opens_in_a_comfortable_size(theme, words, tasks, qtbot, tmp_path, clock):
    window = WelcomeWindow(theme, words, tasks, FoundingDoor(tmp_path, clock))
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert window.width() == max(window.minimumWidth(), min(1080, room.width()))


def test_the_page_can_be_looked_at_before_it_is_printed(open_welcome, qtbot, secrets):
    window = open_welcome(secrets)
    to_key(window)
    found(window, qtbot)
    with qtbot.waitSignal(window.code.print_asked):
        QTest.mouseClick(window.code.print, Qt.MouseButton.LeftButton)
    [preview] = window.findChildren(QPrintPreviewDialog)
    qtbot.waitUntil(preview.isVisible)
    assert window.code.sheet().groups == tuple(window.code.code().split("-"))
    assert window.code.sheet().salon == "Istituto Mirtilla"
    preview.close()
