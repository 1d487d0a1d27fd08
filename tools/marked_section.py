"""Rewrites the part of a document that stands between two markers, or tells that it is stale."""

from __future__ import annotations

from pathlib import Path


class MarkersMissing(Exception):
    """The document has no pair of markers of that name."""


def rewritten(text: str, name: str, section: str) -> str:
    """Return ``text`` with ``section`` between the markers ``<!-- name begins/ends -->``."""
    begins, ends = f"<!-- {name} begins -->", f"<!-- {name} ends -->"
    head, found, rest = text.partition(begins)
    _, closed, tail = rest.partition(ends)
    if not found or not closed:
        raise MarkersMissing(name)
    return f"{head}{begins}\n\n{section.strip()}\n\n{ends}{tail}"


def bring_up_to_date(file: Path, name: str, section: str, *, check: bool) -> bool:
    """Write the section, or with ``check`` only compare; returns whether it was up to date."""
    before = file.read_text(encoding="utf-8")
    after = rewritten(before, name, section)
    if before != after and not check:
        file.write_text(after, encoding="utf-8", newline="\n")
    return before == after
