"""``setup``, ``backup``, ``restore``, ``check``: the salon's file from the command line."""

import getpass
import sys
from dataclasses import asdict
from pathlib import Path

from salon_desktop.app.composition import giver_of
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import mark_practice
from salon_desktop.app.verbs.context import Context
from salon_desktop.app.verbs.practice import OPERATORS
from salon_desktop.app.verbs.typed import InputWrong
from salon_desktop.application.commands.back_up import BackUp
from salon_desktop.application.failures import KeyMissing
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.db.backup import restore as put_back
from salon_desktop.infrastructure.db.file_key import key_of_code
from salon_desktop.infrastructure.folder_lock import folder_to_itself


def set_up(context: Context) -> int:
    """Make a salon in an empty data folder and show its recovery code once."""
    args = context.args
    if args.practice:
        mark_practice(context.folder)
    names = [name.strip() for name in (args.operators or "").split(",") if name.strip()]
    operators = tuple(
        NewOperator(name=name, role="beautician", colour=_COLOURS[index % len(_COLOURS)])
        for index, name in enumerate(names)
    )
    founded = found_salon(
        context.folder.root,
        NewSalon(
            name=args.name,
            country=args.country,
            owner=args.owner or _user(),
            desk=args.desk,
            zone=args.zone,
            currency=args.currency,
            language=args.language,
            operators=operators or (OPERATORS if args.practice else ()),
        ),
        clock=context.clock,
        passphrase=context.passphrase,
    )
    context.give({"recovery_code": founded.recovery_code})
    context.say(
        context.words._("The salon is ready. Write the recovery code down and keep it apart:"),
        founded.recovery_code,
    )
    return 0


def backup(context: Context) -> int:
    """Copy the file, open the copy, check and count it."""
    target = Path(context.args.file) if context.args.file else None
    with context.open() as salon:
        with context.writing(target or salon.folder.copies):
            made = salon.do.back_up(BackUp(target=target))
        context.give(asdict(made))
        context.say(salon.words._("The copy was opened and checked: {file}").format(file=made.file))
    return 0


def restore(context: Context) -> int:
    """Check a copy and put it in the place of the salon's file; the old file is kept."""
    folder, copy = context.folder, Path(context.args.file).absolute()
    copy.stat()  # a file that is not there is said by its name
    giver = giver_of(folder, secrets=None, passphrase=context.passphrase)
    code_file = context.args.recovery_code_file
    if code_file is not None:
        key = key_of_code(_text(Path(code_file)))
        if giver.passphrase is None and giver.secrets is None:
            raise KeyMissing  # it would open nothing afterwards
    else:
        key = giver.find(folder)
    clock = context.clock or SystemClock()
    with folder_to_itself(folder):
        done, kept = put_back(copy, folder.salon, key, now=clock.now())
        if code_file is not None:
            giver.keep(folder, key)
    context.give({"restored": asdict(done), "kept": kept})
    words = context.words
    context.say(words._("The copy was checked and is in place."))
    if kept is not None:
        context.say(words._("The file from before is kept: {file}").format(file=kept.name))
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputWrong(file.name) from wrong


_COLOURS = ("lash", "face", "hand", "wax", "laser", "foot", "body")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return sys.platform
