"""What every command of the command line is given, and how it answers."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, TextIO, TypeVar

from salon_desktop.app.composition import Salon
from salon_desktop.application.explaining.notice import Notice, explain
from salon_desktop.application.failures import FileTrouble, OutsideTrouble
from salon_desktop.application.ports.clock import Clock
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import closest
from salon_desktop.whatsapp.payloads import PayloadRefused
from salon_desktop.whatsapp.templates import TemplateRefused

T = TypeVar("T")
KNOWN = (DomainError, OutsideTrouble, FileTrouble, PayloadRefused, TemplateRefused)
"""What a person can meet and repair; anything else is our mistake and shows its trace."""


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
    open: Callable[[], AbstractContextManager[Salon]]
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    known: ClassVar[tuple[type[Exception], ...]] = KNOWN

    @cached_property
    def words(self) -> Catalog:
        """Words where no salon is open: the asked language, else this computer's, else English."""
        wanted = self.language or SettingsFile(self.folder.settings).read().language
        return Catalog(self.translations, wanted or closest(os.environ.get("LANG", "")))

    def attempt(self, salon: Salon, act: Callable[[], T]) -> tuple[Notice, None] | tuple[None, T]:
        """Do one of many things; a refusal comes back in words instead of ending the command."""
        try:
            return None, act()
        except KNOWN as problem:
            return explain(problem, salon.words, salon.formats), None

    def complain(self, notice: Notice) -> None:
        """Write a refusal where refusals go."""
        self.err.write(" ".join(filter(None, (notice.text, notice.advice))) + "\n")

    def say(self, *lines: str) -> None:
        """Write lines for a person; nothing where ``--json`` was asked for."""
        if not self.args.json:
            for line in lines:
                self.out.write(line + "\n")

    def give(self, value: Mapping[str, Any]) -> None:
        """Write the answer as one JSON object where ``--json`` was asked for."""
        if self.args.json:
            self.out.write(json.dumps(plain(value), ensure_ascii=False) + "\n")

    def table(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Write rows in columns as wide as their longest cell."""
        if self.args.json:
            return
        listed = list(rows)
        if not listed:
            return
        widths = [max(len(row[i]) for row in listed) for i in range(len(listed[0]))]
        for row in listed:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.out.write("  ".join(cells).rstrip() + "\n")

    def lines(self) -> Iterable[dict[str, Any]]:
        """Yield the objects of the JSON-lines file named by ``--file`` (``-``: standard input)."""
        name = str(self.args.file)
        text = self.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                found = json.loads(line)
                if not isinstance(found, dict):
                    raise ValueError(f"line {number} is no object")
                yield found


def said_by(problem: Exception, context: Context) -> str:
    """Return what to tell about a refusal where no salon may be open."""
    words = context.words
    notice = explain(problem, words, Formats(words.language, UTC))
    return " ".join(filter(None, (notice.text, notice.advice)))


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
