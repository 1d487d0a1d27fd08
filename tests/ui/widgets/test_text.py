"""Sentences with their strong words, and text that is painted on one line."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from salon_desktop.ui.widgets.painting import draw_text
from salon_desktop.ui.widgets.runs import Run, RunLabel, emphasised, led, plain


def test_a_sentence_keeps_the_translators_order_and_sets_only_the_values_stronger():
    runs = emphasised("{day} um {time} bei Sara", day="Dienstag", time="14:00")
    assert plain(runs) == "Dienstag um 14:00 bei Sara"
    assert [run.text for run in runs if run.weight] == ["Dienstag", "14:00"]
    assert plain(led("", "Only the rest.")) == "Only the rest."


def test_a_sentence_wraps_and_asks_for_its_height(theme, qtbot):
    label = RunLabel(theme, wrap=True)
    label.set_runs(led("Warning:", "wears contact lenses, take them off before the lashes " * 3))
    assert label.heightForWidth(2_000) == 20 or label.heightForWidth(2_000) == 40
    assert label.heightForWidth(200) >= 60
    assert label.accessibleName() == label.text()


def test_letters_outside_the_basic_plane_do_not_shift_the_strong_words(theme, qtbot):
    label = RunLabel(theme, wrap=True)
    label.set_runs((Run("💅 "), Run("Anna", 600), Run(" ja")))
    formats = label._formats()
    assert [(look.start, look.length) for look in formats] == [(0, 3), (3, 4), (7, 3)]


def test_text_with_a_line_break_stays_on_its_line(theme):
    image = QImage(200, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    place = QRect(0, 20, 200, 20)
    draw_text(painter, place, "Anna\nRossi", theme.font("body"), QColor("black"))
    painter.end()
    below = image.copy(0, 42, 200, 18)
    above = image.copy(0, 0, 200, 18)
    for strip in (above, below):
        assert all(strip.pixelColor(x, y) == QColor("white") for x in range(60) for y in range(18))
