"""Copies of the salon's file: the last one, a new one now, where they lie, how they come back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.ports.copies import CopyMade, CopyStep, KeptCopy
from salon_desktop.application.queries.status_facts import DeskStatus
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.page import Shell
from salon_desktop.ui.salon.asking import Asking
from salon_desktop.ui.salon.fact_table import Cell, Column, FactTable
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.port import Backups
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.bars import Meter
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import Label, Part
from salon_desktop.ui.widgets.toast import Notice

ENDING = ".salon"
SHOWN = 12
STEPS = tuple(CopyStep)
Known = tuple[DeskStatus, Sequence[KeptCopy]]


class BackupsPanel(Panel):
    """A copy counts only after it was opened and counted; the page says which step it is at."""

    _reached = Signal(object)
    """A `CopyStep` began, told from the thread that copies."""

    def __init__(self, desk: Desk, shell: Shell, backups: Backups) -> None:
        super().__init__(desk)
        self._shell, self._backups = shell, backups
        self._known: Known | None = None
        self._step: CopyStep | None = None
        self._asking = Asking(desk, self)
        theme = desk.theme
        self._last_card, self._place_card, self._back_card = self.card(), self.card(), self.card()
        self.last = Alert(theme, "info", icon="database-backup")
        self.make = Button(theme, kind="primary", icon="database-backup")
        self.elsewhere = Button(theme, icon="download")
        self._doing, self._bar = Label(role="small", tone="muted"), Meter(theme, mark=False)
        self.folder = Label(selectable=True, wrap=True)
        self.open_folder = Button(theme, size="small", icon="folder-open")
        self.table = FactTable(theme)
        self._steps = [Label(wrap=True) for _ in range(3)]
        self.command = Label(role="small", selectable=True, wrap=True)
        self.copy = Button(theme, size="small", icon="copy")
        self._command_box = Part("quiet")
        self._lay_out()
        self._reached.connect(self._show_step)
        self.make.clicked.connect(self._make_here)
        self.elsewhere.clicked.connect(self._choose_place)
        self.open_folder.clicked.connect(self._open_folder)
        self.copy.clicked.connect(self._copy_command)
        desk.theme.changed.connect(self._spread)
        self._spread()

    def ask(self) -> None:
        """Read the last backup and the copies anew."""
        desk, now = self.desk, self.desk.clock.now()
        self._asking(lambda: (desk.ask.status(now), self._backups.kept()), self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("Backups"))
        self.lead.setText(
            words._("A copy is opened, checked and counted before anyone relies on it.")
        )
        self._last_card.set_title(words._("The last copy"))
        self._place_card.set_title(words._("Where copies lie"))
        self._back_card.set_title(words._("Bringing a copy back"))
        self.make.set_words(words._("Make a copy now"))
        self.elsewhere.set_words(words._("Save a copy elsewhere…"))
        self.open_folder.set_words(words._("Open the folder"))
        self.copy.set_words(words._("Copy the command"))
        self.folder.setText(str(self._backups.folder))
        self._steps[0].setText(
            words._(
                "1. Close the program at every desk that uses this file, then run this command:"
            )
        )
        self._steps[1].setText(
            words._(
                "2. The copy is checked first. Only then does it take the place of the file, and "
                "the file from before stays beside it."
            )
        )
        self._steps[2].setText(
            words._(
                "On another computer the copy opens with the recovery code: keep both, and never "
                "in the same place."
            )
        )
        self._show()

    def make_copy(self, target: Path | None) -> None:
        """Make a copy in the folder (None) or at ``target``."""
        if self._step is not None:
            return
        self._show_step(CopyStep.COPYING)
        self.desk.tasks.ask_network(
            partial(self._backups.make, target, self._tell_step),
            owner=self,
            on_done=self._made,
            on_failed=self._failed,
        )

    def busy(self) -> bool:
        """Whether a copy is being made."""
        return self._step is not None

    def _lay_out(self) -> None:
        self._buttons, self._progress = QHBoxLayout(), QWidget()
        for button in (self.make, self.elsewhere):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._progress_row = QHBoxLayout(self._progress)
        self._progress_row.setContentsMargins(0, 0, 0, 0)
        self._progress_row.addWidget(self._bar, 1)
        self._progress_row.addWidget(self._doing, 2)
        self._progress.hide()
        self._last_card.body.addWidget(self.last)
        self._last_card.body.addLayout(self._buttons)
        self._last_card.body.addWidget(self._progress)
        self._place_card.head.addWidget(self.open_folder)
        self._place_card.body.addWidget(self.folder)
        self._place_card.body.addWidget(self.table)
        first, second, third = self._steps
        self._command_row = QHBoxLayout(self._command_box)
        self._command_row.addWidget(self.command, 1)
        self._command_row.addWidget(self.copy)
        for part in (first, self._command_box, second, third):
            self._back_card.body.addWidget(part)

    def _take(self, known: Known) -> None:
        self._known = known
        self._show()

    def _show(self) -> None:
        if self._known is None:
            return
        status, copies = self._known
        self._show_last(status.last_backup)
        words, formats, now = self.desk.words, self.desk.formats, self.desk.clock.now()
        self.table.setVisible(bool(copies))
        self.table.show_rows(
            words._("Where copies lie"),
            (
                Column(words.p_("column", "Made")),
                Column(words.p_("column", "Age")),
                Column(words.p_("column", "File"), stretches=True),
                Column(words._("Size"), right=True),
            ),
            [
                (
                    Cell(formats.date_time(one.made_at), weight=600),
                    Cell(formats.age(one.made_at, now), tone="muted"),
                    Cell(one.file.name),
                    Cell(formats.file_size(one.size_bytes), tone="muted", right=True),
                )
                for one in copies[:SHOWN]
            ],
        )
        newest = str(copies[0].file) if copies else words._("name of the copy")
        self.command.setText(f'salon-desktop restore "{newest}"')

    def _show_last(self, at: datetime | None) -> None:
        words, formats = self.desk.words, self.desk.formats
        if at is None:
            self.last.set_tone("warn")
            self.last.set_words(
                words._("No copy has been made yet."),
                words._("If this computer is lost, the salon is lost with it."),
            )
            return
        self.last.set_tone("ok")
        self.last.set_words(
            words._("Tried and found good."),
            words._("{when}, {age}.").format(
                when=formats.date_time(at), age=formats.age(at, self.desk.clock.now())
            ),
        )

    def _make_here(self) -> None:
        self.make_copy(None)

    def _choose_place(self) -> None:
        words, now = self.desk.words, self.desk.clock.now()
        name = f"salon-{now:%Y%m%d-%H%M}{ENDING}"
        kind, title = words._("Copy of the salon"), words._("Save a copy elsewhere…")
        chosen, _ = QFileDialog.getSaveFileName(
            self, title, str(Path.home() / name), f"{kind} (*{ENDING})"
        )
        if chosen:
            target = Path(chosen)
            self.make_copy(target if target.suffix else target.with_suffix(ENDING))

    def _open_folder(self) -> None:
        self._backups.folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups.folder)))

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())

    def _tell_step(self, step: CopyStep) -> None:
        """In the copying thread: only emit, the queue brings it to the window's."""
        if isValid(self):
            self._reached.emit(step)

    def _show_step(self, step: CopyStep | None) -> None:
        words = self.desk.words
        self._step = step
        busy = step is not None
        for part in (self.make, self.elsewhere):
            part.setEnabled(not busy)
        self._progress.setVisible(busy)
        if step is None:
            return
        text = _step_words(step, words)
        self._doing.setText(text)
        self._bar.show_share((STEPS.index(step) + 1) / (len(STEPS) + 1), text)

    def _made(self, copy: CopyMade) -> None:
        self._show_step(None)
        self.trouble.hide()
        words = self.desk.words
        text = words.n_(
            "The copy is good: {count} client in {file}.",
            "The copy is good: {count} clients in {file}.",
            copy.clients,
        )
        count = self.desk.formats.number(copy.clients)
        self._shell.tell(Notice(text.format(count=count, file=copy.file.name)))
        self.desk.news.tell_settings_changed()
        self.ask()

    def _failed(self, problem: Exception) -> None:
        self._show_step(None)
        told = explain(problem, self.desk.words, self.desk.formats)
        self.trouble.set_words(told.text, told.advice)
        self.trouble.show()

    def _spread(self) -> None:
        px = self.desk.theme.px
        self._buttons.setSpacing(px(Space.S))
        self._progress_row.setSpacing(px(Space.M))
        self._command_row.setContentsMargins(px(Space.M), px(Space.S), px(Space.S), px(Space.S))
        self._command_row.setSpacing(px(Space.S))


def _step_words(step: CopyStep, words: Catalog) -> str:
    match step:
        case CopyStep.COPYING:
            return words._("Copying the file; work goes on meanwhile.")
        case CopyStep.TRYING:
            return words._("Opening the copy and counting what is in it.")
        case CopyStep.NAMING:
            return words._("Good. Putting it in its place.")
