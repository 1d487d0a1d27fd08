"""Cells that a spreadsheet would take for a formula: marked when written, unmarked when read.

A leading apostrophe makes them text (CWE-1236). Text that already looks marked is marked once
more, so that reading gives back exactly what was written.
"""

import re

_MEANT_AS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")


def with_mark(text: str) -> str:
    """Return the text as it is written into a cell."""
    return f"'{text}" if _MEANT_AS_FORMULA.match(text) else text


def without_mark(text: str) -> str:
    """Return the text of a cell without our apostrophe; any other apostrophe stays."""
    return text[1:] if _MARKED.match(text) else text
