"""``self-test``: prove that an installed or packed program stands up."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from salon_desktop.app import VERSION
from salon_desktop.app.self_test import run_checks
from salon_desktop.app.verbs.context import Context


def self_test(context: Context) -> int:
    """Try what the program ships with; exit 1 if anything is missing."""
    context.say(f"Salon Desktop {VERSION}")
    with tempfile.TemporaryDirectory(prefix="salon-self-test-") as scratch:
        checked = []
        for one in run_checks(Path(scratch)):
            checked.append(one)
            context.say(
                f"{'FAILED' if one.problem else 'ok':6}  {one.name}: {one.problem or one.found}"
            )
    context.give({"version": VERSION, "checks": [asdict(one) for one in checked]})
    return 1 if any(one.problem for one in checked) else 0
