"""The shell: pages, keys, drawer, toast, banner, and switching language and looks while running."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from salon_desktop.ui.shell.facts import Connection, StatusFacts, Trouble
from salon_desktop.ui.shell.main_window import MainWindow
from salon_desktop.ui.shell.rail import RailButton
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.tokens import Scheme, Size
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.toast import Notice

LANGUAGES = ("it", "de", "ro", "fi", "en")


def texts(window):
    """Everything a person can read or hear in the shell."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()
        yield widget.accessibleName()
        yield widget.toolTip()


def test_the_first_page_is_shown_and_activated_once(window):
    assert window.section() is Section.AGENDA
    assert window.page(Section.AGENDA).story == ["retranslated", "activated"]


@pytest.mark.parametrize(("key", "section"), list(enumerate(Section, start=1)))
def test_ctrl_and_a_figure_go_to_a_section(window, qtbot, key, section):
    window.go_to(Section.SALON if section is not Section.SALON else Section.AGENDA)
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + key), Qt.KeyboardModifier.ControlModifier)
    assert window.section() is section
    assert window.page(section).isVisible()
    assert window.page(section).top_bar.isVisible()
    assert window.rail.button(section).isChecked()


def test_a_press_in_the_rail_goes_to_a_section_and_tells_both_pages(window, qtbot):
    with qtbot.waitSignal(window.section_shown) as told:
        QTest.mouseClick(window.rail.button(Section.CLIENTS), Qt.MouseButton.LeftButton)
    assert told.args == [Section.CLIENTS]
    assert window.page(Section.AGENDA).story[-1] == "deactivated"
    assert window.page(Section.CLIENTS).story[-1] == "activated"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_f2_and_ctrl_k_ask_for_the_booking_box_also_from_within_a_field(
    window, qtbot, key, modifier
):
    window.page(Section.AGENDA).field.setFocus()
    with qtbot.waitSignal(window.booking_asked):
        QTest.keyClick(window.page(Section.AGENDA).field, key, modifier)


def test_the_search_box_asks_for_it_too(window, qtbot):
    with qtbot.waitSignal(window.booking_asked):
        QTest.mouseClick(window.search, Qt.MouseButton.LeftButton)


def test_undo_in_a_field_stays_in_the_field_and_elsewhere_reaches_the_agenda(window, qtbot):
    asked: list[bool] = []
    window.undo_asked.connect(lambda: asked.append(True))
    field = window.page(Section.AGENDA).field
    field.setFocus()
    QTest.keyClicks(field, "rossi")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), asked) == ("", [])
    window.content.setFocus()
    QTest.keyClick(window.content, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]


def test_f6_brings_the_keyboard_to_the_toast(window):
    window.tell(Notice("Parked.", undo=lambda: None))
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.toasts._undo


def test_escape_closes_the_drawer_from_within_the_page(window, theme, words):
    window.show_drawer(DrawerPanel(theme, words))
    QTest.keyClick(window.page(Section.AGENDA).field, Qt.Key.Key_Escape)
    assert not window.drawer.is_open()


def test_another_section_closes_the_drawer(window, theme, words):
    window.show_drawer(DrawerPanel(theme, words))
    window.go_to(Section.CLIENTS)
    assert not window.drawer.is_open()


def test_the_drawer_stands_between_top_bar_and_status_bar_and_the_toast_left_of_it(
    window, theme, words, qtbot
):
    window.tell(Notice("Parked."))
    window.show_drawer(DrawerPanel(theme, words))

    def drawer():
        return window.drawer.geometry().translated(window.content.pos())

    qtbot.waitUntil(lambda: drawer().left() == 1440 - 376)
    assert (drawer().top(), drawer().bottom() + 1) == (56, 900 - 28)
    assert drawer().right() + 1 == 1440
    toast = window.toasts._frame
    right = toast.mapTo(window, toast.rect().topRight()).x()
    assert right < drawer().left()


def test_the_parts_measure_what_the_design_says(window):
    assert window.rail.width() == 76
    assert window.status.height() == 28
    assert window.search.height() == 36
    assert window.rail.button(Section.AGENDA).geometry().top() == 64
    assert window.rail.button(Section.AGENDA).height() == 56


def test_trouble_is_said_in_a_banner_and_said_anew_in_another_language(window, words, qtbot):
    window.show_trouble(lambda: Trouble(words._("Close"), "Nothing leaves.", "Renew"))
    assert window.banner.text() == "Close Nothing leaves."
    words.use("it")
    qtbot.waitUntil(lambda: window.banner.text().startswith("Chiudi"))
    with qtbot.waitSignal(window.trouble_acted):
        QTest.mouseClick(window.banner._action, Qt.MouseButton.LeftButton)
    window.show_trouble(None)
    assert window.banner.text() == ""


def test_a_practice_window_always_shows_the_band(looks, qtbot):
    window = MainWindow(looks, practice=True)
    qtbot.addWidget(window)
    window.show()
    assert window.band is not None
    assert window.band.isVisible()
    assert "PRACTICE" in window.band.accessibleName()


def test_a_badge_is_said_in_words(window):
    window.show_waiting(Section.MESSAGES, 4)
    assert "4" in window.rail.button(Section.MESSAGES).accessibleName()
    window.show_waiting(Section.MESSAGES, 0)
    assert "0" not in window.rail.button(Section.MESSAGES).accessibleName()


def test_a_switch_of_the_language_reaches_shell_pages_and_toast(window, words, qtbot):
    window.show_status(StatusFacts(Connection.CONNECTED, queued=12, to_phone=3))
    before = set(texts(window)) - {""}
    words.use("it")
    qtbot.waitUntil(lambda: window.page(Section.AGENDA).title.text() == "Chiudi")
    after = set(texts(window)) - {""}
    # What is alike in both is a name, a figure or a key.
    alike = {text for text in before & after if not text.isdigit()}
    assert alike <= {"Agenda", "Agenda (Ctrl+1)", "Ctrl+1", "F2", "Consent", "S", "12", "3"}, alike


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_words_of_the_rail_fit_in_every_language(window, words, theme, qapp, language, scale):
    words.use(language)
    window.retranslate()
    theme.apply(qapp, Scheme.LIGHT, scale)
    for section in Section:
        button = window.rail.button(section)
        button.setChecked(True)  # the heavier weight
        assert button.label_width() <= theme.px(Size.RAIL_LABEL), button.text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_status_bar_fits_beside_the_place_at_the_least_width(window, words, language):
    words.use(language)
    window.retranslate()
    window.show_status(
        StatusFacts(Connection.CONNECTED, None, 1_200, 0, 12, None, True, "Desk 1", "Mirtilla")
    )
    assert window.status.minimumSizeHint().width() <= 1_180


def test_switching_to_dark_and_150_percent_rebuilds_nothing_and_keeps_the_page(
    window, theme, qapp, qtbot
):
    window.go_to(Section.CLIENTS)
    page = window.page(Section.CLIENTS)
    theme.apply(qapp, Scheme.DARK, 1.5)
    qtbot.waitUntil(lambda: window.rail.width() == 114)
    assert window.page(Section.CLIENTS) is page
    assert page.isVisible()
    ground = window.rail.grab().toImage().pixelColor(3, 800)
    assert ground == theme.colour("rail")


def test_names_that_look_like_html_stay_letters_everywhere(window, only_plain_text):
    for name in ("<b>Anna</b>", "<img src='file:///etc/hostname'>", "Anna & Söhne"):
        window.show_person(name)
        window.show_salon(name, "A")
        window.tell(Notice(name, undo=lambda: None))
        window.show_trouble(lambda name=name: Trouble(name, name, name))
        window.show_status(StatusFacts(desk=name, salon=name))
        only_plain_text(window)


def test_every_control_of_the_shell_has_a_name_for_screen_readers(window):
    window.show_person("Vera Bianchi")
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.accessibleName(), button


def test_who_is_at_the_desk_is_shown_and_offers_nothing_to_press(window):
    window.show_person("Vera Bianchi")
    person = window.rail.person
    assert person.accessibleName() == "At the desk: Vera"
    assert person.isVisible()
    assert person.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert not isinstance(person, QAbstractButton)


def test_sections_are_chosen_with_arrow_keys_too(window):
    agenda = window.rail.button(Section.AGENDA)
    agenda.setFocus()
    QTest.keyClick(agenda, Qt.Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), RailButton)
