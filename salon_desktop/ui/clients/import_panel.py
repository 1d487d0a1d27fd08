"""Importing a client list in the drawer: nothing is written before somebody saw what would be."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QProgressBar, QWidget

from salon_desktop.application.commands.import_clients import ImportReport
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.ports.files import ClientField
from salon_desktop.ui.clients.import_parts import CountList, LineList, SampleList
from salon_desktop.ui.clients.import_state import (
    ImportState,
    Samples,
    Step,
    told_lines,
    why_told,
    write_report,
)
from salon_desktop.ui.clients.import_words import (
    OUTCOME_SIGNS,
    column_words,
    counted_words,
    encoding_words,
    newcomers,
)
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import ElidedLabel, Label

_SHOWN_LINES = 12


class ImportPanel(DrawerPanel):
    """Leads from a file to its report; may be closed and opened again while it runs."""

    imported = Signal()
    """Cards were added."""

    _progressed = Signal(int, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.words)
        self._desk = desk
        self.state = ImportState(desk.do.import_clients, desk.do.client_files)
        self._problem: Exception | None = None
        self._saved = ""
        theme = desk.theme
        self._title, self._file = Label(role="heading"), ElidedLabel(role="small", tone="muted")
        self._about = Label(tone="muted", wrap=True)
        self.choose = Button(theme, icon="folder-open")
        self._trouble, self._note = Alert(theme, "warn"), Alert(theme, "info")
        self._progress, self._done = QProgressBar(), Label(role="small", tone="muted")
        self.samples, self.counts = SampleList(theme), CountList(theme)
        self._columns: list[LabelledField] = []
        self.lines = LineList(theme)
        self._start, self._reading = Section(theme), Section(theme)
        self._which, self._what = Section(theme), Section(theme)
        self._meaning, self._looks = Section(theme), Section(theme, last=True)
        self.go = Button(theme, kind="primary", size="large")
        self.cancel = Button(theme, size="large")
        self.save = Button(theme, size="large", icon="download")
        self._lay_out()
        self._connect()
        self._built = True
        self.retranslate()

    def take_file(self, path: Path) -> None:
        """Look through this file; nothing is written."""
        self.state.choose(path)
        self._saved = ""
        self._run(dry=True)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        super().retranslate()
        if not getattr(self, "_built", False):
            return  # the drawer's own part speaks first, before this one is built
        words = self._desk.words
        self._title.setText(words._("Import clients"))
        self._about.setText(
            words._(
                "A CSV file from your old program or a spreadsheet, its first line naming the"
                " columns. You see what would happen before anything is written."
            )
        )
        self._note.set_words(
            words._("Consent in a list is a claim:"),
            words._("it never allows a message; those clients are asked at their next visit."),
        )
        self.choose.set_words(words._("Choose a file…"))
        self._meaning.set_title(words._("Columns"))
        self._which.set_title(words._("How it reads right"))
        self._looks.set_title(words._("Lines to look at"))
        self.save.set_words(words._("Save the report…"))
        self._show()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._pick)
        self.go.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._pick_report)
        self.samples.chosen.connect(self._take_encoding)
        self._progressed.connect(self._show_progress)

    def _pick(self) -> None:
        words = self._desk.words
        kinds = words._("Lists (*.csv *.txt);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, words._("Choose a client list"), "", kinds)
        if path:
            self.take_file(Path(path))

    def _go_on(self) -> None:
        if self.state.step is Step.PREVIEW:
            self._run(dry=False)
        elif self.state.step is Step.DONE:
            self.close_asked.emit()

    def _cancel(self) -> None:
        if self.state.is_busy:
            self.state.cancel()
            self.cancel.setEnabled(False)
        else:
            self.close_asked.emit()

    def _take_encoding(self, encoding: str) -> None:
        self.state.state_encoding(encoding)
        self._run(dry=True)

    def _take_column(self, column: int, choice: int) -> None:
        # By its place: Qt hands an enum of texts back as bare text.
        meaning = None if choice == 0 else list(ClientField)[choice - 1]
        self.state.state_columns(column, meaning)
        self._run(dry=True)

    def _run(self, *, dry: bool) -> None:
        self._problem = None
        # Emitting from the worker's thread is queued into this one.
        work = self.state.work(self._progressed.emit, dry=dry)
        self._desk.tasks.ask_network(work, owner=self, on_done=self._take, on_failed=self._tell)
        self.cancel.setEnabled(True)
        self._show()

    def _take(self, report: ImportReport) -> None:
        self.state.take(report)
        self._show()
        if not report.is_dry_run:
            self._desk.news.tell_clients_changed(None)
            self._desk.news.tell_consent_changed(None)
            self.imported.emit()

    def _tell(self, problem: Exception) -> None:
        read = self.state.fail(problem)
        self._problem = problem
        if read is not None:
            self._desk.tasks.ask_network(
                read, owner=self, on_done=self._take_samples, on_failed=self._tell
            )
        self._show()

    def _take_samples(self, samples: Samples) -> None:
        self.state.samples = samples
        self._show()

    def _pick_report(self) -> None:
        words = self._desk.words
        path, _ = QFileDialog.getSaveFileName(
            self, words._("Save the report"), words._("import-report") + ".csv", "CSV (*.csv)"
        )
        if path:
            self.save_report(Path(path))

    def save_report(self, path: Path) -> None:
        """Write what became of every line into a file."""
        report, words = self.state.report, self._desk.words
        if report is not None:
            self._desk.tasks.ask_network(
                lambda: write_report(path, report, words),
                owner=self,
                on_done=partial(self._tell_saved, path.name),
                on_failed=self._tell_unsaved,
            )

    def _tell_saved(self, name: str, lines: int) -> None:
        self._saved, self._problem = name, None
        self._show()

    def _tell_unsaved(self, problem: Exception) -> None:
        self._problem = problem
        self._show()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)
        words, formats = self._desk.words, self._desk.formats
        text = words._("Line {done} of {total}")
        self._done.setText(text.format(done=formats.number(done), total=formats.number(total)))
        self._progress.setAccessibleName(self._done.text())

    def _show(self) -> None:
        """Show what belongs to the step."""
        state, step = self.state, self.state.step
        self._file.setText("" if state.wish is None else state.wish.path.name)
        self._start.setVisible(step in (Step.CHOOSE, Step.PREVIEW, Step.ENCODING))
        self._about.setVisible(step is Step.CHOOSE)
        self._reading.setVisible(state.is_busy)
        self._which.setVisible(step is Step.ENCODING)
        ready = step in (Step.PREVIEW, Step.DONE) and state.report is not None
        self._what.setVisible(ready)
        self._meaning.setVisible(step is Step.PREVIEW)
        self._show_trouble()
        if step is Step.ENCODING:
            words = self._desk.words
            self.samples.show_samples(
                [
                    (one, encoding_words(words, one), text)
                    for one, text in state.samples.by_encoding
                ],
                words._("Take this one"),
            )
        report = state.report
        self._looks.setVisible(ready and report is not None and bool(told_lines(report)))
        if ready and report is not None:
            self._show_report(report)
        self._show_foot()

    def _show_report(self, report: ImportReport) -> None:
        words, formats = self._desk.words, self._desk.formats
        counts = counted_words(words, formats, report.counts, dry=report.is_dry_run)
        self.counts.show_counts([(*OUTCOME_SIGNS[outcome], text) for outcome, text in counts])
        done = words._("Imported") if not report.is_cancelled else words._("Imported in part")
        self._what.set_title(words._("What would happen") if report.is_dry_run else done)
        told = told_lines(report)
        row = words._("row {row}")
        self.lines.show_lines(
            [
                (row.format(row=fate.sheet_row), why_told(fate, words))
                for fate in told[:_SHOWN_LINES]
            ],
            len(told) - _SHOWN_LINES,
            words,
        )
        if report.is_dry_run:
            self._show_columns(report)

    def _show_columns(self, report: ImportReport) -> None:
        for field in self._columns:
            field.hide()
            field.deleteLater()
        self._columns = []
        for place, (heading, meaning) in enumerate(
            zip(report.headings, report.fields, strict=True), start=1
        ):
            editor = QComboBox()
            for one in (None, *ClientField):
                editor.addItem(column_words(self._desk.words, one))
            editor.setCurrentIndex(0 if meaning is None else list(ClientField).index(meaning) + 1)
            editor.activated.connect(partial(self._take_column, place))
            field = LabelledField(self._theme, editor)
            unnamed = self._desk.words._("Column {number}").format(number=place)
            field.set_words(heading or unnamed)
            self._columns.append(field)
            self._meaning.body.addWidget(field)

    def _show_trouble(self) -> None:
        problem = self._problem
        self._trouble.setVisible(problem is not None or bool(self._saved))
        if problem is not None:
            notice = explain(problem, self._desk.words, self._desk.formats)
            if isinstance(problem, OSError):
                text = self._desk.words._("The report could not be written there.")
                advice = self._desk.words._("Choose another folder.")
                self._trouble.set_words(text, advice)
            else:
                self._trouble.set_words(notice.text, notice.advice)
            self._trouble.set_tone("warn", "triangle-alert")
        elif self._saved:
            saved = self._desk.words._("The report is saved as {name}.").format(name=self._saved)
            self._trouble.set_tone("ok", "circle-check")
            self._trouble.set_words("", saved)

    def _show_foot(self) -> None:
        words, state, step = self._desk.words, self.state, self.state.step
        report = state.report
        self.go.setVisible(step in (Step.PREVIEW, Step.DONE))
        self.cancel.setVisible(step is not Step.DONE)
        self.save.setVisible(step in (Step.PREVIEW, Step.DONE))
        self.cancel.set_words(words._("Stop") if state.is_busy else words._("Close"))
        if step is Step.DONE:
            self.go.set_words(words._("Done"))
            self.go.setEnabled(True)
        elif report is not None:
            count = newcomers(report.counts)
            text = words.n_("Import {count} client", "Import {count} clients", count)
            self.go.set_words(text.format(count=self._desk.formats.number(count)))
            self.go.setEnabled(count > 0)

    def _lay_out(self) -> None:
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.under_head.addWidget(self._file)
        for part in (self._about, self.choose, self._note):
            self._start.body.addWidget(part)
        self._reading.body.addWidget(self._progress)
        self._reading.body.addWidget(self._done)
        self._which.body.addWidget(self.samples)
        self._what.body.addWidget(self.counts)
        self._looks.body.addWidget(self.lines)
        sections = (self._start, self._reading, self._which, self._what)
        for section in (*sections, self._looks, self._meaning):
            self.add_section(section)
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go, 1)
        self.foot.addWidget(self._trouble)
        self.foot.addWidget(self.save)
        self.foot.addWidget(row)
        self.show_foot()
