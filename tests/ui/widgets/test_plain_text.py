"""A name that looks like HTML is shown letter by letter, in every widget that shows names."""

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.avatar import Avatar, initials, salon_letters
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.cards import EmptyState, Section, SectionCard
from salon_desktop.ui.widgets.chips import Chip, ChipButton
from salon_desktop.ui.widgets.fields import LabelledField, SearchButton, SearchField
from salon_desktop.ui.widgets.labels import ElidedLabel, Label
from salon_desktop.ui.widgets.runs import RunLabel, emphasised
from salon_desktop.ui.widgets.segments import SegmentedControl
from salon_desktop.ui.widgets.states import plain_tip
from salon_desktop.ui.widgets.tabs import Tabs
from salon_desktop.ui.widgets.toast import Notice, ToastHost

TRICKY = [
    "<b>Anna</b>",
    "<img src='file:///etc/hostname'>",
    "Anna & Söhne",
    "&lt;Anna&gt;",
    "Anna\nRossi",
]


def everything(theme, words, name):
    """A window with each widget showing ``name``."""
    window = QWidget()
    column = QVBoxLayout(window)
    button, icon_button = Button(theme), IconButton(theme, "x")
    button.set_words(name, tip=name)
    icon_button.set_words(name, "Esc")
    chip_button, search, box = ChipButton(theme), SearchField(theme), SearchButton(theme)
    chip_button.set_words(name, name)
    search.set_words(name, name)
    box.set_words(name, name, "F2")
    alert, empty, card, section = (
        Alert(theme),
        EmptyState(theme, "users"),
        SectionCard(theme),
        Section(theme),
    )
    alert.set_words(name, name, name)
    empty.set_words(name, name, name)
    card.set_title(name)
    section.set_title(name)
    field = LabelledField(theme, SearchField(theme))
    field.set_words(name, name)
    field.show_error(name)
    segments, tabs = SegmentedControl(theme, ["a"]), Tabs(theme, ["a"])
    segments.set_words(name, [name])
    tabs.set_words(name, [name])
    avatar, runs = Avatar(theme), RunLabel(theme)
    avatar.show_person(name, "lash")
    runs.set_runs(emphasised("Why may we write to {name}?", name=name))
    for widget in (
        *(Label(name), ElidedLabel(name * 20), button, icon_button, chip_button, search, box),
        *(alert, empty, card, section, field, segments, tabs, avatar, runs, Chip(theme, name)),
    ):
        column.addWidget(widget)
    ToastHost(theme, words, window).show_notice(Notice(name, undo=lambda: None))
    return window


@pytest.mark.parametrize("name", TRICKY)
def test_no_widget_reads_a_name_as_markup(theme, words, qtbot, only_plain_text, name):
    window = everything(theme, words, name)
    qtbot.addWidget(window)
    window.resize(700, 900)
    window.show()
    qtbot.waitExposed(window)
    only_plain_text(window)


def test_the_walker_finds_a_label_that_guesses(qtbot, only_plain_text):
    window = QWidget()
    qtbot.addWidget(window)
    QLabel("<b>Anna</b>", window)
    with pytest.raises(AssertionError, match="guesses its format"):
        only_plain_text(window)


def test_the_walker_finds_a_tip_that_is_read_as_html(qtbot, only_plain_text):
    window = QWidget()
    qtbot.addWidget(window)
    window.setToolTip("<b>Anna</b>")
    with pytest.raises(AssertionError, match="read as HTML"):
        only_plain_text(window)


def test_a_tip_that_looks_like_html_shows_its_letters_and_any_other_is_left_alone():
    assert plain_tip("Anna & Söhne") == "Anna & Söhne"
    assert plain_tip("<b>Anna</b>") == "<span>&lt;b&gt;Anna&lt;/b&gt;</span>"
    assert Qt.mightBeRichText(plain_tip("<b>Anna</b>"))


def test_a_label_with_markup_is_as_high_as_one_without(theme, qtbot):
    plain, tricky = Label("Anna"), Label("<h1>Anna</h1><img src='x'>")
    for label in (plain, tricky):
        qtbot.addWidget(label)
    assert tricky.sizeHint().height() == plain.sizeHint().height()


def test_an_ampersand_in_a_button_is_a_letter_and_no_mnemonic(theme, qtbot):
    button = Button(theme)
    qtbot.addWidget(button)
    button.set_words("Anna & Söhne")
    assert button.words() == "Anna & Söhne"
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Anna & Söhne"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Greta Fontana", "GF"),
        ("Sara", "SA"),
        ("Maria Grazia de Santis", "MS"),
        ("Ștefan Îlea", "ȘÎ"),
        ("  ", "?"),
        ("<b>Anna</b> Rossi", "BR"),
        ("Anna (2)", "AN"),
    ],
)
def test_initials_are_two_letters_of_the_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Istituto Mirtilla", "Mi"), ("Salon 2000", "Sa"), ("BELLA", "Be"), ("", "S"), ("24/7", "S")],
)
def test_a_salon_s_mark_is_the_beginning_of_its_last_word(name, letters):
    assert salon_letters(name) == letters
