"""The recovery code: shown once, in groups, to be printed, copied or written down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.code_sheet import CodeSheet, page_of, print_sheet
from salon_desktop.ui.welcome.draft import Draft
from salon_desktop.ui.welcome.step import Step
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import Label, Part
from salon_desktop.ui.widgets.paper_preview import PaperPreview

COLUMNS = 5


class CodeStep(Step):
    """Shows the code until it is confirmed that it was written down, then forgets it."""

    print_asked = Signal()
    """The page was asked for; the step itself opens the preview."""

    def __init__(self, theme: Theme, words: Catalog, draft: Draft) -> None:
        super().__init__(theme, words)
        self._draft = draft
        self._groups: tuple[str, ...] = ()
        self._copied = False
        self._card = Part("card")
        self._grid = QGridLayout(self._card)
        self.print, self.copy = Button(theme, icon="printer"), Button(theme, icon="copy")
        self._note = Label(role="small", tone="muted", wrap=True)
        self.warning = Alert(theme, "warn")
        self.written = QCheckBox()
        self._buttons = QHBoxLayout()
        for part in (self.print, self.copy):
            self._buttons.addWidget(part)
        self._buttons.addWidget(self._note, 1)
        self.body.addWidget(self._card)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.warning)
        self.body.addWidget(self.written, 0, Qt.AlignmentFlag.AlignLeft)
        self.print.clicked.connect(self.open_preview)
        self.copy.clicked.connect(self._copy)
        self.written.toggled.connect(self.changed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_code(self, code: str) -> None:
        """Show ``code``, groups joined by dashes."""
        self._groups = tuple(code.split("-"))
        self._clear_grid()
        for number, group in enumerate(self._groups):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            label = Label(group, role="turned_heading", selectable=True)
            label.setAccessibleName(" ".join(group))
            cell.addWidget(Label(str(number + 1), role="caption", tone="faint"))
            cell.addWidget(label)
            self._grid.addLayout(cell, number // COLUMNS, number % COLUMNS)

    def code(self) -> str:
        """The code while it is shown, "" before and after."""
        return "-".join(self._groups)

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("Recovery code")

    def entered(self) -> None:
        """Put the keyboard on the first thing to do."""
        self.print.setFocus()

    def left(self) -> None:
        """Forget the code: on the screen, here, and on the clipboard if it still lies there."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self.code():
            clipboard.clear()
        self._groups = ()
        self._clear_grid()

    def missing(self) -> str:
        """Return why there is no going on."""
        if self.written.isChecked():
            return ""
        return self.words._("First confirm that you have the code on paper or in a safe place.")

    def point_out(self) -> None:
        """Put the keyboard on what is still to be confirmed."""
        self.written.setFocus()

    def retranslate(self) -> None:
        """Set all text."""
        words = self.words
        self.title.setText(words._("Your recovery code"))
        self.lead.setText(
            words._(
                "With this code and a copy of the file the salon opens on any computer. "
                "It is shown only now."
            )
        )
        self._card.setAccessibleName(words._("Recovery code"))
        self.print.set_words(words._("Print the code…"))
        self.copy.set_words(words._("Copy the code"))
        self.warning.set_words(
            words._("Nobody can make it again."),
            words._(
                "Without the key on this computer and without this code nobody opens the file, "
                "not even the support. Keep it apart from the computer, like a spare key."
            ),
        )
        self.written.setText(words._("I have written it down and keep it apart"))
        self._show_note()

    def sheet(self) -> CodeSheet:
        """What is printed."""
        words = self.words
        return CodeSheet(
            title=words._("Recovery code of the salon's file"),
            salon=self._draft.name,
            groups=self._groups,
            lines=(
                words._("The code has only the letters A to Z and the digits 2 to 7."),
                words._(
                    "It opens the salon's file and every copy of it. Keep this page where you keep "
                    "contracts, never beside the computer."
                ),
            ),
        )

    def open_preview(self) -> None:
        """Show how the page will look, with the way to print it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        page_of(printer)
        title = self.words._("Recovery code")
        printer.setDocName(title)
        PaperPreview(printer, title, self._print, self.window()).open()
        self.print_asked.emit()

    def _print(self, printer: QPrinter) -> None:
        print_sheet(printer, self.sheet(), self.theme.font("body"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code())
        self._copied = True
        self._show_note()

    def _show_note(self) -> None:
        self._note.setText(
            self.words._("Copied. The clipboard is emptied when you go on.") if self._copied else ""
        )

    def _clear_grid(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            cell = item.layout()
            while cell is not None and (part := cell.takeAt(0)) is not None:
                widget = part.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _restyle(self) -> None:
        px = self.theme.px
        self._grid.setContentsMargins(px(Space.XL), px(Space.L), px(Space.L), px(Space.L))
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(Space.M))
        self._buttons.setSpacing(px(Space.S))
