"""The day on paper: every appointment is on it, and pages break where they must."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from salon_desktop.ui.agenda.day_sheet import SheetWords, paint_sheet, preview_sheet

WORDS = SheetWords("Tuesday, 24 November", "Istituto Mirtilla", "No appointments", "Page {number}")


def printed(folder: Path, picture, say) -> int:
    writer = QPdfWriter(str(folder / "day.pdf"))
    return paint_sheet(writer, picture, say, WORDS, "Inter")


def test_a_short_day_is_one_page(tmp_path, theme, a_day, a_card, a_break, say):
    day = a_day(a_card(600, 660), blocks=(a_break(780, 840),))
    assert printed(tmp_path, day, say) == 1
    assert (tmp_path / "day.pdf").stat().st_size > 1_000


def test_a_long_day_goes_on_on_the_next_page(tmp_path, theme, a_day, a_card, say):
    cards = [
        a_card(540 + 10 * n, 550 + 10 * n, column=column) for column in range(6) for n in range(30)
    ]
    assert printed(tmp_path, a_day(*cards, operators=6), say) > 1


@pytest.mark.parametrize("operators", [0, 3])
def test_a_day_without_appointments_says_so(tmp_path, theme, a_day, say, operators):
    assert printed(tmp_path, a_day(operators=operators), say) == 1


def test_the_preview_paints_and_closes(theme, a_day, a_card, say, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = preview_sheet(owner, a_day(a_card(600, 660)), say, WORDS, "Inter")
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))
