"""``clients``: the client book from the command line."""

import csv
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from salon_desktop.app.composition import Salon
from salon_desktop.app.verbs.context import Context, harmless
from salon_desktop.app.verbs.typed import MomentNotUnderstood
from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.import_clients import ImportClients, ImportReport
from salon_desktop.application.explaining.list_words import line_reason_words, outcome_words
from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.files import EncodingUnclear
from salon_desktop.application.queries.find_clients import FindClients
from salon_desktop.localization.catalog import Catalog

SAMPLED, WIDEST = 200, 120  # lines looked at for one with letters, signs shown of it
REPORT_HEADINGS = ("line", "row", "outcome", "reason", "column", "client", "like")


def find(context: Context) -> int:
    """Find clients by parts of a name, digits of a number, or an e-mail address."""
    args = context.args
    with context.open() as salon:
        found = salon.ask.find_clients(FindClients(args.text, limit=args.limit))
        context.give(
            {
                "clients": [
                    {
                        "id": one.id,
                        "first_name": one.first_name,
                        "last_name": one.last_name,
                        "phone": "".join(part.text for part in one.phone),
                        "last_visit_on": one.last_visit_on,
                        "near": one.is_near,
                    }
                    for one in found
                ]
            }
        )
        context.table(
            (
                str(one.id),
                one.name,
                "".join(part.text for part in one.phone),
                salon.formats.short_date(one.last_visit_on) if one.last_visit_on else "",
            )
            for one in found
        )
        if not found:
            context.say(salon.words._("Nobody found."))
    return 0


def add(context: Context) -> int:
    """Add a client; who may be the same person is told, nobody is merged."""
    args = context.args
    with context.open() as salon:
        added = salon.do.add_client(
            AddClient(
                first_name=args.first,
                last_name=args.last,
                numbers=(args.phone,) if args.phone else (),
                language=args.client_language,
                email=args.email,
                birth_date=_birth_date(args.birth_date),
                note=args.note,
                alert=args.alert,
            )
        )
        context.give(asdict(added))
        words = salon.words
        context.say(words._("Added with the number {id}.").format(id=added.client_id))
        if added.proposals:
            context.say(
                words.n_(
                    "{count} card may be the same person.",
                    "{count} cards may be the same person.",
                    len(added.proposals),
                ).format(count=len(added.proposals))
            )
    return 0


def load(context: Context) -> int:
    """Import a CSV file; every line ends in exactly one line of the report."""
    args = context.args
    file = Path(args.file)
    with context.open() as salon:
        try:
            report = salon.do.import_clients(
                ImportClients(path=file, encoding=args.encoding, dry_run=args.dry_run)
            )
        except EncodingUnclear as unclear:
            _show_samples(context, salon, file, unclear)
            raise
        if args.report:
            _write_report(Path(args.report), report, salon.words)
        context.give(_as_json(report))
        words = salon.words
        if report.is_dry_run:
            context.say(words._("Nothing was written: this was a trial."))
        for outcome, count in report.counts.items():
            if count:
                context.say(f"{outcome_words(outcome, words)}: {count}")
        for fate in report.fates:
            if fate.outcome is LineOutcome.REFUSED:
                context.say(
                    words._("Line {line}: {why}").format(
                        line=fate.line, why=line_reason_words(fate.reason or "", words)
                    )
                )
    return 0


def _show_samples(context: Context, salon: Salon, file: Path, unclear: EncodingUnclear) -> None:
    """Write to standard error what each encoding would make of the first lines with letters."""
    choices = unclear.facts.get("choices")
    for encoding in choices if isinstance(choices, tuple) else ():
        lines = salon.do.client_files.preview(file, encoding, SAMPLED)
        shown = next((line for line in lines if not line.isascii()), "")
        context.err.write(f"--encoding {encoding}: {harmless(shown[:WIDEST])}\n")


def export(context: Context) -> int:
    """Write the client book as CSV; cells that look like formulas are made harmless."""
    with context.open() as salon:
        count = salon.do.export_clients(Path(context.args.file), language=salon.words.language)
        context.give({"file": context.args.file, "clients": count})
        context.say(
            salon.words.n_("{count} client written.", "{count} clients written.", count).format(
                count=count
            )
        )
    return 0


def _birth_date(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise MomentNotUnderstood(what="day") from wrong


def _as_json(report: ImportReport) -> dict[str, object]:
    return {
        "counts": {outcome.value: count for outcome, count in report.counts.items()},
        "lines": [asdict(fate) for fate in report.fates],
        "encoding": report.encoding,
        "earlier": report.earlier,
        "dry_run": report.is_dry_run,
        "cancelled": report.is_cancelled,
    }


def _write_report(file: Path, report: ImportReport, words: Catalog) -> None:
    """Write the report as CSV, or as JSON by the file's ending; no names are in it."""
    draft = file.with_name(file.name + ".part")
    with draft.open("w", encoding="utf-8", newline="") as out:
        if file.suffix.lower() == ".json":
            json.dump([asdict(fate) for fate in report.fates], out, indent=1, default=str)
        else:
            table = csv.writer(out)
            table.writerow(REPORT_HEADINGS)
            table.writerows(_report_row(fate, words) for fate in report.fates)
    draft.replace(file)


def _report_row(fate: LineFate, words: Catalog) -> tuple[object, ...]:
    return (
        fate.line,
        fate.sheet_row,
        outcome_words(fate.outcome, words),
        line_reason_words(fate.reason, words) if fate.reason else "",
        fate.column or "",
        fate.client_id or "",
        fate.like_id or (f"line {fate.like_line}" if fate.like_line else ""),
    )
