"""What every version of the Qt binding has to do before it may be used."""

import sys

from PySide6.QtWidgets import QLabel


def test_the_binding_gives_back_every_reference_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    assert sys.getrefcount(None) > before - 250
