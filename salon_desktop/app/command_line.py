"""The command line: ``salon-desktop [--data DIR] [--language xx] COMMAND``.

Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong usage. Every command has ``--json``.
What a command needs is loaded when it is called, so that a short one starts fast and none of them
loads the window.
"""

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from salon_desktop.app.command_parser import build_parser
from salon_desktop.app.practice_clock import leave_clock
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.places import DataFolder, default_data_folder, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from salon_desktop.app.composition import Salon
    from salon_desktop.app.verbs.context import Context

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
    """Load the command, set the clock, and let it answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that cannot be shown stops no command
    module, verb = args.door.split(".")
    gc.disable()  # loading makes definitions by the thousand and none of them is garbage
    from salon_desktop.app.verbs.context import Context

    act = getattr(import_module(f"{VERBS}.{module}"), verb)
    gc.enable()
    try:
        now = _set_clock(args)
    except ValueError as wrong:
        parser.print_usage(sys.stderr)
        sys.stderr.write(f"salon-desktop: {wrong}\n")
        return WRONG_USAGE
    context = Context(
        args=args,
        folder=DataFolder(Path(args.data) if args.data else default_data_folder()),
        clock=now,
        passphrase=None,
        language=args.language,
        translations=shipped().translations,
        open=_never,
    )
    return _answered(partial(_act, act, context, now), context)


def _act(act: "Callable[[Context], int]", context: "Context", now: "FixedClock | None") -> int:
    """Do what was asked; whatever a person can repair is raised from here."""
    if now is not None:
        _only_in_practice(context.args, context.folder)
        leave_clock(context.folder, now.now())
    context.passphrase = _passphrase(context.args)
    context.open = partial(_open, context.folder, now, context.passphrase, context.language)
    code = act(context)
    context.out.flush()
    return code


def _answered(act: "Callable[[], int]", context: "Context") -> int:
    """Return the exit code of ``act``, with a refusal told in words on standard error."""
    from salon_desktop.app.verbs.context import Refused, is_told, said_by

    try:
        return act()
    except Refused:
        return REFUSED
    except BrokenPipeError:
        # Nobody reads on: the end of Python shall not complain about it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        if not is_told(problem):
            raise
        context.err.write(said_by(problem, context) + "\n")
        return REFUSED
    except context.known as problem:
        context.err.write(said_by(problem, context) + "\n")
        return REFUSED


def _open(
    folder: DataFolder, clock: "FixedClock | None", passphrase: str | None, language: str | None
) -> "AbstractContextManager[Salon]":
    from salon_desktop.app.composition import open_salon

    return open_salon(folder.root, clock=clock, passphrase=passphrase, language=language)


def _never() -> "AbstractContextManager[Salon]":
    raise RuntimeError("no salon is opened before its passphrase was read")


def _set_clock(args: Namespace) -> "FixedClock | None":
    """Return the clock of ``--now``; ValueError where it is no instant with its offset."""
    if args.now is None:
        return None
    moment = datetime.fromisoformat(args.now)
    if moment.tzinfo is None:
        raise ValueError("--now needs an offset, such as 2026-11-24T10:00+01:00")
    return FixedClock(moment)


def _only_in_practice(args: Namespace, folder: DataFolder) -> None:
    """Refuse a set clock where real people are written to; raises NoPracticeHere."""
    begins = getattr(args, "practice", False) and not folder.salon.exists()
    if not folder.is_practice and not begins:
        from salon_desktop.app.practice_facts import NoPracticeHere

        raise NoPracticeHere


def _passphrase(args: Namespace) -> str | None:
    """Return the passphrase of ``--passphrase-file`` or ``--passphrase-fd``, else None."""
    from salon_desktop.app.verbs.typed import InputWrong

    try:
        if args.passphrase_file is not None:
            return Path(args.passphrase_file).read_text("utf-8").rstrip("\r\n")
        if args.passphrase_fd is not None:
            with os.fdopen(args.passphrase_fd, encoding="utf-8") as given:
                return given.readline().rstrip("\r\n")
    except UnicodeDecodeError as wrong:
        raise InputWrong("passphrase") from wrong
    except OSError as wrong:
        if wrong.filename is not None:
            raise
        raise InputWrong("--passphrase-fd") from wrong
    return None
