"""The system's print preview, over a page the program draws."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget


class PaperPreview(QPrintPreviewDialog):
    """Shows ``paint`` on the pages of ``printer``; prints, or saves a PDF, when asked to."""

    def __init__(
        self,
        printer: QPrinter,
        title: str,
        paint: Callable[[QPrinter], object],
        parent: QWidget,
    ) -> None:
        super().__init__(printer, parent)
        # Qt only borrows the printer and draws on it once the dialog is shown.
        self._kept = printer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.paintRequested.connect(paint)
