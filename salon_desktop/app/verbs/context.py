"""What every command of the command line is given, and how it answers."""

import errno
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TextIO, TypeVar

from salon_desktop.app.verbs.typed import InputWrong
from salon_desktop.application.explaining.notice import Notice, Tone, explain
from salon_desktop.application.failures import (
    DiskFull,
    FileTrouble,
    FolderNotWritable,
    OutsideTrouble,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import closest
from salon_desktop.whatsapp.payloads import PayloadRefused
from salon_desktop.whatsapp.templates import TemplateRefused

if TYPE_CHECKING:
    from salon_desktop.app.composition import Salon

T = TypeVar("T")
KNOWN = (
    DomainError,
    OutsideTrouble,
    FileTrouble,
    PayloadRefused,
    TemplateRefused,
    InputWrong,
)
"""What a person can meet and repair; anything else is our mistake and shows its trace."""

JOINERS = "\u200c\u200d"
NO_RIGHT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class Refused(Exception):
    """The command was refused and has said why."""


@dataclass(kw_only=True)
class Context:
    """One run of the command line: its arguments, its folder, where it speaks."""

    args: Namespace
    folder: DataFolder
    clock: Clock | None
    passphrase: str | None
    language: str | None
    translations: Path
    open: "Callable[[], AbstractContextManager[Salon]]"
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    known: ClassVar[tuple[type[Exception], ...]] = KNOWN

    @cached_property
    def words(self) -> Catalog:
        """Words where no salon is open: the asked language, else this computer's, else English."""
        wanted = self.language or SettingsFile(self.folder.settings).read().language
        return Catalog(self.translations, wanted or closest(os.environ.get("LANG", "")))

    def attempt(self, salon: "Salon", act: Callable[[], T]) -> tuple[Notice, None] | tuple[None, T]:
        """Do one of many things; a refusal comes back in words instead of ending the command.

        What makes all of them fail (a full disk, a locked file) ends the command as ever.
        """
        try:
            return None, act()
        except (DomainError, PayloadRefused, TemplateRefused, InputWrong) as problem:
            return _notice(problem, salon.words, salon.formats), None

    def complain(self, notice: Notice, line: int | None = None) -> None:
        """Write a refusal where refusals go, with the line of the input it is about."""
        said = notice.whole
        if line is not None:
            said = self.words._("Line {line}: {why}").format(line=line, why=said)
        self.err.write(said + "\n")

    def refuse(self, text: str) -> NoReturn:
        """Say why the command is refused, and end it."""
        self.err.write(text + "\n")
        raise Refused

    @contextmanager
    def writing(self, file: Path) -> Iterator[None]:
        """Name the file in the refusal where its folder takes nothing."""
        try:
            yield
        except FolderNotWritable:
            text = self.words._("Nothing can be written at {file}: choose another folder.")
            self.refuse(text.format(file=file))

    def say(self, *lines: str) -> None:
        """Write lines for a person; nothing where ``--json`` was asked for."""
        if not self.args.json:
            for line in lines:
                self.out.write(harmless(line) + "\n")

    def give(self, value: Mapping[str, Any]) -> None:
        """Write the answer as one JSON object where ``--json`` was asked for."""
        if not self.args.json:
            return
        text = json.dumps(plain(value), ensure_ascii=False)
        if not _fits(text, self.out):
            text = json.dumps(plain(value))
        self.out.write(text + "\n")

    def table(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Write rows in columns as wide as their longest cell."""
        if self.args.json:
            return
        listed = [tuple(harmless(cell) for cell in row) for row in rows]
        if not listed:
            return
        widths = [max(len(row[i]) for row in listed) for i in range(len(listed[0]))]
        for row in listed:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.out.write("  ".join(cells).rstrip() + "\n")

    def typed(self) -> str:
        """Return the whole of standard input, which is UTF-8 whatever this computer's habit is.

        Raises UnicodeDecodeError.
        """
        raw = getattr(self.stdin, "buffer", None)
        return self.stdin.read() if raw is None else raw.read().decode("utf-8-sig")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield number and text of each line of ``--file`` (``-``: standard input) with content.

        Raises InputWrong where the file is no text.
        """
        name = str(self.args.file)
        try:
            text = self.typed() if name == "-" else Path(name).read_text("utf-8-sig")
        except UnicodeDecodeError as wrong:
            raise InputWrong(name) from wrong
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, line


def is_told(problem: OSError) -> bool:
    """Tell whether a failure of the system is about a file somebody named, or a full disk."""
    return problem.filename is not None or problem.errno in NO_ROOM


def said_by(problem: Exception, context: Context) -> str:
    """Return what to tell about a refusal where no salon may be open."""
    words = context.words
    formats = Formats(words.language, UTC)
    if isinstance(problem, FolderNotWritable) or _locked_out(problem, context.folder):
        said = explain(FolderNotWritable(), words, formats).whole
        return f"{said} {context.folder.root}"
    return _notice(problem, words, formats).whole


def _locked_out(problem: Exception, folder: DataFolder) -> bool:
    """Tell whether the system refused to write somewhere in the salon's own folder."""
    if not isinstance(problem, OSError) or problem.errno not in NO_RIGHT:
        return False
    return Path(str(problem.filename)).is_relative_to(folder.root)


def _notice(problem: Exception, words: Catalog, formats: Formats) -> Notice:
    match problem:
        case InputWrong(field="", known=_):
            return Notice(Tone.HINT, words._("The line is no JSON object."))
        case InputWrong(field=name, known=known):
            text = words._("“{field}” is missing or not understood.").format(field=name)
            advice = words._("You can choose from: {choices}.")
            choices = formats.listing(list(known)) if known else ""
            return Notice(Tone.HINT, text, advice.format(choices=choices) if choices else "")
        case OSError(errno=number) if number in NO_ROOM:
            return explain(DiskFull(), words, formats)
        case FileNotFoundError(filename=name):
            text = words._("There is no file or folder {file}.")
            return Notice(Tone.HINT, text.format(file=str(name).removesuffix(".part")))
        case OSError(filename=name, strerror=why):
            text = words._("{file} cannot be used: {why}.")
            shown = str(name or "").removesuffix(".part")
            return Notice(Tone.HINT, text.format(file=shown, why=why or str(problem)))
        case _:
            return explain(problem, words, formats)


def _fits(text: str, out: TextIO) -> bool:
    """Tell whether ``out`` can carry every sign (a pipe on Windows often cannot)."""
    try:
        text.encode(getattr(out, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def harmless(text: str) -> str:
    """Return ``text`` without what would start a line or steer a terminal; joined emoji stay."""
    return "".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in text)


def plain(value: Any) -> Any:
    """Return ``value`` as JSON can carry it: dates in ISO, enums as their values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value
