"""The theme: one sheet from one table, scaled and switched while running."""

import re

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from salon_desktop.ui.theme.fonts import TypefaceMissing, load_typeface
from salon_desktop.ui.theme.stylesheet import SHEET, UnknownToken, stylesheet
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import COLOURS, TYPE, Scheme


def address(name, colour):
    return f"{name}{colour}.svg"


def test_both_schemes_have_the_same_names_and_only_colours():
    assert COLOURS[Scheme.LIGHT].keys() == COLOURS[Scheme.DARK].keys()
    for table in COLOURS.values():
        for value in table.values():
            assert re.fullmatch(r"#[0-9A-F]{6}", value)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_sheet_names_no_colour_that_the_table_does_not_have(scheme):
    sheet = stylesheet(COLOURS[scheme], 1.0, address)
    assert "@" not in sheet
    assert COLOURS[scheme]["accent"] in sheet


def test_a_colour_missing_from_the_table_is_named():
    table = dict(COLOURS[Scheme.LIGHT])
    del table["line_strong"]
    with pytest.raises(UnknownToken, match="line_strong"):
        stylesheet(table, 1.0, address)


def test_every_icon_the_sheet_asks_for_exists(resources):
    for name, _ in re.findall(r"@icon\(([a-z0-9-]+), (\w+)\)", SHEET):
        assert (resources / "icons" / f"{name}.svg").is_file()


def test_lengths_grow_with_the_scale_and_hairlines_stay():
    small = stylesheet(COLOURS[Scheme.LIGHT], 1.0, address)
    large = stylesheet(COLOURS[Scheme.LIGHT], 1.25, address)
    assert 'role="title"] { font-size: 20px' in small
    assert 'role="title"] { font-size: 25px' in large
    assert "border: 1px solid" in large


def test_qt_understands_the_whole_sheet(qapp, theme, qtlog):
    widget = QWidget()
    widget.ensurePolished()
    assert not [record for record in qtlog.records if "stylesheet" in record.message.lower()]


def test_pixels_follow_the_scale_and_something_never_becomes_nothing(theme, qapp):
    theme.apply(qapp, Scheme.LIGHT, 1.5)
    assert (theme.px(32), theme.px(0), theme.px(0.2)) == (48, 0, 1)


def test_the_scale_stays_between_one_and_two(theme, qapp):
    theme.apply(qapp, Scheme.LIGHT, 3.0)
    assert theme.scale == 2.0
    theme.apply(qapp, Scheme.LIGHT, 0.5)
    assert theme.scale == 1.0


def test_a_switch_to_dark_tells_everybody_and_changes_palette_and_colours(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, Scheme.DARK)
    dark = COLOURS[Scheme.DARK]
    assert theme.colour("bg") == QColor(dark["bg"])
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(dark["bg"])
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("tone", "danger")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(dark["danger"])


@pytest.mark.parametrize("role", TYPE)
@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_all_figures_have_one_width_in_every_role(theme, role, weight):
    metrics = QFontMetrics(theme.font(role, weight))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_figures_keep_one_width_in_a_label_styled_by_the_sheet(theme, qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("role", "heading")
    label.ensurePolished()
    metrics = label.fontMetrics()
    assert label.font().pixelSize() == TYPE["heading"].size
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_the_bundled_typeface_has_every_letter_of_the_five_languages(theme):
    for weight in (400, 500, 600, 700):
        metrics = QFontMetrics(theme.font("body", weight))
        for letter in "àèéìòùäöüßăâîșțåÀÈÄÖÜĂÂÎȘȚÅ€–“”’…→✓«»·•":
            assert metrics.inFontUcs4(ord(letter)), (letter, weight)


def test_a_missing_typeface_is_named_and_not_replaced_in_silence(qapp, tmp_path):
    with pytest.raises(TypefaceMissing, match=r"Inter_400Regular\.ttf"):
        load_typeface(tmp_path)


def test_an_unknown_colour_is_an_error(theme):
    with pytest.raises(KeyError):
        theme.colour("purple")


def test_the_tinted_icons_of_the_sheet_die_with_the_theme(qapp, resources):
    theme = Theme(resources, motion=False)
    theme.apply(qapp, Scheme.LIGHT)
    folder = theme._sheet_icons.path()
    assert (theme._sheet_icons.isValid(), "url(" in qapp.styleSheet()) == (True, True)
    assert folder in qapp.styleSheet()
    theme._sheet_icons.remove()
    qapp.setStyleSheet("")
