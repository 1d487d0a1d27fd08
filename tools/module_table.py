"""Keeps the table of modules in docs/ARCHITECTURE.md in step with the first lines of the files.

python tools/module_table.py            rewrite the table
python tools/module_table.py check      exit 1 if it is stale
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script's own folder is tools/, the checkout lies above it

from tools.marked_section import bring_up_to_date  # noqa: E402 - needs the line above

DOCUMENT = ROOT / "docs" / "ARCHITECTURE.md"
NAME = "modules"
PACKAGES = ("salon_desktop", "relay/salon_relay", "tools")
# Revisions of the schema tell their own story and never change.
LEFT_OUT = ("versions",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tools/module_table.py", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("write", "check"), default="write")
    options = parser.parse_args(arguments)
    fresh = bring_up_to_date(DOCUMENT, NAME, table(ROOT), check=options.command == "check")
    if fresh or options.command == "write":
        return 0
    print(
        "The module table of docs/ARCHITECTURE.md is stale: run python tools/module_table.py",
        file=sys.stderr,
    )
    return 1


def table(root: Path) -> str:
    """Return one table for each folder of modules, below its heading."""
    parts: list[str] = []
    for package in PACKAGES:
        for folder in _folders(root / package):
            rows = list(_rows(folder))
            if rows:
                heading = folder.relative_to(root).as_posix()
                parts.append(f"### {heading}/\n\n{_purpose(folder)}\n\n" + "\n".join(rows))
    return "\n\n".join(parts)


def first_line(file: Path) -> str:
    """Return the first line of a module's docstring; raises ValueError where there is none."""
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    if not said:
        raise ValueError(f"{file.name} says nothing about itself")
    return " ".join(said.split("\n\n")[0].split())


def _folders(package: Path) -> Iterator[Path]:
    yield package
    for folder in sorted(path for path in package.rglob("*") if path.is_dir()):
        if not {*folder.parts} & {"__pycache__", *LEFT_OUT}:
            yield folder


def _purpose(folder: Path) -> str:
    own = folder / "__init__.py"
    return first_line(own) if own.is_file() else "Scripts of the checkout; nothing imports them."


def _rows(folder: Path) -> Iterator[str]:
    files = sorted(file for file in folder.glob("*.py") if file.name != "__init__.py")
    if files:
        yield "| module | is responsible for |"
        yield "|---|---|"
    for file in files:
        yield f"| `{file.stem}` | {first_line(file).replace('|', '/')} |"


if __name__ == "__main__":
    sys.exit(main())
