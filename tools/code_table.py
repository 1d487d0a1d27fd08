"""Keeps the table of error codes in docs/whatsapp.md in step with the program's own table.

python tools/code_table.py              rewrite the table
python tools/code_table.py check        exit 1 if it is stale
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script's own folder is tools/, the package lies beside it

from salon_desktop.application.explaining.code_words import code_words  # noqa: E402 - as above
from salon_desktop.localization.catalog import Catalog  # noqa: E402 - needs the line above
from salon_desktop.localization.languages import SOURCE  # noqa: E402 - as above
from salon_desktop.whatsapp.error_codes import (  # noqa: E402 - as above
    CODE_TABLE,
    Action,
    CodeRow,
    Retry,
    Valve,
)
from tools.marked_section import bring_up_to_date  # noqa: E402 - as above

DOCUMENT = ROOT / "docs" / "whatsapp.md"
NAME = "error codes"
RETRIES: Mapping[Retry, str] = {
    Retry.NO: "never by itself",
    Retry.LATER: "after a pause",
    Retry.PAIR: "after a pause, this person only",
    Retry.AFTER_24H: "once, a day later",
    Retry.DAYS: "when the platform lifts it",
    Retry.FIX: "after a person acted",
    Retry.UNKNOWN: "never blindly: unclear",
}
ACTIONS: Mapping[Action, str] = {
    Action.NOTHING: "nothing",
    Action.REPORT: "keeps code and trace id",
    Action.BUG: "reports a mistake of ours",
    Action.BACK_OFF: "slows down",
    Action.PAUSE_PAIR: "pauses for this person",
    Action.WAIT_FOR_STATUS: "waits for a status by our key",
    Action.STOP_QUEUE: "stops sending",
    Action.ASK_TOKEN: "asks for a new token",
    Action.STOP_BILLABLE: "stops what is billed",
    Action.SET_UP: "leads to the set-up",
    Action.PAUSE_PROMOTIONS: "pauses promotions",
    Action.STOP_UTILITY: "stops reminders",
    Action.PAUSE_TEMPLATE: "pauses the template",
    Action.EDIT_TEMPLATE: "asks for another text",
    Action.SYNC_TEMPLATES: "fetches the templates",
    Action.OPT_OUT_MARKETING: "writes the withdrawal of offers",
    Action.MARK_NUMBER: "marks the number",
    Action.SKIP_PERSON: "skips this person",
    Action.FIX_CONTACT: "asks to correct the card",
    Action.UNBLOCK: "asks to lift the block",
    Action.USE_TEMPLATE: "asks for a template or a call",
    Action.OTHER_ENDPOINT: "keeps it for the marketing endpoint",
}
VALVES: Mapping[Valve, str] = {
    Valve.NONE: "–",
    Valve.TEMPLATE: "this template",
    Valve.PROMOTIONS: "promotions",
    Valve.UTILITY: "reminders",
    Valve.ALL: "everything",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tools/code_table.py", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("write", "check"), default="write")
    options = parser.parse_args(arguments)
    fresh = bring_up_to_date(DOCUMENT, NAME, table(), check=options.command == "check")
    if fresh or options.command == "write":
        return 0
    print(
        "The table of codes in docs/whatsapp.md is stale: run python tools/code_table.py",
        file=sys.stderr,
    )
    return 1


def table() -> str:
    """Return the table, in the order of the program's own."""
    return "\n".join(_lines(Catalog(ROOT / "translations", SOURCE)))


def _lines(words: Catalog) -> Iterator[str]:
    yield "| code | what people read | again? | the program | closes |"
    yield "|---|---|---|---|---|"
    for row in CODE_TABLE:
        said = code_words(row.first, words).text
        yield (
            f"| {_codes(row)} | {said} | {RETRIES[row.retry]} | {ACTIONS[row.action]} "
            f"| {VALVES[row.valve]} |"
        )


def _codes(row: CodeRow) -> str:
    return str(row.first) if row.first == row.last else f"{row.first}–{row.last}"


if __name__ == "__main__":
    sys.exit(main())
