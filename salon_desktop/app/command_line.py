"""The command line: ``salon-desktop [--data DIR] [--language xx] COMMAND``.

Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong usage. Every command has ``--json``.
What a command needs is loaded when it is called, so that a short one starts fast and none of them
loads the window.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from salon_desktop.app.command_parser import build_parser
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.places import DataFolder, default_data_folder, shipped

if TYPE_CHECKING:
    from salon_desktop.app.composition import Salon
    from salon_desktop.application.ports.clock import Clock

WRONG_USAGE, REFUSED = 2, 1
VERBS = "salon_desktop.app.verbs"


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code."""
    parser = build_parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    if args.door is None:
        return int(import_module("salon_desktop.app.run").open_window(args))
    return _carry_out(args, parser)


def _carry_out(args: Namespace, parser: ArgumentParser) -> int:
    from salon_desktop.app.verbs.context import Context, Refused, said_by

    folder = DataFolder(Path(args.data) if args.data else default_data_folder())
    try:
        now = _set_clock(args, folder)
        passphrase = _passphrase(args)
    except ValueError as wrong:
        parser.print_usage(sys.stderr)
        sys.stderr.write(f"salon-desktop: {wrong}\n")
        return WRONG_USAGE
    context = Context(
        args=args,
        folder=folder,
        clock=now,
        passphrase=passphrase,
        language=args.language,
        translations=shipped().translations,
        open=partial(_open, folder, now, passphrase, args.language),
    )
    module, verb = args.door.split(".")
    try:
        return int(getattr(import_module(f"{VERBS}.{module}"), verb)(context))
    except Refused:
        return REFUSED
    except BrokenPipeError:
        return 0
    except context.known as problem:
        sys.stderr.write(said_by(problem, context) + "\n")
        return REFUSED


def _open(
    folder: DataFolder, clock: "Clock | None", passphrase: str | None, language: str | None
) -> "AbstractContextManager[Salon]":
    from salon_desktop.app.composition import open_salon

    return open_salon(folder.root, clock=clock, passphrase=passphrase, language=language)


def _set_clock(args: Namespace, folder: DataFolder) -> "Clock | None":
    """Return the clock of ``--now``; refused outside a practice folder (ValueError)."""
    if args.now is None:
        return None
    if not folder.is_practice and not getattr(args, "practice", False):
        raise ValueError("--now is for practice folders only")
    moment = datetime.fromisoformat(args.now)
    if moment.tzinfo is None:
        raise ValueError("--now needs an offset, such as 2026-11-24T10:00+01:00")
    return FixedClock(moment)


def _passphrase(args: Namespace) -> str | None:
    """Return the passphrase of ``--passphrase-file`` or ``--passphrase-fd``, else None."""
    if args.passphrase_file is not None:
        return Path(args.passphrase_file).read_text("utf-8").rstrip("\r\n")
    if args.passphrase_fd is not None:
        with os.fdopen(args.passphrase_fd, encoding="utf-8") as given:
            return given.readline().rstrip("\r\n")
    return None
