"""The printed page holds the whole code."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtPrintSupport import QPrinter

from salon_desktop.ui.welcome.code_sheet import CodeSheet, page_of, print_sheet


def test_the_page_is_one_upright_sheet_with_ink_on_it(qapp, theme, tmp_path):
    file = tmp_path / "code.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    page_of(printer)
    groups = ("ABCD", "EFGH", "2345")
    sheet = CodeSheet(title="Recovery code", salon="Mirtilla", lines=("Keep it.",), groups=groups)
    print_sheet(printer, sheet, QFont(theme.font("body")))
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1
    assert len(content) > 2_000


def test_the_page_is_higher_than_wide(qapp):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    page_of(printer)
    size = QSize(printer.width(), printer.height())
    assert size.height() > size.width()
