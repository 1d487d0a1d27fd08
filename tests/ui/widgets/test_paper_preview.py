"""The print preview outlives the function that opened it."""

import gc
import weakref

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from salon_desktop.ui.widgets.paper_preview import PaperPreview


def test_the_printer_lives_as_long_as_its_preview_and_no_longer(qtbot):
    owner, drawn = QWidget(), []
    qtbot.addWidget(owner)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    alive = weakref.ref(printer)

    def paint(device):
        painter = QPainter(device)
        drawn.append(painter.isActive())
        painter.end()

    preview = PaperPreview(printer, "Call list", paint, owner)
    del printer
    gc.collect()
    assert alive() is not None
    preview.open()
    qtbot.waitUntil(lambda: bool(drawn))
    assert all(drawn)
    preview.close()
    qtbot.waitUntil(lambda: not owner.findChildren(PaperPreview))
    del preview
    gc.collect()
    assert alive() is None
