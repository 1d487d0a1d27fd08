"""An import step by step, without a widget: file, encoding, dry run, run, report."""

import csv
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from salon_desktop.application.commands.import_clients import (
    ImportClients,
    ImportClientsHandler,
    ImportReport,
)
from salon_desktop.application.explaining.list_words import (
    line_reason_words,
    line_warning_words,
    outcome_words,
)
from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.files import ClientField, EncodingUnclear, OpenClientFile
from salon_desktop.localization.catalog import Catalog

SAMPLE_LINES = 4
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


class Step(Enum):
    """Where the import stands."""

    CHOOSE = auto()
    READING = auto()
    ENCODING = auto()
    PREVIEW = auto()
    RUNNING = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Samples:
    """How the first lines would read in each encoding the file could have."""

    by_encoding: Sequence[tuple[str, tuple[str, ...]]] = field(default=(), repr=False)


class ImportState:
    """Knows the step, the wish and the last report; the work itself runs elsewhere."""

    def __init__(self, run: ImportClientsHandler, files: OpenClientFile) -> None:
        self._run, self._files = run, files
        self._stop = threading.Event()
        self.step = Step.CHOOSE
        self.wish: ImportClients | None = None
        self.report: ImportReport | None = None
        self.samples = Samples()

    @property
    def is_busy(self) -> bool:
        """Whether something runs that may be cancelled."""
        return self.step in (Step.READING, Step.RUNNING)

    def choose(self, path: Path) -> None:
        """Look at another file."""
        self.wish = ImportClients(path=path, dry_run=True)
        self.report, self.samples = None, Samples()

    def state_encoding(self, encoding: str) -> None:
        """Somebody saw the samples and chose."""
        if self.wish is not None:
            self.wish = replace(self.wish, encoding=encoding)

    def state_columns(self, column: int, meaning: ClientField | None) -> None:
        """Somebody said what a column (from 1) means; None: nothing."""
        if self.wish is not None:
            self.wish = replace(self.wish, fields={**self.wish.fields, column: meaning})

    def work(
        self, on_progress: Callable[[int, int], None], *, dry: bool
    ) -> Callable[[], ImportReport]:
        """Return the work of the next step, to be run off the GUI thread."""
        if self.wish is None:
            raise ValueError("no file was chosen")
        wish = replace(self.wish, dry_run=dry)
        self.step = Step.READING if dry else Step.RUNNING
        self._stop.clear()
        run, stop = self._run, self._stop

        def go() -> ImportReport:
            return run(wish, on_progress=on_progress, is_cancelled=stop.is_set)

        return go

    def cancel(self) -> None:
        """Stop after the piece under way; what is kept stays kept."""
        self._stop.set()

    def take(self, report: ImportReport) -> None:
        """The work ended."""
        self.report = report
        if report.is_dry_run:
            self.step = Step.CHOOSE if report.is_cancelled else Step.PREVIEW
        else:
            self.step = Step.DONE

    def fail(self, problem: Exception) -> Callable[[], Samples] | None:
        """The work failed; the samples to read, if it is only the encoding."""
        self.step = Step.CHOOSE
        if not isinstance(problem, EncodingUnclear) or self.wish is None:
            return None
        self.step = Step.ENCODING
        path, files = self.wish.path, self._files
        stated = problem.facts.get("choices")
        choices = [str(one) for one in stated] if isinstance(stated, tuple) else []

        def read() -> Samples:
            return Samples(
                [(one, tuple(files.preview(path, one, SAMPLE_LINES))) for one in choices]
            )

        return read


def told_lines(report: ImportReport) -> list[LineFate]:
    """Return the lines somebody should look at: refused ones first, then odd ones."""
    refused = [fate for fate in report.fates if fate.outcome is LineOutcome.REFUSED]
    odd = [
        fate
        for fate in report.fates
        if fate.outcome is not LineOutcome.REFUSED and (fate.warning or fate.outcome in _LOOK_AT)
    ]
    return refused + odd


def why_told(fate: LineFate, words: Catalog) -> str:
    """Return in words why a line is told."""
    if fate.reason:
        return line_reason_words(fate.reason, words)
    if fate.warning:
        return line_warning_words(fate.warning, words)
    return outcome_words(fate.outcome, words)


def write_report(path: Path, report: ImportReport, words: Catalog) -> int:
    """Write what became of every line as CSV; returns the lines. May raise OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(
            (
                words.p_("column of a report", "Row"),
                words.p_("column of a report", "Line"),
                words.p_("column of a report", "What became of it"),
                words.p_("column of a report", "Column"),
                words.p_("column of a report", "Why"),
                words.p_("column of a report", "Worth a look"),
            )
        )
        writer.writerows(_report_rows(report, words))
    return len(report.fates)


def _report_rows(report: ImportReport, words: Catalog) -> Iterator[Sequence[object]]:
    for fate in report.fates:
        heading = ""
        if fate.column is not None and fate.column <= len(report.headings):
            heading = _harmless(report.headings[fate.column - 1])
        yield (
            fate.sheet_row,
            fate.line,
            outcome_words(fate.outcome, words),
            heading,
            line_reason_words(fate.reason, words) if fate.reason else "",
            line_warning_words(fate.warning, words) if fate.warning else "",
        )


def _harmless(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


_LOOK_AT = (LineOutcome.LOOKS_LIKE,)
